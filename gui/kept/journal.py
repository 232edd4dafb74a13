"""The journal: what was pressed and what came of it, on disk before the request leaves.

A file of JSON lines that only grows, and not a database: any tool shows it, a line torn by a power cut
costs that line and no other, and one write to a file opened for appending neither waits for a lock nor
mixes with the line of another process. A press must never wait for the disk, so one thread of the
journal's own does the writing and the caller gives it a few milliseconds.
"""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from queue import SimpleQueue

from gui.kept.past import read, unfinished, unfinished_sentence
from gui.kept.private import make_folder, open_file, why
from gui.kept.records import (
    Book,
    End,
    Fields,
    Kind,
    Origin,
    Press,
    PressRecord,
    book_fields,
    end_fields,
    line,
    press_fields,
    product_fields,
)
from gui.panic.orders import OpenOrder
from gui.panic.verdict import ProductReport, Report

__all__ = [
    "Book",
    "End",
    "Journal",
    "Origin",
    "Press",
    "PressRecord",
    "read",
    "unfinished",
    "unfinished_sentence",
]

PATIENCE_S = 0.005


class _Ticket:
    """One line on its way to the disk; the fields are filled in by the writer's thread."""

    def __init__(self, make: Callable[[], bytes]) -> None:
        self.make = make
        self.written = False  # in the system's hands: it outlives this process
        self.trouble: str | None = None
        self.done = threading.Event()  # on the disk, or failed


class _Writer:
    """A daemon thread that appends lines, so that a disk that hangs holds up neither a press nor the exit."""

    def __init__(self, path: Path, tell: Callable[[str | None], None]) -> None:
        self._path, self._tell = path, tell
        self._tickets: SimpleQueue[_Ticket | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="journal", daemon=True)
        self._thread.start()

    def put(self, ticket: _Ticket) -> None:
        self._tickets.put(ticket)

    def finish(self, timeout_s: float) -> None:
        self._tickets.put(None)
        self._thread.join(timeout_s)

    def _run(self) -> None:
        while (ticket := self._tickets.get()) is not None:
            try:
                _append(self._path, ticket)
            except OSError as error:
                ticket.trouble = _not_written(self._path, why(error))
            except Exception as error:  # noqa: BLE001 - a line that cannot be made must not end the thread
                reason = f"of a fault in this program ({type(error).__name__})"
                ticket.trouble = _not_written(self._path, reason)
            self._tell(ticket.trouble)
            ticket.done.set()


class Journal:
    """The writing end. Any thread; no method raises, and none waits for the disk but pressed() and close().

    trouble is the last sentence about the disk, None again as soon as a line was written.
    """

    def __init__(self, path: Path, patience_s: float = PATIENCE_S) -> None:
        self._path, self._patience_s = path, patience_s
        self._writer: _Writer | None = None
        self._lock = threading.Lock()
        self.trouble: str | None = None

    def pressed(self, press: Press) -> str | None:
        """Note a press before its request leaves; gives a sentence when it was not written. Waits 5 ms.

        None means that the line outlives this process, and in the usual case a power cut as well: on a disk
        that needs longer to flush, the flush goes on behind the caller's back.
        """
        ticket = self._put(Kind.PRESSED, press.id, press.at, partial(press_fields, press))
        if ticket.trouble is None and not ticket.done.wait(self._patience_s) and not ticket.written:
            return self._still_waiting(ticket)
        return ticket.trouble

    def pressed_again(self, press_id: str, at: datetime) -> None:
        """Note that the button was pressed again during a run; does not wait."""
        self._put(Kind.AGAIN, press_id, at, dict)

    def product_ended(self, press_id: str, report: ProductReport) -> None:
        """Note what one product type came to; does not wait."""
        self._put(Kind.PRODUCT, press_id, datetime.now(UTC), partial(product_fields, report))

    def book(self, press_id: str, account: str, orders: Sequence[OpenOrder], age_ms: int) -> None:
        """Note an account's orders as they were last read, age_ms before the press; does not wait."""
        fields = partial(book_fields, account, orders, age_ms)
        self._put(Kind.BOOK, press_id, datetime.now(UTC), fields)

    def ended(self, press_id: str, report: Report) -> None:
        """Note what the press and each of its orders came to; does not wait."""
        self._put(Kind.ENDED, press_id, datetime.now(UTC), partial(end_fields, report))

    def close(self, timeout_s: float = 1.0) -> None:
        """Wait until what was noted is on disk, timeout_s at most; a later press opens the journal again."""
        with self._lock:
            writer, self._writer = self._writer, None
        if writer is not None:
            writer.finish(timeout_s)

    def _put(self, kind: Kind, press_id: str, at: datetime, fields: Callable[[], Fields]) -> _Ticket:
        ticket = _Ticket(lambda: line(kind, press_id, at, fields()))
        try:
            with self._lock:
                if self._writer is None:
                    self._writer = _Writer(self._path, self._tell)
                self._writer.put(ticket)
        except RuntimeError:  # the system gives no more threads
            ticket.trouble = self.trouble = _not_written(self._path, "the system gives no thread to write it")
        return ticket

    def _still_waiting(self, ticket: _Ticket) -> str:
        self.trouble = slow = _slow(self._path)
        if ticket.done.is_set():  # in this very moment, and then the writer's word is the newer one
            self.trouble = ticket.trouble
        return slow

    def _tell(self, trouble: str | None) -> None:
        self.trouble = trouble


def _append(path: Path, ticket: _Ticket) -> None:
    content = ticket.make()
    make_folder(path.parent)
    # Opened for each line: the file may have been moved or removed since the last.
    descriptor = open_file(path, os.O_RDWR | os.O_APPEND | os.O_CREAT)
    try:
        if _is_torn(descriptor):
            content = b"\n" + content
        done = os.write(descriptor, content)
        if done < len(content):
            os.write(descriptor, content[done:])  # this tells what the disk has against the rest
        ticket.written = True
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _is_torn(descriptor: int) -> bool:
    """Tell whether the file ends inside a line, so that the next one must begin with a newline."""
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode) or not found.st_size:
        return False
    os.lseek(descriptor, -1, os.SEEK_END)  # appending goes to the end all the same
    return os.read(descriptor, 1) != b"\n"


def _not_written(path: Path, reason: str) -> str:
    return (
        f"The journal could not be written, because {reason} ({path}). Presses cancel orders all the same, "
        "but there is no record of them; put the disk in order, and note your presses until then."
    )


def _slow(path: Path) -> str:
    return (
        f"The journal is not written yet ({path}). The press goes on all the same; if the program stops "
        "before that, there is no record of it."
    )
