"""A row of the matrix: what is spoiled, when, what the press may come to, and what its sentence says."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from gui.panic.orders import ProductType, Scope
from gui.panic.verdict import Verdict
from tests.connect_proxy import ConnectProxy

from .front import Asked, Front, Rule, Spoil, honest
from .hearing import STOP_CANCELS, STOP_READS

EMPTY, LEFT, REFUSED, UNKNOWN = Verdict.EMPTY, Verdict.LEFT, Verdict.REFUSED, Verdict.UNKNOWN
# Half of the orders refuse to go for a while, so that there is a later cancel and a later read.
STUBBORN = ("some-fail=2,13010,300",)


class Moment(StrEnum):
    """Which requests of an account a fault strikes."""

    FIRST_CANCEL = "first cancel"
    READ_BACK = "read back"
    LATER_CANCEL = "later cancels"
    LATER_READ = "later reads"
    CANCELS = "every cancel"
    READS = "every read"
    STOP_CANCELS = "every cancel of stops"
    STOP_READS = "every list of stops"
    FIRST_STOP_READ = "first list of stops"
    ALL = "everything"

    def strikes(self, asked: Asked) -> bool:
        # A classic account's book is read in two halves.
        reads = 2 if "/v2/" in asked.path else 1
        kind, nth = asked.kind, asked.nth
        return {
            Moment.FIRST_CANCEL: kind == "cancel" and nth == 1,
            Moment.READ_BACK: kind == "read" and nth == 1,
            Moment.LATER_CANCEL: kind == "cancel" and nth > 1,
            Moment.LATER_READ: kind == "read" and nth > reads,
            Moment.CANCELS: kind == "cancel",
            Moment.READS: kind == "read",
            Moment.STOP_CANCELS: asked.path in STOP_CANCELS,
            Moment.STOP_READS: asked.path in STOP_READS,
            Moment.FIRST_STOP_READ: asked.path in STOP_READS and nth == 1,
            Moment.ALL: True,
        }[self]


FIRST_CANCEL, READ_BACK, LATER_CANCEL, LATER_READ = (
    Moment.FIRST_CANCEL,
    Moment.READ_BACK,
    Moment.LATER_CANCEL,
    Moment.LATER_READ,
)
ORDERS = Scope((ProductType.USDT_FUTURES,))
ALL_CANCELS, ALL_READS, ALL = Moment.CANCELS, Moment.READS, Moment.ALL
# What passes is overcome; what stays, and lets no cancel or no read through, is never EMPTY.
PASSING = (FIRST_CANCEL, READ_BACK)
LONG_S, SHORT_S = 5.0, 1.8


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the matrix; every account of the press must come to one of the verdicts.

    practice are faults of the exchange behind the front; where gives the address that is pressed; meanwhile
    runs beside the press, and before right ahead of it; proxy is one that every call goes through. alone: no
    other row runs meanwhile. ids_are_true is False where orders are listed under IDs that are not theirs.
    stops and orders stand in each product type of the scope.
    """

    name: str
    spoil: Spoil = honest
    moment: Moment = FIRST_CANCEL
    verdicts: tuple[Verdict, ...] = (EMPTY,)
    says: str = ""
    deadline_s: float = LONG_S
    practice: tuple[str, ...] = ()
    orders: int = 4
    where: Callable[[Front], str] = lambda front: front.url
    tls: Callable[[Path], ssl.SSLContext] | None = None
    before: Callable[[Front], None] | None = None
    meanwhile: Callable[[Front], None] | None = None
    alone: bool = False
    proxy: Callable[[], ConnectProxy] | None = None
    ids_are_true: bool = True
    scope: Scope = ORDERS
    stops: int = 0

    def __str__(self) -> str:
        return f"{self.name}, {self.moment.value}"

    def rule(self) -> Rule:
        return lambda asked: self.spoil if self.moment.strikes(asked) else None


def at(
    name: str, spoil: Spoil, *, says: str = "", acts: bool = False, reads_say: str | None = None
) -> list[Row]:
    """A fault at every moment; says holds where it lasts, acts tells that a spoiled cancel took effect.

    What passes is overcome. What lasts lets a press learn that orders stand (LEFT), or nothing at all.
    A later cancel that acted is proved by the read after it: the first one was acknowledged.
    """
    rows = [Row(name, spoil, moment) for moment in PASSING]
    never_read = says if reads_say is None else reads_say
    rows += [
        Row(name, spoil, ALL_CANCELS, (UNKNOWN,) if acts else (LEFT, UNKNOWN), says, SHORT_S),
        Row(name, spoil, ALL_READS, (UNKNOWN,), never_read, SHORT_S),
        Row(
            name,
            spoil,
            LATER_CANCEL,
            (EMPTY, LEFT, UNKNOWN) if acts else (LEFT, UNKNOWN),
            "",
            SHORT_S,
            STUBBORN,
        ),
        Row(name, spoil, LATER_READ, (LEFT, UNKNOWN), "", SHORT_S, STUBBORN),
    ]
    return rows
