"""An order in the journal: not one of its fields is lost on the way there and back."""

from __future__ import annotations

import dataclasses
import json
import typing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from gui.kept.journal import Book, Journal, read
from gui.kept.order_fields import order_fields, read_order
from gui.kept.reader import Reader
from gui.panic.orders import Namespace, OpenOrder, OrderOutcome, OrderResult, ProductType

from .samples import ORDER, REPORT, STOP, press

NAMES = [field.name for field in dataclasses.fields(OpenOrder)]


def full_order() -> OpenOrder:
    """An order of which every field is set, each to a value of its own, future ones too."""
    values: dict[str, Any] = {}
    for at, (name, kind) in enumerate(typing.get_type_hints(OpenOrder, localns={"Decimal": Decimal}).items()):
        kinds = set(typing.get_args(kind)) - {type(None)} or {kind}
        made: dict[type, Any] = {
            str: f"{name}-{at} “x”",
            Decimal: Decimal(f"{at}.50000000000000000001"),
            int: 1_752_000_000_000 + at,
            bool: False,
            ProductType: ProductType.COIN_FUTURES,
            Namespace: Namespace.PROFIT_LOSS,
        }
        (only,) = kinds
        values[name] = made[only]
    return OpenOrder(**values)


FULL = full_order()


def through_json(order: OpenOrder) -> OpenOrder:
    return read_order(Reader(json.loads(json.dumps(order_fields(order)))))


@pytest.mark.parametrize("name", NAMES)
def test_no_field_is_forgotten(name: str) -> None:
    assert getattr(FULL, name) is not None
    assert getattr(through_json(FULL), name) == getattr(FULL, name)


@pytest.mark.parametrize("order", [ORDER, STOP, FULL, OpenOrder("1", ProductType.USDT_FUTURES)])
def test_an_order_comes_back_as_it_was(order: OpenOrder) -> None:
    assert through_json(order) == order
    assert str(through_json(order).size) == str(order.size)


def test_what_is_not_known_takes_no_room() -> None:
    assert set(order_fields(OpenOrder("1", ProductType.USDT_FUTURES))) == {
        *("order_id", "product_type", "namespace"),
    }


def test_a_line_of_an_earlier_version_is_read() -> None:
    old = {"order_id": "1", "product_type": "USDT-FUTURES", "symbol": "BTCUSDT", "size": "0.1", "price": None}
    assert read_order(Reader(old)) == OpenOrder(
        "1", ProductType.USDT_FUTURES, symbol="BTCUSDT", size=Decimal("0.1")
    )


@pytest.mark.parametrize(("name", "wrong"), [("reduce_only", "NO"), ("reduce_only", 0), ("leverage", "x")])
def test_a_field_of_a_wrong_type_is_refused(name: str, wrong: object) -> None:
    told = {"order_id": "1", "product_type": "USDT-FUTURES", name: wrong}
    with pytest.raises(ValueError, match=name):
        read_order(Reader(told))


def test_books_are_read_back_with_their_press(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    journal, made = Journal(path), press()
    outcome = OrderOutcome(FULL, OrderResult.CANCELLED)
    journal.pressed(made)
    journal.book(made.id, "main", (FULL, ORDER), 2_100)
    journal.book(made.id, "second", (), 0)
    journal.ended(made.id, dataclasses.replace(REPORT, orders=(outcome,)))
    journal.book("another", "main", (FULL,), 1)
    journal.close()
    [record], unreadable = read(path)
    assert unreadable == 0
    assert record.books == (Book("main", 2_100, (FULL, ORDER)), Book("second", 0, ()))
    assert record.end is not None
    assert record.end.orders == (outcome,)
    told = json.loads(path.read_bytes().splitlines()[1])
    assert {name: told[name] for name in ("kind", "press", "account", "age_ms")} == {
        "kind": "book",
        "press": made.id,
        "account": "main",
        "age_ms": 2_100,
    }


def test_a_book_that_is_broken_costs_its_line_alone(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    journal, made = Journal(path), press()
    journal.pressed(made)
    journal.close()
    with path.open("a") as file:
        file.write(json.dumps({"kind": "book", "press": made.id, "account": "main", "age_ms": 1}) + "\n")
    [record], unreadable = read(path)
    assert (record.books, unreadable) == ((), 1)
