"""While nothing is pressed: keeps asking whether a press would work, and what stands in the book."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import cycle

from gui.panic import errors
from gui.panic.exchange import Exchange
from gui.panic.orders import OpenOrder, ProductType, Scope
from gui.panic.patience import in_time
from gui.panic.readiness import Readiness, examine, refreshed

_log = logging.getLogger(__name__)

# One product type each time: a press right afterwards then still finds room in the rate budget.
BETWEEN_LOOKS_S = 5.0
BETWEEN_EXAMINATIONS_S = 60.0
_PATIENCE_S = 8.0


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the last look showed; orders is None while the book was not read completely."""

    exchange: Exchange
    scope: Scope
    readiness: Readiness
    orders: tuple[OpenOrder, ...] | None


@dataclass(slots=True)
class _Post:
    """The exchange and scope that are watched now, and what is known of them."""

    exchange: Exchange
    scope: Scope
    readiness: Readiness = field(default_factory=Readiness)
    books: dict[ProductType, tuple[OpenOrder, ...]] = field(default_factory=dict)
    examined_at: float | None = None


class Watch:
    """A daemon thread; tell is called on it with each Outlook. The other methods are for any thread."""

    def __init__(self, tell: Callable[[Outlook], None], between_s: float = BETWEEN_LOOKS_S) -> None:
        self._tell = tell
        self._between_s = between_s
        self._post: _Post | None = None
        self._is_held = False
        self._is_over = False
        self._wake = threading.Condition()
        threading.Thread(target=self._run, name="watch", daemon=True).start()

    def look_at(self, exchange: Exchange | None, scope: Scope) -> None:
        """Watch another exchange or scope, beginning now; None to watch nothing."""
        with self._wake:
            self._post = None if exchange is None else _Post(exchange, scope)
            self._wake.notify_all()

    def hold(self) -> None:
        """Ask nothing while a press runs: the budget is the press's."""
        with self._wake:
            self._is_held = True

    def release(self) -> None:
        """Go on after a press, with an examination after the usual pause."""
        with self._wake:
            self._is_held = False
            if self._post is not None:
                self._post.examined_at = None
                self._post.books.clear()

    def stop(self) -> None:
        """End the thread after the call it may be in."""
        with self._wake:
            self._is_over = True
            self._wake.notify_all()

    def _run(self) -> None:
        places = cycle(ProductType)
        while not self._is_over:
            post = self._post
            if post is not None and not self._is_held:
                self._look(post, places)
            with self._wake:
                if not self._is_over and self._post is post:
                    self._wake.wait(self._between_s)

    def _look(self, post: _Post, places: cycle[ProductType]) -> None:
        try:
            if not post.readiness.is_ready or _is_due(post.examined_at):
                self._examine(post)
            else:
                self._read_one(post, next(place for place in places if place in post.scope.product_types))
        except Exception as fault:  # noqa: BLE001 a fault here must not end the watch; the next look tells more
            _log.error("A fault of this program in the watch: %s", type(fault).__name__)
            return
        self._report(post)

    def _examine(self, post: _Post) -> None:
        readiness, orders = examine(post.exchange, post.scope, until=time.monotonic() + _PATIENCE_S)
        post.readiness = readiness
        post.examined_at = time.monotonic()
        post.books.clear()
        if orders is not None:
            for product_type in post.scope.product_types:
                post.books[product_type] = tuple(o for o in orders if o.product_type is product_type)

    def _read_one(self, post: _Post, product_type: ProductType) -> None:
        begun_at = time.monotonic()
        try:
            until = begun_at + _PATIENCE_S
            book = in_time(lambda: post.exchange.open_orders(product_type, until=until), until)
        except errors.ExchangeError:
            self._examine(post)  # which says in a sentence what is wrong, if it still is
            return
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
        self._tell(Outlook(post.exchange, post.scope, post.readiness, _known(post)))


def _known(post: _Post) -> tuple[OpenOrder, ...] | None:
    if any(product_type not in post.books for product_type in post.scope.product_types):
        return None
    return tuple(order for book in post.books.values() for order in book)


def _is_due(examined_at: float | None) -> bool:
    return examined_at is None or time.monotonic() - examined_at > BETWEEN_EXAMINATIONS_S
