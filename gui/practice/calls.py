"""What an endpoint is, and what it is given when it is called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from gui.practice.accounts import Account
from gui.practice.armed import ArmedFaults, Reluctance, Where
from gui.practice.book import Book
from gui.practice.fault_kinds import EndpointKind, FaultName, Slot
from gui.practice.faults import Fault
from gui.practice.items import Json
from gui.practice.orders import PracticeOrder
from gui.practice.plans import PlanOrder
from gui.practice.rights import KeyRights
from gui.practice.shelf import CancelResult


class Cancelling:
    """The cancels of one call, as the faults in force let them go."""

    def __init__(self, book: Book, faults: ArmedFaults, where: Where, settle_ms: int) -> None:
        self._book = book
        self._faults = faults
        self._where = where
        self._settle_ms = settle_ms

    def orders(self, chosen: Callable[[PracticeOrder], bool]) -> CancelResult[PracticeOrder]:
        """Cancel the chosen plain orders."""
        reluctance, after_ms = self._strikes()
        result = self._book.cancel(chosen, after_ms=after_ms, refuses=reluctance)
        self._rearm(result.cancelled)
        return result

    def plans(self, chosen: Callable[[PlanOrder], bool]) -> CancelResult[PlanOrder]:
        """Cancel the chosen plan orders."""
        reluctance, after_ms = self._strikes()
        result = self._book.cancel_plans(chosen, after_ms=after_ms, refuses=reluctance)
        self._rearm(result.cancelled)
        return result

    def _strikes(self) -> tuple[Reluctance | None, int | None]:
        reluctance = self._faults.take_reluctance(self._where)
        settle = self._faults.take(Slot.SETTLE, self._where)
        return reluctance, _settle_ms(settle, self._settle_ms)

    def _rearm(self, cancelled: tuple[PracticeOrder | PlanOrder, ...]) -> None:
        # A bot places again what it lost; where it lost nothing it has nothing to place.
        fault = self._faults.take(Slot.REARM, self._where) if cancelled else None
        if fault:
            count, after_ms = (int(value) for value in fault.values)
            for turn in range(count):
                self._book.place_again(cancelled[turn % len(cancelled)], after_ms)


def _settle_ms(fault: Fault | None, usual_ms: int) -> int | None:
    if fault is None:
        return usual_ms
    return None if fault.name is FaultName.ACK_ONLY else int(fault.values[0])


@dataclass(frozen=True, slots=True)
class Call:
    """An admitted call: its parameters, the exchange's clock (ms), who calls, and the way to cancel.

    `given_list` is the body of an endpoint that takes a list.
    """

    given: Mapping[str, Json]
    now_ms: int
    account: Account
    rights: KeyRights
    cancel: Cancelling
    given_list: list[Json] = field(default_factory=list)

    @property
    def book(self) -> Book:
        """The book of the account that calls."""
        return self.account.book


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An endpoint: its address, its limit per second, whether it is signed, and what it does."""

    kind: EndpointKind
    method: str
    path: str
    per_second: int
    signed: bool
    act: Callable[[Call], Json]
    takes_list: bool = False
