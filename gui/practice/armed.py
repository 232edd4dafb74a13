"""The faults in force: which one strikes a request, and how often it has struck."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass

from gui.practice.fault_kinds import EndpointKind, FaultName, KeyFault, Slot
from gui.practice.faults import Fault
from gui.practice.shelf import Identified

_STORM_MS = 1000


@dataclass(frozen=True, slots=True)
class Where:
    """Where a request meets faults: its endpoint and its account, None where it has none."""

    kind: EndpointKind | None
    account: str | None = None

    def is_in_reach_of(self, fault: Fault) -> bool:
        """Tell whether a fault concerns this endpoint and this account."""
        return self.kind in fault.endpoints and (not fault.accounts or self.account in fault.accounts)


class Reluctance:
    """Which orders a some-fail fault refuses: every k-th, counted as cancels first meet them.

    An order keeps its fate over later cancels, so that a second press meets the same stubborn orders.
    """

    def __init__(self, fault: Fault) -> None:
        every, self._code, for_ms = fault.values
        self._every = int(every)
        self._seconds = int(for_ms) / 1000 if for_ms else float("inf")
        self._stubborn_until: dict[str, float] = {}
        self._met = 0

    def __call__(self, order: Identified) -> str | None:
        """The code with which the order stays open now, or None; called with the book held."""
        until = self._stubborn_until.get(order.order_id)
        if until is None:
            self._met += 1
            until = time.monotonic() + self._seconds if self._met % self._every == 0 else 0.0
            self._stubborn_until[order.order_id] = until
        return self._code if time.monotonic() < until else None


@dataclass(slots=True)
class _Armed:
    fault: Fault
    left: int | None
    storm_ends: float | None = None
    reluctance: Reluctance | None = None


class ArmedFaults:
    """The faults in force, in the order given; any thread may ask and change."""

    def __init__(self, faults: Iterable[Fault] = ()) -> None:
        self._lock = threading.Lock()
        self._armed: list[_Armed] = []
        self.arm(faults)

    def arm(self, faults: Iterable[Fault]) -> None:
        """Put these faults in force instead of any others, each with all its strikes before it."""
        armed = [
            _Armed(
                fault,
                fault.times,
                reluctance=Reluctance(fault) if fault.name is FaultName.SOME_FAIL else None,
            )
            for fault in faults
        ]
        with self._lock:
            self._armed = armed

    def has(self, name: FaultName) -> bool:
        """True while a fault of that name has strikes left."""
        with self._lock:
            return any(armed.fault.name is name and armed.left != 0 for armed in self._armed)

    def take(self, slot: Slot, where: Where) -> Fault | None:
        """The fault that strikes a request now, if any; that uses up one of its strikes."""
        struck = self._take(slot, where, most=1)
        return struck[0].fault if struck else None

    def take_reluctance(self, where: Where) -> Reluctance | None:
        """The some-fail fault that strikes a request now, with its memory of the orders it met."""
        struck = self._take(Slot.REFUSE, where, most=1)
        return struck[0].reluctance if struck else None

    def take_rights(self, where: Where) -> list[KeyFault]:
        """Every fault that changes what the key of a request may do; here all strike, not only the first."""
        names = [armed.fault.name for armed in self._take(Slot.RIGHTS, where, most=len(KeyFault))]
        return [name for name in names if isinstance(name, KeyFault)]

    def _take(self, slot: Slot, where: Where, most: int) -> list[_Armed]:
        struck: list[_Armed] = []
        with self._lock:
            for armed in self._armed:
                if len(struck) == most:
                    break
                if armed.fault.slot is slot and where.is_in_reach_of(armed.fault) and _strikes(armed):
                    if armed.left is not None:
                        armed.left -= 1
                    struck.append(armed)
        return struck


def _strikes(armed: _Armed) -> bool:
    if armed.left == 0:
        return False
    if armed.fault.name is not FaultName.RATE_LIMITED:
        return True
    # A storm begins with the first request that it meets, not when the exchange starts.
    (for_ms,) = armed.fault.values
    if not for_ms and armed.fault.times is not None:
        return True
    if armed.storm_ends is None:
        armed.storm_ends = time.monotonic() + int(for_ms or _STORM_MS) / 1000
    return time.monotonic() < armed.storm_ends
