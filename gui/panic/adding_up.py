"""Adding up what every product type of every account came to: one verdict, one sentence."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence

from gui.panic.accounts import MAIN, name_accounts
from gui.panic.orders import OrderOutcome, OrderResult, ProductType, Scope, name_product_types
from gui.panic.verdict import BADNESS, ProductReport, Report, Told, Verdict, count, nothing_named, worst
from gui.words import join, listed, say, say_count

# What a hurried reader takes in; the table has the rest.
_MOST_NAMED = 8
_MOST_PARTS = 5
_READ = (Verdict.EMPTY, Verdict.LEFT)


def add_up(
    products: Sequence[ProductReport],
    orders: Sequence[OrderOutcome],
    elapsed_ms: int,
    scope: Scope | None = None,
) -> Report:
    """Make one report of every product type of every account: the worst verdict, and each of them in words.

    scope is what was pressed: of one margin coin alone the words may speak, and stops stay or do not.
    """
    verdict = worst([product.verdict for product in products])
    scope = scope or Scope()
    advice = _shared(product.advice for product in map(_told, _not_empty(products)))
    parts = [
        _of_accounts(products, orders, scope.margin_coin, advice),
        *([] if scope.takes_stops else _staying(products)),
        *_newcomers(orders),
    ]
    advice_first = join(advice, *parts) if advice else ""
    return Report(verdict, join(*parts, advice), elapsed_ms, tuple(products), tuple(orders), advice_first)


def elapsed_ms(products: Sequence[ProductReport], pressed_at: float) -> int:
    """From the press, a moment of time.monotonic, to the proof; to this moment where there is none."""
    proved = [product.timings.proved for product in products if product.verdict is Verdict.EMPTY]
    times = [moment for moment in proved if moment is not None]
    if times and len(times) == len(products):
        return max(times)
    return round((time.monotonic() - pressed_at) * 1000)


def all_alike(
    accounts: Sequence[str],
    product_types: Sequence[ProductType],
    verdict: Verdict,
    sentence: str,
    elapsed_ms: int,
) -> Report:
    """Make a report of a press that came to the same everywhere, before it reached any order."""
    reports = [
        ProductReport(kind, verdict, sentence, account=account)
        for account in accounts
        for kind in product_types
    ]
    return add_up(reports, (), elapsed_ms)


def _not_empty(products: Iterable[ProductReport]) -> list[ProductReport]:
    return [product for product in products if product.verdict is not Verdict.EMPTY]


def _told(product: ProductReport) -> Told:
    return product.told or Told(product.sentence)


def _shared(words: Iterable[str]) -> str:
    """What all of them say, which then has to be said only once; "" where they differ."""
    said = set(words)
    return said.pop() if len(said) == 1 else ""


def _of_accounts(
    products: Sequence[ProductReport], orders: Sequence[OrderOutcome], coin: str | None, advice: str
) -> str:
    """Name the account wherever it is not plainly the main one; advice is said elsewhere."""
    names = list(dict.fromkeys(product.account for product in products))
    if not names:
        return say("No product type was pressed.")
    if all(product.verdict is Verdict.EMPTY for product in products):
        where = _where(products, coin)
        if names != [MAIN]:
            where = say("{places}, in {accounts}", places=where, accounts=_named(names))
        return _all_empty(products, orders, where)
    if names == [MAIN]:
        return _verdicts(products, coin, advice)
    said: dict[str, list[str]] = {}
    for name in sorted(names, key=lambda name: -_badness(products, name)):
        text = _verdicts([product for product in products if product.account == name], coin, advice)
        said.setdefault(text, []).append(name)
    parts = [say("{name}: {text}", name=_named(same), text=text) for text, same in said.items()]
    if len(parts) <= _MOST_PARTS:
        return join(*parts)
    rest = [name for same in list(said.values())[_MOST_PARTS:] for name in same]
    return join(*parts[:_MOST_PARTS], say("{names}: see the table.", names=_named(rest)))


def _badness(products: Sequence[ProductReport], account: str) -> int:
    return BADNESS.index(worst([product.verdict for product in products if product.account == account]))


def _named(names: Sequence[str]) -> str:
    if len(names) <= _MOST_NAMED:
        return name_accounts(names)
    return say(
        "{names} and {count} more accounts", names=listed(names[:_MOST_NAMED]), count=len(names) - _MOST_NAMED
    )


def _verdicts(products: Sequence[ProductReport], coin: str | None, advice: str) -> str:
    """The worst first; the reason that all of them share once, behind them."""
    bad = _not_empty(products)
    why = _shared(product.why for product in map(_told, bad))
    groups: dict[tuple[Verdict, str], list[ProductReport]] = {}
    for product in bad:
        told = _told(product)
        text = join(told.happened, "" if why else told.why, "" if advice else told.advice)
        groups.setdefault((product.verdict, text), []).append(product)
    worst_first = sorted(groups.items(), key=lambda item: -BADNESS.index(item[0][0]))
    parts = [_of_places(members, text) for (_, text), members in worst_first]
    if why:
        parts.append(why if len(parts) == 1 else _of_places(bad, why))
    if len(bad) < len(products):
        proved = [product for product in products if product.verdict is Verdict.EMPTY]
        parts.append(say("{where}: empty, proved by reading back.", where=_where(proved, coin)))
    return join(*parts)


def _of_places(products: Iterable[ProductReport], text: str) -> str:
    return say("{name}: {text}", name=name_product_types(each.product_type for each in products), text=text)


def _where(products: Iterable[ProductReport], coin: str | None) -> str:
    places = name_product_types(dict.fromkeys(product.product_type for product in products))
    if coin is None:
        return places
    return say("{places}, margin coin {coin} only", places=places, coin=coin)


def _all_empty(products: Sequence[ProductReport], orders: Sequence[OrderOutcome], where: str) -> str:
    cancelled = sum(product.cancelled for product in products)
    gone = sum(outcome.result is OrderResult.GONE for outcome in orders)
    is_lost = any(product.answer_lost for product in products)
    happened = []
    if cancelled or not gone:
        had_nothing = any(product.had_nothing for product in products)
        stops = sum(product.stops_cancelled for product in products)
        happened.append(nothing_named(cancelled, stops, is_lost, had_nothing))
    if gone:
        happened.append(
            say("{orders} gone: filled, or cancelled by an answer that was lost.", orders=count(gone))
            if is_lost
            else say("{orders} gone: filled, or cancelled without a word from Bitget.", orders=count(gone))
        )
    return join(*happened, say("Read back: nothing is open in {where}.", where=where))


def _staying(products: Sequence[ProductReport]) -> list[str]:
    """Say how many stops stand after a press that left them alone: nothing only where all were listed."""
    known = [product.stops_left for product in products if product.stops_left is not None]
    is_whole = len(known) == len(products)
    if sum(known):
        if is_whole:
            return [say_count("1 stop stays.", "{count:,} stops stay.", sum(known))]
        return [say_count("At least 1 stop stays.", "At least {count:,} stops stay.", sum(known))]
    # Where not even the orders could be read, that says enough.
    is_read = any(product.verdict in _READ for product in products)
    return [say("How many stops stand is not known.")] if is_read and not is_whole else []


def _newcomers(orders: Sequence[OrderOutcome]) -> list[str]:
    appeared = sum(outcome.appeared for outcome in orders)
    if not appeared:
        return []
    return [
        say(
            "{orders} appeared after the press: something is still placing orders, "
            "and this button cannot stop it.",
            orders=count(appeared),
        )
    ]
