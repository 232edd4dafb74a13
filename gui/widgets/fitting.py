"""Windows that stay on the screen: as large as they want to be, and no larger than there is room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLayoutItem, QScrollArea, QVBoxLayout, QWidget

_FRAME = QSize(8, 40)  # what a window manager draws around a window, where it does not tell


def room_for(window: QWidget) -> QSize:
    """How large the inside of a window may be on the screen that it is on. GUI thread."""
    frame = window.frameGeometry().size() - window.geometry().size()
    screen = window.screen().availableSize()
    return screen - frame.expandedTo(_FRAME)


class Page(QWidget):
    """What a window holds; it scrolls when the height that it needs is too much for the screen.

    Its layout is a column. What is stretched in it, such as a table, can do with the least height.
    """

    changed = Signal()  # it needs another height than before, perhaps

    def event(self, event: QEvent) -> bool:
        """Tell when its parts have changed."""
        is_done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.changed.emit()
        return is_done

    def heightForWidth(self, width: int) -> int:
        """How high it must be at this width before anything scrolls."""
        column = self.layout()
        if not isinstance(column, QVBoxLayout):
            return 0
        stretched = (column.itemAt(at) for at in range(column.count()) if column.stretch(at))
        return column.totalHeightForWidth(width) - sum(map(_spare, stretched))

    def hasHeightForWidth(self) -> bool:
        """Sentences wrap, so the width decides."""
        return True


def _spare(item: QLayoutItem | None) -> int:
    """How much lower a part can be made than it wants to be; words cannot be made lower at all."""
    if item is None or item.hasHeightForWidth():
        return 0
    return item.sizeHint().height() - item.minimumSize().height()


def scrolling(page: QWidget) -> QScrollArea:
    """Put a page where it can scroll, without a frame and without a place in the order of the Tab key."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidgetResizable(True)
    area.setWidget(page)
    return area
