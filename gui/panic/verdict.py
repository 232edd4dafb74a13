"""EMPTY, LEFT n, REFUSED or UNKNOWN: for one product type of one account, and for a press."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from gui.panic.accounts import MAIN
from gui.panic.naming import plain, side_words
from gui.panic.orders import AccountMode, OrderOutcome, Position, ProductType
from gui.words import all_of, join, listed, say, say_count

if TYPE_CHECKING:  # exact numbers take their time to load, and the first drawing has none
    from decimal import Decimal


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
class Told:
    """A verdict in words: what happened, why as far as anybody said, and what to do now; "" for nothing."""

    happened: str
    why: str = ""
    advice: str = ""

    @property
    def text(self) -> str:
        """All of it."""
        return join(self.happened, self.why, self.advice)


@dataclass(frozen=True, slots=True)
class ProductReport:
    """What one product type of one account came to; left is None when no complete read tells.

    told is what the sentence was put together from, None where it is one; is_lasting a refusal of which no
    read can tell that it is over.

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
    told: Told | None = None
    is_lasting: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What a press came to.

    advice_first is the sentence with what to do now at its beginning, "" where that is not one thing.
    """

    verdict: Verdict
    sentence: str
    elapsed_ms: int
    product_types: tuple[ProductReport, ...]
    orders: tuple[OrderOutcome, ...]
    advice_first: str = ""

    @property
    def text(self) -> str:
        """The sentence, and which positions have no stop now: all the words that there are."""
        return join(self.sentence, no_stop_words(self.product_types))

    @property
    def headline(self) -> str:
        """The verdict as the banner's one word, with the number where there is one."""
        return headline(self.verdict, sum(product.left or 0 for product in self.product_types))


_WORDS = {
    Verdict.EMPTY: say("EMPTY"),
    Verdict.LEFT: say("LEFT"),
    Verdict.REFUSED: say("REFUSED"),
    Verdict.UNKNOWN: say("UNKNOWN"),
}


def headline(verdict: Verdict, left: int | None) -> str:
    """A verdict as a word, with the number of orders where it is LEFT and the number is known."""
    if verdict is Verdict.LEFT and left is not None:
        return say("LEFT {count}", count=left)
    return _WORDS[verdict]


def worst(verdicts: Sequence[Verdict]) -> Verdict:
    """Add verdicts up; no verdict at all is UNKNOWN, never EMPTY."""
    return max(verdicts, key=BADNESS.index) if verdicts else Verdict.UNKNOWN


def orders_and_stops(orders: int, stops: int) -> str:
    """Write "14 orders", "5 stops" or "14 orders and 5 stops"."""
    if not stops:
        return count(orders)
    return all_of((count(orders), count_stops(stops))) if orders else count_stops(stops)


def nothing_named(cancelled: int, stops: int, answer_lost: bool, had_nothing: bool) -> str:
    """Say what was cancelled, of it how many stops, or why nothing is named as cancelled."""
    if cancelled:
        return say("{orders} cancelled.", orders=orders_and_stops(cancelled - stops, stops))
    if answer_lost:
        return say("An answer was lost, so what it cancelled is not known.")
    if had_nothing:
        return say("There was nothing to cancel.")
    return say("Bitget accepted the cancel and named no orders.")


def count(number: int, noun: str = "order") -> str:
    """Write "no orders", "1 order" or "1,234 orders"; the noun may also be "open order"."""
    if noun == "open order":
        return say_count("1 open order", "{count:,} open orders", number) if number else say("no open orders")
    return say_count("1 order", "{count:,} orders", number) if number else say("no orders")


def count_stops(number: int) -> str:
    """Write "no stops", "1 stop" or "1,234 stops"."""
    return say_count("1 stop", "{count:,} stops", number) if number else say("no stops")


def no_stop_words(products: Sequence[ProductReport]) -> str:
    """Say which positions a press on everything left without a stop; empty where it left none."""
    is_unread = any(product.unprotected is None for product in products)
    unread = say("Which positions have no stop now could not be read.") if is_unread else ""
    return join(bare_positions(products), unread)


def bare_positions(
    products: Sequence[ProductReport],
    most_named: int | None = None,
    write: Callable[[Decimal], str] = "{:f}".format,
) -> str:
    """Name the positions without a stop, of several accounts each with its own; "" for none.

    most_named is for how many there is room; write is how a size is written.
    """
    bare = [(product.account, position) for product in products for position in product.unprotected or ()]
    if not bare:
        return ""
    is_joint = len({product.account for product in products}) > 1
    named = listed(
        _position(held, write(held.size), account if is_joint else "") for account, held in bare[:most_named]
    )
    if most_named is not None and len(bare) > most_named:
        named = say("{names} and {count:,} more", names=named, count=len(bare) - most_named)
    return say_count(
        "1 position has no stop now: {named}.",
        "{count:,} positions have no stop now: {named}.",
        len(bare),
        named=named,
    )


def _position(held: Position, size: str, account: str) -> str:
    position = say("{symbol} {side} {size}", symbol=plain(held.symbol), side=side_words(held.side), size=size)
    return say("{position} ({account})", position=position, account=account) if account else position
