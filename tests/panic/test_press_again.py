from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from gui.panic import errors, refusals
from gui.panic.accounts import MAIN
from gui.panic.ledger import Ledger
from gui.panic.orders import ALL_FUTURES, Scope
from gui.panic.progress import Progress, Stage
from gui.panic.sweep import Sweep
from gui.panic.verdict import Report, Verdict

from .fakes import USDC, USDT, FakeExchange, Step, book_of, order

ONLY_USDT = Scope((USDT,))


class Running:
    """A sweep on a thread of its own."""

    def __init__(self, sweep: Sweep) -> None:
        self.sweep = sweep
        self.reports: list[Report] = []
        self._thread = threading.Thread(target=lambda: self.reports.append(sweep.run()), daemon=True)
        self._thread.start()

    def report(self, timeout_s: float = 30) -> Report:
        self._thread.join(timeout_s)
        assert self.reports, "the sweep did not end"
        return self.reports[0]


def wait_until(condition: Callable[[], bool], timeout_s: float = 30) -> None:
    until = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.005)


def test_an_empty_that_was_proved_before_a_second_press_does_not_count() -> None:
    exchange = FakeExchange(*book_of(1, USDT, USDC))
    freed = threading.Event()
    exchange.script("cancel_all", USDC, Step(hangs=freed))
    told: list[Progress] = []
    running = Running(Sweep({MAIN: exchange}, Scope((USDT, USDC)), deadline_s=5, on_progress=told.append))
    wait_until(lambda: any(each.stage is Stage.ENDED and each.product_type is USDT for each in told))
    exchange.book.place(order("late", USDT))
    assert running.sweep.again()
    wait_until(lambda: exchange.count("cancel_all", USDT) == 2)
    wait_until(lambda: exchange.count("cancel_all", USDC) == 2)
    report = running.report()
    freed.set()
    assert report.verdict is Verdict.EMPTY
    assert exchange.book.open() == ()
    assert "late" in {row.order.order_id for row in report.orders}


def test_an_empty_from_before_does_not_stand_in_for_a_second_press_that_fails() -> None:
    exchange = FakeExchange(*book_of(1, USDT, USDC))
    freed = threading.Event()
    exchange.script("cancel_all", USDC, Step(hangs=freed))
    told: list[Progress] = []
    running = Running(Sweep({MAIN: exchange}, Scope((USDT, USDC)), deadline_s=2.5, on_progress=told.append))
    wait_until(lambda: any(each.stage is Stage.ENDED and each.product_type is USDT for each in told))
    exchange.always("cancel_all", USDT, errors.Silent())
    assert running.sweep.again()
    report = running.report()
    freed.set()
    verdicts = {product.product_type: product.verdict for product in report.product_types}
    assert verdicts == {USDT: Verdict.UNKNOWN, USDC: Verdict.EMPTY}


def test_a_verdict_that_comes_as_a_second_press_starts_is_not_its_verdict() -> None:
    exchange = FakeExchange(order("1"))

    def press_again(progress: Progress) -> None:
        if progress.stage is Stage.ENDED and exchange.count("cancel_all") == 1:
            exchange.always("cancel_all", USDT, errors.Silent())
            assert sweep.again()
            wait_until(lambda: exchange.count("cancel_all") == 2)

    sweep = Sweep({MAIN: exchange}, ONLY_USDT, deadline_s=2.5, on_progress=press_again)
    assert sweep.run().verdict is Verdict.UNKNOWN


def test_a_second_press_makes_every_product_type_start_over() -> None:
    exchange = FakeExchange(*book_of(1, *ALL_FUTURES))
    freed = threading.Event()
    for kind in ALL_FUTURES:
        exchange.script("cancel_all", kind, Step(hangs=freed))
    running = Running(Sweep({MAIN: exchange}, Scope(), deadline_s=5))
    wait_until(lambda: exchange.count("cancel_all") == 3)
    assert running.sweep.again()
    report = running.report()
    freed.set()
    assert report.verdict is Verdict.EMPTY  # without waiting for the calls that hang
    assert all(exchange.count("cancel_all", kind) == 2 for kind in ALL_FUTURES)


def test_the_deadline_counts_anew_from_a_further_press() -> None:
    exchange = FakeExchange(order("1"))
    exchange.always("open_orders", USDT, errors.Silent())
    running = Running(Sweep({MAIN: exchange}, ONLY_USDT, deadline_s=1.5))
    time.sleep(0.5)
    pressed_at = time.monotonic()
    assert running.sweep.again()
    assert running.report().verdict is Verdict.UNKNOWN
    assert time.monotonic() - pressed_at >= 1.5


def test_a_press_after_the_end_needs_a_run_of_its_own() -> None:
    sweep = Sweep({MAIN: FakeExchange()}, ONLY_USDT, deadline_s=2)
    assert sweep.run().verdict is Verdict.EMPTY
    assert not sweep.again()


