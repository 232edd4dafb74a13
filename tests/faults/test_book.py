"""Pages that loop, shrink or grow while they are read; orders that fill, stay or come back."""

from __future__ import annotations

import json
import time
from decimal import Decimal
from typing import Any

import pytest

from . import spoils
from .conftest import RunRow
from .front import Front, Shot, Spoil, honest, wire
from .rows import ALL_READS, EMPTY, FIRST_CANCEL, LATER_READ, LEFT, READ_BACK, SHORT_S, UNKNOWN, Row

_MANY = 230  # three pages
_STAY = ("ack-only",)


def _items(told: Any) -> list[dict[str, Any]]:
    data = told["data"]
    return data.get("entrustedList") or data.get("list") or []


def _with_items(told: Any, items: object, mark: object = ...) -> Any:
    data = told["data"]
    name = "entrustedList" if "entrustedList" in data else "list"
    data[name] = items
    if mark is not ...:
        data["endId" if name == "entrustedList" else "cursor"] = mark
    return told


def _first_page_again() -> Spoil:
    """Whatever page is asked for, the first full one comes."""
    pages: dict[str, bytes] = {}

    def spoil(shot: Shot) -> bytes | None:
        body = shot.reply().body
        key = f"{shot.asked.account} {'partially' in shot.asked.target}"
        if len(_items(json.loads(body))) == 100:
            pages.setdefault(key, body)
        return wire(pages.get(key, body))

    return spoil


def _hollow_first_page(shot: Shot) -> bytes | None:
    """The first page is empty and names a place to go on from; all orders are on the next."""
    told = shot.reply().told()
    is_first = "idLessThan" not in shot.asked.target and "cursor" not in shot.asked.target
    return wire(json.dumps(_with_items(told, [], "9" * 19) if is_first else told).encode())


def _fill_while_read(shot: Shot) -> bytes | None:
    """Orders of the page just given fill before the next one is asked for."""
    reply = shot.reply()
    book = shot.front.exchange.book_of(shot.asked.account)
    for order in book.open_orders()[:3]:
        book.fill(order.order_id)
    return reply.wire()


def _place_while_read(shot: Shot) -> bytes | None:
    told = shot.reply().wire()
    shot.front.exchange.book_of(shot.asked.account).place()
    return told


def _place_before_it_is_read(shot: Shot) -> bytes | None:
    shot.front.exchange.book_of(shot.asked.account).place()
    return shot.reply().wire()


def _fill_during_cancel(shot: Shot) -> bytes | None:
    book = shot.front.exchange.book_of(shot.asked.account)
    first, second, *_ = book.open_orders()
    book.fill(first.order_id)
    book.fill(second.order_id, Decimal(second.size) / 2)
    return shot.reply().wire()


def _come_back(shot: Shot) -> bytes | None:
    """What was cancelled stands again a moment later."""
    book = shot.front.exchange.book_of(shot.asked.account)
    orders = book.open_orders()
    told = shot.reply().wire()
    for order in orders:
        book.place_again(order, 30)
    return told


def _shuffled(told: Any) -> Any:
    return _with_items(told, _items(told)[::-1])


def _doubled(told: Any) -> Any:
    return _with_items(told, _items(told) * 2)


def _nameless(told: Any) -> Any:
    items = _items(told)
    for item in items[:1]:
        del item["orderId"]
    return told


def _same_id(told: Any) -> Any:
    for item in _items(told):
        item["orderId"] = "1"
    return told


def _numbers(told: Any) -> Any:
    """Texts that are numbers become numbers, and numbers become texts."""

    def turned(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: turned(each) for name, each in value.items() if name != "code"} | (
                {"code": value["code"]} if "code" in value else {}
            )
        if isinstance(value, list):
            return [turned(each) for each in value]
        if isinstance(value, str) and value.isdecimal():
            return int(value)
        return str(value) if isinstance(value, int) and not isinstance(value, bool) else value

    return turned(told)


