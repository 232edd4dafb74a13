"""The window: puts the parts in their order and passes on what they tell; decides nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from gui.panic.orders import Environment, Scope
from gui.widgets import theme
from gui.widgets.fitting import room_for
from gui.widgets.frame import SIZE, SMALLEST, Frame

_SCROLL_BAR = 16
_COMPACT_WIDTH = 340  # at the text size of the design
FORM_KEYS = "Ctrl+M"
LOOK_KEYS = "F5"
_LOW = 700  # under this height the parts stand closer


class PanicWindow(Frame):
    """What is seen; its parts are attributes, to be set by whoever knows something. GUI thread.

    furnish() makes them: without it, the window can be shown, stand somewhere and be dressed, and no more.
    """

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
    look_wanted = Signal()
    form_wanted = Signal()  # the other one of the two forms

    is_furnished = False

    def furnish(self) -> None:
        """Make the parts, once."""
        # Loaded only now, so that the window itself can be seen before.
        from gui.widgets.compact_bar import CompactBar
        from gui.widgets.fire_button import FireButton
        from gui.widgets.footer import Footer
        from gui.widgets.held_shortcut import HeldShortcut
        from gui.widgets.notice import NoticeBar
        from gui.widgets.readiness import ReadinessStrip
        from gui.widgets.results import ResultsCard
        from gui.widgets.revealing import Revealing
        from gui.widgets.scope import ScopeCard
        from gui.widgets.title_bar import TitleBar
        from gui.widgets.verdict_banner import VerdictBanner

        self._form_shortcut = QShortcut(QKeySequence(FORM_KEYS), self)
        self._look_shortcut = QShortcut(QKeySequence(LOOK_KEYS), self)
        native = self._form_shortcut.key().toString(QKeySequence.SequenceFormat.NativeText)
        self.title_bar = TitleBar(native, LOOK_KEYS)
        self.compact_bar = CompactBar(native)
        self.readiness = ReadinessStrip()
        self.notice = NoticeBar()
        self.scope = ScopeCard()
        self.fire_button = FireButton()
        self.verdict = VerdictBanner()
        self.results = ResultsCard()
        self.footer = Footer()
        self.shortcut = HeldShortcut(self, lambda: self.fire_button.is_running)
        self._is_compact = False
        self._lay_out()
        self._revealing = Revealing(self.area, self.body, self.verdict, self.fire_button)
        self._connect()
        # Nothing, and never the button: a space typed without looking would fire it.
        self.body.setFocus()
        self.is_furnished = True

    def set_environment(self, environment: Environment) -> None:
        """Show where a press goes, in the band and in the segments."""
        self.band.set_environment(environment)
        self.title_bar.set_environment(environment)

    def set_accounts(self, names: Sequence[str], chosen: Sequence[str]) -> None:
        """Offer these accounts, and show which of them a press is for."""
        self.title_bar.set_accounts(names, chosen)
        self.results.set_accounts(chosen)
        self._keep_least_size()

    def set_compact(self, is_compact: bool) -> None:
        """Be small and above every other window, with what a press needs and nothing else; or be whole again.

        The desktop is given another window for it, hidden at first: restore_geometry() and raise_up() are
        for the caller.
        """
        if is_compact == self._is_compact:
            return
        self._is_compact = is_compact
        self._revealing.rest()
        self.setWindowState(
            self.windowState() & ~(Qt.WindowState.WindowMaximized | Qt.WindowState.WindowFullScreen)
        )
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint, is_compact)
        for part in (self.title_bar, self.results, self.footer):
            part.setVisible(not is_compact)
        self.compact_bar.setVisible(is_compact)
        for each in (self.readiness, self.notice, self.scope, self.fire_button, self.verdict):
            each.set_compact(is_compact)
            # What was just hidden is measured no more only after this.
            inner = each.layout()
            if inner is not None:
                inner.activate()
        self._column.setStretchFactor(self.verdict, 1 if is_compact else 0)
        self._set_dense(self.height() < _LOW)
        self._keep_least_size()
        self.resize(self.minimumSize() if is_compact else SIZE)
        self._set_dense(self.height() < _LOW)
        self.body.setFocus()

    def set_shortcut(self, text: str) -> None:
        """Fire by this shortcut (Qt's portable text) while a window of this program is active; "" is none."""
        sequence = QKeySequence.fromString(text, QKeySequence.SequenceFormat.PortableText)
        self.shortcut.set_key(sequence)
        # Where that is the same key, kept from before: of two that hear it Qt would call neither.
        self._look_shortcut.setEnabled(sequence != self._look_shortcut.key())
        self.fire_button.set_shortcut(sequence.toString(QKeySequence.SequenceFormat.NativeText))

    def shortcut_text(self) -> str:
        """The shortcut as people read it here; "" for none."""
        return self.shortcut.key().toString(QKeySequence.SequenceFormat.NativeText)

    def hold_shortcut(self, is_held: bool) -> None:
        """Let the shortcut do nothing for as long as another one is being typed in the settings."""
        self.shortcut.pause(is_held)

    def set_holds(self, button_ms: int, shortcut_ms: int) -> None:
        """Ask for button and shortcut to be held for so long, in milliseconds; 0 is not at all."""
        self.fire_button.set_hold_ms(button_ms)
        self.shortcut.hold.set_ms(shortcut_ms)

    def leave_shortcut(self, is_heard_elsewhere: bool) -> None:
        """Let the shortcut do nothing while a hotkey hears the same key: one press must not fire twice."""
        self.shortcut.leave(is_heard_elsewhere)

    def reveal_verdict(self) -> None:
        """Bring the banner into view, in a window that scrolls, and leave the button under the pointer."""
        self._revealing.begin()

    def showEvent(self, event: QShowEvent) -> None:
        """Be at least as wide as the first line, which grows with the user's font, and fit on the screen."""
        super().showEvent(event)
        if self.is_furnished:
            self._keep_least_size()
        self.resize(self.size().boundedTo(room_for(self)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand closer in a low window."""
        super().resizeEvent(event)
        if self.is_furnished:
            self._set_dense(event.size().height() < _LOW)

    def _lay_out(self) -> None:
        column = self._column = QVBoxLayout(self.body)
        self.compact_bar.hide()
        for part in (
            self.title_bar,
            self.compact_bar,
            self.readiness,
            self.scope,
            self.fire_button,
            self.verdict,
            self.notice,  # here, as it comes and goes: the button must not move
        ):
            column.addWidget(part)
        column.addWidget(self.results, 1)
        column.addWidget(self.footer)
        self._set_dense(self.height() < _LOW)

    def _connect(self) -> None:
        self.fire_button.fired.connect(self.fire_wanted)
        keys, menu, arrows = self._form_shortcut, self.title_bar, self.compact_bar
        for wanted in (keys.activated, menu.compact_wanted, arrows.full_wanted):
            wanted.connect(self.form_wanted)
        for looks in (self._look_shortcut.activated, self.title_bar.look_wanted):
            looks.connect(self.look_wanted)
        self.body.changed.connect(self._keep_least_size)
        self.shortcut.fired.connect(self.fire_wanted)
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
        self.results.hidden.connect(self.footer.show_hidden)

    def _keep_least_size(self) -> None:
        if self._is_compact:
            width = max(theme.px(_COMPACT_WIDTH), self.body.minimumSizeHint().width())
            height = self.body.heightForWidth(width) + self.band.height()
            # Never more than the screen has: then it scrolls.
            self.setMinimumSize(QSize(width, height).boundedTo(room_for(self)))
            return
        first_line = self.body.minimumSizeHint().width() + _SCROLL_BAR
        least = SMALLEST.expandedTo(QSize(first_line, 0))
        self.setMinimumSize(least.boundedTo(room_for(self)))

    def _name_press(self, scope: Scope) -> None:
        self.fire_button.set_covers_everything(scope.takes_stops)

    def _set_dense(self, is_dense: bool) -> None:
        layout = self.body.layout()
        if layout is not None:
            edges = (
                (14, 12, 14, 14) if self._is_compact else (16, 12, 16, 12) if is_dense else (20, 16, 20, 16)
            )
            layout.setContentsMargins(*edges)
            layout.setSpacing(8 if is_dense or self._is_compact else 12)
        self.scope.set_dense(is_dense)
        self.fire_button.set_dense(is_dense)
