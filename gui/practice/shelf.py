"""Where orders of one sort stand until they leave, at once or later; the book holds the lock."""

from __future__ import annotations

import heapq
import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar


class Identified(Protocol):
    """Anything that has an order id."""

    @property
    def order_id(self) -> str:
        """The id, unique over all accounts of an exchange."""


N = TypeVar("N", bound=Identified)

# Names the code with which an order stays open, or None for one that goes.
Refuses = Callable[[Identified], str | None]


@dataclass(frozen=True, slots=True)
class CancelResult(Generic[N]):
    """What one cancel did: the acknowledged orders, and the refused ones each with its code."""

    cancelled: tuple[N, ...] = ()
    refused: tuple[tuple[N, str], ...] = ()

    @property
    def hit(self) -> tuple[N, ...]:
        """Every order that the cancel met, whatever became of it."""
        return (*self.cancelled, *(order for order, _ in self.refused))


@dataclass(order=True, slots=True)
class _Due:
    at: float
    turn: int
    act: Callable[[], None] = field(compare=False)


class Agenda:
    """What is to happen later: it happens when somebody calls catch_up() after its time."""

    def __init__(self) -> None:
        self._due: list[_Due] = []
        self._turns = itertools.count()

    def add(self, after_ms: int, act: Callable[[], None]) -> None:
        """Let something happen in so many milliseconds."""
        at = time.monotonic() + after_ms / 1000
        heapq.heappush(self._due, _Due(at, next(self._turns), act))

    def catch_up(self) -> None:
        """Let everything happen whose time has come."""
        while self._due and self._due[0].at <= time.monotonic():
            heapq.heappop(self._due).act()


class Shelf(Generic[N]):
    """Open orders of one sort by growing id."""

    def __init__(self, agenda: Agenda) -> None:
        self._agenda = agenda
        self._standing: dict[str, N] = {}
        self._leaving: set[str] = set()

    def all(self) -> list[N]:
        """Every open order, oldest first; orders that still settle count."""
        return list(self._standing.values())

    def __getitem__(self, order_id: str) -> N:
        return self._standing[order_id]

    def put(self, order: N) -> None:
        """Add an order, or change the one of its id."""
        self._standing[order.order_id] = order

    def remove(self, order_id: str) -> None:
        """Take an order away. Raises KeyError if it is not there."""
        del self._standing[order_id]

    def cancel(
        self, chosen: Callable[[N], bool], after_ms: int | None, refuses: Refuses | None
    ) -> CancelResult[N]:
        """Cancel the chosen orders; they leave after `after_ms`, or never for None."""
        hit = [order for order in self._standing.values() if chosen(order)]
        codes = [None if refuses is None else refuses(order) for order in hit]
        going = [order for order, code in zip(hit, codes, strict=True) if code is None]
        staying = [(order, code) for order, code in zip(hit, codes, strict=True) if code is not None]
        for order in going:
            self._let_go(order.order_id, after_ms)
        return CancelResult(tuple(going), tuple(staying))

    def _let_go(self, order_id: str, after_ms: int | None) -> None:
        if after_ms == 0:
            del self._standing[order_id]
            return
        if after_ms is None or order_id in self._leaving:
            return  # a second cancel does not make an order settle later
        self._leaving.add(order_id)

        def act() -> None:
            self._leaving.discard(order_id)
            self._standing.pop(order_id, None)

        self._agenda.add(after_ms, act)
