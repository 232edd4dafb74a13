"""The words for what the window shows by itself: where a press goes, what is open, what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic
from typing import TYPE_CHECKING

from gui.panic.accounts import MAIN, name_accounts
from gui.panic.orders import Scope
from gui.panic.verdict import Report, Verdict, count
from gui.words import join, say, say_count

if TYPE_CHECKING:
    from gui.desktop.stations import Station
    from gui.panic.standing import Readiness

NO_PRESS = say("No press yet")
HERE = say("A press shows here what it proved.")
DRILL = say("This is the practice exchange: press the button and see. Nothing real is touched.")
NOT_READ = say("Open orders not read")
READING = say("Reading the open orders"), say("They are listed here as soon as they are read.")
CANCELLING = say("Cancelling"), say("Each order is listed here as soon as it is known what became of it.")
_NAME = "Panic Button"
_MOST_NAMED = 5  # of accounts: the names of more take several lines


def title(state: str) -> str:
    """The title of the window; state is "" while there is nothing to tell."""
    return say("{state} · {name}", state=state, name=_NAME) if state else _NAME


def where_words(station: Station, chosen: Sequence[str]) -> str:
    """The environment, and the account with its key where it is one of several."""
    if len(chosen) > 1:
        return say("{place} · {count} accounts", place=station.where, count=len(chosen))
    words = station.where
    if len(station.accounts) > 1:
        words = say("{place} · {account}", place=words, account=chosen[0])
    if chosen[0] in station.hints:
        words = say("{place} · key {hint}", place=words, hint=station.hints[chosen[0]])
    return words


def places_words(scope: Scope, chosen: Sequence[str]) -> str:
    """What a press covers, and of which accounts where it is not the main one alone; of many how many."""
    if tuple(chosen) == (MAIN,):
        return scope.places
    is_short = len(chosen) <= _MOST_NAMED
    accounts = name_accounts(chosen) if is_short else say("{count} accounts", count=len(chosen))
    return say("{places}, in {accounts}", places=scope.places, accounts=accounts)


def summary(scope: Scope, accounts: int, orders: int | None, is_known: bool) -> str:
    """The line under the button's name; orders is None where the book was not read."""
    kinds = len(scope.product_types)
    where = (
        say_count("1 product type", "{count} product types", kinds)
        if kinds > 1
        else scope.product_types[0].value
    )
    if accounts > 1:
        where = say("{place} · {count} accounts", place=where, count=accounts)
    state: str = NOT_READ if is_known else say("Checking…")
    if orders is not None:
        state = count(orders, "open order") if orders else say("No open orders")
        state = say("{orders} · every stop", orders=state) if scope.takes_stops else state
    return say("{state} · {where}", state=state, where=where)


def nothing_open(places: str) -> tuple[str, str]:
    """What stands in place of the orders where there is none."""
    return say("No open orders"), say("Nothing is open in {places}.", places=places)


def caption(watch_s: float) -> str:
    """What stands under the elapsed time of an EMPTY; 0 s is no watch any more."""
    if watch_s > 0:
        until = datetime.now().astimezone() + timedelta(seconds=watch_s)
        return say("press to proof · watching until {time}", time=f"{until:%H:%M:%S}")
    return say("press to proof")


def proved_then(time: str, readiness: Readiness) -> tuple[str, str]:
    """The banner's words for a proof that was made, with nobody able to read what is open since then."""
    title = say("Proved empty at {time}", time=time)
    if readiness.is_ready:
        return title, say("For a while after that nobody could read what was open.")
    return title, join(say("Nobody knows what is open now."), readiness.sentence)


def open_now(orders: int | None) -> str:
    """The banner's headline where a press is past and the book is what counts, None where it is unread."""
    if orders is None:
        return NOT_READ
    return say("{orders} open now", orders=count(orders)) if orders else say("No orders open now")


def since(report: Report, orders: int, read_at: float | None) -> str:
    """What a complete read after a press has shown, where the verdict says another number; "" for nothing.

    read_at is when its oldest part was read, time.monotonic seconds. The verdict stays as it is: nothing
    but a press proves EMPTY.
    """
    left = [product.left for product in report.product_types]
    is_told = None not in left and sum(number or 0 for number in left) == orders
    if report.verdict is Verdict.EMPTY or is_told or read_at is None:
        return ""
    time = datetime.now().astimezone() - timedelta(seconds=monotonic() - read_at)
    still_open = count(orders, "open order")
    return say("Since then: {orders}, read {time}.", orders=still_open, time=f"{time:%H:%M:%S}")


@dataclass(frozen=True, slots=True)
class Past:
    """A press that the book has overtaken: when it was, what it came to, and how.

    is_news where orders were placed after it; has_been_back where what came back is gone again; places is
    what it was made in where something else is covered now.
    """

    time: str
    verdict: str
    is_news: bool = False
    has_been_back: bool = False
    places: str = ""

    def sentence(self, orders: int | None) -> str:
        """What became of it, now that so many orders are open."""
        time, verdict = self.time, self.verdict
        if self.places:
            return say(
                "The press at {time} in {places} came to {verdict}.",
                time=time,
                places=self.places,
                verdict=verdict,
            )
        if not orders and self.has_been_back:
            return say("The orders that came back after the press at {time} are gone again.", time=time)
        if not orders:
            return say("The press at {time} came to {verdict}.", time=time, verdict=verdict)
        if self.is_news:
            return say(
                "The press at {time} came to {verdict}; orders were placed after it.",
                time=time,
                verdict=verdict,
            )
        return say(
            "The press at {time} came to {verdict}; orders are open again.", time=time, verdict=verdict
        )
