"""The window: puts the parts in their order and passes on what they tell; decides nothing."""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from gui.desktop.tables import OrdersModel
from gui.panic.orders import Environment, Scope
from gui.widgets.environment import EnvironmentBand
from gui.widgets.fire_button import FireButton
from gui.widgets.footer import Footer
from gui.widgets.notice import NoticeBar
from gui.widgets.readiness import ReadinessStrip
from gui.widgets.results import ResultsCard
from gui.widgets.scope import ScopeCard
from gui.widgets.title_bar import TitleBar
from gui.widgets.verdict_banner import VerdictBanner

_SIZE = QSize(900, 860)
_SMALLEST = QSize(560, 520)
_SCROLL_BAR = 16
_LOW = 700  # under this height the parts stand closer


class PanicWindow(QWidget):
    """What is seen; its parts are attributes, to be set by whoever knows something. GUI thread."""

    fire_wanted = Signal(object)  # float: time.monotonic() of the press
    environment_chosen = Signal(object)  # Environment
    accounts_chosen = Signal(object)  # tuple[str, ...]
    scope_changed = Signal(object)  # Scope
    keys_wanted = Signal()
    settings_wanted = Signal()
    history_wanted = Signal()
    export_wanted = Signal()
    practice_wanted = Signal()
    notice_dismissed = Signal()
    closing = Signal(object)  # QCloseEvent, which may be ignored

    def __init__(self, orders: OrdersModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Panic Button")
        self.band = EnvironmentBand()
        self.title_bar = TitleBar()
        self.readiness = ReadinessStrip()
        self.notice = NoticeBar()
        self.scope = ScopeCard()
        self.fire_button = FireButton()
        self.verdict = VerdictBanner()
        self.results = ResultsCard(orders)
        self.footer = Footer()
        self._shortcut = QShortcut(self)
        self._is_held = self._is_heard_elsewhere = False
        self._body = _Body()
        self._lay_out()
        self._connect()
        self.setMinimumSize(_SMALLEST)
        self.resize(_SIZE)
        # Nothing, and never the button: a space typed without looking would fire it.
        self._body.setFocus()

    def set_environment(self, environment: Environment) -> None:
        """Show where a press goes, in the band and in the segments."""
        self.band.set_environment(environment)
        self.title_bar.set_environment(environment)

    def set_accounts(self, names: Sequence[str], chosen: Sequence[str]) -> None:
        """Offer these accounts, and show which of them a press is for."""
        self.title_bar.set_accounts(names, chosen)
        self.results.set_accounts(chosen)
        self._keep_first_line()

    def set_shortcut(self, text: str) -> None:
        """Fire by this shortcut (Qt's portable text) while a window of this program is active; "" is none."""
        sequence = QKeySequence.fromString(text, QKeySequence.SequenceFormat.PortableText)
        self._shortcut.setKey(sequence)
        self.fire_button.set_shortcut(sequence.toString(QKeySequence.SequenceFormat.NativeText))

    def shortcut_text(self) -> str:
        """The shortcut as people read it here; "" for none."""
        return self._shortcut.key().toString(QKeySequence.SequenceFormat.NativeText)

    def hold_shortcut(self, is_held: bool) -> None:
        """Let the shortcut do nothing for as long as another one is being typed in the settings."""
        self._is_held = is_held
        self._enable_shortcut()

    def leave_shortcut(self, is_heard_elsewhere: bool) -> None:
        """Let the shortcut do nothing while a hotkey hears the same key: one press must not fire twice."""
        self._is_heard_elsewhere = is_heard_elsewhere
        self._enable_shortcut()

    def geometry_bytes(self) -> bytes:
        """Where the window stands, for restore_geometry()."""
        return bytes(self.saveGeometry().data())

    def restore_geometry(self, geometry: bytes) -> bool:
        """Stand where it stood; False, and no change, for bytes that are not from geometry_bytes()."""
        return self.restoreGeometry(QByteArray(geometry))

    def showEvent(self, event: QShowEvent) -> None:
        """Be at least as wide as the first line, which grows with the user's font."""
        super().showEvent(event)
        self._keep_first_line()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand closer in a low window."""
        super().resizeEvent(event)
        self._set_dense(event.size().height() < _LOW)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell it first: whoever listens may ignore the event and hide the window instead."""
        self.closing.emit(event)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._body)
        for part in (
            self.title_bar,
            self.readiness,
            self.notice,
            self.scope,
            self.fire_button,
            self.verdict,
        ):
            column.addWidget(part)
        column.addWidget(self.results, 1)
        column.addWidget(self.footer)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.band)
        whole.addWidget(area, 1)
        self._set_dense(False)

    def _enable_shortcut(self) -> None:
        self._shortcut.setEnabled(not (self._is_held or self._is_heard_elsewhere))

    def _connect(self) -> None:
        self.fire_button.fired.connect(self.fire_wanted)
        # Not by the window alone: a dialog beside it must not take the shortcut away.
        self._shortcut.setContext(Qt.ShortcutContext.ApplicationShortcut)
        self._shortcut.setAutoRepeat(False)
        self._shortcut.activated.connect(lambda: self.fire_wanted.emit(time.monotonic()))
        self.title_bar.environment_chosen.connect(self.environment_chosen)
        self.title_bar.accounts_chosen.connect(self.accounts_chosen)
        self.title_bar.keys_wanted.connect(self.keys_wanted)
        self.title_bar.settings_wanted.connect(self.settings_wanted)
        self.title_bar.history_wanted.connect(self.history_wanted)
        self.notice.dismissed.connect(self.notice_dismissed)
        self.scope.changed.connect(self.scope_changed)
        # The button must never promise anything else than the card above it.
        self.scope.shown.connect(self._name_press)
        self.results.export_wanted.connect(self.export_wanted)
        self.results.keys_wanted.connect(self.keys_wanted)
        self.results.practice_wanted.connect(self.practice_wanted)
        self.results.filter_clear_wanted.connect(self.footer.clear_filter)
        self.footer.history_wanted.connect(self.history_wanted)
        self.footer.export_wanted.connect(self.export_wanted)
        self.footer.filter_changed.connect(self.results.set_filter)

    def _keep_first_line(self) -> None:
        first_line = self._body.minimumSizeHint().width() + _SCROLL_BAR
        self.setMinimumWidth(max(_SMALLEST.width(), first_line))

    def _name_press(self, scope: Scope) -> None:
        self.fire_button.set_covers_everything(scope.takes_stops)

    def _set_dense(self, is_dense: bool) -> None:
        layout = self._body.layout()
        if layout is not None:
            layout.setContentsMargins(*((16, 12, 16, 12) if is_dense else (20, 16, 20, 16)))
            layout.setSpacing(8 if is_dense else 12)
        self.scope.set_dense(is_dense)
        self.fire_button.set_dense(is_dense)


class _Body(QWidget):
    """What scrolls when even the least height is too much: large fonts on a small screen."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("body")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        # The least, not the preferred height: the table can do with two rows before anything scrolls.
        return layout.totalMinimumHeightForWidth(width) if layout is not None else 0

    def hasHeightForWidth(self) -> bool:
        return True
