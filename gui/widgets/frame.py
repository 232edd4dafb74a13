"""The window around its parts: what the desktop knows of it, and what it shows until they are made."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from gui.widgets.band import EnvironmentBand
from gui.widgets.body import Body
from gui.widgets.fitting import room_for, scrolling

SIZE = QSize(900, 860)
SMALLEST = QSize(560, 520)


class Frame(QMainWindow):
    """A title, a place, the band along the top, and below it a body that is still empty. GUI thread."""

    closing = Signal(object)  # QCloseEvent, which may be ignored

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Panic Button")
        self.band = EnvironmentBand()
        self.body = Body()
        self.area = scrolling(self.body)
        holder = QWidget()
        self.setCentralWidget(holder)
        whole = QVBoxLayout(holder)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.band)
        whole.addWidget(self.area, 1)
        self.setMinimumSize(SMALLEST.boundedTo(room_for(self)))
        self.resize(SIZE)

    def geometry_bytes(self) -> bytes:
        """Where the window stands, for restore_geometry()."""
        return bytes(self.saveGeometry().data())

    def restore_geometry(self, geometry: bytes) -> bool:
        """Stand where it stood; False, and no change, for bytes that are not from geometry_bytes()."""
        return self.restoreGeometry(QByteArray(geometry))

    def raise_up(self) -> None:
        """Stand in front of other windows with the keyboard, as far as the desktop lets a program do that."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell it first: whoever listens may ignore the event and hide the window instead."""
        self.closing.emit(event)
