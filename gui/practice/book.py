"""The book of one account: the judge of whether a press really cancelled anything."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from gui.practice.holdings import Holdings
from gui.practice.orders import LANES, PracticeOrder, order_id_at, price_near
from gui.practice.plans import TPSL_TYPES, TRAILING_TYPES, PlanOrder, PlanType
from gui.practice.products import CONTRACTS, ProductType
from gui.practice.shelf import Agenda, CancelResult, Refuses, Shelf


class Book(Holdings):
    """Open orders, plan orders and positions; every method may be called from any thread.

    `now_ms` is the exchange's clock in milliseconds since 1970. What is to happen later (an order that
    settles, an order that a bot places) happens at the first look at the book after its time. Books of
    different lanes (0 to 127) never give out the same id.
    """

    def __init__(
        self, now_ms: Callable[[], int] = lambda: time.time_ns() // 1_000_000, *, lane: int = 0
    ) -> None:
        super().__init__(now_ms)
        self._lane = lane
        self._agenda = Agenda()
        self._orders: Shelf[PracticeOrder] = Shelf(self._agenda)
        self._plans: Shelf[PlanOrder] = Shelf(self._agenda)
        self._last_id = lane

    def open_orders(self, product_type: ProductType | str | None = None) -> list[PracticeOrder]:
        """The open orders, oldest first, of one product type or of all; orders that still settle count."""
        with self._lock:
            self._agenda.catch_up()
            return [order for order in self._orders.all() if product_type in (None, order.product_type)]

    def open_plans(self, product_type: ProductType | str | None = None) -> list[PlanOrder]:
        """The plan orders, oldest first, of one product type or of all; orders that still settle count."""
        with self._lock:
            self._agenda.catch_up()
            return [order for order in self._plans.all() if product_type in (None, order.product_type)]

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
        force: str = "gtc",
        take_profit: Decimal | None = None,
        stop_loss: Decimal | None = None,
    ) -> PracticeOrder:
        """Place a limit order and return it; size and filled in the base coin, prices in the quote coin.

        `placed_ms` is its creation time (default: now). Raises KeyError for a symbol that is not listed
        and ValueError for a side other than buy and sell or a filled part outside 0 … size.
        """
        contract = CONTRACTS[symbol]
        size = contract.least_size * 10 if size is None else size
        if side not in ("buy", "sell") or not 0 <= filled < size:
            raise ValueError("An open order has the side buy or sell, and is filled by less than its size.")
        with self._lock:
            self._agenda.catch_up()
            order_id, moment = self._next_id(placed_ms)
            order = PracticeOrder(
                order_id=str(order_id),
                client_oid=client_oid or f"practice-{order_id % 10**12:012d}",
                contract=contract,
                margin_coin=margin_coin or contract.margin_coins[0],
                side=side,
                size=size,
                price=price_near(contract, side) if price is None else price,
                filled=filled,
                reduce_only=reduce_only,
                placed_ms=moment,
                changed_ms=moment,
                force=force,
                take_profit=take_profit,
                stop_loss=stop_loss,
            )
            self._orders.put(order)
            return order

    def place_plan(
        self,
        plan_type: PlanType | str = PlanType.LOSS,
        symbol: str = "BTCUSDT",
        side: str = "sell",
        size: Decimal | None = None,
        trigger: Decimal | None = None,
        *,
        price: Decimal | None = None,
        margin_coin: str | None = None,
        client_oid: str | None = None,
        reduce_only: bool | None = None,
        placed_ms: int | None = None,
    ) -> PlanOrder:
        """Place a plan order and return it; a sell stop closes a long, and `price` None means market.

        TP/SL types always reduce; the others only if told. Raises KeyError for a symbol that is not listed
        and ValueError for a plan type or side that there is not.
        """
        contract, kind = CONTRACTS[symbol], PlanType(plan_type)
        if side not in ("buy", "sell"):
            raise ValueError("A plan order has the side buy or sell.")
        with self._lock:
            self._agenda.catch_up()
            order_id, moment = self._next_id(placed_ms)
            order = PlanOrder(
                order_id=str(order_id),
                client_oid=client_oid or f"practice-{order_id % 10**12:012d}",
                plan_type=kind,
                contract=contract,
                margin_coin=margin_coin or contract.margin_coins[0],
                side=side,
                size=contract.least_size * 10 if size is None else size,
                trigger=price_near(contract, "buy" if side == "sell" else "sell", 30)
                if trigger is None
                else trigger,
                price=price,
                callback_percent=Decimal(2) if kind in TRAILING_TYPES else None,
                reduce_only=kind in TPSL_TYPES or bool(reduce_only),
                placed_ms=moment,
                changed_ms=moment,
            )
            self._plans.put(order)
            return order

    def fill(self, order_id: str, amount: Decimal | None = None) -> None:
        """Let the market fill an order, by an amount of the base coin or to the end.

        Raises KeyError for an order that is not open.
        """
        with self._lock:
            self._agenda.catch_up()
            order = self._orders[order_id]
            filled = order.size if amount is None else order.filled + amount
            if filled >= order.size:
                self._orders.remove(order_id)
            else:
                self._orders.put(replace(order, filled=filled, changed_ms=self._now_ms()))

    def cancel(
        self,
        chosen: Callable[[PracticeOrder], bool],
        *,
        after_ms: int | None = 0,
        refuses: Refuses | None = None,
    ) -> CancelResult[PracticeOrder]:
        """Cancel the chosen orders in one step; they leave the book after `after_ms`, or never for None.

        `refuses` names the code with which an order stays open, or None for an order that goes.
        """
        with self._lock:
            self._agenda.catch_up()
            return self._orders.cancel(chosen, after_ms, refuses)

    def cancel_plans(
        self, chosen: Callable[[PlanOrder], bool], *, after_ms: int | None = 0, refuses: Refuses | None = None
    ) -> CancelResult[PlanOrder]:
        """Cancel the chosen plan orders, as cancel() does with the others."""
        with self._lock:
            self._agenda.catch_up()
            return self._plans.cancel(chosen, after_ms, refuses)

    def place_again(self, order: PracticeOrder | PlanOrder, after_ms: int) -> None:
        """Let a bot place a like order later: same contract, side, size and prices; new ids and time."""
        moment = self._now_ms() + after_ms

        def act() -> None:
            order_id = str(self._next_id(moment)[0])
            client_oid = f"bot-{order_id[-12:]}"
            if isinstance(order, PlanOrder):
                again = replace(order, order_id=order_id, client_oid=client_oid)
                self._plans.put(replace(again, placed_ms=moment, changed_ms=moment))
                return
            anew = replace(order, order_id=order_id, client_oid=client_oid, filled=Decimal(0))
            self._orders.put(replace(anew, placed_ms=moment, changed_ms=moment))

        with self._lock:
            self._agenda.add(after_ms, act)

    def _next_id(self, placed_ms: int | None) -> tuple[int, int]:
        moment = self._now_ms() if placed_ms is None else placed_ms
        earliest = order_id_at(moment) // LANES * LANES + self._lane
        self._last_id = max(self._last_id + LANES, earliest)
        return self._last_id, moment
