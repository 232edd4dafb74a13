"""The calls of a press on record: what was asked and answered, in a type that has no place for a secret."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol, runtime_checkable

MOST_CALLS = 2_000
MOST_BYTES = 2 * 1024 * 1024  # of all bodies of a press together
MOST_OF_ONE = 256 * 1024  # of one body


@dataclass(frozen=True, slots=True)
class CallRecord:
    """One call. Of the headers there are the names only, so no key, signature or passphrase has a place here.

    asked_at is this computer's clock (aware, UTC); sent_at and received_at are seconds of time.monotonic, and
    server_ms is the exchange's clock and signed_ms the time that was signed, ms since 1970. problem
    names the error where no answer came, and answer_size is the whole answer's, in bytes, where no more than
    MOST_OF_ONE of it is kept.
    """

    lane: str
    method: str
    target: str
    header_names: tuple[str, ...]
    asked_at: datetime
    sent_at: float
    received_at: float
    body: bytes = b""
    http_status: int | None = None
    retry_after: str | None = None
    server_ms: int | None = None
    signed_ms: int | None = None
    answer: bytes = b""
    answer_size: int = 0
    is_partly_lost: bool = False
    problem: str = ""


class Recording:
    """The calls of one press by account, as many as there is room for; any thread."""

    def __init__(self) -> None:
        self._calls: list[tuple[str, CallRecord]] = []
        self._size = 0
        self._left_out = 0
        self._lock = threading.Lock()

    def add(self, account: str, record: CallRecord) -> None:
        """Take in a call; what there is no room for is counted."""
        if max(len(record.body), len(record.answer)) > MOST_OF_ONE:
            record = replace(record, body=record.body[:MOST_OF_ONE], answer=record.answer[:MOST_OF_ONE])
        size = len(record.body) + len(record.answer)
        with self._lock:
            if len(self._calls) >= MOST_CALLS or self._size + size > MOST_BYTES:
                self._left_out += 1
                return
            self._calls.append((account, record))
            self._size += size

    def so_far(self) -> tuple[list[tuple[str, CallRecord]], int]:
        """The calls in the order in which they ended, and how many were left out."""
        with self._lock:
            return list(self._calls), self._left_out


class Recorder:
    """Where an exchange notes its calls: nowhere, unless somebody wants them; any thread."""

    def __init__(self) -> None:
        self._takers: tuple[Callable[[CallRecord], None], ...] = ()
        self._told: tuple[Callable[[str], None], ...] = ()
        self._lock = threading.Lock()

    @property
    def is_wanted(self) -> bool:
        """True while a press runs."""
        return bool(self._takers)

    def note(self, record: CallRecord) -> None:
        """Hand a call to everybody who wants it."""
        for take in self._takers:
            take(record)

    def written(self, method: str) -> None:
        """Tell everybody who wants it that a call was written to its connection."""
        for tell in self._told:
            tell(method)

    @contextmanager
    def noting(
        self, take: Callable[[CallRecord], None], written: Callable[[str], None] | None = None
    ) -> Iterator[None]:
        """Have every call that ends meanwhile handed to `take`, on the thread that made it.

        written is called there with the method of each call as soon as it is.
        """
        told = () if written is None else (written,)
        with self._lock:
            self._takers, self._told = (*self._takers, take), (*self._told, *told)
        try:
            yield
        finally:
            with self._lock:
                self._takers = tuple(other for other in self._takers if other is not take)
                self._told = tuple(other for other in self._told if other is not written)


@runtime_checkable
class OnRecord(Protocol):
    """An exchange whose calls can be put on record."""

    @property
    def recorder(self) -> Recorder:
        """Where it notes them."""
