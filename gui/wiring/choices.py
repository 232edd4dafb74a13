"""What the user chose of where a press goes and what it covers, put into force and remembered."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from gui.desktop.desk import Desk
from gui.desktop.stations import Station
from gui.kept.roster import Roster
from gui.kept.settings import Settings
from gui.panic.accounts import MAIN
from gui.panic.orders import Environment, Scope
from gui.widgets.window import PanicWindow
from gui.wiring.showing import Showing
from gui.words import say


class Choices(QObject):
    """Environment, accounts and scope, each choice of accounts with a scope of its own. GUI thread.

    environment is that of this start, which the command line may have named without its being remembered.
    """

    changed = Signal(object)  # Settings, to be saved

    def __init__(
        self, settings: Settings, environment: Environment, window: PanicWindow, desk: Desk, showing: Showing
    ) -> None:
        super().__init__(window)
        self.settings = settings
        self._environment = environment
        self._window, self._desk, self._showing = window, desk, showing
        desk.station_changed.connect(self._meet)
        desk.keys.changed.connect(self._key_changed)
        window.set_environment(environment)
        self._put_into_force()

    @property
    def environment(self) -> Environment:
        """Where a press goes."""
        return self._environment

    def begin(self) -> None:
        """Go where the last choice leads."""
        self._desk.choose(self._environment, self._roster.names, self._roster.pressed)

    def change(self, settings: Settings) -> None:
        """Take other settings, and have them saved."""
        self.settings = settings
        self.changed.emit(settings)

    def go(self, environment: Environment) -> None:
        """Go to an environment, with the accounts and the scope that were chosen there."""
        roster = self.settings.roster(environment)
        if not self._desk.choose(environment, roster.names, roster.pressed):
            self._window.set_environment(self._showing.station.environment)
            return
        self._environment = environment
        self.change(self.settings.with_environment(environment))
        self._put_into_force()

    def cover(self, scope: Scope) -> None:
        """Cover something else from now on, with the accounts that are chosen; not while a press runs."""
        if self._is_held():
            return
        if self._roster.chosen == MAIN:
            self.change(self.settings.with_scope(scope))
        else:
            self._keep(self._roster.covering(scope))
        self._put_into_force()

    def press_accounts(self, accounts: tuple[str, ...]) -> None:
        """Press these accounts from now on, one or all, and cover what was last covered with them.

        Not while a press runs: a press again would go to others than the window names.
        """
        if self._is_held():
            return
        self._keep(self._roster.choosing(accounts))
        self._put_into_force()

    def _is_held(self) -> bool:
        if not self._desk.is_pressing:
            return False
        self._put_into_force()  # the window shows again what the press covers
        self._window.notice.show_notice(
            say("A press is running. Change what it covers when it has its verdict.")
        )
        return True

    @property
    def _roster(self) -> Roster:
        return self.settings.roster(self._environment)

    def _put_into_force(self) -> None:
        scope = self._roster.scope(self.settings.scope)
        self._desk.cover(scope, self._roster.pressed)
        self._window.scope.set_scope(scope)
        self._showing.set_scope(scope)

    def _keep(self, roster: Roster) -> None:
        self.change(self.settings.with_roster(self._environment, roster))

    def _meet(self, station: Station) -> None:
        """A practice exchange and the keyring tell which accounts there are, whatever was remembered."""
        is_arrival = station.has_arrived and station.environment is self._environment
        if is_arrival and set(station.accounts) - set(self._roster.names):
            self._keep(self._roster.named(station.accounts))
            self._put_into_force()

    def _key_changed(self, environment: Environment, account: str, is_kept: bool) -> None:
        roster = self.settings.roster(environment)
        roster = roster.added(account) if is_kept else roster.without(account)
        if roster != self.settings.roster(environment):
            self.change(self.settings.with_roster(environment, roster))
            if environment is self._environment:
                self._put_into_force()
