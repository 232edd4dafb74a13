"""Everything that a window says to eyes and screen readers, and whether it has room for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from PySide6.QtCore import QAbstractItemModel, QRect, Qt
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QScrollBar,
    QSplitter,
    QTableView,
    QToolButton,
    QWidget,
)

from gui.widgets.fire_button import FireButton
from gui.widgets.selector import ARROW_ROOM
from gui.widgets.window import PanicWindow

_MOST_ROWS = 30  # more say nothing else
_MARKUP = re.compile(r"<[^>]+>")
_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
_NAME = re.compile("[A-Za-z]{4}")  # which no word of the languages of these tests has
_CELL_PADDING = 12  # of a header's text, left and right together, at the least


def texts(top: QWidget) -> Iterator[tuple[str, str]]:
    """Every text of a window that is shown, with where it stands; rich text without its markup."""
    for widget in (top, *(each for each in top.findChildren(QWidget) if each.isVisible())):
        where = f"{type(widget).__name__} {widget.objectName()}".strip()
        for text in _texts_of(widget):
            if text:
                yield where, unescape(_MARKUP.sub(" ", text))


def _texts_of(widget: QWidget) -> Iterator[str]:
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
    if widget.isWindow():
        yield widget.windowTitle()
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    if isinstance(widget, FireButton):
        yield from (widget.title(), widget.second_line())
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    if isinstance(widget, QAbstractSpinBox):
        yield from (widget.text(), widget.specialValueText())
    if isinstance(widget, QComboBox):
        yield from _cells(widget.model())
    if isinstance(widget, QTableView):
        yield from _cells(widget.model())
        yield from _headings(widget)
    yield from _actions(widget.actions())
    menu = widget.menu() if isinstance(widget, QToolButton) else None
    if menu is not None:
        yield from _actions(menu.actions())


def _cells(model: QAbstractItemModel) -> Iterator[str]:
    for row in range(min(model.rowCount(), _MOST_ROWS)):
        for column in range(model.columnCount()):
            for role in _ROLES:
                yield str(model.index(row, column).data(role) or "")


def _headings(view: QTableView) -> Iterator[str]:
    for column in range(view.model().columnCount()):
        yield str(view.model().headerData(column, Qt.Orientation.Horizontal) or "")


def _actions(actions: list[QAction]) -> Iterator[str]:
    for action in actions:
        yield from (action.text(), action.toolTip())


def cut(top: QWidget) -> Iterator[str]:
    """Every text of a window that has less room than it needs, and whatever stands over something else."""
    for widget in (top, *(each for each in top.findChildren(QWidget) if each.isVisible())):
        yield from _cut_of(widget)
        yield from _overlaps(widget)
    if isinstance(top, PanicWindow):
        body = top.findChild(QWidget, "body")
        assert body is not None
        if body.minimumSizeHint().width() > body.width():
            yield f"the window is {body.width()} wide and needs {body.minimumSizeHint().width()}"


def _cut_of(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel) and widget.text():
        yield from _cut_label(widget)
    elif isinstance(widget, FireButton):
        pass  # its words grow smaller until they fit, which a test of its own tells
    elif isinstance(widget, QComboBox):
        is_cut = _width(widget, widget.currentText()) > widget.width() - ARROW_ROOM
        # A name may end with dots in a narrow window, for its list has the whole; a word may not.
        if is_cut and not _NAME.search(widget.currentText()):
            yield f"a list shows only part of “{widget.currentText()}”"
    elif isinstance(widget, QAbstractButton):
        if widget.text() and widget.width() < _width(widget, widget.text()):
            yield f"a button shows only part of “{widget.text()}”"
    elif isinstance(widget, QLineEdit):
        if _width(widget, widget.placeholderText()) > widget.width() - _CELL_PADDING:
            yield f"a field shows only part of “{widget.placeholderText()}”"
    elif isinstance(widget, QTableView):
        yield from _cut_headings(widget)


def _cut_label(label: QLabel) -> Iterator[str]:
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        if label.height() < needed:
            yield f"{label.height()} of {needed} px in height for “{label.text()}”"
    elif label.width() < label.sizeHint().width():
        yield f"{label.width()} of {label.sizeHint().width()} px in width for “{label.text()}”"


def _cut_headings(view: QTableView) -> Iterator[str]:
    header = view.horizontalHeader()
    for column in range(view.model().columnCount()):
        text = str(view.model().headerData(column, Qt.Orientation.Horizontal) or "")
        if not view.isColumnHidden(column) and header.sectionSize(column) < _width(header, text):
            yield f"a column shows only part of its name “{text}”"


def _width(widget: QWidget, text: str) -> int:
    return QFontMetrics(widget.font()).horizontalAdvance(text)


def _overlaps(parent: QWidget) -> Iterator[str]:
    inside = [
        each
        for each in parent.children()
        if isinstance(each, QWidget)
        and each.isVisible()
        and not each.isWindow()
        and not isinstance(each, QScrollBar | QHeaderView | QSplitter)
    ]
    if isinstance(parent, QTableView | QComboBox | QLineEdit):
        return  # their own parts, which Qt places
    for place, one in enumerate(inside):
        for other in inside[place + 1 :]:
            shared: QRect = one.geometry().intersected(other.geometry())
            if shared.width() > 1 and shared.height() > 1:
                yield f"{_name(one)} and {_name(other)} overlap"


def _name(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    return f"{type(widget).__name__} “{text}”" if text else f"{type(widget).__name__} {widget.objectName()}"
