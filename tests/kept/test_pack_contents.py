"""What stands in an evidence pack beside the journal: the books of a press, and where the pack was made."""

from __future__ import annotations

import csv
import io
import json
import platform
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from gui import __version__
from gui.kept.journal import Journal
from gui.kept.pack import press_ids, write_pack
from gui.panic.accounts import MAIN
from tests.widgets import made_up

from .samples import REPORT, press

AGE_MS = 4_200
BEFORE = [
    {
        "account": account,
        "age_ms": AGE_MS,
        "order_id": order_id,
        "product_type": "USDT-FUTURES",
        "namespace": "orders",
        "symbol": symbol,
        "side": side,
        "size": size,
        "price": price,
        "created_ms": created_ms,
    }
    for account, order_id, symbol, side, size, price, created_ms in (
        ("main", "1182004410021336577", "BTCUSDT", "buy", "0.500", "58200.0", 1_752_000_000_000),
        ("main", "1182004410188140545", "BTCUSDT", "buy", "0.250", "57950.0", 1_752_000_001_000),
        ("sub1", "1182004410021336577", "BTCUSDT", "buy", "0.500", "58200.0", 1_752_000_000_000),
    )
]
AFTER = [
    {
        "account": "main",
        "order_id": "1098765432109876543",
        "product_type": "USDT-FUTURES",
        "namespace": "orders",
        "client_oid": "grid-7 “left”",
        "symbol": "BTCUSDT",
        "side": "buy",
        "margin_coin": "USDT",
        "size": "0.00100000000000000001",
        "filled": "0E-8",
        "price": "61234.50",
        "created_ms": 1_752_000_000_000,
        "result": "STILL_OPEN",
        "reason": "Der Auftrag läuft\nnoch",
        "code": "40725",
        "at_ms": 330,
        "appeared": False,
    },
    {
        "account": "main",
        "order_id": "2",
        "product_type": "COIN-FUTURES",
        "namespace": "orders",
        "result": "NEW",
        "reason": "",
        "code": "",
        "at_ms": 0,
        "appeared": True,
    },
    {
        "account": "sub1",
        "order_id": "3",
        "product_type": "USDT-FUTURES",
        "namespace": "profit_loss",
        "plan_type": "pos_loss",
        "result": "CANCELLED",
        "reason": "",
        "code": "",
        "at_ms": 0,
        "appeared": False,
    },
]


@pytest.fixture
def packed(tmp_path: Path) -> Iterator[zipfile.ZipFile]:
    """Two presses, of which the second has a book of two accounts and an end."""
    path, earlier, made = tmp_path / "journal.jsonl", press(), press()
    journal = Journal(path, patience_s=30.0)
    journal.pressed(earlier)
    journal.book(earlier.id, MAIN, made_up.book(7), 0)
    journal.pressed(made)
    journal.book(made.id, MAIN, made_up.book(2), AGE_MS)
    journal.book(made.id, "sub1", made_up.book(1), AGE_MS)
    journal.ended(made.id, REPORT)
    journal.close(30.0)
    target = tmp_path / "pack.zip"
    assert write_pack(path, press_ids(path)[1:], target) == 1
    with zipfile.ZipFile(target) as pack:
        yield pack


def books(pack: zipfile.ZipFile, ending: str) -> bytes:
    [name] = [name for name in pack.namelist() if name.startswith("books/") and name.endswith(ending)]
    return pack.read(name)


@pytest.mark.parametrize(("which", "orders"), [("before", BEFORE), ("after", AFTER)])
def test_a_book_tells_every_order_and_every_field_of_it(
    packed: zipfile.ZipFile, which: str, orders: list[dict[str, Any]]
) -> None:
    assert json.loads(books(packed, f"-{which}.json")) == orders


def spelled(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


@pytest.mark.parametrize(("which", "orders"), [("before", BEFORE), ("after", AFTER)])
def test_its_table_tells_the_same(packed: zipfile.ZipFile, which: str, orders: list[dict[str, Any]]) -> None:
    table = io.StringIO(books(packed, f"-{which}.csv").decode(), newline="")
    cells = [{name: cell for name, cell in row.items() if cell} for row in csv.DictReader(table)]
    told = [{name: spelled(value) for name, value in order.items() if value != ""} for order in orders]
    assert cells == told


def test_it_tells_of_program_and_system_and_of_nobody(packed: zipfile.ZipFile) -> None:
    about = json.loads(packed.read("about.json"))
    made_at = datetime.fromisoformat(about.pop("made_at"))
    assert 0 <= (datetime.now(UTC) - made_at).total_seconds() < 600
    assert about == {
        "time_zone": f"{datetime.now().astimezone():%z}",
        "version": __version__,
        "python": platform.python_version(),
        "qt": about["qt"],
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
    }
    assert about["qt"].split(".")[0] == "6"
