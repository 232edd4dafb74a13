"""Puts the program together behind its window: the only module that knows every part."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QCloseEvent

from gui.desktop.desk import Desk
from gui.desktop.garbage import Garbage
from gui.desktop.hotkeys.choose import hotkey_here
from gui.desktop.hotkeys.registered import RegisteredHotkey
from gui.desktop.tables import OrdersModel
from gui.desktop.worker import Worker
from gui.instance.claim import Claim
from gui.kept import settings
from gui.kept.journal import Journal
from gui.kept.preferences import Preferences
from gui.kept.settings import Settings
from gui.panic.orders import Environment
from gui.panic.proxy import read_proxy
from gui.widgets import theme
from gui.wiring.answering import Answering
from gui.wiring.choices import Choices
from gui.wiring.dialogs import Dialogs
from gui.wiring.faults import Faults
from gui.wiring.first_paint import FirstLook
from gui.wiring.first_sight import FirstSight, application_here
from gui.wiring.forms import Forms
from gui.wiring.guard import Guard
from gui.wiring.in_use import InUse
from gui.wiring.showing import Showing

if TYPE_CHECKING:
    from gui.wiring.surroundings import Surroundings


class Program(QObject):
    """All that stands behind a window that may have been drawn already. GUI thread.

    exchange_url, given on the command line, counts for this start and is not remembered.
    """

    ended = Signal()

    def __init__(self, sight: FirstSight, exchange_url: str | None) -> None:
        super().__init__()
        self._where = sight.where
        self._exchange = (sight.environment, exchange_url)
        self._pressed_at, self._was_closed = sight.pressed_at, sight.was_closed
        self._journal = Journal(self._where.journal)
        self._disk = Worker("disk", self)
        self.faults = Faults(self)
        self._is_closing = self._has_ended = False
        self._answering: Answering | None = None
        self._first_look: FirstLook | None = None
        self.window, self.wishes = sight.window, sight.wishes
        self._orders = OrdersModel()
        self.window.results.use(self._orders)
        self.desk = Desk(self._journal, self._address_of, self)
        self._garbage = Garbage(lambda: self.desk.is_pressing or self.showing.is_filling, self)
        self.showing = Showing(self.window, self._orders, self.desk)
        self.choices = Choices(sight.settings, sight.environment, self.window, self.desk, self.showing)
        self.hotkey = RegisteredHotkey(hotkey_here, self)
        self.guard = Guard(self.window, self.desk, self.hotkey)
        self._in_use = InUse(application_here(), self.desk.watches.used, self.desk.watches.look_now, self)
        self.dialogs = Dialogs(self.window, self.desk, self._disk, self.hotkey)
        self._connect()
        self._dress(self._preferences)
        self.forms = Forms(self.window, self.choices)
        self._warn(sight.trouble)

    @property
    def _preferences(self) -> Preferences:
        return self.choices.settings.preferences

    @cached_property
    def beside(self) -> Surroundings:
        """What is not seen in the window: loaded and made at its first use."""
        from gui.wiring.surroundings import Surroundings

        made = Surroundings(self.window, self.desk, self._disk, self.showing)
        made.feedback.use(self._preferences)
        made.tray.icon.show_wanted.connect(self.raise_up)
        made.tray.icon.quit_wanted.connect(self.close)
        self.dialogs.settings_opened.connect(made.show_in)
        return made

    def start(self, *, hidden: bool = False) -> None:
        """Show the window, unless hidden, and go to the environment. A press works now."""
        self.window.setVisible(not hidden)
        self.choices.begin()
        if self._pressed_at is not None:
            self.window.fire_wanted.emit(self._pressed_at)
        # At once, though the first look shares the processor with it: READY holds for the hotkey too.
        self.hotkey.use(self._preferences.shortcut)
        self._first_look = FirstLook(self.desk, lambda: self._complete(hidden))
        if self._was_closed:
            QTimer.singleShot(0, self.window, self.window.close)  # in the event loop, which it may end

    def _complete(self, hidden: bool) -> None:
        """Load and make what a press does not need or would have to wait for, bit by bit: it goes between."""
        parts: list[Callable[[], object]] = [
            self.window.results.view,
            lambda: self.beside,
            lambda: self.beside.begin(hidden=hidden),
            lambda: self.beside.name_unfinished(self._where.journal),
        ]

        def go_on() -> None:
            if not self._has_ended:
                parts.pop(0)()
                if parts:
                    QTimer.singleShot(0, self, go_on)

        go_on()

    def _tell_beside(self) -> None:
        """Let a press that comes early be heard too, and shown in the tray: it did not wait for them."""
        if "beside" not in vars(self):
            self.beside.feedback.begin()

    def answer(self, claimed: Claim) -> None:
        """Let other programs of this user press and raise the window, from now on."""
        self._answering = Answering(
            claimed, self.desk, self.window, self.choices, self.raise_up, self._address_of
        )

    def raise_up(self) -> None:
        """Bring the window to the front, also one that was closed while its press still runs."""
        if self._is_closing and self.desk.is_pressing:
            self._is_closing = False
            self.desk.press_ended.disconnect(self._end)
        self.window.raise_up()
        self.desk.watches.look_now()

    def close(self) -> None:
        """Close the window; a press that runs is seen to its verdict first, out of sight."""
        if self._is_closing:
            return
        self._is_closing = True
        self.forms.remember()
        self.window.hide()
        if self.desk.is_pressing:
            self.desk.press_ended.connect(self._end)
        else:
            self._end()

    def _end(self) -> None:
        self._has_ended = True
        if self._answering is not None:
            self._answering.close()  # first: who calls from now on must not be told nothing
        if self._first_look is not None:
            self._first_look.stop()
        self.hotkey.close()
        self.beside.close()
        self.wishes.close()
        self.desk.close()
        self._disk.stop(1.0)
        self._journal.close()
        self._garbage.stop()
        self.ended.emit()

    def _connect(self) -> None:
        window, desk = self.window, self.desk
        window.fire_wanted.connect(desk.fire)
        window.fire_wanted.connect(self._in_use.pause)
        desk.press_started.connect(self._tell_beside)
        window.look_wanted.connect(desk.watches.look_now)
        window.environment_chosen.connect(self.choices.go)
        window.accounts_chosen.connect(self.choices.press_accounts)
        window.scope_changed.connect(self.choices.cover)
        window.keys_wanted.connect(lambda: self.dialogs.keys.open(self.showing.station))
        window.settings_wanted.connect(lambda: self.dialogs.settings.open(self._preferences))
        window.history_wanted.connect(
            lambda: self.dialogs.past.open_history(self._where.journal, self._journal.close)
        )
        window.export_wanted.connect(lambda: self.dialogs.past.open_export(self._orders))
        window.practice_wanted.connect(lambda: self.choices.go(Environment.PRACTICE))
        window.closing.connect(self._closing)
        desk.noticed.connect(window.notice.show_notice)
        self.choices.changed.connect(self._save)
        self.dialogs.preferences_chosen.connect(self._prefer)
        self.hotkey.took.connect(window.leave_shortcut)
        self.hotkey.stands.connect(self.showing.set_hotkey)
        self.faults.told.connect(window.notice.show_notice)

    def _dress(self, preferences: Preferences) -> None:
        self.window.set_shortcut(preferences.shortcut)
        self.guard.use(preferences)
        self.desk.try_for(preferences.deadline_s)
        self.desk.watch_for(preferences.watch_s)
        self.desk.reach_through(read_proxy(preferences.proxy))

    def _prefer(self, preferences: Preferences) -> None:
        theme.apply(application_here(), preferences.theme.value)
        self._dress(preferences)
        self.beside.feedback.use(preferences)
        self.hotkey.use(preferences.shortcut)
        self.choices.change(self.choices.settings.with_preferences(preferences))

    def _save(self, chosen: Settings) -> None:
        self._disk.do(lambda: settings.save(self._where.settings, chosen), self._warn)

    def _warn(self, trouble: str | None) -> None:
        if trouble:
            self.window.notice.show_notice(trouble)

    def _closing(self, event: QCloseEvent) -> None:
        event.ignore()
        if self.beside.tray.keeps(self._preferences.stays_in_tray):
            self.window.hide()
        else:
            self.close()

    def _address_of(self, environment: Environment) -> str | None:
        own, address = self._exchange
        return address if environment is own else None
