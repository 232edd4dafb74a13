"""Answers those who speak to the running program: a further start of it, a press from outside."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QSocketNotifier, QTimer

from gui.desktop.desk import Desk
from gui.instance.claim import Claim
from gui.instance.peers import is_own
from gui.panic.orders import Environment
from gui.panic.verdict import Report
from gui.widgets.window import PanicWindow
from gui.wiring.choices import Choices

_LONGEST_REQUEST = 4096
_MOST_CALLERS = 64
_SEND_S = 5.0  # for a caller that does not read
_REST_MS = 100
_REQUEST_MS = 2000  # for a caller that says nothing
_LAST_S = 2.0  # for answers under way when the program ends


class Answering(QObject):
    """Serves the listening socket. GUI thread; verdicts are put into words and sent on threads of their own.

    raise_up brings the window to the front.
    """

    def __init__(
        self,
        claimed: Claim,
        desk: Desk,
        window: PanicWindow,
        choices: Choices,
        raise_up: Callable[[], None],
        address_of: Callable[[Environment], str | None],
    ) -> None:
        super().__init__(window)
        self._claimed = claimed
        self._window = window
        self._choices, self._raise_up, self._address_of = choices, raise_up, address_of
        self._callers: set[_Caller] = set()
        self._waiting: list[_Caller] = []
        self._sending: list[threading.Thread] = []
        self._notifiers = [self._attend(listener) for listener in claimed.listeners]
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(lambda: self._listen(is_on=True))
        # A further press in the window starts the deadline of those who wait anew.
        window.fire_wanted.connect(self._say_how_long)
        desk.press_ended.connect(self._tell)
        desk.station_changed.connect(self._note)
        self._note()

    def close(self) -> None:
        """Serve nobody any more; blocks until verdicts under way are sent, 2 s at most."""
        self._rest.stop()
        self._listen(is_on=False)
        self._claimed.stop_listening()
        for caller in [*self._callers, *self._waiting]:
            caller.close()
        self._callers.clear()
        self._waiting.clear()
        until = time.monotonic() + _LAST_S
        for thread in self._sending:
            thread.join(max(0.0, until - time.monotonic()))

    def _attend(self, listener: socket.socket) -> QSocketNotifier:
        notifier = QSocketNotifier(listener.fileno(), QSocketNotifier.Type.Read, self)
        notifier.activated.connect(lambda: self._accept(listener))
        return notifier

    def _listen(self, *, is_on: bool) -> None:
        for notifier in self._notifiers:
            notifier.setEnabled(is_on)

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                line, _ = listener.accept()
            except BlockingIOError:  # nobody more
                return
            except OSError:  # too many files are open: it would be told of the same caller without end
                self._listen(is_on=False)
                self._rest.start()
                return
            if not is_own(line) or len(self._callers) >= _MOST_CALLERS:
                line.close()
                continue
            caller = _Caller(line, self._hear, self)
            self._callers.add(caller)
            caller.read()  # its request is there as a rule: a turn of the event loop is saved

    def _hear(self, caller: _Caller, request: bytes | None) -> None:
        """Do what was asked for; None is a caller who hung up or made no sense."""
        self._callers.discard(caller)
        verb = _verb(request)
        if verb == "press":
            moment = time.monotonic()
            self._waiting.append(caller)
            # First of all: who has heard nothing takes the press for lost, and presses by itself.
            self._say_how_long()
            self._window.fire_wanted.emit(moment)  # as the button does
            return
        if verb == "raise":
            self._raise_up()
            caller.say({"environment": self._choices.environment.value})
        caller.close()

    def _say_how_long(self) -> None:
        environment, preferences = self._choices.environment, self._choices.settings.preferences
        told = {"environment": environment.value, "within_s": preferences.deadline_s}
        for caller in self._waiting:
            caller.say(told)

    def _note(self) -> None:
        environment = self._choices.environment
        place = {"environment": environment.value, "exchange_url": self._address_of(environment)}
        self._claimed.note(json.dumps(place))

    def _tell(self, report: Report) -> None:
        lines = [caller.release() for caller in self._waiting]
        self._waiting = []
        if not lines:
            return
        environment = self._choices.environment
        # Thousands of orders take a while to be put into words: the window must not stand still for them.
        thread = threading.Thread(target=_send, args=(lines, report, environment), name="answer", daemon=True)
        thread.start()
        self._sending = [each for each in self._sending if each.is_alive()] + [thread]


class _Caller(QObject):
    """One connection: read on the GUI thread until its request is whole."""

    def __init__(
        self, line: socket.socket, hear: Callable[[_Caller, bytes | None], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._line, self._hear = line, hear
        self._read = b""
        line.setblocking(False)
        self._notifier = QSocketNotifier(line.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self.read)
        self._timer = QTimer(self, singleShot=True, interval=_REQUEST_MS)
        self._timer.timeout.connect(lambda: self._pass_on(None))
        self._timer.start()

    def read(self) -> None:
        """Take in what has come, and pass the request on once it is whole."""
        try:
            piece = self._line.recv(_LONGEST_REQUEST)
        except BlockingIOError:
            return
        except OSError:
            piece = b""
        self._read += piece
        request, end, _ = self._read.partition(b"\n")
        if piece and not end and len(self._read) < _LONGEST_REQUEST:
            return
        self._pass_on(request if end else None)

    def _pass_on(self, request: bytes | None) -> None:
        self._timer.stop()
        self._notifier.setEnabled(False)
        self._hear(self, request)

    def say(self, told: Mapping[str, object]) -> None:
        """Send a short line; a caller who takes none is left to its own patience."""
        try:
            self._line.send(json.dumps(told).encode() + b"\n")
        except OSError:
            return

    def release(self) -> socket.socket:
        """Give the connection away, to be answered on another thread."""
        self.deleteLater()
        return self._line

    def close(self) -> None:
        """Hang up."""
        self._timer.stop()
        self._notifier.setEnabled(False)
        self._line.close()
        self.deleteLater()


def _send(lines: list[socket.socket], report: Report, environment: Environment) -> None:
    from gui.plain_text import report_json, report_text  # on this thread, and not before the window is seen

    told = {
        "text": report_text(report, environment),
        "json": report_json(report, environment),
        "exit_code": report.verdict.exit_code,
    }
    answer = json.dumps(told).encode() + b"\n"
    # A thread each: one that does not read must not keep the others waiting.
    threads = [threading.Thread(target=_send_to, args=(line, answer), daemon=True) for line in lines]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _send_to(line: socket.socket, answer: bytes) -> None:
    try:
        line.settimeout(_SEND_S)
        line.sendall(answer)
    except OSError:
        return
    finally:
        line.close()


def _verb(request: bytes | None) -> object:
    try:
        found = json.loads(request or b"")
    except (ValueError, RecursionError):
        return None
    return found.get("verb") if isinstance(found, dict) else None
