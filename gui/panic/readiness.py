"""Would a press work now? One line per thing that could stop it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

from gui.panic import errors, refusals
from gui.panic.checks import RIGHTS, account_check, clock_check, key_checks, link_check, proxy_checks
from gui.panic.exchange import Exchange, KeyFacts
from gui.panic.orders import OpenOrder, ProductType, Scope
from gui.panic.patience import in_time
from gui.panic.standing import Check as Check
from gui.panic.standing import Readiness as Readiness
from gui.panic.standing import Standing as Standing
from gui.words import join, say, say_count

_Answer = TypeVar("_Answer")
NO_KEY = say("no key")


_LATE = say("The checks did not end in time. Use the Bitget app if it is urgent.")
_NONE_OF = {
    "key": NO_KEY,
    "keyring": say("keyring silent"),
    "answer": say("no answer"),
    "fault": say("check failed"),
}


def not_ready(name: str, sentence: str) -> Readiness:
    """A readiness of one bad check: where no exchange can even be asked."""
    return Readiness((Check(name, Standing.BAD, _NONE_OF[name], sentence),))


def examine(
    exchange: Exchange, scope: Scope, *, until: float
) -> tuple[Readiness, tuple[OpenOrder, ...] | None]:
    """Ask the exchange everything that a press needs, without touching an order.

    Gives the readiness, and the open orders in scope, None where not all could be read. Blocks until
    `until` (time.monotonic seconds) at most.
    """
    try:
        return in_time(lambda: _examine(exchange, scope, until), until)
    except errors.Silent as problem:
        return _failed(exchange, problem), None


def examine_again(
    exchange: Exchange,
    scope: Scope,
    before: Readiness,
    *,
    until: float,
    rights: tuple[Check, ...] | None = None,
) -> Readiness:
    """Ask anew what examine() asks, but for the book, of which all stands as before.

    rights are the checks of what the key may do, where that is not to be asked. Blocks until `until`
    (time.monotonic seconds) at most.
    """

    def ask() -> Readiness:
        book = [check for check in before.checks if check.name == "book"]
        return Readiness((*_checks(exchange, scope, until, rights), *book), before.open_orders)

    try:
        return in_time(ask, until)
    except errors.ExchangeError as problem:
        return _failed(exchange, problem)


def examine_all(exchanges: Mapping[str, Exchange], scope: Scope, *, until: float) -> dict[str, Readiness]:
    """Examine several accounts side by side, each as examine() does. Blocks until `until` at most."""
    found: dict[str, Readiness] = {}

    def look(name: str, exchange: Exchange) -> None:
        found[name] = examine(exchange, scope, until=until)[0]

    threads = [threading.Thread(target=look, args=item, daemon=True) for item in exchanges.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(max(0.0, until - time.monotonic()) + 0.5)
    late = not_ready("answer", _LATE)
    return {name: found.get(name, late) for name in exchanges}


def _examine(
    exchange: Exchange, scope: Scope, until: float
) -> tuple[Readiness, tuple[OpenOrder, ...] | None]:
    try:
        checks = _checks(exchange, scope, until)
    except errors.ExchangeError as problem:
        return _failed(exchange, problem), None
    book_check, orders = _book(exchange, scope, until)
    return Readiness((*checks, book_check), None if orders is None else len(orders)), orders


def _checks(
    exchange: Exchange, scope: Scope, until: float, rights: tuple[Check, ...] | None = None
) -> tuple[Check, ...]:
    begun_at = time.monotonic()
    _patiently(lambda: exchange.account(scope.product_types[0], until=until))
    link_ms = round((time.monotonic() - begun_at) * 1000)
    return (
        Check("key", Standing.GOOD, say("key works"), _ACCEPTED),
        account_check(exchange.mode),
        *(_permissions(exchange, until) if rights is None else rights),
        link_check(link_ms),
        *proxy_checks(exchange.proxy),
        clock_check(exchange.clock_offset_ms),
    )


_ACCEPTED = say("The key, its secret and its passphrase are accepted.")


def _patiently(call: Callable[[], _Answer]) -> _Answer:
    """Call once more after a 429: another window or terminal may just have used the same key."""
    try:
        return call()
    except errors.RateLimited as busy:
        time.sleep(busy.wait_s)
        return call()


def refreshed(
    readiness: Readiness, scope: Scope, link_ms: int, offset_ms: int | None, open_orders: int | None
) -> Readiness:
    """Bring link, clock and book up to date by a read that succeeded; the other checks stand as they were."""
    fresh = {"link": link_check(link_ms), "clock": clock_check(offset_ms)}
    if open_orders is not None:
        fresh["book"] = _book_read(open_orders, scope)
    checks = {check.name: check for check in readiness.checks} | fresh
    return Readiness(tuple(checks.values()), readiness.open_orders if open_orders is None else open_orders)


def rights_of(readiness: Readiness) -> tuple[Check, ...]:
    """The checks of what the key may do, for examine_again()."""
    return tuple(check for check in readiness.checks if check.name in RIGHTS)


def book_unread(readiness: Readiness, product_type: ProductType, problem: errors.ExchangeError) -> Readiness:
    """Note that a book could not be read though the account answers: nobody knows what is open."""
    checks = {check.name: check for check in readiness.checks} | {"book": _unread(product_type, problem)}
    return Readiness(tuple(checks.values()))


def without_book(readiness: Readiness) -> Readiness:
    """Forget what was read of the book, as after a press; the other checks stand as they were."""
    return Readiness(tuple(check for check in readiness.checks if check.name != "book"))


def refused_before(readiness: Readiness, why: str) -> Readiness:
    """Add to what was found that the last press was refused, and why; a read cannot tell of the next."""
    sentence = say("The last press was refused, and the next may be: {why}", why=why)
    last = Check("press", Standing.BAD, say("last press refused"), sentence)
    return Readiness((*readiness.checks, last), readiness.open_orders)


def _book_read(open_orders: int, scope: Scope) -> Check:
    places = scope.places
    sentence = (
        say_count(
            "1 order open in {places}.", "{count:,} orders open in {places}.", open_orders, places=places
        )
        if open_orders
        else say("No orders open in {places}.", places=places)
    )
    return Check("book", Standing.GOOD, say("{count:,} open", count=open_orders), sentence)


def _failed(exchange: Exchange, problem: errors.ExchangeError) -> Readiness:
    return Readiness((_trouble(problem), *proxy_checks(exchange.proxy)))


def _trouble(problem: errors.ExchangeError) -> Check:
    if isinstance(problem, refusals.ClockRefused):
        return Check("clock", Standing.BAD, say("clock refused"), _plainly(problem))
    if isinstance(problem, errors.Refused):
        return Check("key", Standing.BAD, say("key refused"), _plainly(problem))
    return Check("link", Standing.BAD, say("no link"), _plainly(problem))


_MEANWHILE = say("A press may fail in the same way: have the Bitget app at hand until this is READY.")
# What to do, to somebody who has not pressed.
_INSTEAD = {
    errors.ExchangeError.advice: _MEANWHILE,
    errors.NoAnswer.advice: _MEANWHILE,
    errors.RateLimited.advice: _MEANWHILE,
    refusals.WrongAccountMode.advice: _MEANWHILE,
    errors.Unreachable.advice: say("Check the network, and have the Bitget app at hand on your phone."),
    refusals.ClockRefused.advice: say("Set the clock, and use the Bitget app meanwhile."),
    refusals.ParameterRefused.advice: say("Check product type and margin coin."),
}


def _plainly(problem: errors.ExchangeError) -> str:
    """What happened and what to do, without a word on a cancel: nobody pressed."""
    if isinstance(problem, errors.OutOfTime):  # that speaks of a press
        return _LATE
    return join(problem.sentence, _INSTEAD.get(problem.advice, problem.advice))


def _book(exchange: Exchange, scope: Scope, until: float) -> tuple[Check, tuple[OpenOrder, ...] | None]:
    orders: list[OpenOrder] = []
    for product_type in scope.product_types:
        try:
            book = _patiently(partial(exchange.open_orders, product_type, until=until))
        except errors.ExchangeError as problem:
            return _unread(product_type, problem), None
        orders += [order for order in book.orders if scope.covers(order)]
    return _book_read(len(orders), scope), tuple(orders)


def _unread(product_type: ProductType, problem: errors.ExchangeError) -> Check:
    unread = say("The open orders in {place} could not be read.", place=product_type.value)
    return Check("book", Standing.BAD, say("book unread"), join(unread, _plainly(problem)))


def _permissions(exchange: Exchange, until: float) -> list[Check]:
    try:
        facts = exchange.key_facts(until=until)
    except errors.ExchangeError:
        facts = KeyFacts()
    return key_checks(facts, exchange.mode)
