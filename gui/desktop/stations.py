"""Going to an environment: the practice exchange is started, or the key is read and Bitget made ready."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from gui.bitget.address import BITGET
from gui.desktop.keys import KeyDesk
from gui.desktop.worker import Worker
from gui.panic.exchange import Exchange
from gui.panic.orders import Environment
from gui.panic.secrets import Credentials
from gui.practice_drill import Drill
from gui.venue import no_key, open_exchange


@dataclass(frozen=True, slots=True)
class Station:
    """Where a press would go now: the environment, in words, and the hint of the key (None without one)."""

    environment: Environment
    where: str
    hint: str | None = None
    is_drill: bool = False  # on the practice exchange in the box, which is filled anew at each arrival


class Stations(QObject):
    """Holds the exchange of one environment at a time. For the GUI thread; no method waits."""

    moved = Signal(object)  # Station: on the way there, and again on arrival
    arrived = Signal(object)  # Exchange
    closed = Signal(str)  # the sentence why nothing can be pressed there

    def __init__(
        self, address_of: Callable[[Environment], str | None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.keys = KeyDesk(address_of, self)
        self.environment = Environment.PRACTICE
        self.is_arriving = False
        self.exchange: Exchange | None = None
        self.address = BITGET  # of the exchange, where there is one
        self._address_of = address_of
        self._close: Callable[[], None] = _nothing
        self._worker = Worker("stations", self)

    def go(self, environment: Environment) -> None:
        """Leave the present environment and go to another, or to the same one anew."""
        self.leave()
        self.environment = environment
        self.is_arriving = True
        self.moved.emit(self._station(None))
        if environment is Environment.PRACTICE:
            address = self._address_of(environment)
            self._worker.do(lambda: Drill(address), self._drill_is_open, self._no_drill)
        else:
            self.keys.load(
                environment,
                lambda credentials: self._key_loaded(environment, credentials),
                lambda sentence: self._no_way(environment, sentence),
            )

    def leave(self) -> None:
        """Close the present exchange, on a thread."""
        close, self._close = self._close, _nothing
        self.exchange = None
        self._worker.do(close)

    def close(self) -> None:
        """Leave, and end the threads."""
        self.leave()
        self.keys.close()
        self._worker.stop(1.0)

    def _drill_is_open(self, drill: Drill) -> None:
        if self.environment is not Environment.PRACTICE or self.exchange is not None:
            self._worker.do(drill.close)  # somebody changed their mind meanwhile
            return
        self._arrive(drill.exchange, drill.close, None, drill.address)

    def _no_drill(self, problem: Exception) -> None:
        sentence = f"The practice exchange could not start ({type(problem).__name__}). Choose Practice again."
        self._no_way(Environment.PRACTICE, sentence)

    def _key_loaded(self, environment: Environment, credentials: Credentials | None) -> None:
        if environment is not self.environment or self.exchange is not None:
            return
        if credentials is None:
            self._no_way(environment, no_key(environment))
            return
        address = self._address_of(environment)
        exchange = open_exchange(environment, credentials, address)
        self._arrive(exchange, exchange.close, credentials.hint, address)

    def _arrive(
        self, exchange: Exchange, close: Callable[[], None], hint: str | None, address: str | None
    ) -> None:
        self.is_arriving = False
        self.address = address or BITGET
        self.exchange, self._close = exchange, close
        self.moved.emit(self._station(hint))
        self.arrived.emit(exchange)

    def _no_way(self, environment: Environment, sentence: str) -> None:
        if environment is self.environment:
            self.is_arriving = False
            self.closed.emit(sentence)

    def _station(self, hint: str | None) -> Station:
        name = self.environment.value.capitalize()
        address = self._address_of(self.environment)
        is_drill = self.environment is Environment.PRACTICE and address is None
        return Station(self.environment, name if address is None else f"{name} at {address}", hint, is_drill)


def _nothing() -> None:
    pass
