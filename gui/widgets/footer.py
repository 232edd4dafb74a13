"""The last line of the window: history, export, and the filter of the table."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from gui.desktop.language import shown, tr
from gui.panic.standing import Standing
from gui.widgets import theme
from gui.widgets.texts import plain_label
from gui.words import say_count


class Footer(QWidget):
    """Two buttons and a field."""

    history_wanted = Signal()
    export_wanted = Signal()
    filter_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.history_button = QPushButton(tr("History"))
        self.export_button = QPushButton(tr("Export…"))
        self.history_button.clicked.connect(self.history_wanted)
        self.export_button.clicked.connect(self.export_wanted)
        self.filter_field = QLineEdit()
        self.filter_field.setPlaceholderText(tr("Filter orders"))
        self.filter_field.setAccessibleName(tr("Filter orders"))
        self.filter_field.setMaximumWidth(220)
        # Its icon takes a while to be found, and is seen only beside a text.
        self.filter_field.textChanged.connect(lambda: self.filter_field.setClearButtonEnabled(True))
        self.filter_field.textChanged.connect(self.filter_changed)
        self._hidden = plain_label(name="check", wraps=True)
        self._hidden.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        theme.mark(self._hidden, "standing", Standing.UNSURE.value)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.history_button)
        row.addWidget(self.export_button)
        row.addWidget(self._hidden, 1)
        row.addWidget(self.filter_field, 2)
        self._add_keys()

    def clear_filter(self) -> None:
        """Empty the field."""
        self.filter_field.clear()

    def show_hidden(self, orders: int) -> None:
        """Say beside the filter how many orders that may be open it hides."""
        words = say_count(
            "The filter hides 1 order that may be open.",
            "The filter hides {count:,} orders that may be open.",
            orders,
        )
        self._hidden.setText(shown(words) if orders else "")

    def _add_keys(self) -> None:
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self._find)
        clear = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.filter_field)
        clear.setContext(Qt.ShortcutContext.WidgetShortcut)
        clear.activated.connect(self.clear_filter)

    def _find(self) -> None:
        self.filter_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter_field.selectAll()
