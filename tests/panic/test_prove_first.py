"""An empty book proves before it is told, and is told once every product type has its own."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from threading import Event

import pytest

from gui.panic.accounts import MAIN
from gui.panic.exchange import BookRead
from gui.panic.orders import Covers, ProductType, Scope
from gui.panic.progress import Progress, Stage
from gui.panic.sweep import Sweep
from gui.panic.verdict import Report, Verdict

from .fakes import USDC, USDT, FakeExchange, Step, order

BOTH = Scope((USDT, USDC))


class Told(FakeExchange):
    """Writes down whose book was given and what was told of it; shows when there was news of USDT."""

    def __init__(self) -> None:
        super().__init__(order("1"))
        self.seen: list[tuple[str, ProductType]] = []
        self.given, self.read, self.ended = Event(), Event(), Event()
        self.on_the_way: Callable[[], object] = self.given.is_set  # what happens while USDC's book comes

    def open_orders(
        self,
        product_type: ProductType,
        *,
        until: float,
        written: Callable[[], None] | None = None,
        goes_on: Callable[[], bool] | None = None,
    ) -> BookRead:
        book = super().open_orders(product_type, until=until, written=written, goes_on=goes_on)
        if product_type is USDC:
            self.on_the_way()
        self.seen.append(("given", product_type))
        if product_type is USDT:
            self.given.set()
        return book

    def take(self, progress: Progress) -> None:
        self.seen.append((progress.stage.name, progress.product_type))
        if progress.product_type is USDT:
            {Stage.READ: self.read, Stage.ENDED: self.ended}.get(progress.stage, Event()).set()


def pressed(exchange: Told, scope: Scope = BOTH, pressed_at: float | None = None) -> Report:
    sweep = Sweep({MAIN: exchange}, scope, deadline_s=60, pressed_at=pressed_at, on_progress=exchange.take)
    sweep.sending_s = 0.0  # nobody tells this press that its cancels are written
    return sweep.run()


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gui.panic.sweep._SENDING_S", 60.0)
    monkeypatch.setattr("gui.panic.sweep._LONGEST_S", 60.0)


@pytest.mark.usefixtures("patient")
def test_no_empty_book_is_told_before_every_product_type_has_read_its_own() -> None:
    exchange = Told()
    exchange.on_the_way = lambda: exchange.read.wait(0.2)
    assert pressed(exchange).verdict is Verdict.EMPTY
    first = exchange.seen.index((Stage.READ.name, USDT))
    assert ("given", USDC) in exchange.seen[:first]


def test_a_proof_waits_for_nobody_who_is_told_of_it() -> None:
    class Slow(Told):
        def take(self, progress: Progress) -> None:
            super().take(progress)
            if progress.stage is Stage.READ:
                told.append(time.monotonic())
                time.sleep(0.1)

    pressed_at, told = time.monotonic(), list[float]()
    report = pressed(Slow(), Scope((USDT,)), pressed_at)
    proved = report.product_types[0].timings.proved
    assert proved is not None
    assert proved <= math.ceil((told[0] - pressed_at) * 1000)


@pytest.mark.usefixtures("patient")
def test_what_is_left_waits_for_no_other() -> None:
    exchange, again = Told(), Event()
    exchange.script("cancel_all", USDT, Step(keeps=frozenset({"1"})))
    exchange.script("cancel_orders", USDT, Step(then=again.set))
    exchange.on_the_way = lambda: again.wait(20)
    assert pressed(exchange).verdict is Verdict.EMPTY
    first = exchange.seen.index((Stage.READ.name, USDT))
    assert ("given", USDC) not in exchange.seen[:first]


def test_a_book_that_does_not_come_holds_up_no_other() -> None:
    exchange = Told()
    exchange.on_the_way = lambda: exchange.ended.wait(20)
    assert pressed(exchange).verdict is Verdict.EMPTY
    assert exchange.seen.index((Stage.ENDED.name, USDT)) < exchange.seen.index(("given", USDC))


def test_where_stops_go_too_the_last_list_of_them_proves() -> None:
    class Slow(Told):
        def stops(self, product_type: ProductType, *, until: float) -> BookRead:
            if self.given.is_set():
                time.sleep(0.1)
            found = super().stops(product_type, until=until)
            listed.append(time.monotonic())
            return found

    pressed_at, listed = time.monotonic(), list[float]()
    report = pressed(Slow(), Scope((USDT,), kinds=Covers.EVERYTHING), pressed_at)
    assert report.verdict is Verdict.EMPTY
    proved = report.product_types[0].timings.proved
    assert proved is not None
    assert proved >= int((listed[-1] - pressed_at) * 1000)
