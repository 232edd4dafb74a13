"""The thread that appends the journal's lines, one after another."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from queue import SimpleQueue

from gui.kept.chain import SEAL_SIZE, Chain
from gui.kept.private import insist_on_a_plain_file, make_folder, open_file, why
from gui.words import say

# While thousands of orders are written it rests longer than it works: of two threads that compute, each waits
# for its turn, and the window asks for one hundreds of times.
_REST_S = 0.001

Pause = Callable[[], object]


class Ticket:
    """One line on its way to the disk; the fields are filled in by the writer's thread.

    on_trouble is called there with a sentence where the line was not written.
    """

    def __init__(
        self,
        press_id: str,
        make: Callable[[Pause], bytes],
        on_trouble: Callable[[str], None] | None = None,
    ) -> None:
        self.press_id, self.make, self.on_trouble = press_id, make, on_trouble
        self.is_begun = False
        self.trouble: str | None = None
        self.settled = threading.Event()  # in the system's hands, so that it outlives this process; or failed


class Writer:
    """A daemon thread that appends lines, so that a disk that hangs holds up neither a press nor the exit."""

    def __init__(self, path: Path, chain: Chain, tell: Callable[[str | None], None]) -> None:
        self._path, self._chain, self._tell = path, chain, tell
        self._tickets: SimpleQueue[Ticket | None] = SimpleQueue()
        self._first: deque[Ticket] = deque()
        self._is_called = threading.Event()  # a line that goes first is there, or the end
        self._is_ending = False
        self._thread = threading.Thread(target=self._run, name="journal", daemon=True)
        self._thread.start()

    def put(self, ticket: Ticket, *, is_first: bool = False) -> None:
        """Append a line after those that were put before; is_first does not wait for a long one."""
        if is_first:
            self._first.append(ticket)
            self._is_called.set()
        self._tickets.put(ticket)

    def finish(self, timeout_s: float) -> None:
        """Write what is left without a rest, and wait for that, timeout_s at most."""
        self._is_ending = True
        self._is_called.set()
        self._tickets.put(None)
        self._thread.join(timeout_s)

    def _run(self) -> None:
        while (ticket := self._tickets.get()) is not None:
            with suppress(ValueError):  # written within another one, or never among the first
                self._first.remove(ticket)
            if not ticket.is_begun:
                self._write(ticket)
            del ticket  # freeing 10,000 orders takes milliseconds, which the next press would wait for

    def _write(self, ticket: Ticket) -> None:
        ticket.is_begun = True
        try:
            _append(self._path, self._chain, ticket, self._pause, partial(self._settle, ticket, None))
        except OSError as error:
            self._settle(ticket, not_written(self._path, why(error)))
        except Exception as error:  # noqa: BLE001 - a line that cannot be made must not end the thread
            reason = say("of a fault in this program ({kind})", kind=type(error).__name__)
            self._settle(ticket, not_written(self._path, reason))

    def _pause(self) -> None:
        if not self._is_ending:
            self._is_called.wait(_REST_S)
        self._is_called.clear()
        while self._first:
            self._write(self._first.popleft())

    def _settle(self, ticket: Ticket, trouble: str | None) -> None:
        ticket.trouble = trouble
        self._tell(trouble)
        ticket.settled.set()
        if trouble is not None and ticket.on_trouble is not None:
            with suppress(Exception):  # a window or a terminal that has gone: it must not end the thread
                ticket.on_trouble(trouble)


def _append(path: Path, chain: Chain, ticket: Ticket, pause: Pause, written: Callable[[], None]) -> None:
    chain.count(ticket.press_id)
    content = ticket.make(pause)
    # Opened for each line: the file may have been moved or removed since the last.
    descriptor = _opened(path)
    try:
        insist_on_a_plain_file(descriptor, path)
        tail = _tail(descriptor)
        content = chain.seal(ticket.press_id, content, tail)
        if tail and not tail.endswith(b"\n"):  # the file ends inside a line
            content = b"\n" + content
        done = os.write(descriptor, content)
        if done < len(content):
            os.write(descriptor, content[done:])  # this tells what the disk has against the rest
        written()
        chain.written(ticket.press_id, content)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _opened(path: Path) -> int:
    flags = os.O_RDWR | os.O_APPEND | os.O_CREAT
    try:
        return open_file(path, flags)
    except (FileNotFoundError, NotADirectoryError):  # asked for only now: a press waits for this
        make_folder(path.parent)
        return open_file(path, flags)


def _tail(descriptor: int) -> bytes:
    """How the file ends, as much as holds a line's hash."""
    size = os.fstat(descriptor).st_size
    # Appending goes to the end all the same.
    os.lseek(descriptor, -min(SEAL_SIZE, size), os.SEEK_END)
    return os.read(descriptor, SEAL_SIZE)


def not_written(path: Path, reason: str) -> str:
    """Say that a line could not be written, and what that means."""
    return say(
        "The journal could not be written, because {reason} ({path}). Presses cancel orders all the same, "
        "but there is no record of them; put the disk in order, and note your presses until then.",
        reason=reason,
        path=path,
    )