def test_two_hundred_presses_stay_bounded_and_the_last_one_is_honoured() -> None:
    exchange = FakeExchange(order("1"))
    exchange.always("open_orders", USDT, errors.Silent())
    running = Running(Sweep({MAIN: exchange}, ONLY_USDT, deadline_s=0.8))
    before = threading.active_count()
    most = before
    pressed_at = [time.monotonic()]

    def hammer() -> None:
        for _ in range(20):
            pressed_at.append(time.monotonic())
            running.sweep.again()
            time.sleep(0.05)

    hammers = [threading.Thread(target=hammer) for _ in range(10)]
    for thread in hammers:
        thread.start()
    while any(thread.is_alive() for thread in hammers):
        most = max(most, threading.active_count())
        time.sleep(0.01)
    cancels_before, seconds = exchange.count("cancel_all"), time.monotonic() - pressed_at[0]
    assert running.report().verdict is Verdict.UNKNOWN
    ended_at = time.monotonic()
    assert most - before <= len(hammers) + 4
    # About a second of presses, at 0.3 s each at the soonest, and one more for the last.
    assert cancels_before <= 8 * max(1.0, seconds)
    assert exchange.count("cancel_all") <= cancels_before + 1
    assert ended_at - max(pressed_at) >= 0.8  # the deadline of the last press, not of the first


def test_a_lane_that_was_overtaken_ends_without_a_word() -> None:
    exchange = FakeExchange(*book_of(1, USDT))
    freed = threading.Event()
    exchange.script("cancel_all", USDT, Step(hangs=freed))
    told: list[Progress] = []
    sweep = Sweep({MAIN: exchange}, ONLY_USDT, deadline_s=0.4, on_progress=told.append)
    report = sweep.run()
    assert report.verdict is Verdict.UNKNOWN
    told_by_then = len(told)
    freed.set()
    wait_until(lambda: USDT in exchange.acknowledged_at)
    time.sleep(0.1)
    late = told[told_by_then:]
    assert [each.report for each in late if each.report is not None] == []


def test_a_further_press_cancels_at_once_beside_one_that_hangs_and_by_id_too() -> None:
    """Everything was cancelled the first way, which hangs and does nothing: by ID it goes all the same."""
    exchange = FakeExchange(order("1"), order("2"))
    freed = threading.Event()
    exchange.always("cancel_all", USDT, Step(before=errors.Silent(), hangs=freed))
    running = Running(
        Sweep({MAIN: exchange}, ONLY_USDT, deadline_s=2, known={MAIN: [order("1"), order("2")]})
    )
    wait_until(lambda: exchange.count("cancel_all") == 1)
    pressed_at = time.monotonic()
    assert running.sweep.again()
    wait_until(lambda: exchange.count("cancel_all") == 2 and not exchange.book.open())
    assert time.monotonic() - pressed_at < 1  # while the first still hangs, and long before the end
    assert exchange.count("cancel_orders") == 1
    report = running.report()
    freed.set()
    # Nobody acknowledged a cancel of everything, so an order that nobody knew of may stand.
    assert report.verdict is Verdict.UNKNOWN


def test_a_refusal_after_a_cancel_by_id_that_may_have_acted_is_not_refused() -> None:
    exchange = FakeExchange(order("1"))
    freed = threading.Event()
    exchange.script(
        "cancel_all", USDT, Step(hangs=freed, before=refusals.KeyUnknown()), refusals.KeyUnknown()
    )
    exchange.always("open_orders", USDT, refusals.KeyUnknown())
    running = Running(Sweep({MAIN: exchange}, ONLY_USDT, deadline_s=1.5, known={MAIN: [order("1")]}))
    wait_until(lambda: exchange.count("cancel_all") == 1)
    assert running.sweep.again()
    report = running.report()
    freed.set()
    assert exchange.count("cancel_orders") == 1
    assert report.verdict is Verdict.UNKNOWN


def test_what_would_take_long_by_id_is_left_to_the_cancel_of_everything() -> None:
    many = [replace(order(str(number)), symbol=f"S{number}USDT") for number in range(9)]
    exchange = FakeExchange(*many)
    freed = threading.Event()
    exchange.script("cancel_all", USDT, Step(hangs=freed))
    running = Running(Sweep({MAIN: exchange}, ONLY_USDT, deadline_s=2, known={MAIN: many}))
    wait_until(lambda: exchange.count("cancel_all") == 1)
    assert running.sweep.again()
    assert running.report().verdict is Verdict.EMPTY
    freed.set()
    assert exchange.count("cancel_orders") == 0


