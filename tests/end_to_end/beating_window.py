"""The real window as a process whose heart beats where others can see it: `… beating_window URL BEATS`.

BEATS is a file of eight bytes: how often the event loop turned for a heart that beats every 5 ms. Each line
that comes in presses, and what the press came to goes out as one line of JSON, once this thread has gone on
for a while: the verdict, the most that it reckoned in one turn of its loop and the longest without a turn,
both in ms, and the files, sockets and processes that it touched meanwhile. --waits NAME lets the window wait
as it must not, so that it is seen that this is noticed.
"""

from __future__ import annotations

import argparse
import faulthandler
import json
import mmap
import signal
import socket
import sys
import threading
import time
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from gui.app import TURN_S
from gui.kept.paths import places
from gui.panic.orders import Environment
from gui.panic.readiness import Readiness
from gui.panic.verdict import Report
from gui.program import Program
from gui.wiring.first_sight import FirstSight
from tests.end_to_end.turns import Turns

DEADLINE_S = 2.0
_GOES_ON_MS = 800  # rows are drawn, and the book is looked at anew
_TOUCHES = ("open", "socket.", "subprocess.", "os.listdir", "os.scandir", "shutil.", "sqlite3.")
_WAIT_S = 0.4


class Heart(QObject):
    """Presses when told to, and tells. GUI thread; told is emitted by the one that reads."""

    told = Signal()

    def __init__(self, program: Program, beats: Path, waits: str) -> None:
        super().__init__(program)
        self._program, self._waits = program, waits
        with beats.open("r+b") as shared:
            self._beats = mmap.mmap(shared.fileno(), 8)
        self._count = 0
        self._touched: list[str] = []
        self._turns = Turns(self)
        self._turns.beaten.connect(self._beat)
        self.told.connect(self._press)
        program.desk.press_ended.connect(
            lambda report: QTimer.singleShot(_GOES_ON_MS, lambda: self._say(report))
        )
        self._first = program.desk.readiness_changed.connect(self._begin)

    def touch(self, event: str, arguments: tuple[object, ...]) -> None:
        """Note what the GUI thread does that can take as long as a disk or a network."""
        if event.startswith(_TOUCHES) and threading.current_thread() is threading.main_thread():
            self._touched.append(f"{event} {arguments[0] if arguments else ''}")

    def _begin(self, readiness: Readiness) -> None:
        if readiness.is_ready:
            self._program.desk.readiness_changed.disconnect(self._first)
            # Past what a start loads when the first look has come.
            QTimer.singleShot(1000, lambda: _tell({"ready": True}))
            threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for _ in sys.stdin:
            self.told.emit()

    def _press(self) -> None:
        self._turns.take()
        self._touched.clear()
        self._program.window.fire_wanted.emit(time.monotonic())
        if self._waits:
            QTimer.singleShot(50, WAITS[self._waits])

    def _beat(self) -> None:
        self._count += 1
        self._beats[:] = self._count.to_bytes(8, "little")

    def _say(self, report: Report) -> None:
        worst = self._turns.take()
        _tell(
            {
                "verdict": report.verdict.value,
                "sentence": report.text,
                "busy_ms": worst.busy_ms,
                "stall_ms": worst.stall_ms,
                "touched": list(self._touched),
            }
        )


def _wait_for_a_lock() -> None:
    held = threading.Lock()
    with held:
        held.acquire(timeout=_WAIT_S)


def _read_a_socket() -> None:
    """An answer a byte at a time: no single wait is long."""
    ours, theirs = socket.socketpair()

    def drip() -> None:
        for _ in range(int(_WAIT_S / 0.02)):
            time.sleep(0.02)
            theirs.send(b"a")
        theirs.close()

    threading.Thread(target=drip).start()
    while ours.recv(1):
        pass
    ours.close()


def _join_a_thread() -> None:
    other = threading.Thread(target=time.sleep, args=(_WAIT_S,))
    other.start()
    other.join()


WAITS = {"lock": _wait_for_a_lock, "socket": _read_a_socket, "thread": _join_a_thread}


def _tell(told: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("beats", type=Path)
    parser.add_argument("--waits", choices=WAITS, default="")
    asked = parser.parse_args()
    faulthandler.register(signal.SIGUSR1, all_threads=False)
    sys.setswitchinterval(TURN_S)
    application = QApplication(sys.argv[:1])
    application.setQuitOnLastWindowClosed(False)
    sight = FirstSight(places(), Environment.PRACTICE)
    sight.furnish()
    program = Program(sight, asked.url)
    program.ended.connect(application.quit)
    program.desk.try_for(DEADLINE_S)
    heart = Heart(program, asked.beats, asked.waits)
    sys.addaudithook(heart.touch)
    program.start()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
