"""Brings the verdict into view in a window that scrolls, and leaves the button under the pointer."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QScrollArea, QWidget

from gui.widgets.fire_button import FireButton

_MOMENT_MS = 5000
_LATER_MS = 200
_UNBOUND = 1_000_000
_REST = 16  # pixels of the button that stay below the pointer: a hand is not quite still


class Revealing(QObject):
    """Scrolls no further than it takes to see a part of a page: all of it, or where it begins if too high.

    It stays in view for a moment while other parts find their height, unless a person scrolls. A button that
    is seen does not move while a press runs, and stays under the pointer after it: whoever presses once more
    must hit it. Nor does it come under a pointer that is above it, on its way to something else. What is held
    back so comes as soon as nothing holds it.
    """

    def __init__(self, area: QScrollArea, page: QWidget, part: QWidget, button: FireButton) -> None:
        super().__init__(area)
        self._area, self._page, self._part, self._button = area, page, part, button
        self._is_owed = False
        self._moment = QTimer(self, singleShot=True, interval=_MOMENT_MS)
        # The pointer tells nobody where it goes.
        self._later = QTimer(self, singleShot=True, interval=_LATER_MS)
        self._later.timeout.connect(self._go_on)
        area.verticalScrollBar().rangeChanged.connect(self._follow)
        area.verticalScrollBar().actionTriggered.connect(self.rest)

    def rest(self) -> None:
        """Owe nothing any more: a person scrolls, or the window takes another form."""
        self._moment.stop()
        self._is_owed = False
        self._page.setMinimumHeight(0)

    def begin(self) -> None:
        """Bring it into view once it is laid out."""
        # A page that gets lower would move, too, where it is scrolled to its end.
        self._page.setMinimumHeight(self._page.height() if self._is_held() else 0)
        self._moment.start()
        QTimer.singleShot(0, self, self._follow)

    def _follow(self) -> None:
        if not self._moment.isActive():
            return
        bar, most_up = self._area.verticalScrollBar(), self._most_up()
        top = bar.value() + self._part.mapTo(self._area, self._part.rect().topLeft()).y()
        lowest = top + self._part.height() - self._area.viewport().height()
        bar.setValue(min(max(bar.value(), lowest), top, bar.value() + most_up))
        self._is_owed = self._is_held()
        if self._is_owed:
            self._later.start()

    def _is_held(self) -> bool:
        return self._area.verticalScrollBar().maximum() > 0 and self._most_up() < _UNBOUND

    def _most_up(self) -> int:
        """How far the button may be moved up now, in pixels."""
        button = self._button
        if button.is_running and not button.visibleRegion().isEmpty():
            return 0
        at = button.mapFromGlobal(QCursor.pos())
        if not self._area.underMouse() or not 0 <= at.x() < button.width() or at.y() >= button.height():
            return _UNBOUND
        return max(0, (button.height() if at.y() >= 0 else 0) - _REST - at.y())

    def _go_on(self) -> None:
        if self._is_owed:
            self.begin()
