"""What a press would cover: two selectors, and one sentence that says it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from gui.panic.orders import ALL_FUTURES, MARGIN_COINS, ProductType, Scope, name_product_types
from gui.widgets import theme
from gui.widgets.artwork import draw_chevron
from gui.widgets.texts import plain_label

# The words of Scope.sentence that a hurried reader must not miss.
_WEIGHTY = ("every open order", "Trigger and TP/SL orders stay.")

_ProductTypes = tuple[ProductType, ...]


class ScopeCard(QFrame):
    """The card with the selectors of product type and margin coin."""

    changed = Signal(object)  # Scope, only when a person changed it

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName("What a press covers")
        self._scope = Scope()
        self._product_box = Selector("Product type")
        self._coin_box = Selector("Margin coin")
        self._sentence = QLabel()
        self._sentence.setObjectName("scopeSentence")
        self._sentence.setTextFormat(Qt.TextFormat.RichText)
        self._sentence.setWordWrap(True)
        self._labels = [plain_label(box.accessibleName(), "fieldLabel") for box in self._boxes]
        self._lay_out()
        self._fill_products()
        # activated, not currentIndexChanged: what the program sets is not a choice.
        self._product_box.activated.connect(self._choose)
        self._coin_box.activated.connect(self._choose)
        self.set_scope(self._scope)

    def set_scope(self, scope: Scope) -> None:
        """Show another scope without a signal; one that the selectors do not offer is added to them."""
        self._scope = scope
        _select(self._product_box, scope.product_types, name_product_types(scope.product_types))
        self._fill_coins(scope.product_types)
        _select(self._coin_box, scope.margin_coin, scope.margin_coin or "")
        self._say()

    def scope(self) -> Scope:
        """What is chosen."""
        return self._scope

    def set_dense(self, is_dense: bool) -> None:
        """Save height: leave the words above the selectors out, their names stay with screen readers."""
        for label in self._labels:
            label.setVisible(not is_dense)
        edge = 8 if is_dense else 12
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(16, edge, 16, edge)

    def changeEvent(self, event: QEvent) -> None:
        """Write the sentence again in the colours of another theme."""
        if event.type() == QEvent.Type.StyleChange:
            self._say()
        super().changeEvent(event)

    @property
    def _boxes(self) -> tuple[Selector, Selector]:
        return self._product_box, self._coin_box

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(8)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        # A third column will hold what a press covers; until then the two share the row.
        for at, (label, box) in enumerate(zip(self._labels, self._boxes, strict=True)):
            label.setBuddy(box)
            grid.addWidget(label, 0, at)
            grid.addWidget(box, 1, at)
            grid.setColumnStretch(at, 2 - at)
        column.addLayout(grid)
        column.addWidget(self._sentence)
        self.set_dense(False)

    def _fill_products(self) -> None:
        self._product_box.addItem("All futures", ALL_FUTURES)
        for product_type in ALL_FUTURES:
            self._product_box.addItem(product_type.value, (product_type,))
        self._product_box.insertSeparator(self._product_box.count())
        for product_type in ProductType:
            if product_type.is_legacy_demo:
                self._product_box.addItem(f"{product_type.value} (legacy demo)", (product_type,))

    def _fill_coins(self, product_types: _ProductTypes) -> None:
        self._coin_box.clear()
        self._coin_box.addItem("Any coin", None)
        if len(product_types) == 1:
            for coin in MARGIN_COINS[product_types[0]]:
                self._coin_box.addItem(coin, coin)

    def _choose(self) -> None:
        product_types: _ProductTypes = self._product_box.currentData()
        if product_types != self._scope.product_types:
            scope = Scope(product_types)
        else:
            scope = Scope(product_types, self._coin_box.currentData())
        if scope != self._scope:
            self.set_scope(scope)
            self.changed.emit(scope)

    def _say(self) -> None:
        text = escape(self._scope.sentence)
        for words in _WEIGHTY:
            strong = f"<span style='color:{theme.tokens().ink}; font-weight:600'>{words}</span>"
            text = text.replace(escape(words), strong)
        self._sentence.setText(text)
        self._sentence.setAccessibleName(self._scope.sentence)


class Selector(QComboBox):
    """A drop-down list in the look of this window."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(120)
        self.setMaxVisibleItems(20)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrow by hand: a style sheet could only take it from a file, in one colour."""
        super().paintEvent(event)
        at = QPointF(self.width() - 16, self.height() / 2)
        draw_chevron(QPainter(self), at, theme.colour("mute"))


def _select(box: QComboBox, data: object, words: str) -> None:
    # Not findData(): Qt does not compare tuples and None as Python does.
    for index in range(box.count()):
        if box.itemText(index) and box.itemData(index) == data:
            box.setCurrentIndex(index)
            return
    box.addItem(words, data)
    box.setCurrentIndex(box.count() - 1)
