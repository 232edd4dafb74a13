"""An exchange for tests: a book of its own, and a script that says what each call does."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from gui.panic.errors import ExchangeError
from gui.panic.exchange import Before, BookRead, CancelAnswer, KeyFacts, OrderRef, RefusedOrder
from gui.panic.orders import AccountMode, OpenOrder, Position, ProductType
from gui.panic.proxy import Proxy
from gui.panic.turnstile import outside

USDT, USDC, COIN = ProductType.USDT_FUTURES, ProductType.USDC_FUTURES, ProductType.COIN_FUTURES


def order(order_id: str, product_type: ProductType = USDT, coin: str | None = "USDT") -> OpenOrder:
    return OpenOrder(order_id, product_type, symbol="BTCUSDT", margin_coin=coin, created_ms=1_000)


@dataclass(frozen=True, slots=True)
class Step:
    """What one call does: fail before it acts, act or not, keep some orders, settle later, fail after."""

    before: Exception | None = None
    after: Exception | None = None
    keeps: frozenset[str] = frozenset()
    settles_s: float = 0.0
    hangs: threading.Event | None = None
    then: Callable[[], object] | None = None


PLAIN = Step()


@dataclass(slots=True)
class Proof:
    """A complete read as it was given away: when it began, and what was open at that moment."""

    begun_at: float
    product_type: ProductType
    open_ids: frozenset[str]


@dataclass(slots=True)
class Book:
    orders: dict[str, OpenOrder] = field(default_factory=dict)
    leaving: dict[str, float] = field(default_factory=dict)
    lock: threading.RLock = field(default_factory=threading.RLock)

    def open(self, product_type: ProductType | None = None) -> tuple[OpenOrder, ...]:
        with self.lock:
            now = time.monotonic()
            for order_id in [each for each, at in self.leaving.items() if at <= now]:
                del self.leaving[order_id]
                self.orders.pop(order_id, None)
            return tuple(each for each in self.orders.values() if product_type in (None, each.product_type))

    def place(self, *orders: OpenOrder) -> None:
        with self.lock:
            self.orders.update({each.order_id: each for each in orders})

    def let_go(self, order_id: str, settles_s: float) -> None:
        with self.lock:
            if settles_s:
                self.leaving.setdefault(order_id, time.monotonic() + settles_s)
            else:
                self.orders.pop(order_id, None)


class FakeExchange:
    """Fulfils gui.panic.exchange.Exchange. A script lists the steps of one kind of call for one product
    type; when it has run out, calls go well. A step of `for ever` repeats.
    """

    def __init__(self, *orders: OpenOrder, server_ms: int | None = 500) -> None:
        self.book = Book()
        self.book.place(*orders)
        self.stop_book = Book()
        self.held: list[Position] = []
        self.calls: list[tuple[str, ProductType | None, str | None]] = []
        self.proofs: list[Proof] = []
        self.acknowledged_at: dict[ProductType, float] = {}
        self.facts = KeyFacts()
        self.account_mode: AccountMode | None = AccountMode.CLASSIC
        self.offset_ms: int | None = 0
        self.reached_through: Proxy | None = None
        self.is_closed = False
        self.requests = 1  # that a read of the book takes
        self.is_blind = False
        self.warmed: list[tuple[tuple[ProductType, ...], bool]] = []
        self._server_ms = server_ms
        self._scripts: dict[tuple[str, ProductType | None], list[Step]] = defaultdict(list)
        self._for_ever: dict[tuple[str, ProductType | None], Step] = {}
        self._lock = threading.Lock()

    def script(self, call: str, product_type: ProductType | None, *steps: Step | Exception) -> None:
        """Say what the next calls do; an exception stands for failing before anything happens."""
        self._scripts[call, product_type].extend(_step(each) for each in steps)

    def always(self, call: str, product_type: ProductType | None, step: Step | Exception) -> None:
        """Say what every call does once the script has run out."""
        self._for_ever[call, product_type] = _step(step)

    def count(self, call: str, product_type: ProductType | None = None) -> int:
        return sum(made == call and product_type in (None, where) for made, where, _ in list(self.calls))

    def cancel_all(self, product_type: ProductType, margin_coin: str | None, *, until: float) -> CancelAnswer:
        step, sent_at = self._begin("cancel_all", product_type, until, margin_coin)
        aimed = [each for each in self.book.open(product_type) if margin_coin in (None, each.margin_coin)]
        return self._cancelled(step, product_type, aimed, sent_at)

    def begin_cancel_all(
        self, product_type: ProductType, margin_coin: str | None, *, until: float, before: Before
    ) -> None:
        """Every cancel waits for something here, but in the tests that are about it."""

    def cancel_orders(self, orders: Sequence[OpenOrder], *, until: float) -> CancelAnswer:
        product_type = orders[0].product_type
        step, sent_at = self._begin("cancel_orders", product_type, until)
        wanted = {each.order_id for each in orders}
        aimed = [each for each in self.book.open(product_type) if each.order_id in wanted]
        return self._cancelled(step, product_type, aimed, sent_at)

    def open_orders(
        self,
        product_type: ProductType,
        *,
        until: float,
        written: Callable[[], None] | None = None,
        goes_on: Callable[[], bool] | None = None,  # noqa: ARG002
    ) -> BookRead:
        step, begun_at = self._begin("open_orders", product_type, until)
        if written is not None:
            written()
        found = self.book.open(product_type)
        if step.after is not None:
            raise step.after
        with self._lock:
            self.proofs.append(Proof(begun_at, product_type, frozenset(each.order_id for each in found)))
        return BookRead(found, begun_at, time.monotonic(), self.requests)

    def glimpse(self, product_type: ProductType, *, until: float) -> tuple[OpenOrder, ...] | None:
        self._begin("glimpse", product_type, until)
        return None if self.is_blind else self.book.open(product_type)

    def stops(self, product_type: ProductType, *, until: float) -> BookRead:
        step, begun_at = self._begin("stops", product_type, until)
        found = self.stop_book.open(product_type)
        if step.after is not None:
            raise step.after
        return BookRead(found, begun_at, time.monotonic())

    def cancel_stops(self, stops: Sequence[OpenOrder], *, until: float) -> CancelAnswer:
        product_type = stops[0].product_type
        step, sent_at = self._begin("cancel_stops", product_type, until)
        wanted = {each.order_id for each in stops}
        aimed = [each for each in self.stop_book.open(product_type) if each.order_id in wanted]
        return self._cancelled(step, product_type, aimed, sent_at)

    def positions(self, product_type: ProductType, *, until: float) -> tuple[Position, ...]:
        self._begin("positions", product_type, until)
        return tuple(each for each in self.held if each.product_type is product_type)

    @property
    def mode(self) -> AccountMode | None:
        return self.account_mode

    def server_time(self, *, until: float) -> int:
        self._begin("server_time", None, until)
        return int(time.time() * 1000)

    def account(self, product_type: ProductType, *, until: float) -> None:
        self._begin("account", product_type, until)

    def key_facts(self, *, until: float) -> KeyFacts:
        self._begin("key_facts", None, until)
        return self.facts

    @property
    def clock_offset_ms(self) -> int | None:
        return self.offset_ms

    @property
    def proxy(self) -> Proxy | None:
        return self.reached_through

    def warm(self, product_types: Sequence[ProductType], *, anew: bool = False) -> None:
        self.warmed.append((tuple(product_types), anew))

    def close(self) -> None:
        self.is_closed = True

    def _begin(
        self, call: str, product_type: ProductType | None, until: float, coin: str | None = None
    ) -> tuple[Step, float]:
        with self._lock:
            self.calls.append((call, product_type, coin))
            script = self._scripts[call, product_type]
            step = script.pop(0) if script else self._for_ever.get((call, product_type), PLAIN)
        begun_at = time.monotonic()
        assert until < begun_at + 3600
        if step.hangs is not None:
            with outside():  # as one that waits for an answer does
                step.hangs.wait(30)
        if step.then is not None:
            step.then()
        if step.before is not None:
            raise step.before
        return step, begun_at

    def _cancelled(
        self, step: Step, product_type: ProductType, aimed: Iterable[OpenOrder], sent_at: float
    ) -> CancelAnswer:
        gone, kept = [], []
        for each in aimed:
            ref = OrderRef(each.order_id, each.client_oid)
            if each.order_id in step.keeps:
                kept.append(RefusedOrder(ref, "The order is under review.", "13010"))
            else:
                gone.append(ref)
                book = self.stop_book if each.is_stop else self.book
                book.let_go(each.order_id, step.settles_s)
        if step.after is not None:
            raise step.after
        with self._lock:
            self.acknowledged_at[product_type] = time.monotonic()
        return CancelAnswer(
            tuple(gone),
            tuple(kept),
            nothing_to_cancel=not gone and not kept,
            sent_at=sent_at,
            received_at=time.monotonic(),
            server_ms=self._server_ms,
        )


def _step(given: Step | Exception) -> Step:
    return given if isinstance(given, Step) else Step(before=given)


def coded(error: type[ExchangeError], code: str = "") -> ExchangeError:
    return error(code=code)


def book_of(count: int, *product_types: ProductType) -> list[OpenOrder]:
    return [
        replace(order(f"{kind.value}-{number}", kind), client_oid=f"mine-{number}")
        for kind in product_types
        for number in range(count)
    ]
