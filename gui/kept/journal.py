"""The journal: what was pressed and what came of it, in the system's hands before the request leaves.

A file of JSON lines that only grows, and not a database: any tool shows it, a line torn by a power cut
costs that line and no other, and one write to a file opened for appending neither waits for a lock nor
mixes with the line of another process. A press must never wait for the disk, so a thread does the writing
(`writer.py`) and the caller gives it a few milliseconds.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from gui.kept.calls import keep_calls
from gui.kept.chain import Chain
from gui.kept.past import read, unfinished, unfinished_sentence
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
from gui.kept.writer import Ticket, Writer, not_written
from gui.panic.on_record import Recording
from gui.panic.orders import OpenOrder
from gui.panic.verdict import ProductReport, Report
from gui.words import say

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


class Journal:
    """The writing end. Any thread; no method raises, and none waits for the disk but pressed()
    and close().

    trouble is the last sentence about the disk, None again as soon as a line was written.
    """

    def __init__(self, path: Path, patience_s: float = PATIENCE_S) -> None:
        self._path, self._patience_s = path, patience_s
        self._writer: Writer | None = None
        self._chain = Chain()
        self._lock = threading.Lock()
        self.trouble: str | None = None

    def pressing(self, press: Press) -> Callable[[], str | None]:
        """Begin to note a press; gives what waits for it as pressed() does, before its request leaves."""
        ticket = self._put(Kind.PRESSED, press.id, press.at, partial(press_fields, press))
        return partial(self._wait, ticket)

    def pressed(self, press: Press) -> str | None:
        """Note a press; gives a sentence when it was not written. Waits 5 ms at most.

        None means that the line outlives this process. That it outlives a power cut as well takes the disk
        some milliseconds more, behind the caller's back: a press does not wait for them.
        """
        return self.pressing(press)()

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

    def ended(
        self,
        press_id: str,
        report: Report,
        recording: Recording | None = None,
        on_trouble: Callable[[str], None] | None = None,
    ) -> None:
        """Note what the press and each of its orders came to; does not wait. Its calls are kept beside it.

        on_trouble is called on the writer's thread with a sentence where that was not written.
        """

        def fields() -> Fields:
            calls = {} if recording is None else keep_calls(self._path, press_id, recording)
            return {**end_fields(report), **calls}

        self._put(Kind.ENDED, press_id, datetime.now(UTC), fields, on_trouble)

    def close(self, timeout_s: float = 1.0) -> None:
        """Wait until what was noted is on disk, timeout_s at most; a later press opens the journal again."""
        with self._lock:
            writer, self._writer = self._writer, None
        if writer is not None:
            writer.finish(timeout_s)

    def _put(
        self,
        kind: Kind,
        press_id: str,
        at: datetime,
        fields: Callable[[], Fields],
        on_trouble: Callable[[str], None] | None = None,
    ) -> Ticket:
        ticket = Ticket(press_id, lambda pause: line(kind, press_id, at, fields(), pause), on_trouble)
        try:
            with self._lock:
                if self._writer is None:
                    self._writer = Writer(self._path, self._chain, self._tell)
                self._writer.put(ticket, is_first=kind is Kind.PRESSED)
        except RuntimeError:  # the system gives no more threads
            ticket.trouble = self.trouble = not_written(
                self._path, say("the system gives no thread to write it")
            )
        return ticket

    def _wait(self, ticket: Ticket) -> str | None:
        if ticket.trouble is None and not ticket.settled.wait(self._patience_s):
            return self._still_waiting(ticket)
        return ticket.trouble

    def _still_waiting(self, ticket: Ticket) -> str:
        self.trouble = slow = _slow(self._path)
        if ticket.settled.is_set():  # in this very moment, and then the writer's word is the newer one
            self.trouble = ticket.trouble
        return slow

    def _tell(self, trouble: str | None) -> None:
        self.trouble = trouble


def _slow(path: Path) -> str:
    return say(
        "The journal is not written yet ({path}). The press goes on all the same; if the program stops "
        "before that, there is no record of it.",
        path=path,
    )
