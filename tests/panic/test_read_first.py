"""The book is asked for before the answer to a cancel is entered, and the answer is entered all the same."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread

import pytest

from gui.panic import errors
from gui.panic.accounts import MAIN
from gui.panic.exchange import BookRead
from gui.panic.orders import Covers, OrderResult, ProductType, Scope
from gui.panic.progress import Progress, Stage
from gui.panic.sweep import Sweep
from gui.panic.verdict import Report, Verdict

from .fakes import USDC, USDT, FakeExchange, Step, order


class Told(FakeExchange):
    """Writes down when a book is asked for and given, beside what a press tells meanwhile."""

    def __init__(self) -> None:
        super().__init__(order("1"))
        self.seen: list[str] = []

    def open_orders(
        self,
        product_type: ProductType,
        *,
        until: float,
        written: Callable[[], None] | None = None,
        goes_on: Callable[[], bool] | None = None,
    ) -> BookRead:
        self.seen.append("asked")
        book = super().open_orders(product_type, until=until, written=written, goes_on=goes_on)
        self.seen.append("given")
        return book

    def stops(self, product_type: ProductType, *, until: float) -> BookRead:
        self.seen.append("stops asked")
        return super().stops(product_type, until=until)

    def take(self, progress: Progress) -> None:
        self.seen.append(progress.stage.name)


def pressed(exchange: Told, scope: Scope) -> Report:
    return Sweep({MAIN: exchange}, scope, deadline_s=1.5, on_progress=exchange.take).run()


def test_the_book_is_asked_for_first_and_the_answer_entered_before_it_comes() -> None:
    exchange = Told()
    assert pressed(exchange, Scope((USDT,))).verdict is Verdict.EMPTY
    plain = [each for each in exchange.seen if each != "stops asked"]  # by whoever counts those that stay
    assert plain == ["asked", Stage.ACKNOWLEDGED.name, "given", Stage.READ.name, Stage.ENDED.name]


def test_where_the_book_cannot_be_asked_for_the_answer_is_entered_all_the_same() -> None:
    exchange = Told()
    exchange.always("open_orders", USDT, errors.Unreachable())
    report = pressed(exchange, Scope((USDT,)))
    assert report.verdict is Verdict.UNKNOWN
    assert [(row.result, row.reason) for row in report.orders] == [
        (OrderResult.UNCONFIRMED, "Acknowledged, not read back.")
    ]
    assert exchange.seen.count(Stage.ACKNOWLEDGED.name) == 1


def test_stops_are_listed_after_the_answer_was_entered() -> None:
    exchange = Told()
    assert pressed(exchange, Scope((USDT,), kinds=Covers.EVERYTHING)).verdict is Verdict.EMPTY
    assert exchange.seen[:2] == [Stage.ACKNOWLEDGED.name, "stops asked"]


def test_a_lane_that_is_overtaken_before_it_reads_leaves_its_answer_to_the_next() -> None:
    class Pressed(Told):
        """Pressed again during its first cancel; the second lane reads once the first has told."""

        def cancel_all(self, product_type, margin_coin, *, until):  # type: ignore[no-untyped-def]
            answer = super().cancel_all(product_type, margin_coin, until=until)
            if self.count("cancel_all") == 1:
                assert sweep.again()
                second_began.wait(30)
            else:
                second_began.set()
            return answer

        def open_orders(self, product_type, *, until, written=None, goes_on=None):  # type: ignore[no-untyped-def]
            has_told.wait(30)
            return super().open_orders(product_type, until=until, written=written, goes_on=goes_on)

        def take(self, progress: Progress) -> None:
            super().take(progress)
            if progress.stage is Stage.ACKNOWLEDGED:
                has_told.set()

    second_began, has_told, exchange = Event(), Event(), Pressed()
    sweep = Sweep({MAIN: exchange}, Scope((USDT,)), deadline_s=5, on_progress=exchange.take)
    report = sweep.run()
    assert report.verdict is Verdict.EMPTY
    assert exchange.seen.count(Stage.ACKNOWLEDGED.name) == 2
    assert [row.result for row in report.orders] == [OrderResult.CANCELLED]


@pytest.mark.parametrize("is_pressed_again", [True, False])
def test_what_a_cancel_told_is_in_the_report_though_its_read_never_leaves(is_pressed_again: bool) -> None:
    class Stuck(Told):
        """The first read waits for room, or for a connection, until all is over."""

        def open_orders(self, product_type, *, until, written=None, goes_on=None):  # type: ignore[no-untyped-def]
            if not asked.is_set():
                asked.set()
                over.wait(20)
                raise errors.OutOfTime
            return super().open_orders(product_type, until=until, written=written, goes_on=goes_on)

    asked, over, exchange = Event(), Event(), Stuck()
    sweep = Sweep({MAIN: exchange}, Scope((USDT,)), deadline_s=1, on_progress=exchange.take)
    reports: list[Report] = []
    run = Thread(target=lambda: reports.append(sweep.run()))
    run.start()
    assert asked.wait(30)
    if is_pressed_again:
        assert sweep.again()
    run.join(30)
    over.set()
    (report,) = reports
    told = [(row.order.order_id, row.result) for row in report.orders]
    assert report.verdict is (Verdict.EMPTY if is_pressed_again else Verdict.UNKNOWN)
    assert told == [("1", OrderResult.CANCELLED if is_pressed_again else OrderResult.UNCONFIRMED)]
    assert "There was nothing to cancel." not in report.text


def test_no_answer_is_entered_before_every_product_type_has_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    class Two(Told):
        """The second cancel is answered when the first answer is entered, or has had the time for it."""

        def take(self, progress: Progress) -> None:
            super().take(progress)
            if progress.stage is Stage.ACKNOWLEDGED:
                entered.set()

    monkeypatch.setattr("gui.panic.sweep._SENDING_S", 60.0)
    monkeypatch.setattr("gui.panic.sweep._LONGEST_S", 60.0)
    entered, exchange = Event(), Two()
    exchange.script("cancel_all", USDC, Step(then=lambda: entered.wait(0.2)))
    sweep = Sweep({MAIN: exchange}, Scope((USDT, USDC)), on_progress=exchange.take)
    sweep.sending_s = 0.0  # nobody tells this press that its cancels are written
    assert sweep.run().verdict is Verdict.EMPTY
    acknowledged = exchange.seen.index(Stage.ACKNOWLEDGED.name)
    assert exchange.seen[:acknowledged].count("asked") == 2


def test_a_product_type_that_is_not_answered_holds_up_no_other() -> None:
    class Ended(Told):
        def take(self, progress: Progress) -> None:
            super().take(progress)
            if progress.stage is Stage.ENDED and progress.product_type is USDT:
                ended.set()

    ended, exchange = Event(), Ended()
    exchange.script("cancel_all", USDC, Step(hangs=ended))
    sweep = Sweep({MAIN: exchange}, Scope((USDT, USDC)), deadline_s=60, on_progress=exchange.take)
    report = sweep.run()
    assert report.verdict is Verdict.EMPTY
    assert ended.is_set()
