"""Every field of every answer, replaced by everything that JSON can hold: refused or read, never lost.

A read that gives no order while orders stand is what would make a false EMPTY; so with orders in the book
each read must give one, or raise one of the exchange's failures.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import pytest

from gui.bitget.account import BitgetAccount
from gui.panic.errors import ExchangeError
from gui.panic.exchange import CancelAnswer
from gui.panic.orders import AccountMode
from gui.panic.verdict import Verdict
from gui.practice import PlanType, PracticeExchange

from .conftest import RunRow
from .front import Asked, Front, Spoil, honest
from .rows import ALL_CANCELS, ALL_READS, EMPTY, LEFT, SHORT_S, UNKNOWN, Row
from .running import USDT, client, exchange_of
from .spoils import retold

_MISSING = object()
_VALUES = {
    "null": None,
    "a number": 7,
    "a fraction": 0.5,
    "a text": "x",
    "an empty text": "",
    "a list": [1],
    "an object": {"a": 1},
    "true": True,
    "missing": _MISSING,
}
Path = tuple[str | int, ...]


def _paths(told: Any, at: Path = ()) -> Iterator[Path]:
    if at:
        yield at
    inside = told.items() if isinstance(told, dict) else enumerate(told[:1]) if isinstance(told, list) else ()
    for name, each in inside:
        yield from _paths(each, (*at, name))


def _spoiled(path: Path, value: object) -> Spoil:
    return retold(lambda told: _changed(told, path, value))


def _changed(told: Any, path: Path, value: object) -> Any:
    """The answer with one field changed, in every item of a list."""
    if not isinstance(told, dict | list):
        return told  # the last page's list is null
    first, *rest = path
    keys: list[Any] = list(range(len(told))) if isinstance(told, list) else [first]
    for key in keys:
        if isinstance(told, dict) and key not in told:
            continue
        if rest:
            told[key] = _changed(told[key], tuple(rest), value)
        elif value is not _MISSING:
            told[key] = value
    if not rest and value is _MISSING:
        told = [] if isinstance(told, list) else {name: each for name, each in told.items() if name != first}
    return told


class Bench:
    """A real client behind a front whose spoil can be changed between two calls."""

    def __init__(self, exchange: PracticeExchange, front: Front, account: BitgetAccount) -> None:
        self.exchange, self.front, self.account = exchange, front, account
        self.spoil: Spoil = honest
        self.fields: set[Path] = set()

    def notes_fields(self, told: Any) -> Any:
        self.fields |= set(_paths(told))
        return told


@contextmanager
def bench(mode: AccountMode) -> Iterator[Bench]:
    with exchange_of({"main": mode}, 2, ("cancel+batch+plan-cancel+strategy-cancel:ack-only",)) as exchange:
        exchange.book.place(filled=Decimal("0.001"))
        exchange.book.place_plan(PlanType.NORMAL, "BTCUSDT", "buy", Decimal("0.01"), Decimal(60000))
        exchange.book.place_plan(PlanType.POS_LOSS, "BTCUSDT", "sell", Decimal("0.01"), Decimal(60000))
        exchange.book.open_position("BTCUSDT", "long", Decimal("0.5"), Decimal(65800))

        def rule(_asked: Asked) -> Spoil:
            return made.spoil

        with Front(exchange, rule) as front:
            account = client(front.url, "main", mode)
            made = Bench(exchange, front, account)
            yield made
            account.close()


def _until() -> float:
    return time.monotonic() + 10


# What is asked, and whether an answer without any order would be a lie.
_CALLS: dict[str, tuple[Callable[[BitgetAccount], Any], bool]] = {
    "open_orders": (lambda account: account.open_orders(USDT, until=_until()).orders, True),
    "stops": (lambda account: account.stops(USDT, until=_until()).orders, True),
    "positions": (lambda account: account.positions(USDT, until=_until()), False),
    "cancel_all": (lambda account: account.cancel_all(USDT, None, until=_until()), False),
    "account": (lambda account: account.account(USDT, until=_until()), False),
    "key_facts": (lambda account: account.key_facts(until=_until()), False),
    "server_time": (lambda account: account.server_time(until=_until()), False),
}


@pytest.mark.parametrize("mode", AccountMode)
@pytest.mark.parametrize("call", _CALLS)
def test_every_field_may_be_anything(call: str, mode: AccountMode, monkeypatch: pytest.MonkeyPatch) -> None:
    # The budget is not what is tested, and some endpoints allow one request a second.
    monkeypatch.setattr("gui.bitget.budget.RateBudget.take", lambda *_: None)
    ask, must_give = _CALLS[call]
    with bench(mode) as made:
        made.spoil = retold(made.notes_fields)
        true = ask(made.account)
        assert not must_give or len(true) >= 2
        assert made.fields >= {("code",), ("data",)}
        for path in sorted(made.fields, key=str):
            for name, value in _VALUES.items():
                made.spoil = _spoiled(path, value)
                told = _told(made, ask)
                is_lie = _is_lie(call, mode, path, value)
                assert told is None or told or not must_give or is_lie, f"{path} as {name} hides the orders"
                if isinstance(told, CancelAnswer):
                    assert all(ref.order_id for ref in told.cancelled)


def _is_lie(call: str, mode: AccountMode, path: Path, value: object) -> bool:
    """True where nobody could notice: a list without its items, and null for a list that has no marks.

    By Bitget's own habit null is how an empty list is written; beside the place of its last order it is not.
    """
    is_bare_list = call == "stops" and mode is AccountMode.UNIFIED and path == ("data",)
    return (value is None and is_bare_list) or (value is _MISSING and isinstance(path[-1], int))


def _told(made: Bench, ask: Callable[[BitgetAccount], Any]) -> Any:
    try:
        return ask(made.account)
    except ExchangeError:
        return None


def _data_as(value: object) -> Spoil:
    return _spoiled(("data",), value)


def _list_as(change: Callable[[Any], Any]) -> Spoil:
    """The list of orders changed, however the interface calls it; of a cancel, each of its lists."""

    def changed(told: Any) -> Any:
        data = told["data"]
        if isinstance(data, dict):
            for name in _LISTS & set(data):
                data[name] = change(data[name])
        return told

    return retold(changed)


def _each_as(name: str, value: object) -> Spoil:
    return _list_as(lambda items: [_changed(item, (name,), value) for item in items or ()])


def _without_list(told: Any) -> Any:
    told["data"] = {name: each for name, each in told["data"].items() if name not in _LISTS}
    return told


_LISTS = {"entrustedList", "list", "successList", "failureList"}
_STAY = ("ack-only",)
# What hides the orders where they are listed; and what a press comes to where it is all that a cancel is
# answered with. The code is the acknowledgement, and where that is unreadable the next one finds nothing.
_HIDING: list[tuple[str, Spoil, tuple[Verdict, ...]]] = [
    ("data of null", _data_as(None), (EMPTY,)),
    ("data left out", _data_as(_MISSING), (EMPTY,)),
    ("data that is a list", _data_as([1]), (UNKNOWN,)),
    ("a list of null beside its mark", _list_as(lambda _: None), (EMPTY,)),
    ("a list left out", retold(_without_list), (EMPTY,)),
    ("a list that is a text", _list_as(lambda _: "x"), (EMPTY, UNKNOWN)),
    ("a list of texts", _list_as(lambda items: ["x" for _ in items or ()]), (EMPTY,)),
    ("orders without an ID", _each_as("orderId", _MISSING), (EMPTY,)),
    ("orders with an ID of null", _each_as("orderId", None), (EMPTY,)),
    ("orders with a list for an ID", _each_as("orderId", [1]), (EMPTY,)),
    ("a code of null", _spoiled(("code",), None), (UNKNOWN,)),
]
_STRANGE: list[tuple[str, Spoil]] = [
    (f"orders with {name} {what}", _each_as(name, value))
    for name, value, what in (
        ("size", {"a": 1}, "of an object"),
        ("price", "x", "of a text"),
        ("status", 7, "of a number"),
        ("symbol", _MISSING, "left out"),
        ("cTime", [1], "of a list"),
    )
]
ROWS = [
    Row(name, spoil, ALL_READS, (UNKNOWN,), "Orders may still be open.", SHORT_S, _STAY)
    for name, spoil, _ in _HIDING
]
ROWS += [
    Row(name, spoil, ALL_READS, (LEFT,), "4 orders still open", SHORT_S, _STAY) for name, spoil in _STRANGE
]
ROWS += [Row(name, spoil, ALL_CANCELS, verdicts, "", SHORT_S) for name, spoil, verdicts in _HIDING]


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_no_shape_makes_a_press_say_what_is_not_so(row: Row, run_row: RunRow) -> None:
    """One of each kind of lie through a whole press: its verdict, its sentence and its journal."""
    run_row(row)
