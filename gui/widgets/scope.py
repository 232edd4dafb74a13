"""What a press would cover: three choices, and one sentence that says it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from gui.desktop.language import shown, tr
from gui.panic.orders import (
    ALL_FUTURES,
    EVERY_ORDER,
    EVERY_STOP,
    MARGIN_COINS,
    NO_STOP_STAYS,
    STOPS_STAY,
    Covers,
    ProductType,
    Scope,
    name_product_types,
)
from gui.widgets import theme
from gui.widgets.segments import Segment, Segments
from gui.widgets.selector import Selector
from gui.widgets.texts import escape, plain_label
from gui.words import say

# The words of Scope.sentence that a hurried reader must not miss.
_WEIGHTY = (EVERY_ORDER, EVERY_STOP, STOPS_STAY)
_COVERS = (
    Segment(
        Covers.ORDERS,
        say("Orders only: stops stay"),
        say("Orders only"),
        say("Orders only: stops stay. Trigger, TP/SL and trailing orders are not touched."),
        say("Orders only: stops stay"),
    ),
    Segment(
        Covers.EVERYTHING,
        say("Everything, stops too"),
        say("Everything"),
        say("Everything, stops too. Positions may have no stop after a press."),
        say("Everything, stops too"),
        "warn",
    ),
)
_GAP = 12
# How wide the selectors want to be before the words beside them may be spelt out.
_PRODUCT_ROOM, _COIN_ROOM = 200, 130

_ProductTypes = tuple[ProductType, ...]


class ScopeCard(QFrame):
    """The card with the choice of product type, margin coin, and whether stops go too."""

    changed = Signal(object)  # Scope, only when a person changed it
    shown = Signal(object)  # Scope, whenever another one is shown, whoever chose it

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName(tr("What a press covers"))
        self._scope = Scope()
        self._is_dense = self._is_compact = False
        self._live_coins: dict[ProductType, tuple[str, ...]] = {}
        self._product_box = Selector(tr("Product type"))
        self._coin_box = Selector(tr("Margin coin"))
        self._covers = Segments(say("Covers"), _COVERS)
        self._sentence = QLabel()
        self._sentence.setObjectName("scopeSentence")
        self._sentence.setTextFormat(Qt.TextFormat.RichText)
        self._sentence.setWordWrap(True)
        self._labels = [plain_label(field.accessibleName(), "fieldLabel") for field in self._fields]
        self._lay_out()
        self._fill_products()
        # activated, not currentIndexChanged: what the program sets is not a choice.
        self._product_box.activated.connect(self._choose)
        self._coin_box.activated.connect(self._choose)
        self._covers.chosen.connect(self._choose)
        self.set_scope(self._scope)

    def set_scope(self, scope: Scope) -> None:
        """Show another scope without a signal; one that the selectors do not offer is added to them."""
        self._scope = scope
        self._product_box.select(scope.product_types, name_product_types(scope.product_types))
        self._fill_coins(scope.product_types)
        self._coin_box.select(scope.margin_coin, scope.margin_coin or "")
        self._covers.set_value(scope.kinds)
        self._say()
        self.shown.emit(scope)

    def scope(self) -> Scope:
        """What is chosen."""
        return self._scope

    def set_margin_coins(self, product_type: ProductType, coins: tuple[str, ...] | None) -> None:
        """Offer the coins that Bitget takes now, None for the built-in ones; what is chosen stays chosen."""
        if coins is None:
            self._live_coins.pop(product_type, None)
        else:
            self._live_coins[product_type] = coins
        # An open list must not change under the pointer; it is filled anew at the next choice.
        is_shown = self._scope.product_types == (product_type,)
        if is_shown and not self._coin_box.view().isVisible():
            self.set_scope(self._scope)

    def set_dense(self, is_dense: bool) -> None:
        """Save height: leave the words above the selectors out, their names stay with screen readers."""
        self._is_dense = is_dense
        self._fit()

    def set_compact(self, is_compact: bool) -> None:
        """Show only the sentence: what a press covers is chosen in the whole window."""
        self._is_compact = is_compact
        theme.mark(self, "form", "compact" if is_compact else "full")
        for field in self._fields:
            field.setVisible(not is_compact)
        self._fit()

    def _fit(self) -> None:
        for label in self._labels:
            label.setVisible(not (self._is_dense or self._is_compact))
        across, down = (2, 0) if self._is_compact else (16, 8 if self._is_dense else 12)
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(across, down, across, down)
            layout.setSpacing(0 if self._is_compact else 8)

    def changeEvent(self, event: QEvent) -> None:
        """Write the sentence again in the colours of another theme."""
        if event.type() == QEvent.Type.StyleChange:
            self._say()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spell out what is covered where there is room for it."""
        super().resizeEvent(event)
        room = self.contentsRect().width() - self._edges() - 2 * _GAP
        wanted = theme.px(_PRODUCT_ROOM) + theme.px(_COIN_ROOM) + self._covers.width_needed(is_brief=False)
        self._covers.set_brief(room < wanted)

    def _edges(self) -> int:
        layout = self.layout()
        margins = None if layout is None else layout.contentsMargins()
        return 0 if margins is None else margins.left() + margins.right()

    @property
    def _fields(self) -> tuple[Selector, Selector, Segments]:
        return self._product_box, self._coin_box, self._covers

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(8)
        grid = QGridLayout()
        grid.setHorizontalSpacing(_GAP)
        grid.setVerticalSpacing(4)
        self._product_box.make_room_for("USDT-FUTURES", tr("All futures"))
        self._coin_box.make_room_for(tr("Any coin"))
        for at, (label, field) in enumerate(zip(self._labels, self._fields, strict=True)):
            label.setBuddy(field)
            grid.addWidget(label, 0, at)
            grid.addWidget(field, 1, at)
            grid.setColumnStretch(at, 2 - at)
        column.addLayout(grid)
        column.addWidget(self._sentence)
        self.set_dense(False)

    def _fill_products(self) -> None:
        self._product_box.addItem(tr("All futures"), ALL_FUTURES)
        for product_type in ALL_FUTURES:
            self._product_box.addItem(product_type.value, (product_type,))
        self._product_box.insertSeparator(self._product_box.count())
        for product_type in ProductType:
            if product_type.is_legacy_demo:
                words = tr("{product_type} (legacy demo)", product_type=product_type.value)
                self._product_box.addItem(words, (product_type,))

    def _fill_coins(self, product_types: _ProductTypes) -> None:
        self._coin_box.clear()
        self._coin_box.addItem(tr("Any coin"), None)
        if len(product_types) == 1:
            only = product_types[0]
            for coin in self._live_coins.get(only, MARGIN_COINS[only]):
                self._coin_box.addItem(coin, coin)

    def _choose(self) -> None:
        product_types: _ProductTypes = self._product_box.currentData()
        # Another product type has other coins.
        is_same = product_types == self._scope.product_types
        coin = self._coin_box.currentData() if is_same else None
        scope = Scope(product_types, coin, self._covers.value())
        if scope != self._scope:
            self.set_scope(scope)
            self.changed.emit(scope)

    def _say(self) -> None:
        text = escape(shown(self._scope.sentence))
        of = theme.tokens()
        for words in _WEIGHTY:
            plain = escape(shown(words))
            text = text.replace(plain, f"<span style='color:{of.ink}; font-weight:600'>{plain}</span>")
        plain = escape(shown(NO_STOP_STAYS))
        unbroken = plain.replace(" ", "&nbsp;")
        grave = f"<span style='color:{of.warn}; font-weight:700'>{unbroken}</span>"
        text = text.replace(plain, grave)
        self._sentence.setText(text)
        self._sentence.setAccessibleName(shown(self._scope.sentence))
