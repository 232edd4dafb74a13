"""The margin coins from the public list of contracts: any trouble is no answer, and never an error."""

from __future__ import annotations

import time
from typing import Any

import pytest

from gui.bitget.coins import coins_in, live_margin_coins
from gui.panic.orders import ProductType
from gui.practice import PracticeExchange, parse_fault
from gui.practice.products import ProductType as Listed
from gui.practice.products import margin_coins_of

COIN = ProductType.COIN_FUTURES


@pytest.mark.parametrize("mode", ["classic", "unified"])
def test_the_coins_come_in_order_of_appearance_from_either_account(mode: str) -> None:
    with PracticeExchange(orders=0, account_mode=mode) as exchange:
        coins = live_margin_coins(COIN, exchange.url)
        [request] = exchange.requests
    assert coins is not None
    assert list(coins) == margin_coins_of(Listed.COIN_FUTURES)
    assert request.path == "/api/v2/mix/market/contracts"


@pytest.mark.parametrize(
    "fault", ["http=503", "html-200", "empty-200", "reset", "silent", "wrong-types=data"]
)
def test_trouble_is_no_answer(fault: str) -> None:
    with PracticeExchange(orders=0) as exchange:
        exchange.arm(parse_fault(f"contracts:{fault}"))
        begun_at = time.monotonic()
        assert live_margin_coins(COIN, exchange.url, until=begun_at + 1.0) is None
        assert time.monotonic() - begun_at < 3.0


def test_nobody_there_is_no_answer() -> None:
    with PracticeExchange(orders=0) as exchange:
        url = exchange.url
    assert live_margin_coins(COIN, url) is None


@pytest.mark.parametrize(
    ("data", "coins"),
    [
        (
            [{"supportMarginCoins": ["BTC", "eth"]}, {"supportMarginCoins": ["ETH", "SOL"]}],
            ("BTC", "ETH", "SOL"),
        ),
        ([{"supportMarginCoins": ["BTC", 7, None, "", "A B", "X" * 21, "É"]}], ("BTC",)),
        ([None, "x", {}, {"supportMarginCoins": "BTC"}, {"supportMarginCoins": ["XRP"]}], ("XRP",)),
        ([{"supportMarginCoins": []}], None),
        ([], None),
        (None, None),
        ({"list": []}, None),
        ("BTC", None),
    ],
)
def test_what_is_no_coin_is_left_out(data: Any, coins: tuple[str, ...] | None) -> None:
    assert coins_in(data) == coins


def test_a_flood_is_cut_off() -> None:
    found = coins_in([{"supportMarginCoins": [f"C{number}" for number in range(100_000)]}])
    assert found is not None
    assert len(found) == 100
