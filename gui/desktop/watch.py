"""While nothing is pressed: keeps asking whether a press would work, and what stands in the book."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import cycle

from gui.desktop.pace import Pace, close_pause_s
from gui.desktop.surroundings import Surroundings
from gui.panic import errors
from gui.panic.exchange import Exchange
from gui.panic.orders import OpenOrder, ProductType, Scope
from gui.panic.patience import in_time
from gui.panic.readiness import Readiness, examine, examine_again, refreshed

_log = logging.getLogger(__name__)

_PATIENCE_S = 8.0


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


@dataclass(slots=True)
class _Post:
    """The exchange and scope that are watched now, and what is known of them."""

    exchange: Exchange
    scope: Scope
    readiness: Readiness = field(default_factory=Readiness)
    books: dict[ProductType, tuple[OpenOrder, ...]] = field(default_factory=dict)
    read_at: dict[ProductType, float] = field(default_factory=dict)
    examined_at: float | None = None


class Watch:
    """A daemon thread; tell is called on it with each Outlook. The other methods are for any thread."""

    def __init__(
        self,
        tell: Callable[[Outlook], None],
        pace: Pace | None = None,
        surroundings: Surroundings | None = None,
    ) -> None:
        self._tell = tell
        self._pace = pace or Pace()
        self._surroundings = surroundings or Surroundings()
        self._used_at = time.monotonic()
        self._post: _Post | None = None
        self._is_held = False
        self._next_at = 0.0
        self._close_until = 0.0
        self._released_at = 0.0
        self._is_over = False
        self._wake = threading.Condition()
        threading.Thread(target=self._run, name="watch", daemon=True).start()

    def look_at(self, exchange: Exchange | None, scope: Scope) -> None:
        """Watch another exchange or scope, beginning now; None to watch nothing."""
        with self._wake:
            self._post = None if exchange is None else _Post(exchange, scope)
            self._next_at = self._close_until = 0.0
            self._wake.notify_all()
        if exchange is not None:
            exchange.warm(scope.product_types)

    def used(self) -> None:
        """Note that somebody is at the window: after a long absence that begins a look now."""
        with self._wake:
            was_used, self._used_at = self._is_used, time.monotonic()
            if not was_used:
                self._next_at = 0.0
                self._wake.notify_all()

    def hold(self) -> None:
        """Ask nothing while a press runs: the budget is the press's."""
        with self._wake:
            self._is_held = True

    def release(self, closely_s: float = 0.0) -> None:
        """Go on after a press, with an examination after the usual pause.

        closely_s is for a press that was proved empty: for so long the book is read more often instead.
        """
        now = time.monotonic()
        with self._wake:
            self._is_held = False
            self._released_at = self._used_at = now
            self._close_until = now + closely_s
            post = self._post
            if post is not None and closely_s:
                post.books = dict.fromkeys(post.scope.product_types, ())
                post.read_at = dict.fromkeys(post.scope.product_types, now)
            elif post is not None:
                post.examined_at = None
                post.books.clear()
            self._next_at = now + self._pause_s(post)
            self._wake.notify_all()

    def stop(self) -> None:
        """End the thread after the call it may be in."""
        with self._wake:
            self._is_over = True
            self._wake.notify_all()

    def _run(self) -> None:
        places = cycle(ProductType)
        while not self._is_over:
            self._wait()
            with self._wake:
                post, due_at = self._post, self._next_at
                is_looking = post is not None and not self._is_held and not self._is_over
            if post is not None and is_looking:
                self._look(post, places)
            with self._wake:
                if self._post is post and self._next_at == due_at:  # nobody asked for another moment
                    self._next_at = time.monotonic() + self._pause_s(post)

    def _wait(self) -> None:
        """Wait for the next look, which is now when the computer has slept or the network has changed."""
        while True:
            with self._wake:
                left_s = self._next_at - time.monotonic()
                if self._is_over or left_s <= 0:
                    return
                self._wake.wait(min(left_s, self._pace.surroundings_s))
                post = None if self._is_held else self._post
            if post is not None and self._surroundings.changed():
                post.exchange.warm(post.scope.product_types, anew=True)
                with self._wake:
                    post.examined_at = None
                    self._next_at = 0.0

    def _pause_s(self, post: _Post | None) -> float:
        is_ready = post is not None and post.readiness.is_ready
        if post is None or not self._is_close or not is_ready:
            return self._pace.pause_s(is_used=self._is_used, is_ready=is_ready)
        return close_pause_s(len(post.scope.product_types))

    @property
    def _is_used(self) -> bool:
        return time.monotonic() - self._used_at < self._pace.used_for_s

    @property
    def _is_close(self) -> bool:
        return time.monotonic() < self._close_until

    def _look(self, post: _Post, places: cycle[ProductType]) -> None:
        begun_at = time.monotonic()
        try:
            post.exchange.warm(post.scope.product_types)
            is_due = self._is_due(post.examined_at) and not self._is_close
            if not post.readiness.is_ready or (is_due and post.examined_at is None):
                self._examine(post)
            elif not is_due or self._is_ready_still(post):
                self._read_one(post, next(place for place in places if place in post.scope.product_types))
        except Exception as fault:  # noqa: BLE001 a fault here must not end the watch; the next look tells more
            _log.error("A fault of this program in the watch: %s", type(fault).__name__)
            return
        if not self._is_stale(begun_at):
            self._report(post)

    def _is_due(self, examined_at: float | None) -> bool:
        after_s = self._pace.examine_s(is_used=self._is_used)
        return examined_at is None or time.monotonic() - examined_at > after_s

    def _is_stale(self, begun_at: float) -> bool:
        """Tell whether a press has ended since: what was read before it must not count as come back."""
        return begun_at < self._released_at

    def _examine(self, post: _Post) -> None:
        begun_at = time.monotonic()
        readiness, orders = examine(post.exchange, post.scope, until=begun_at + _PATIENCE_S)
        if self._is_stale(begun_at):
            return
        post.readiness = readiness
        post.examined_at = time.monotonic()
        post.books.clear()
        post.read_at = dict.fromkeys(post.scope.product_types, begun_at)
        if orders is not None:
            for product_type in post.scope.product_types:
                post.books[product_type] = tuple(o for o in orders if o.product_type is product_type)

    def _is_ready_still(self, post: _Post) -> bool:
        begun_at = time.monotonic()
        found = examine_again(post.exchange, post.scope, post.readiness, until=begun_at + _PATIENCE_S)
        if self._is_stale(begun_at) or self._is_held:
            return False
        post.readiness, post.examined_at = found, time.monotonic()
        if not found.is_ready:
            post.books.clear()
        return found.is_ready

    def _read_one(self, post: _Post, product_type: ProductType) -> None:
        begun_at = time.monotonic()
        try:
            until = begun_at + _PATIENCE_S
            book = in_time(lambda: post.exchange.open_orders(product_type, until=until), until)
        except errors.ExchangeError:
            self._examine(post)  # which says in a sentence what is wrong, if it still is
            return
        if self._is_stale(begun_at):
            return
        post.read_at[product_type] = begun_at
        post.books[product_type] = tuple(order for order in book.orders if post.scope.covers(order))
        # Both statuses were asked for one after the other: a round trip is half of it.
        link_ms = round((book.ended_at - book.begun_at) * 500)
        known = _known(post)
        post.readiness = refreshed(
            post.readiness,
            post.scope,
            link_ms,
            post.exchange.clock_offset_ms,
            None if known is None else len(known),
        )

    def _report(self, post: _Post) -> None:
        with self._wake:
            if self._post is not post or self._is_held or self._is_over:
                return
        read_at = min(post.read_at.values(), default=0.0)
        self._tell(Outlook(post.exchange, post.scope, post.readiness, _known(post), read_at))


def _known(post: _Post) -> tuple[OpenOrder, ...] | None:
    if any(product_type not in post.books for product_type in post.scope.product_types):
        return None
    return tuple(order for book in post.books.values() for order in book)
