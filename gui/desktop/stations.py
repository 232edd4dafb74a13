"""Going to an environment: the practice exchange is started, or the keys are read and Bitget made ready."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from gui.bitget.address import BITGET
from gui.bitget.budget import AddressBudget
from gui.desktop.coins import CoinLists
from gui.desktop.keys import KeyDesk, LoadedKey
from gui.desktop.worker import Worker
from gui.panic.accounts import MAIN
from gui.panic.exchange import Exchange
from gui.panic.naming import environment_words
from gui.panic.orders import Environment
from gui.panic.proxy import Proxy
from gui.panic.readiness import not_ready
from gui.panic.secrets import Credentials
from gui.venue import no_key, open_exchange, proxy_on_the_way
from gui.words import join, say

if TYPE_CHECKING:
    from gui.practice_drill import Drill

_SOON_MS = 3000  # an unlocked keyring has answered by then
_NO_ANSWER = say(
    "The keyring has not given the API key yet, so a press would cancel nothing. It may be asking for its "
    "password, perhaps behind another window: answer it, enter the key for this session under Keys, or use "
    "the Bitget app."
)


@dataclass(frozen=True, slots=True)
class Station:
    """Where a press would go now: the environment, in words, its accounts, and the hint of each one's key."""

    environment: Environment
    where: str
    accounts: tuple[str, ...] = (MAIN,)
    hints: Mapping[str, str] = field(default_factory=dict)
    is_drill: bool = False  # on the practice exchange in the box, which is filled anew at each arrival
    has_arrived: bool = False


