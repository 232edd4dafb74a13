"""A practice exchange whose books write down each change, to be asked later what stood when.

A verdict is judged by that record alone, never by what the exchange answered or the program understood.
"""

from __future__ import annotations

import json
import math
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from gui.practice import Book, PlanOrder, PlanType, PracticeExchange, PracticeOrder, ProductType, Request
from gui.practice.messages import Ending, Reply

from .hearing import CANCELS, READS, STOP_CANCELS, TAKEN, Heard, code_of

Order = PracticeOrder | PlanOrder
Note = tuple[float, str, Order | None]


class Standing(dict[str, Any]):
    """The orders on a shelf; each change is noted with its moment, while the book is held."""

    def __init__(self, notes: list[Note]) -> None:
        super().__init__()
        self._notes = notes

    def __setitem__(self, order_id: str, order: Order) -> None:
        super().__setitem__(order_id, order)
        self._notes.append((time.monotonic(), order_id, order))

    def __delitem__(self, order_id: str) -> None:
        super().__delitem__(order_id)
        self._notes.append((time.monotonic(), order_id, None))

    def pop(self, order_id: str, default: Any = None) -> Any:
        self._notes.append((time.monotonic(), order_id, None))
        return super().pop(order_id, default)


class Past:
    """All that ever changed in a book, in the order in which it changed; moments are of time.monotonic."""

    def __init__(self, book: Book) -> None:
        self._notes: list[Note] = []
        for shelf in (book._orders, book._plans):
            assert not shelf._standing
            shelf._standing = Standing(self._notes)

    def clear_from(self, kind: ProductType, since: float, until: float, *, stops: bool) -> float | None:
        """The first moment by which all lists can have been seen empty, one after another; None if never.

        The exchange lists live orders and begun ones apart, and an order goes from the first list to the
        second, never back; a stop that fires goes from the stops to either. So this is their order, too.
        """
        moment: float | None = since
        if stops:
            each = [self._first_empty(kind, plan_type, since, until) for plan_type in PlanType]
            moment = None if None in each else max(filter(None, each))
        for status in ("live", "partially_filled"):
            moment = None if moment is None else self._first_empty(kind, status, moment, until)
        return moment

    def stood(self, kind: ProductType, since: float, until: float) -> set[str]:
        """The IDs of all that stood at any moment of that time."""
        seen: set[str] = set()
        for at, order_id, order in self._notes:
            if order is not None and order.product_type is kind and at <= until:
                seen.add(order_id)
            elif order is None and at < since:
                seen.discard(order_id)
        return seen

    def stood_throughout(self, kind: ProductType, since: float, until: float) -> set[str]:
        """The IDs of all that stood at every moment of that time."""
        standing: set[str] = set()
        for at, order_id, order in self._notes:
            if order is None and at <= until:
                standing.discard(order_id)
            elif order is not None and order.product_type is kind and at < since:
                standing.add(order_id)
        return standing

    def plain(self, kind: ProductType) -> set[str]:
        """The IDs of all that were ever an order, and no stop."""
        orders = (order for _, _, order in self._notes if isinstance(order, PracticeOrder))
        return {order.order_id for order in orders if order.product_type is kind}

    def _first_empty(self, kind: ProductType, list_name: str, since: float, until: float) -> float | None:
        standing: set[str] = set()
        moment = since
        for at, order_id, order in [*self._notes, (math.inf, "", None)]:
            if at > since and not standing:
                return moment if moment <= until else None
            moment = max(since, at)
            standing.discard(order_id)
            if order is not None and order.product_type is kind and _list_of(order) == list_name:
                standing.add(order_id)
        return None


class Event(StrEnum):
    """What traders, bots and the market do to a book."""

    PLACE = "an order is placed"
    PLACE_MANY = "more orders are placed than a page shows"
    PLACE_STOP = "a stop is placed"
    BEGIN_TO_FILL = "an order begins to fill"
    FILL = "an order is filled"
    COME_BACK = "an order comes back a little later"
    FIRE = "a stop fires and is an order"


@dataclass(frozen=True, slots=True)
class Taken:
    """A cancel that was carried out: when it came, and when that was done."""

    came_at: float
    at: float
    account: str
    kind: ProductType


