"""The margin coins that Bitget offers now, asked for once and kept while the program runs."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from gui.desktop.worker import Worker
from gui.panic.orders import ProductType
from gui.panic.proxy import Proxy

# The others have one coin each, by their names.
_ASKED = ProductType.COIN_FUTURES


class CoinLists(QObject):
    """Asks one address after another, each until it has answered once. For the GUI thread; never waits."""

    found = Signal(object, object)  # ProductType, and tuple[str, ...], or None where the built-in list serves

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: dict[str, tuple[str, ...]] = {}
        self._address = ""
        self._worker = Worker("coins", self)

    def ask(self, address: str, proxy: Proxy | None = None) -> None:
        """Tell the coins that an address offers: at once where they are known, else when they are."""
        self._address = address
        known = self._known.get(address)
        self.found.emit(_ASKED, known)
        if known is None:
            self._worker.do(
                lambda: _read(address, proxy),
                lambda coins: self._answered(address, coins),
                lambda _: None,  # a fault of ours here costs nothing: the built-in list serves
            )

    def close(self) -> None:
        """End the thread, after the call it may be in."""
        self._worker.stop(0.0)

    def _answered(self, address: str, coins: tuple[str, ...] | None) -> None:
        if coins is None:
            return
        self._known[address] = coins
        if address == self._address:
            self.found.emit(_ASKED, coins)


def _read(address: str, proxy: Proxy | None) -> tuple[str, ...] | None:
    from gui.bitget.coins import live_margin_coins  # on the thread, and after the window is drawn

    return live_margin_coins(_ASKED, address, proxy=proxy)