def test_presses_that_go_on_and_on_start_over_three_times_a_second_at_most() -> None:
    exchange = FakeExchange(order("1"))
    freed = threading.Event()
    exchange.always("cancel_all", USDT, Step(hangs=freed))
    begun_at = time.monotonic()
    running = Running(Sweep({MAIN: exchange}, ONLY_USDT, deadline_s=1))
    while time.monotonic() - begun_at < 2:
        assert running.sweep.again()
        time.sleep(0.01)
    running.report()
    seconds = time.monotonic() - begun_at
    freed.set()
    assert 3 < exchange.count("cancel_all") <= 3 * (seconds // 1.05 + 1)


def test_no_more_than_three_starts_leave_within_a_second() -> None:
    exchange = FakeExchange(order("1"))
    exchange.always("open_orders", USDT, errors.Silent())
    begun_at = time.monotonic()
    running = Running(Sweep({MAIN: exchange}, ONLY_USDT, deadline_s=1.2))
    while time.monotonic() - begun_at < 0.9:
        assert running.sweep.again()
        time.sleep(0.01)
    lanes, windows = exchange.count("cancel_all"), 1 + (time.monotonic() - begun_at) // 1.05
    running.report()
    assert lanes <= 3 * 3 * windows  # each start may cancel again after its read failed


def test_a_press_too_many_starts_over_a_second_after_the_first_start_and_no_later() -> None:
    exchange = FakeExchange(order("1"))
    freed = threading.Event()
    exchange.always("cancel_all", USDT, Step(hangs=freed))
    running = Running(Sweep({MAIN: exchange}, ONLY_USDT, deadline_s=10))
    wait_until(lambda: exchange.count("cancel_all") == 1)
    time.sleep(0.8)
    second_at = time.monotonic()
    for starts in (2, 3):
        assert running.sweep.again()
        wait_until(lambda: exchange.count("cancel_all") == starts)  # noqa: B023
    assert running.sweep.again()
    wait_until(lambda: exchange.count("cancel_all") == 4)
    waited_s = time.monotonic() - second_at
    freed.set()
    running.report()
    assert waited_s < 0.8  # counted from the second start it would be 1.05 at least


def test_a_call_that_hangs_holds_the_report_up_for_a_moment_after_the_deadline_and_no_longer() -> None:
    exchange, freed = FakeExchange(order("1")), threading.Event()
    exchange.always("cancel_all", USDT, Step(hangs=freed))
    begun_at = time.monotonic()
    report = Sweep({MAIN: exchange}, ONLY_USDT, deadline_s=0.3).run()
    took_s = time.monotonic() - begun_at
    freed.set()
    assert report.verdict is Verdict.UNKNOWN
    assert 0.3 < took_s < 0.9  # a second late, it would be 1.3


def test_what_comes_shortly_after_the_deadline_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gui.panic.sweep._GRACE_S", 4.0)
    exchange = FakeExchange(order("1"))
    freed = threading.Event()
    exchange.script("cancel_all", USDT, Step(hangs=freed))
    running = Running(Sweep({MAIN: exchange}, ONLY_USDT, deadline_s=2))
    wait_until(lambda: exchange.count("cancel_all") == 1)
    freed.set()
    assert running.report().verdict is Verdict.EMPTY


def test_no_further_press_waits_for_rows_that_are_being_joined(monkeypatch: pytest.MonkeyPatch) -> None:
    joined = threading.Event()

    def join(*_: object) -> tuple[()]:
        assert joined.wait(30)
        return ()

    monkeypatch.setattr(Ledger, "glimpsed", join)
    monkeypatch.setattr(Ledger, "last_seen", property(join))
    exchange = FakeExchange(*book_of(1, USDT, USDC))
    for kind in (USDT, USDC):
        exchange.script("cancel_all", kind, *[Step(hangs=joined)] * 2)
    running = Running(Sweep({MAIN: exchange}, Scope((USDT, USDC)), deadline_s=8))
    wait_until(lambda: exchange.count("glimpse") == 2)
    assert running.sweep.again()
    wait_until(lambda: exchange.count("cancel_all") == 4)
    third = threading.Thread(target=running.sweep.again, daemon=True)
    third.start()
    third.join(10)
    assert not third.is_alive()
    joined.set()
    assert running.report().verdict is Verdict.EMPTY


def test_a_further_press_does_not_wait_for_a_journal_that_is_slow_at_the_first() -> None:
    exchange = FakeExchange(order("1"))
    noting, noted = threading.Event(), threading.Event()

    def note() -> None:
        noting.set()
        assert noted.wait(30)

    sweep = Sweep({MAIN: exchange}, ONLY_USDT, deadline_s=20)
    reports: list[Report] = []
    first = threading.Thread(target=lambda: reports.append(sweep.run(note)), daemon=True)
    first.start()
    assert noting.wait(10)
    further = threading.Thread(target=sweep.again, daemon=True)
    further.start()
    further.join(10)
    assert not further.is_alive()
    noted.set()
    first.join(20)
    assert reports[0].verdict is Verdict.EMPTY
