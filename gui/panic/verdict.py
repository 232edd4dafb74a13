"""EMPTY, LEFT n, REFUSED or UNKNOWN: for one product type, and added up for a press."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from gui.panic.orders import (
    AccountMode,
    OrderOutcome,
    OrderResult,
    Position,
    ProductType,
    Scope,
    name_product_types,
)


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
_BADNESS = (Verdict.EMPTY, Verdict.LEFT, Verdict.REFUSED, Verdict.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Timings:
    """Moments of one product type in ms from the press; None where it never came to that."""

    sent: int | None = None
    acknowledged: int | None = None
    proved: int | None = None


@dataclass(frozen=True, slots=True)
class ProductReport:
    """What one product type came to; left is None when no complete read tells.

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
    return max(verdicts, key=_BADNESS.index) if verdicts else Verdict.UNKNOWN


def add_up(
    products: Sequence[ProductReport],
    orders: Sequence[OrderOutcome],
    elapsed_ms: int,
    scope: Scope | None = None,
) -> Report:
    """Make one report of several product types: the worst verdict, and every one of them in words.

    scope is what was pressed: of one margin coin alone the words may speak, and stops stay or do not.
    """
    verdict = worst([product.verdict for product in products])
    scope = scope or Scope()
    parts = [_verdicts(products, orders, scope), *([] if scope.takes_stops else _staying(products))]
    sentence = " ".join([*parts, *_newcomers(orders)])
    return Report(verdict, sentence, elapsed_ms, tuple(products), tuple(orders))


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


def _verdicts(products: Sequence[ProductReport], orders: Sequence[OrderOutcome], scope: Scope) -> str:
    if not products:
        return "No product type was pressed."
    coin = f", margin coin {scope.margin_coin} only" if scope.margin_coin else ""
    if all(product.verdict is Verdict.EMPTY for product in products):
        return _all_empty(products, orders, coin)
    groups: dict[tuple[Verdict, str], list[ProductReport]] = {}
    for product in products:
        key = (product.verdict, "" if product.verdict is Verdict.EMPTY else product.sentence)
        groups.setdefault(key, []).append(product)
    worst_first = sorted(groups.items(), key=lambda item: -_BADNESS.index(item[0][0]))
    parts = [_group(verdict, sentence, members, coin) for (verdict, sentence), members in worst_first]
    return " ".join(parts)


def _all_empty(products: Sequence[ProductReport], orders: Sequence[OrderOutcome], coin: str) -> str:
    cancelled = sum(product.cancelled for product in products)
    gone = sum(outcome.result is OrderResult.GONE for outcome in orders)
    is_lost = any(product.answer_lost for product in products)
    happened = []
    if cancelled or not gone:
        had_nothing = any(product.had_nothing for product in products)
        stops = sum(product.stops_cancelled for product in products)
        happened.append(nothing_named(cancelled, stops, is_lost, had_nothing))
    if gone:
        how = "by an answer that was lost" if is_lost else "without a word from Bitget"
        happened.append(f"{count(gone)} gone: filled, or cancelled {how}.")
    where = name_product_types(product.product_type for product in products)
    return " ".join([*happened, f"Read back: nothing is open in {where}{coin}."])


def _group(verdict: Verdict, sentence: str, members: Sequence[ProductReport], coin: str) -> str:
    where = name_product_types(member.product_type for member in members)
    if verdict is Verdict.EMPTY:
        return f"{where}{coin}: empty, proved by reading back."
    return f"{where}: {sentence}"


def _staying(products: Sequence[ProductReport]) -> list[str]:
    """Say how many stops stand after a press that left them alone."""
    standing = [product.stops_left for product in products]
    known = [number for number in standing if number is not None]
    if not sum(known):
        return []
    at_least = "" if len(known) == len(standing) else "At least "
    verb = "stays" if sum(known) == 1 else "stay"
    return [f"{at_least}{count(sum(known), 'stop')} {verb}."]


def no_stop_words(products: Sequence[ProductReport]) -> str:
    """Say which positions a press on everything left without a stop; empty where it left none."""
    said = []
    bare = [position for product in products for position in product.unprotected or ()]
    if bare:
        verb = "has" if len(bare) == 1 else "have"
        named = ", ".join(f"{each.symbol} {each.side} {each.size:f}" for each in bare)
        said.append(f"{count(len(bare), 'position')} {verb} no stop now: {named}.")
    if any(product.unprotected is None for product in products):
        said.append("Which positions have no stop now could not be read.")
    return " ".join(said)


def _newcomers(orders: Sequence[OrderOutcome]) -> list[str]:
    appeared = sum(outcome.appeared for outcome in orders)
    if not appeared:
        return []
    return [
        f"{count(appeared)} appeared after the press: something is still placing orders, "
        "and this button cannot stop it."
    ]