def _unicode(told: Any) -> Any:
    told["msg"] = "‮<b>ok</b>\0\n\x1b[31m"
    for item in _items(told):
        item["symbol"], item["clientOid"] = "BTC‮TDSU\0\n<b>\x1b[31m", "<img src=x>"
    return told


ROWS = [
    Row("pages that loop", _first_page_again(), ALL_READS, (UNKNOWN,), "do", 4.0, _STAY, _MANY),
    Row(
        "pages that shrink while read", _fill_while_read, ALL_READS, (LEFT,), "still open", 4.0, _STAY, _MANY
    ),
    Row(
        "a first page that is empty and points on",
        _hollow_first_page,
        ALL_READS,
        (LEFT,),
        "4 orders still open",
        SHORT_S,
        _STAY,
    ),
    Row("pages that grow while read", _place_while_read, READ_BACK, (EMPTY, LEFT), "", 5.0, (), _MANY),
    Row("the true book, in three pages", honest, READ_BACK, (EMPTY,), "", 5.0, (), _MANY),
    Row(
        "a whole book that stays",
        moment=READ_BACK,
        verdicts=(LEFT,),
        says="still open",
        deadline_s=SHORT_S,
        practice=_STAY,
    ),
    Row("orders that fill during the cancel", _fill_during_cancel, FIRST_CANCEL),
    Row("orders that fill while read", _fill_while_read, ALL_READS, (EMPTY,), "", 5.0, ("settle=400",)),
    Row("orders that come back once", _come_back, FIRST_CANCEL),
    Row("a bot that stops after two more orders for each", practice=("rearm=2,30",)),
    Row(
        "a bot that never stops",
        _place_before_it_is_read,
        ALL_READS,
        (LEFT,),
        "still open",
        SHORT_S,
    ),
    Row("settles after 800 ms", practice=("settle=800",)),
    Row("the list in reverse", spoils.retold(_shuffled), ALL_READS, (LEFT,), "", SHORT_S, _STAY),
    Row(
        "every order twice",
        spoils.retold(_doubled),
        ALL_READS,
        (LEFT,),
        "4 orders still open",
        SHORT_S,
        _STAY,
    ),
    Row(
        "an order without its ID",
        spoils.retold(_nameless),
        ALL_READS,
        (UNKNOWN,),
        "without an order ID",
        SHORT_S,
        _STAY,
    ),
    Row(
        "all orders with one ID",
        spoils.retold(_same_id),
        ALL_READS,
        (LEFT, UNKNOWN),
        "",
        SHORT_S,
        _STAY,
        ids_are_true=False,
    ),
    Row(
        "numbers as texts and texts as numbers",
        spoils.retold(_numbers),
        ALL_READS,
        (LEFT,),
        "4 orders",
        SHORT_S,
        _STAY,
    ),
    Row(
        "numbers as texts and texts as numbers, later",
        spoils.retold(_numbers),
        LATER_READ,
        (EMPTY,),
        "",
        5.0,
        ("settle=400",),
    ),
    Row(
        "marks and controls in what is read", spoils.retold(_unicode), ALL_READS, (LEFT,), "", SHORT_S, _STAY
    ),
    Row("null lists and missing lists", practice=("cancel:null-lists", "read:null-lists=null")),
    Row(
        "lists that are missing",
        practice=("read:null-lists=missing",),
        verdicts=(UNKNOWN,),
        deadline_s=SHORT_S,
    ),
]


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_a_book_that_moves_or_is_told_strangely(row: Row, run_row: RunRow) -> None:
    run_row(row)


def test_an_order_placed_after_the_proof_began_is_not_held_against_it(run_row: RunRow) -> None:
    """The judge itself: what came after the reading began is nobody's lie."""
    placed_at: list[float] = []

    def place(front: Front) -> None:
        time.sleep(0.4)
        placed_at.append(time.monotonic())
        front.exchange.book.place()

    pressed = run_row(Row("placed after the proof", meanwhile=place))
    assert placed_at
    assert pressed.front.exchange.book.open_orders()