class Stations(QObject):
    """Holds the exchanges of one environment at a time, one for each account. For the GUI thread; no method
    waits.

    exchanges are the accounts that can be pressed, absent those that cannot, each with the sentence why.
    """

    moved = Signal(object)  # Station: on the way there, on arrival, and when more accounts were found
    arrived = Signal()
    held_up = Signal(object)  # Readiness: why a press would not work, while the keyring does not answer
    grown = Signal()  # more accounts were found than there were on arrival

    def __init__(
        self, address_of: Callable[[Environment], str | None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.keys = KeyDesk(address_of, self)
        self.coins = CoinLists(self)
        self.environment = Environment.PRACTICE
        self.accounts: tuple[str, ...] = (MAIN,)
        self.is_arriving = False
        self.exchanges: dict[str, Exchange] = {}
        self.absent: dict[str, str] = {}
        self._hints: dict[str, str] = {}
        self._changed: dict[str, str] = {}
        self._address_of = address_of
        self._close: Callable[[], None] = _nothing
        self._proxy: Proxy | None = None
        self._keys: dict[str, Credentials] = {}
        self._budget = AddressBudget()
        self._journey = 0  # tells answers to an earlier journey from those to this one
        self._worker = Worker("stations", self)
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(lambda: self.held_up.emit(not_ready("keyring", _NO_ANSWER)))

    def go(
        self, environment: Environment, accounts: Sequence[str] = (MAIN,), *, needs_others: bool = False
    ) -> None:
        """Leave the present environment and go to another, or to the same one anew.

        accounts are those whose keys are looked for; a practice exchange tells its own, and with
        needs_others it is reached only when it has told them: a press must not go to main instead.
        """
        self.leave()
        self.environment, self.accounts = environment, tuple(accounts)
        self.is_arriving = True
        self._journey += 1
        journey = self._journey
        self.moved.emit(self._station())
        if environment is Environment.PRACTICE:
            self.accounts = (MAIN,)
            address = self._address_of(environment)
            self._worker.do(
                lambda: _open_drill(address, needs_others=needs_others),
                lambda drill: self._drill_is_open(journey, drill),
                lambda problem: self._no_drill(journey, problem),
            )
        else:
            self._soon.start()
            self.keys.load_all(environment, accounts, lambda found: self._keys_loaded(journey, found))

    def reach_through(self, proxy: Proxy | None, *, at_once: bool) -> None:
        """Go through this proxy from now on, None for none; what is open goes on as it is until renew()."""
        self._proxy = self.keys.proxy = proxy
        if at_once:
            self.renew()

    def renew(self) -> None:
        """Open the exchanges anew that are open through another proxy than they should be."""
        address = self._address_of(self.environment)
        proxy = proxy_on_the_way(address, self._proxy)
        if any(exchange.proxy != proxy for name, exchange in self.exchanges.items() if name in self._keys):
            self._worker.do(self._close)
            self._arrive(*self._opened(address), address)

    def note_changed(self, account: str) -> str:
        """Note that the key of an account was changed while a press ran; gives the sentence for that."""
        self._changed[account] = why = say(
            "The key of {account} was changed while a press ran, so {account} is not pressed any more. "
            "Choose the environment again to use the key as it is now.",
            account=account,
        )
        return join(say("A press is running."), why)

    def set_changed_aside(self) -> bool:
        """Let the accounts so noted not be pressed any more: the key in use is not the one that is kept."""
        changed, self._changed = self._changed, {}
        for account, why in changed.items():
            self.exchanges.pop(account, None)
            self._keys.pop(account, None)
            self._hints.pop(account, None)
            self.absent[account] = why
            self.accounts = tuple(dict.fromkeys((*self.accounts, account)))
        if changed:
            self.moved.emit(self._station())
        return bool(changed)

    def leave(self) -> None:
        """Close the present exchanges, on a thread."""
        close, self._close = self._close, _nothing
        self.exchanges, self.absent, self._hints, self._changed, self._keys = {}, {}, {}, {}, {}
        self._worker.do(close)
        self._soon.stop()

    def close(self) -> None:
        """Leave, and end the threads."""
        self.leave()
        self.keys.close()
        self.coins.close()
        self._worker.stop(1.0)

    def _drill_is_open(self, journey: int, drill: Drill) -> None:
        if journey != self._journey:
            self._worker.do(drill.close)  # somebody changed their mind meanwhile
            return
        self.accounts = tuple(drill.exchanges)
        self._arrive(drill.exchanges, drill.close, drill.address)
        # The main account never waits for the others: whether an exchange has any, it must be asked.
        self._worker.do(drill.find_accounts, lambda _: self._accounts_found(journey, drill))

    def _accounts_found(self, journey: int, drill: Drill) -> None:
        if journey == self._journey and set(drill.exchanges) != set(self.exchanges):
            self.exchanges = dict(drill.exchanges)
            self.accounts = tuple(self.exchanges)
            self.moved.emit(self._station())
            self.grown.emit()

    def _no_drill(self, journey: int, problem: Exception) -> None:
        if journey == self._journey:
            kind = type(problem).__name__
            self.absent = {
                MAIN: say("The practice exchange could not start ({kind}). Choose Practice again.", kind=kind)
            }
            self._arrive({}, _nothing, None)

    def _keys_loaded(self, journey: int, found: Mapping[str, LoadedKey]) -> None:
        if journey != self._journey:
            return
        self.accounts = tuple(found)
        address = self._address_of(self.environment)
        self._budget = AddressBudget()
        for account, key in found.items():
            if isinstance(key, str):
                self.absent[account] = key
            elif key is None:
                self.absent[account] = no_key(self.environment, account)
            else:
                self._keys[account] = key
                self._hints[account] = key.hint
        self._arrive(*self._opened(address), address)

    def _opened(self, address: str | None) -> tuple[dict[str, Exchange], Callable[[], None]]:
        """The exchanges of the keys that there are, and what closes them."""
        opened: dict[str, Exchange] = {}
        for account, key in self._keys.items():
            known = self.exchanges.get(account)
            mode = None if known is None else known.mode
            opened[account] = open_exchange(
                self.environment, key, address, mode, budget=self._budget, proxy=self._proxy
            )

        def close() -> None:
            for exchange in opened.values():
                exchange.close()

        return opened, close

    def _arrive(
        self, exchanges: Mapping[str, Exchange], close: Callable[[], None], address: str | None
    ) -> None:
        self.is_arriving = False
        self._soon.stop()
        self.exchanges, self._close = dict(exchanges), close
        self.moved.emit(self._station())
        self.arrived.emit()
        if self.exchanges:
            self.coins.ask(address or BITGET, proxy_on_the_way(address, self._proxy))

    def _station(self) -> Station:
        name = environment_words(self.environment)
        address = self._address_of(self.environment)
        is_drill = self.environment is Environment.PRACTICE and address is None
        where = name if address is None else say("{place} at {address}", place=name, address=address)
        hints = dict(self._hints)
        return Station(self.environment, where, self.accounts, hints, is_drill, not self.is_arriving)


def _open_drill(address: str | None, *, needs_others: bool) -> Drill:
    from gui.practice_drill import Drill  # on the thread, and after the window is drawn

    drill = Drill(address)
    if needs_others:
        drill.find_accounts()
    return drill


def _nothing() -> None:
    pass
