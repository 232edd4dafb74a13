"""The scope card: what can be chosen, and what it says then."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from gui.panic.orders import ALL_FUTURES, ProductType, Scope
from gui.widgets.scope import ScopeCard


@pytest.fixture
def card(qtbot: QtBot) -> ScopeCard:
    made = ScopeCard()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def changes(card: ScopeCard) -> list[Scope]:
    told: list[Scope] = []
    card.changed.connect(told.append)
    return told


def _box(card: ScopeCard, name: str) -> QComboBox:
    return next(box for box in card.findChildren(QComboBox) if box.accessibleName() == name)


def _items(card: ScopeCard, name: str) -> list[str]:
    box = _box(card, name)
    return [box.itemText(index) for index in range(box.count())]


def _choose(card: ScopeCard, name: str, words: str) -> None:
    box = _box(card, name)
    box.setCurrentIndex(box.findText(words))
    box.activated.emit(box.currentIndex())


def test_what_is_offered(card: ScopeCard) -> None:
    assert _items(card, "Product type") == [
        *("All futures", "USDT-FUTURES", "USDC-FUTURES", "COIN-FUTURES", ""),
        *("SUSDT-FUTURES (legacy demo)", "SUSDC-FUTURES (legacy demo)", "SCOIN-FUTURES (legacy demo)"),
    ]
    assert _items(card, "Margin coin") == ["Any coin"]


def test_one_product_type_offers_its_coins(card: ScopeCard, changes: list[Scope]) -> None:
    _choose(card, "Product type", "COIN-FUTURES")
    assert _items(card, "Margin coin")[:3] == ["Any coin", "BTC", "ETH"]
    _choose(card, "Margin coin", "ETH")
    coin = (ProductType.COIN_FUTURES,)
    assert changes == [Scope(coin), Scope(coin, "ETH")]
    assert card.scope() == Scope(coin, "ETH")


def test_another_product_type_means_any_coin_again(card: ScopeCard) -> None:
    card.set_scope(Scope((ProductType.COIN_FUTURES,), "ETH"))
    _choose(card, "Product type", "USDT-FUTURES")
    assert card.scope() == Scope((ProductType.USDT_FUTURES,))
    assert _box(card, "Margin coin").currentText() == "Any coin"


def test_choosing_the_same_again_tells_nothing(card: ScopeCard, changes: list[Scope]) -> None:
    _choose(card, "Product type", "All futures")
    assert changes == []


def test_setting_a_scope_tells_nothing(card: ScopeCard, changes: list[Scope]) -> None:
    card.set_scope(Scope((ProductType.USDC_FUTURES,), "USDC"))
    assert changes == []
    assert _box(card, "Product type").currentText() == "USDC-FUTURES"
    assert _box(card, "Margin coin").currentText() == "USDC"


def test_a_scope_that_is_not_offered_is_shown_all_the_same(card: ScopeCard) -> None:
    scope = Scope(ALL_FUTURES[:2], "USDE")
    card.set_scope(scope)
    assert _box(card, "Product type").currentText() == "USDT- and USDC-FUTURES"
    assert _box(card, "Margin coin").currentText() == "USDE"
    assert card.scope() == scope


def test_the_keyboard_alone_is_enough(card: ScopeCard, changes: list[Scope]) -> None:
    box = _box(card, "Product type")
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert changes == [Scope((ProductType.USDT_FUTURES,))]


def test_the_sentence_says_what_a_press_does(card: ScopeCard) -> None:
    label = next(label for label in card.findChildren(QLabel) if label.objectName() == "scopeSentence")
    card.set_scope(Scope((ProductType.COIN_FUTURES,), "ETH"))
    assert label.accessibleName() == card.scope().sentence
    assert "COIN-FUTURES, margin coin ETH only" in label.text()
    assert ">every open order</span>" in label.text()
    assert ">Trigger and TP/SL orders stay.</span>" in label.text()
