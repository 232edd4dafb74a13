"""The scope card: what can be chosen, and what it says then."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from gui.panic.orders import ALL_FUTURES, Covers, ProductType, Scope
from gui.widgets import theme
from gui.widgets.palette import DARK, LIGHT, Tokens, contrast
from gui.widgets.scope import ScopeCard
from gui.widgets.segments import Segments


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


_FULL = ["Orders only: stops stay", "Everything, stops too"]


def _segments(card: ScopeCard) -> list[QPushButton]:
    return card.findChildren(QPushButton)


def _sentence(card: ScopeCard) -> QLabel:
    return next(label for label in card.findChildren(QLabel) if label.objectName() == "scopeSentence")


def test_what_is_covered_is_a_choice_of_two(card: ScopeCard, changes: list[Scope]) -> None:
    assert [one.accessibleName() for one in card.findChildren(Segments)] == ["Covers"]
    assert card.scope().kinds is Covers.ORDERS
    orders, everything = _segments(card)
    assert (orders.isChecked(), everything.isChecked()) == (True, False)
    QTest.mouseClick(everything, Qt.MouseButton.LeftButton)
    QTest.mouseClick(everything, Qt.MouseButton.LeftButton)
    QTest.mouseClick(orders, Qt.MouseButton.LeftButton)
    assert changes == [Scope(kinds=Covers.EVERYTHING), Scope()]


def test_arrow_keys_choose_what_is_covered(card: ScopeCard, changes: list[Scope]) -> None:
    orders, everything = _segments(card)
    orders.setFocus()
    QTest.keyClick(orders, Qt.Key.Key_Right)
    assert everything.isChecked()
    assert everything.hasFocus()
    QTest.keyClick(everything, Qt.Key.Key_Left)
    assert changes == [Scope(kinds=Covers.EVERYTHING), Scope()]


def test_what_is_covered_stays_when_something_else_is_chosen(card: ScopeCard, changes: list[Scope]) -> None:
    card.set_scope(Scope(kinds=Covers.EVERYTHING))
    assert changes == []
    assert _segments(card)[1].isChecked()
    _choose(card, "Product type", "USDT-FUTURES")
    _choose(card, "Margin coin", "USDT")
    usdt = (ProductType.USDT_FUTURES,)
    assert changes == [Scope(usdt, None, Covers.EVERYTHING), Scope(usdt, "USDT", Covers.EVERYTHING)]


def test_whoever_shows_the_scope_learns_of_every_one(card: ScopeCard) -> None:
    shown: list[Scope] = []
    card.shown.connect(shown.append)
    card.set_scope(Scope(kinds=Covers.EVERYTHING))
    QTest.mouseClick(_segments(card)[0], Qt.MouseButton.LeftButton)
    assert shown == [Scope(kinds=Covers.EVERYTHING), Scope()]


def test_words_are_full_where_there_is_room_and_named_in_full_everywhere(card: ScopeCard) -> None:
    card.resize(1000, 120)
    assert [button.text() for button in _segments(card)] == _FULL
    card.resize(card.minimumSizeHint().width(), 120)
    assert [button.text() for button in _segments(card)] == ["Orders only", "Everything"]
    for button, words in zip(_segments(card), _FULL, strict=True):
        assert button.accessibleName() == words
        assert button.toolTip().startswith(f"{words}. ")
    for box in card.findChildren(QComboBox):
        assert box.fontMetrics().horizontalAdvance(box.currentText()) < box.width() - 40
    card.resize(1000, 120)
    assert [button.text() for button in _segments(card)] == _FULL


def test_the_words_fit_into_their_segments(card: ScopeCard) -> None:
    for width in (card.minimumSizeHint().width(), 700, 1000):
        card.resize(width, 120)
        for button in _segments(card):
            button.setChecked(True)
            QTest.qWait(1)
            assert button.width() >= button.sizeHint().width()


@pytest.mark.parametrize(("look", "tokens"), [("light", LIGHT), ("dark", DARK)])
def test_that_no_stop_stays_cannot_be_overlooked(
    card: ScopeCard, qapp: QApplication, look: str, tokens: Tokens
) -> None:
    theme.apply(qapp, look)
    label = _sentence(card)
    assert tokens.warn not in label.text()
    card.set_scope(Scope(kinds=Covers.EVERYTHING))
    assert label.accessibleName() == Scope(kinds=Covers.EVERYTHING).sentence
    for words in ("every open order", "every trigger, TP/SL and trailing order"):
        assert f"color:{tokens.ink}; font-weight:600'>{words}</span>" in label.text()
    assert f"color:{tokens.warn}; font-weight:700'>No&nbsp;stop&nbsp;stays.</span>" in label.text()
    assert contrast(tokens.warn, tokens.card) >= 4.5
    assert contrast(tokens.warn, tokens.warn_bg) >= 4.5


def test_the_coins_that_bitget_takes_now_are_offered_and_what_is_chosen_stays_chosen(
    card: ScopeCard, changes: list[Scope]
) -> None:
    card.set_scope(Scope((ProductType.COIN_FUTURES,), "BGB"))
    card.set_margin_coins(ProductType.COIN_FUTURES, ("BTC", "NEW"))
    assert _items(card, "Margin coin") == ["Any coin", "BTC", "NEW", "BGB"]
    assert _box(card, "Margin coin").currentText() == "BGB"
    assert card.scope() == Scope((ProductType.COIN_FUTURES,), "BGB")
    assert changes == []
    card.set_scope(Scope((ProductType.USDT_FUTURES,)))
    assert _items(card, "Margin coin") == ["Any coin", "USDT"]


def test_without_an_answer_the_built_in_coins_are_offered(card: ScopeCard) -> None:
    card.set_scope(Scope((ProductType.COIN_FUTURES,)))
    built_in = _items(card, "Margin coin")
    card.set_margin_coins(ProductType.COIN_FUTURES, ("BTC",))
    card.set_margin_coins(ProductType.COIN_FUTURES, None)
    assert _items(card, "Margin coin") == built_in
