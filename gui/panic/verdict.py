"""EMPTY, LEFT n, REFUSED or UNKNOWN: for one product type of one account, and for a press."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from gui.panic.accounts import MAIN
from gui.panic.orders import AccountMode, OrderOutcome, Position, ProductType


class Verdict(StrEnum):
    """What a press proved; the value stands in `fire --json` and in the journal."""

    EMPTY = "EMPTY"
    LEFT = "LEFT"
    REFUSED = "REFUSED"
    UNKNOWN = "UNKNOWN"

    @property
    def exit_code(self) -> int:
        """The exit code of `fire`."""
        return {"EMPTY": 0, "LEFT": 10, "REFUSED": 11, "UNKNOWN": 12}[self.value]


# From best to worst. Not knowing is worse than knowing that nothing was cancelled.
BADNESS = (Verdict.EMPTY, Verdict.LEFT, Verdict.REFUSED, Verdict.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Timings:
    """Moments of one product type in ms from the press; None where it never came to that."""

    sent: int | None = None
    acknowledged: int | None = None
    proved: int | None = None


@dataclass(frozen=True, slots=True)
class ProductReport:
    """What one product type of one account came to; left is None when no complete read tells.

    answer_lost is True when a cancel was sent and its answer never came, so that orders may be gone
    without anybody having named them; had_nothing when the exchange said that there was nothing to cancel.
    stops_left counts the trigger, TP/SL and trailing orders that stand after the press, None when unread;
    unprotected are the positions that a press on everything left without a stop, None when unread.
    """

    product_type: ProductType
    verdict: Verdict
    sentence: str
    code: str = ""
    cancelled: int = 0
    left: int | None = None
    timings: Timings = Timings()
    answer_lost: bool = False
    had_nothing: bool = False
    stops_left: int | None = None
    unprotected: tuple[Position, ...] | None = ()
    mode: AccountMode | None = None
    stops_cancelled: int = 0
    account: str = MAIN


@dataclass(frozen=True, slots=True)
class Report:
    """What a press came to."""

    verdict: Verdict
    sentence: str
    elapsed_ms: int
    product_types: tuple[ProductReport, ...]
    orders: tuple[OrderOutcome, ...]

    @property
    def text(self) -> str:
        """The sentence, and which positions have no stop now: all the words that there are."""
        return " ".join(part for part in (self.sentence, no_stop_words(self.product_types)) if part)

    @property
    def headline(self) -> str:
        """The verdict as the banner's one word, with the number where there is one."""
        if self.verdict is not Verdict.LEFT:
            return self.verdict.value
        return f"LEFT {sum(product.left or 0 for product in self.product_types)}"


def worst(verdicts: Sequence[Verdict]) -> Verdict:
    """Add verdicts up; no verdict at all is UNKNOWN, never EMPTY."""
    return max(verdicts, key=BADNESS.index) if verdicts else Verdict.UNKNOWN


def orders_and_stops(orders: int, stops: int) -> str:
    """Write "14 orders", "5 stops" or "14 orders and 5 stops"."""
    if not stops:
        return count(orders)
    return f"{count(orders)} and {count(stops, 'stop')}" if orders else count(stops, "stop")


def nothing_named(cancelled: int, stops: int, answer_lost: bool, had_nothing: bool) -> str:
    """Say what was cancelled, of it how many stops, or why nothing is named as cancelled."""
    if cancelled:
        return f"{orders_and_stops(cancelled - stops, stops)} cancelled."
    if answer_lost:
        return "An answer was lost, so what it cancelled is not known."
    if had_nothing:
        return "There was nothing to cancel."
    return "Bitget accepted the cancel and named no orders."


def count(number: int, noun: str = "order") -> str:
    """Write "no orders", "1 order" or "1,234 orders"."""
    if number == 0:
        return f"no {noun}s"
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def no_stop_words(products: Sequence[ProductReport]) -> str:
    """Say which positions a press on everything left without a stop; empty where it left none."""
    said = []
    bare = [(product.account, position) for product in products for position in product.unprotected or ()]
    is_joint = len({product.account for product in products}) > 1
    if bare:
        verb = "has" if len(bare) == 1 else "have"
        named = ", ".join(
            f"{each.symbol} {each.side} {each.size:f}" + (f" ({account})" if is_joint else "")
            for account, each in bare
        )
        said.append(f"{count(len(bare), 'position')} {verb} no stop now: {named}.")
    if any(product.unprotected is None for product in products):
        said.append("Which positions have no stop now could not be read.")
    return " ".join(said)
