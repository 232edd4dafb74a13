"""The open positions of one account."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from gui.practice.products import CONTRACTS, Contract, ProductType


@dataclass(frozen=True, slots=True)
class Position:
    """An open position; size in the base coin, price in the quote coin, times in ms since 1970."""

    contract: Contract
    margin_coin: str
    hold_side: str
    size: Decimal
    price: Decimal
    opened_ms: int

    @property
    def product_type(self) -> ProductType:
        """The product type of its contract."""
        return self.contract.product_type

    @property
    def symbol(self) -> str:
        """The symbol of its contract, in capitals."""
        return self.contract.symbol


class Holdings:
    """Positions by symbol and side; every method may be called from any thread.

    `now_ms` is the exchange's clock in milliseconds since 1970.
    """

    def __init__(self, now_ms: Callable[[], int]) -> None:
        self._now_ms = now_ms
        self._positions: dict[tuple[str, str], Position] = {}
        self._lock = threading.RLock()

    def positions(self, product_type: ProductType | str | None = None) -> list[Position]:
        """The open positions of one product type or of all, in the order in which they were opened."""
        with self._lock:
            return [held for held in self._positions.values() if product_type in (None, held.product_type)]

    def open_position(
        self,
        symbol: str = "BTCUSDT",
        hold_side: str = "long",
        size: Decimal | None = None,
        price: Decimal | None = None,
        *,
        margin_coin: str | None = None,
    ) -> Position:
        """Hold a position instead of any other of that symbol and side, and return it.

        Raises KeyError for a symbol that is not listed and ValueError for a side other than long and short.
        """
        contract = CONTRACTS[symbol]
        if hold_side not in ("long", "short"):
            raise ValueError("A position is held on the side long or short.")
        held = Position(
            contract=contract,
            margin_coin=margin_coin or contract.margin_coins[0],
            hold_side=hold_side,
            size=contract.least_size * 10 if size is None else size,
            price=contract.price if price is None else price,
            opened_ms=self._now_ms(),
        )
        with self._lock:
            self._positions[symbol, hold_side] = held
        return held

    def close_position(self, symbol: str, hold_side: str) -> None:
        """Close a position; its stops stay. Raises KeyError if there is none."""
        with self._lock:
            del self._positions[symbol, hold_side]
