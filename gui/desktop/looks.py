"""What each look asks of an exchange, and what is known of it by then."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gui.desktop.pace import BETWEEN_CLOSE_LOOKS_S, Pace, Share, Turn, close_pause_s
from gui.panic import errors
from gui.panic.checks import Check
from gui.panic.exchange import BookRead, Exchange
from gui.panic.orders import OpenOrder, ProductType, Scope
from gui.panic.patience import in_time
from gui.panic.readiness import (
    Readiness,
    book_unread,
    examine_again,
    not_ready,
    refreshed,
    rights_of,
    without_book,
)
from gui.words import say

_PATIENCE_S = 8.0
_BOOK_PATIENCE_S = 40.0  # four pages a second leave a press its room: 15,000 orders
_FAULT = say(
    "This program failed while it checked whether a press would work. Your orders are as they were. Press "
    "all the same if you need to, and check the Bitget app."
)
_USUAL = 2  # requests for a book that nobody has read yet, and for the account with the rights of its key


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the last look showed; orders is None while the book was not read completely.

    read_at is when the read of the oldest part of it began, time.monotonic seconds.
    """

    exchange: Exchange
    scope: Scope
    readiness: Readiness
    orders: tuple[OpenOrder, ...] | None
    read_at: float = 0.0


class Looks:
    """The looks at one exchange and scope; for one thread at a time. They block, for seconds at most.

    The first asks everything. Each further one reads the book of one product type, the one that was asked
    least recently, or asks the account where the share of such reads is used up: either tells whether the
    key works and the exchange answers. want() has everything asked anew, one product type a look.
    """

    def __init__(self, exchange: Exchange, scope: Scope, pace: Pace, turn: Turn) -> None:
        self.exchange, self.scope = exchange, scope
        self.readiness = Readiness()
        self._pace, self._turn = pace, turn
        self._share = Share()
        self._answered = Readiness()  # as it was told when the account last answered
        self._rights: tuple[Check, ...] = ()
        self._rights_until = float("-inf")
        self._wanted: list[ProductType] = []
        self._wants_account = False
        self._books: dict[ProductType, BookRead] = {}
        self._asked_at: dict[ProductType, float] = {}

    def want(self) -> None:
        """Have everything asked anew, the rights of the key too."""
        self._wanted = list(self.scope.product_types)
        self._wants_account = True
        self._rights_until = float("-inf")

    def forget_books(self) -> None:
        """Know nothing of what is open, as after a press."""
        self._books.clear()
        self.readiness, self._answered = without_book(self.readiness), without_book(self._answered)

    def take_empty(self, at: float) -> None:
        """Know that nothing is open: a press that was made at this moment has proved it."""
        self._books = {place: BookRead((), at, at) for place in self.scope.product_types}

    def fail(self) -> None:
        """Note that a look ended by a fault of this program: what stood before must not go on standing."""
        self.readiness = not_ready("fault", _FAULT)

    def look(self, now: float, counts: Callable[[], bool], *, is_close: bool = False) -> None:
        """Ask what is due at this moment, in seconds of any clock.

        counts tells whether what was asked before still counts. is_close reads a book whatever its share, for
        orders that may have come back. Never raises ExchangeError.
        """
        self.exchange.warm(self.scope.product_types)
        is_first = not self.readiness.is_known
        if is_first:
            self.want()
        places = self._wanted if is_first else [self._wanted[0] if self._wanted else self._next()]
        is_asked = is_close or bool(self._wanted)
        has_room = is_asked or self._share.has_room(self._cost(places), now)
        if not has_room or self._is_account_due(now):
            was_answered = is_first or self.readiness.is_answered
            if not self._ask_account(now, counts):
                return
            if not was_answered and self._share.has_room(self._cost(self.scope.product_types), now):
                self._wanted = list(self.scope.product_types)  # nobody knows what happened meanwhile
            if not is_asked:
                return
        for place in list(places):
            requests = self._read(place, now, counts)
            if not is_close:
                self._share.take(requests, now)

    def next_at(self, now: float, *, is_used: bool, is_close: bool = False) -> float:
        """Tell when the next look is due, after one at this moment of the same clock."""
        if self._wanted and self.readiness.is_answered:
            return now + BETWEEN_CLOSE_LOOKS_S
        if is_close and self.readiness.is_ready:
            return now + close_pause_s(len(self.scope.product_types))
        earliest = now + (self._pace.used_s if is_used else self._pace.idle_s)
        requests = max(_USUAL, self._cost([self._next()]))
        if not self._share.has_room(requests, earliest):
            requests = _USUAL  # it will be the account that is asked
        return self._turn.take(now, earliest, requests)

    def outlook(self) -> Outlook:
        """What is known now."""
        read_at = min((book.begun_at for book in self._books.values()), default=0.0)
        return Outlook(self.exchange, self.scope, self.readiness, self._orders(), read_at)

    def _next(self) -> ProductType:
        """The one that nobody knows, or else the one that was asked least recently."""
        return min(
            self.scope.product_types,
            key=lambda place: (place in self._books, self._asked_at.get(place, float("-inf"))),
        )

    def _cost(self, places: Sequence[ProductType]) -> int:
        read = (self._books.get(place) for place in places)
        return sum(_USUAL if book is None else book.requests for book in read)

    def _is_account_due(self, now: float) -> bool:
        return self._wants_account or not self.readiness.is_answered or now >= self._rights_until

    def _ask_account(self, now: float, counts: Callable[[], bool]) -> bool:
        """Ask whether the key works, and seldom what it may do; False where it did not answer."""
        rights = None if now >= self._rights_until else self._rights
        until = time.monotonic() + _PATIENCE_S
        found = examine_again(self.exchange, self.scope, self._answered, until=until, rights=rights)
        if not counts():
            return False
        self._wants_account = False
        self.readiness = found
        if not found.is_answered:
            self._wanted = []
            return False
        self._answered = found
        if rights is None:
            self._rights, self._rights_until = rights_of(found), now + self._pace.rights_s
        return True

    def _read(self, place: ProductType, now: float, counts: Callable[[], bool], *, again: bool = True) -> int:
        """Read a book, once more where only that went wrong; gives how many requests it took."""
        self._wanted = [each for each in self._wanted if each is not place]
        self._asked_at[place] = now
        until = time.monotonic() + _BOOK_PATIENCE_S
        try:
            book = in_time(lambda: self.exchange.open_orders(place, until=until, goes_on=counts), until)
        except errors.ExchangeError as problem:
            requests = self._cost([place])
            # Most often the account says in a sentence what is wrong.
            if not counts() or not self._ask_account(now, counts):
                return requests
            if again:
                return requests + self._read(place, now, counts, again=False)
            self._books.pop(place, None)
            self.readiness = self._answered = book_unread(self._answered, place, problem)
            return requests
        if counts():
            self._enter(place, book)
        return book.requests

    def _enter(self, place: ProductType, book: BookRead) -> None:
        self._books[place] = book
        known = self._orders()
        self.readiness = self._answered = refreshed(
            self._answered,
            self.scope,
            round(book.link_s * 1000),
            self.exchange.clock_offset_ms,
            None if known is None else len(known),
        )

    def _orders(self) -> tuple[OpenOrder, ...] | None:
        books = [self._books[place] for place in self.scope.product_types if place in self._books]
        if not self.readiness.is_answered or len(books) < len(self.scope.product_types):
            return None
        return tuple(order for book in books for order in book.orders if self.scope.covers(order))