class JudgedExchange(PracticeExchange):
    """A practice exchange with a past for each account, and events that wait for a request."""

    def __init__(self, accounts: int, clock: Callable[[], float]) -> None:
        super().__init__(orders=0, accounts=accounts, rate_limited=False, clock=clock)
        self.pasts = {name: Past(self.book_of(name)) for name in self.accounts}
        self._taken: list[Taken] = []
        self.heard: list[Heard] = []  # of whoever asks this exchange itself
        self._asked = threading.Condition()
        self._count = 0
        self._waiting: list[tuple[int, str, str, Callable[[], None]]] = []
        self._answer = self._venue.answer
        self._venue.answer = self._witnessed  # type: ignore[method-assign]

    def when(self, moment: str, nth: int, account: str, act: Callable[[], None]) -> None:
        """Act before the nth "cancel" or "read" of an account from now on, or once it is "cancelled"."""
        with self._asked:
            self._waiting.append((nth, moment, account, act))

    def wait_for_requests(self, number: int, longest_s: float) -> None:
        """Wait until so many more have come, but no longer than that."""
        with self._asked:
            goal = self._count + number
            self._asked.wait_for(lambda: self._count >= goal, longest_s)

    def has_acted(self, account: str, kind: ProductType, since: float, until: float) -> bool:
        """Tell whether any cancel that came since was carried out by then, whether or not it was answered."""
        return any(since <= each.came_at and each.at <= until for each in self._taken_of(account, kind))

    def happen(self, event: Event, account: str, symbol: str) -> None:
        """Let something happen to a book, where there is an order that it can happen to."""
        book = self.book_of(account)
        orders = [order for order in book.open_orders() if order.symbol == symbol]
        stops = [order for order in book.open_plans() if order.symbol == symbol]
        match event:
            case Event.PLACE | Event.PLACE_MANY:
                for _ in range(101 if event is Event.PLACE_MANY else 1):
                    book.place(symbol)
            case Event.PLACE_STOP:
                book.place_plan(list(PlanType)[len(stops) % len(PlanType)], symbol)
            case Event.COME_BACK:
                for order in orders[:1]:
                    book.place_again(order, 40)
            case Event.BEGIN_TO_FILL | Event.FILL:
                for order in orders[:1]:
                    with suppress(KeyError):  # cancelled in between
                        book.fill(order.order_id, order.size / 4 if event is Event.BEGIN_TO_FILL else None)
            case Event.FIRE:
                fired = {stop.order_id for stop in stops[:1]}
                if book.cancel_plans(lambda order: order.order_id in fired).cancelled:
                    book.place(symbol)

    def _witnessed(self, request: Request, pause: Callable[[], None]) -> Reply:
        came_at = time.monotonic()
        account = self._accounts.by_key(request.headers.get("access-key", ""))
        name = account.name if account else ""
        self._note_request()
        self._reach("cancel" if request.path in CANCELS else "read" if request.path in READS else "", name)
        reply = self._answer(request, pause)
        told_at = time.monotonic()
        if request.path in CANCELS:
            self._reach("cancelled", name)
        if request.path in CANCELS | STOP_CANCELS and _is_taken(reply):
            kinds = [kind for kind in ProductType if f'"{kind.value}"'.encode() in request.body]
            self._taken += [Taken(came_at, time.monotonic(), name, kind) for kind in kinds]
        if reply.ending in (Ending.SENT, Ending.DRIPPED):
            target, code = f"{request.path}?{request.query}", code_of(reply.status, reply.body)
            self.heard.append(Heard(name, target, request.body, came_at, told_at, code))
        return reply

    def _note_request(self) -> None:
        with self._asked:
            self._count += 1
            self._asked.notify_all()

    def _reach(self, moment: str, account: str) -> None:
        """Let happen what waits for this moment of this account."""
        due = []
        with self._asked:
            waiting, self._waiting = self._waiting, []
            for nth, name, whose, act in waiting:
                left = nth - ((name, whose) == (moment, account))
                if left:
                    self._waiting.append((left, name, whose, act))
                else:
                    due.append(act)
        for act in due:
            act()

    def _taken_of(self, account: str, kind: ProductType) -> list[Taken]:
        return [each for each in self._taken if (each.account, each.kind) == (account, kind)]


def _list_of(order: Order) -> str:
    return order.plan_type if isinstance(order, PlanOrder) else order.status


def _is_taken(reply: Reply) -> bool:
    try:
        told = json.loads(reply.body)
    except ValueError:
        return False
    return not isinstance(told, dict) or told.get("code") in TAKEN
