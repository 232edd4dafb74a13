"""Puts the window together: the only module that knows every part."""

from __future__ import annotations

import logging
import signal
import socket
import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Any

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication

from gui.choices import Choices
from gui.desktop.desk import Desk
from gui.desktop.hotkeys.choose import hotkey_here
from gui.desktop.hotkeys.registered import RegisteredHotkey
from gui.desktop.tables import OrdersModel
from gui.desktop.worker import Worker
from gui.dialogs import Dialogs
from gui.kept import journal, settings
from gui.kept.journal import Journal
from gui.kept.paths import Places, places
from gui.kept.settings import Settings, Theme
from gui.panic.orders import Environment
from gui.showing import Showing
from gui.widgets import theme
from gui.widgets.artwork import app_icon
from gui.widgets.settings import Preferences
from gui.widgets.window import PanicWindow

_log = logging.getLogger(__name__)

# Answers are read by other threads meanwhile: the GUI thread must not wait 5 ms for each turn.
TURN_S = 0.0005
# The window is drawn first; until then its own shortcut is there.
_HOTKEY_AFTER_MS = 50


def show(environment: Environment | None, exchange_url: str | None) -> int:
    """Open the window and run until it is closed; gives the exit code."""
    sys.setswitchinterval(TURN_S)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Panic Button")
    application.setDesktopFileName("panic-button")
    application.setWindowIcon(app_icon())
    application.setQuitOnLastWindowClosed(False)
    program = Program(places(), environment, exchange_url)
    program.ended.connect(application.quit)
    interrupts = _Interrupts(program.close)
    program.start()
    code = application.exec()
    interrupts.close()
    return code


