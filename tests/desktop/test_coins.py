"""The margin coins of an exchange: asked for once, kept, and told for the one that is chosen now."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from gui.desktop.coins import CoinLists
from gui.panic.orders import ProductType
from gui.practice import PracticeExchange, parse_fault
from gui.practice.products import ProductType as Listed
from gui.practice.products import margin_coins_of

COINS = tuple(margin_coins_of(Listed.COIN_FUTURES))


@pytest.fixture
def lists() -> Iterator[CoinLists]:
    made = CoinLists()
    yield made
    made.close()


@pytest.fixture
def told(lists: CoinLists) -> list[tuple[ProductType, tuple[str, ...] | None]]:
    heard: list[tuple[ProductType, tuple[str, ...] | None]] = []
    lists.found.connect(lambda product_type, coins: heard.append((product_type, coins)))
    return heard


def test_an_exchange_is_asked_once(
    qtbot: QtBot,
    lists: CoinLists,
    told: list[tuple[ProductType, tuple[str, ...] | None]],
    exchange: PracticeExchange,
) -> None:
    lists.ask(exchange.url)
    assert told == [(ProductType.COIN_FUTURES, None)], "the built-in list serves until the answer is there"
    qtbot.waitUntil(lambda: len(told) == 2)
    lists.ask(exchange.url)
    assert told[1:] == [(ProductType.COIN_FUTURES, COINS)] * 2
    assert len(exchange.requests) == 1


def test_what_failed_is_asked_again(
    qtbot: QtBot,
    lists: CoinLists,
    told: list[tuple[ProductType, tuple[str, ...] | None]],
    exchange: PracticeExchange,
) -> None:
    exchange.arm(parse_fault("contracts:http=503*1"))
    lists.ask(exchange.url)
    qtbot.waitUntil(lambda: len(exchange.requests) == 1)
    lists.ask(exchange.url)
    qtbot.waitUntil(lambda: told[-1][1] is not None)
    assert [coins for _, coins in told] == [None, None, COINS]
