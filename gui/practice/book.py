"""The book of open orders: the judge of whether a press really cancelled anything."""

from __future__ import annotations

import heapq
import itertools
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from gui.practice.orders import PracticeOrder, Refuses, order_id_at, price_near
from gui.practice.products import CONTRACTS, ProductType


@dataclass(frozen=True, slots=True)
class CancelResult:
    """What one cancel did: the acknowledged orders, and the refused ones each with its code."""

    cancelled: tuple[PracticeOrder, ...] = ()
    refused: tuple[tuple[PracticeOrder, str], ...] = ()


@dataclass(order=True, slots=True)
class _Due:
    at: float
    turn: int
    act: Callable[[], None] = field(compare=False)


class Book:
    """Open orders by growing order id; every method may be called from any thread.

    `now_ms` is the exchange's clock in milliseconds since 1970. What is to happen later (an order that
    settles, an order that a bot places) happens at the first look at the book after its time.
    """

    def __init__(self, now_ms: Callable[[], int] = lambda: time.time_ns() // 1_000_000) -> None:
        self._now_ms = now_ms
        self._orders: dict[str, PracticeOrder] = {}
        self._leaving: dict[str, float] = {}
        self._due: list[_Due] = []
        self._turns = itertools.count()
        self._last_id = 0
        self._lock = threading.RLock()

    def open_orders(self, product_type: ProductType | str | None = None) -> list[PracticeOrder]:
        """The open orders, oldest first, of one product type or of all; orders that still settle count."""
        with self._lock:
            self._catch_up()
            return [
                order
                for order in self._orders.values()
                if product_type is None or order.product_type == product_type
            ]

    def place(
        self,
        symbol: str = "BTCUSDT",
        side: str = "buy",
        size: Decimal | None = None,
        price: Decimal | None = None,
        *,
        filled: Decimal = Decimal(0),
        margin_coin: str | None = None,
        client_oid: str | None = None,
        reduce_only: bool = False,
        placed_ms: int | None = None,
    ) -> PracticeOrder:
        """Place a limit order and return it; size and filled in the base coin, price in the quote coin.

        `placed_ms` is its creation time (default: now). Raises KeyError for a symbol that is not listed
        and ValueError for a side other than buy and sell or a filled part outside 0 … size.
        """
        contract = CONTRACTS[symbol]
        size = contract.least_size * 10 if size is None else size
        if side not in ("buy", "sell") or not 0 <= filled < size:
            raise ValueError("An open order has the side buy or sell, and is filled by less than its size.")
        with self._lock:
            self._catch_up()
            moment = self._now_ms() if placed_ms is None else placed_ms
            self._last_id = max(self._last_id + 1, order_id_at(moment))
            order = PracticeOrder(
                order_id=str(self._last_id),
                client_oid=client_oid or f"practice-{self._last_id % 10**12:012d}",
                contract=contract,
                margin_coin=margin_coin or contract.margin_coins[0],
                side=side,
                size=size,
                price=price_near(contract, side) if price is None else price,
                filled=filled,
                reduce_only=reduce_only,
                placed_ms=moment,
                changed_ms=moment,
            )
            self._orders[order.order_id] = order
            return order

    def fill(self, order_id: str, amount: Decimal | None = None) -> None:
        """Let the market fill an order, by an amount of the base coin or to the end.

        Raises KeyError for an order that is not open.
        """
        with self._lock:
            self._catch_up()
            order = self._orders[order_id]
            filled = order.size if amount is None else order.filled + amount
            if filled >= order.size:
                del self._orders[order_id]
            else:
                self._orders[order_id] = replace(order, filled=filled, changed_ms=self._now_ms())

    def cancel(
        self,
        chosen: Callable[[PracticeOrder], bool],
        *,
        after_ms: int | None = 0,
        refuses: Refuses | None = None,
    ) -> CancelResult:
        """Cancel the chosen orders in one step; they leave the book after `after_ms`, or never for None.

        `refuses` names the code with which an order stays open, or None for an order that goes.
        """
        with self._lock:
            self._catch_up()
            hit = [order for order in self._orders.values() if chosen(order)]
            codes = [None if refuses is None else refuses(order) for order in hit]
            going = [order for order, code in zip(hit, codes, strict=True) if code is None]
            staying = [(order, code) for order, code in zip(hit, codes, strict=True) if code is not None]
            for order in going:
                self._let_go(order.order_id, after_ms)
            return CancelResult(tuple(going), tuple(staying))

    def place_again(self, order: PracticeOrder, after_ms: int) -> None:
        """Let a bot place a like order later: same contract, side, size and price; new id and time."""
        placed_ms = self._now_ms() + after_ms

        def act() -> None:
            self.place(
                order.contract.symbol,
                order.side,
                order.size,
                order.price,
                margin_coin=order.margin_coin,
                reduce_only=order.reduce_only,
                placed_ms=placed_ms,
            )

        with self._lock:
            heapq.heappush(self._due, _Due(time.monotonic() + after_ms / 1000, next(self._turns), act))

    def _let_go(self, order_id: str, after_ms: int | None) -> None:
        if after_ms == 0:
            del self._orders[order_id]
            return
        if after_ms is None or order_id in self._leaving:
            return  # a second cancel does not make an order settle later
        at = self._leaving[order_id] = time.monotonic() + after_ms / 1000

        def act() -> None:
            self._leaving.pop(order_id, None)
            self._orders.pop(order_id, None)

        heapq.heappush(self._due, _Due(at, next(self._turns), act))

    def _catch_up(self) -> None:
        while self._due and self._due[0].at <= time.monotonic():
            heapq.heappop(self._due).act()