class Program(QObject):
    """The whole program with its window. GUI thread.

    environment and exchange_url, given on the command line, count for this start and are not remembered.
    """

    ended = Signal()
    _failed = Signal(str)

    def __init__(self, where: Places, environment: Environment | None, exchange_url: str | None) -> None:
        super().__init__()
        self._where = where
        chosen, trouble = settings.load(where.settings)
        self._exchange = (environment or chosen.environment, exchange_url)
        self._journal = Journal(where.journal)
        self._disk = Worker("disk", self)
        self._is_closing = False
        theme.apply(_application(), chosen.theme.value)
        self._orders = OrdersModel()
        self.window = PanicWindow(self._orders)
        self.desk = Desk(self._journal, self._address_of, self)
        self.showing = Showing(self.window, self._orders, self.desk)
        self.choices = Choices(chosen, self._exchange[0], self.window, self.desk, self.showing)
        self.hotkey = RegisteredHotkey(hotkey_here, self)
        self.dialogs = Dialogs(self.window, self.desk.keys, self._disk, self.hotkey)
        self._connect()
        self._dress()
        if trouble:
            self.window.notice.show_notice(trouble)

    def start(self) -> None:
        """Show the window and go to the environment; a press from now on finds its way."""
        self.choices.begin()
        self.window.show()
        QTimer.singleShot(_HOTKEY_AFTER_MS, self, lambda: self.hotkey.use(self.choices.settings.shortcut))
        self._disk.do(lambda: journal.read(self._where.journal)[0], self._name_unfinished)

    def close(self) -> None:
        """Close the window; a press that runs is seen to its verdict first, out of sight."""
        if self._is_closing:
            return
        self._is_closing = True
        self.choices.change(self.choices.settings.with_window_geometry(self.window.geometry_bytes()))
        self.window.hide()
        if self.desk.is_pressing:
            self.desk.press_ended.connect(self._end)
        else:
            self._end()

    def _end(self) -> None:
        self.hotkey.close()
        self.desk.close()
        self._disk.stop(1.0)
        self._journal.close()
        self.ended.emit()

    def _connect(self) -> None:
        window, desk = self.window, self.desk
        window.fire_wanted.connect(desk.fire)
        window.environment_chosen.connect(self.choices.go)
        window.accounts_chosen.connect(self.choices.press_accounts)
        window.scope_changed.connect(self.choices.cover)
        window.keys_wanted.connect(lambda: self.dialogs.open_keys(self.showing.station))
        window.settings_wanted.connect(lambda: self.dialogs.open_settings(self.choices.settings))
        window.history_wanted.connect(
            lambda: self.dialogs.open_history(self._where.journal, self._journal.close)
        )
        window.export_wanted.connect(lambda: self.dialogs.open_export(self._orders))
        window.practice_wanted.connect(lambda: self.choices.go(Environment.PRACTICE))
        window.closing.connect(self._closing)
        desk.noticed.connect(window.notice.show_notice)
        desk.station_changed.connect(self.dialogs.show_station)
        self.choices.changed.connect(self._save)
        self.dialogs.noticed.connect(window.notice.show_notice)
        self.dialogs.preferences_chosen.connect(self._prefer)
        # By the window's own signal, so that the hotkey does whatever the button does.
        self.hotkey.fired.connect(window.fire_wanted)
        self.hotkey.took.connect(window.leave_shortcut)
        self.hotkey.stands.connect(self.showing.set_hotkey)
        self._failed.connect(window.notice.show_notice)
        sys.excepthook = self._report_fault
        threading.excepthook = lambda fault: self._report_fault(
            fault.exc_type, fault.exc_value, fault.exc_traceback
        )

    def _dress(self) -> None:
        chosen = self.choices.settings
        self.window.set_shortcut(chosen.shortcut)
        self.window.restore_geometry(chosen.window_geometry_bytes)
        self.desk.try_for(chosen.deadline_s)
        self.desk.watch_for(chosen.watch_s)

    def _prefer(self, preferences: Preferences) -> None:
        theme.apply(_application(), preferences.theme)
        self.window.set_shortcut(preferences.shortcut)
        self.hotkey.use(preferences.shortcut)
        self.desk.try_for(preferences.deadline_s)
        self.desk.watch_for(preferences.watch_s)
        self.choices.change(
            self.choices.settings.with_shortcut(preferences.shortcut)
            .with_deadline(preferences.deadline_s)
            .with_theme(Theme(preferences.theme))
            .with_watch(preferences.watch_s)
        )

    def _save(self, chosen: Settings) -> None:
        def told(trouble: str | None) -> None:
            if trouble:
                self.window.notice.show_notice(trouble)

        self._disk.do(lambda: settings.save(self._where.settings, chosen), told)

    def _name_unfinished(self, records: list[journal.PressRecord]) -> None:
        record = journal.unfinished(records)
        if record is not None:
            self.window.notice.show_notice(journal.unfinished_sentence(record))

    def _closing(self, event: QCloseEvent) -> None:
        event.ignore()
        self.close()

    def _address_of(self, environment: Environment) -> str | None:
        own, address = self._exchange
        return address if environment is own else None

    def _report_fault(
        self, kind: type[BaseException], fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Say in a sentence that something of our own broke; the traceback goes to debug logs only."""
        _log.error("A fault of this program: %s", kind.__name__)
        if fault is not None:
            _log.debug("The fault:", exc_info=(kind, fault, trace))
        self._failed.emit(
            f"Something in this program failed ({kind.__name__}). What the window shows may be out of date: "
            "press again if in doubt, and check the Bitget app."
        )


class _Interrupts:
    """Ctrl-C and SIGTERM close the window; Python alone would notice only at its next turn."""

    def __init__(self, close: Callable[[], None]) -> None:
        self._read_end, self._write_end = socket.socketpair()
        for end in (self._read_end, self._write_end):
            end.setblocking(False)
        self._before = signal.set_wakeup_fd(self._write_end.fileno())
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, _nothing)
        self._notifier = QSocketNotifier(self._read_end.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(lambda: close())

    def close(self) -> None:
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._before)
        self._read_end.close()
        self._write_end.close()


def _nothing(*_: Any) -> None:
    pass


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)  # noqa: S101 made by whoever makes a Program
    return application
