"""Windows that stay on the screen: as large as they want to be, and no larger than there is room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLayoutItem, QScrollArea, QVBoxLayout, QWidget

_FRAME = QSize(8, 40)  # what a window manager draws around a window, where it does not tell
_MOMENT_MS = 5000


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


class Revealing(QObject):
    """Scrolls no further than it takes to see a part of a page: all of it, or where it begins if too high.

    It stays in view for a moment while other parts find their height, unless a person scrolls.
    """

    def __init__(self, area: QScrollArea, part: QWidget) -> None:
        super().__init__(area)
        self._area, self._part = area, part
        self._moment = QTimer(self, singleShot=True, interval=_MOMENT_MS)
        area.verticalScrollBar().rangeChanged.connect(self._follow)
        area.verticalScrollBar().actionTriggered.connect(self._moment.stop)

    def begin(self) -> None:
        """Bring it into view once it is laid out."""
        self._moment.start()
        QTimer.singleShot(0, self, self._follow)

    def _follow(self) -> None:
        if not self._moment.isActive():
            return
        bar = self._area.verticalScrollBar()
        top = bar.value() + self._part.mapTo(self._area, self._part.rect().topLeft()).y()
        lowest = top + self._part.height() - self._area.viewport().height()
        bar.setValue(min(max(bar.value(), lowest), top))


def scrolling(page: QWidget) -> QScrollArea:
    """Put a page where it can scroll, without a frame and without a place in the order of the Tab key."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidgetResizable(True)
    area.setWidget(page)
    return area
