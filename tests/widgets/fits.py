"""What of the gallery is cut, covered, or off the screen: python -m tests.widgets.fits [POINTS].

The scale is Qt's: QT_SCALE_FACTOR=2 makes everything twice as large, on a screen that stays as it is. Prints
each complaint on a line of its own, and the number of states that were looked at.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QToolButton,
    QWidget,
)

from gui.widgets import fire_paint, theme
from gui.widgets.fire_button import FireButton
from gui.widgets.selector import ARROW_ROOM
from tests.widgets.gallery import STATES, Stage

_TEXTUAL = (QLabel, QAbstractButton, QComboBox, QLineEdit)


def complaints(window: QWidget) -> Iterator[str]:
    """Everything that a person could not read or reach in this window."""
    yield from _off_the_screen(window)
    for widget in (window, *window.findChildren(QWidget)):
        if not widget.isVisible() or _is_of_a_table(widget):
            continue
        if isinstance(widget, _TEXTUAL):
            yield from _cut(widget)
        yield from _covered(widget)


def _off_the_screen(window: QWidget) -> Iterator[str]:
    room = window.screen().availableGeometry().size()
    size = window.size()
    if size.width() > room.width() or size.height() > room.height():
        yield f"the window has {_shown(size)} on a screen with {_shown(room)}"


def _cut(widget: QWidget) -> Iterator[str]:
    wanted, text = _needs(widget)
    if text and (wanted.width() > widget.width() or wanted.height() > widget.height()):
        yield f"“{text}” needs {_shown(wanted)} and has {_shown(widget.size())}"
    outer = widget.parentWidget()
    if outer is not None and not outer.rect().contains(widget.geometry()) and not _scrolls(outer):
        yield f"“{text}” leaves what it stands in"


def _needs(widget: QWidget) -> tuple[QSize, str]:
    """The least size that shows the whole text of a widget."""
    if isinstance(widget, QLabel):
        if widget.wordWrap():
            return QSize(_widest_word(widget), widget.heightForWidth(widget.width())), widget.text()
        return widget.sizeHint(), widget.text()
    if isinstance(widget, QComboBox):
        # A name of one's own may be of any length: it ends with dots, and has a tooltip.
        metrics = QFontMetrics(widget.font())
        wide = min(map(metrics.horizontalAdvance, (widget.currentText(), "All futures")))
        return QSize(wide + ARROW_ROOM + 1, metrics.height()), widget.currentText()
    if isinstance(widget, FireButton):
        return QSize(0, fire_paint.height_needed(widget.font())), widget.title()
    if isinstance(widget, QLineEdit):
        metrics = QFontMetrics(widget.font())
        return QSize(metrics.horizontalAdvance(widget.placeholderText()), metrics.height()), "a field"
    assert isinstance(widget, QAbstractButton)
    if isinstance(widget, QToolButton):
        return widget.iconSize(), widget.accessibleName()
    metrics = QFontMetrics(widget.font())
    return QSize(metrics.horizontalAdvance(widget.text()) + 8, metrics.height()), widget.text()


def _widest_word(label: QLabel) -> int:
    if label.textFormat() is Qt.TextFormat.RichText:
        return 0
    metrics = QFontMetrics(label.font())
    return max((metrics.horizontalAdvance(word) for word in label.text().split(" ")), default=0)


def _covered(widget: QWidget) -> Iterator[str]:
    """Those of its children that lie on one another."""
    places = [
        (child, child.geometry())
        for child in widget.children()
        if isinstance(child, QWidget) and child.isVisible() and not child.isWindow()
    ]
    if isinstance(widget, QAbstractScrollArea | QLineEdit):
        return
    for (one, here), (other, there) in combinations(places, 2):
        if here.intersects(there):
            yield f"{_named(one)} and {_named(other)} overlap by {_shown(QRect(here & there).size())}"


def _scrolls(outer: QWidget) -> bool:
    above = outer.parentWidget()
    return isinstance(above, QScrollArea) or (
        isinstance(above, QWidget) and isinstance(above.parentWidget(), QScrollArea)
    )


def _is_of_a_table(widget: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None and not above.isWindow():
        if isinstance(above, QAbstractScrollArea) and not isinstance(above, QScrollArea):
            return True
        above = above.parentWidget()
    return False


def _named(widget: QWidget) -> str:
    return f"{type(widget).__name__} “{widget.accessibleName() or widget.objectName()}”"


def _shown(size: QSize) -> str:
    return f"{size.width()}×{size.height()}"


def main(points: int) -> None:
    app = QApplication([])
    font = QFont("Inter", points)
    app.setFont(font)
    theme.apply(app, "light")
    # The sheet of tray icons is no window of the program.
    looked_at = [make for make in STATES if make.__name__ != "_tray"]
    for make in looked_at:
        stage = Stage()
        stage.window.show()
        widget = make(stage)
        widget.show()
        for _ in range(5):
            app.processEvents()
        for complaint in dict.fromkeys(complaints(widget)):
            print(f"{make.__name__.strip('_')}: {complaint}")
        for one in (widget, stage.window):
            one.close()
        stage.window.deleteLater()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    print(f"looked at {len(looked_at)} states")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
