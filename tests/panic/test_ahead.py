"""The first cancels of a press leave from one thread, before there is a thread for each of them."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from queue import SimpleQueue

import pytest

from gui.panic import errors, refusals
from gui.panic.accounts import MAIN
from gui.panic.crew import Crew
from gui.panic.exchange import Before, Begun, CancelAnswer
from gui.panic.orders import ProductType, Scope
from gui.panic.sweep import Sweep
from gui.panic.verdict import Report, Verdict

from .fakes import COIN, USDC, USDT, FakeExchange, Step, order


class Prompt(FakeExchange):
    """Takes every first cancel at once; what is scripted for cancel_all comes of it when it is waited for."""

    def __init__(self, *open_orders: str) -> None:
        super().__init__(*[order(each) for each in open_orders])
        self.seen: list[tuple[str, str]] = []
        self.waits = True

    def begin_cancel_all(  # type: ignore[override]
        self, product_type: ProductType, margin_coin: str | None, *, until: float, before: Before
    ) -> Begun | None:
        if not self.waits:
            return None
        before()
        self.note(f"begin {product_type.value}")
        return lambda: super(Prompt, self).cancel_all(product_type, margin_coin, until=until)

    def cancel_all(self, product_type: ProductType, margin_coin: str | None, *, until: float) -> CancelAnswer:
        self.note(f"cancel {product_type.value}")
        return super().cancel_all(product_type, margin_coin, until=until)

    def note(self, what: str) -> None:
        self.seen.append((what, threading.current_thread().name))

    @property
    def made(self) -> list[str]:
        return [what for what, _ in self.seen]


def pressed(exchange: FakeExchange, *kinds: ProductType, before: Before = lambda: None) -> Report:
    return Sweep({MAIN: exchange}, Scope(kinds or (USDT,)), deadline_s=1.5).run(before)


def test_all_leave_before_any_answer_is_waited_for_and_after_the_journal_has_its_line() -> None:
    exchange = Prompt("1")
    here = threading.current_thread().name
    report = pressed(exchange, USDT, USDC, COIN, before=lambda: exchange.note("journal"))
    assert report.verdict is Verdict.EMPTY
    expected = ["journal", *(f"begin {kind.value}" for kind in (USDT, USDC, COIN))]
    assert exchange.seen == [(what, here) for what in expected]
    assert exchange.count("cancel_all") == 3  # each of which was waited for, and none sent twice
    assert all(not product.answer_lost for product in report.product_types)


def test_where_one_would_have_to_wait_its_lane_sends_it() -> None:
    exchange = Prompt("1")
    exchange.waits = False
    assert pressed(exchange, before=lambda: exchange.note("journal")).verdict is Verdict.EMPTY
    assert exchange.made == ["journal", "cancel USDT-FUTURES"]


def test_a_fault_ahead_of_a_lane_stops_nobody_and_is_no_refusal() -> None:
    class Broken(Prompt):
        def begin_cancel_all(self, product_type, margin_coin, *, until, before):  # type: ignore[no-untyped-def]
            if product_type is USDT:
                raise ZeroDivisionError
            return super().begin_cancel_all(product_type, margin_coin, until=until, before=before)

    exchange = Broken("1")
    assert pressed(exchange, USDT, USDC).verdict is Verdict.EMPTY
    assert exchange.made == ["begin USDC-FUTURES", "cancel USDT-FUTURES"]
    refusing = Broken("1")
    refusing.always("cancel_all", USDT, refusals.PermissionMissing(code="40014"))
    # The one that failed may have left: nobody may say that nothing was cancelled.
    assert pressed(refusing).verdict is not Verdict.REFUSED


def test_what_came_of_one_counts_as_of_any_other() -> None:
    refused = Prompt("1")
    refused.always("cancel_all", USDT, refusals.PermissionMissing(code="40014"))
    assert pressed(refused).verdict is Verdict.REFUSED
    lost = Prompt("1")
    lost.script("cancel_all", USDT, Step(after=errors.Silent()), refusals.PermissionMissing(code="40014"))
    report = pressed(lost)
    assert report.verdict is Verdict.UNKNOWN  # it may have acted, and no cancel was ever acknowledged
    assert lost.made[:2] == ["begin USDT-FUTURES", "cancel USDT-FUTURES"]


def test_after_its_deadline_a_press_sends_nothing_ahead() -> None:
    exchange = Prompt("1")
    late = Sweep({MAIN: exchange}, Scope((USDT,)), deadline_s=1.5, pressed_at=time.monotonic() - 2)
    assert late.run().verdict is Verdict.UNKNOWN
    assert exchange.made == []


def test_one_that_is_slow_to_leave_holds_up_no_other() -> None:
    class Slow(Prompt):
        def begin_cancel_all(self, product_type, margin_coin, *, until, before):  # type: ignore[no-untyped-def]
            if product_type is USDT:
                time.sleep(0.1)  # longer than all of them may take together
            return super().begin_cancel_all(product_type, margin_coin, until=until, before=before)

    exchange = Slow("1")
    assert pressed(exchange, USDT, USDC, COIN).verdict is Verdict.EMPTY
    assert sorted(exchange.made) == ["begin USDT-FUTURES", "cancel COIN-FUTURES", "cancel USDC-FUTURES"]


def test_a_further_press_sends_cancels_of_its_own_and_hears_the_first_ones() -> None:
    holding = threading.Event()
    exchange = Prompt("1")
    exchange.script("cancel_all", USDT, Step(hangs=holding))
    reports: SimpleQueue[Report] = SimpleQueue()
    sweep = Sweep({MAIN: exchange}, Scope((USDT,)), deadline_s=20)
    thread = threading.Thread(target=lambda: reports.put(sweep.run(lambda: sweep.again())))
    thread.start()
    report = reports.get(timeout=30)
    assert report.verdict is Verdict.EMPTY
    assert exchange.made == ["begin USDT-FUTURES", "cancel USDT-FUTURES"]
    assert report.product_types[0].answer_lost  # the first is not answered yet
    holding.set()
    thread.join(30)


def test_one_that_has_left_is_heard_by_a_lane_that_is_overtaken_before_it_runs() -> None:
    exchange = Prompt("1")
    sweep = Sweep({MAIN: exchange}, Scope((USDT,)))
    sweep._prepare()
    lane = sweep._lane((MAIN, USDT))
    lane.begin(lambda: None)
    lane.overtake()
    assert lane.pursue() is None
    assert exchange.count("cancel_all") == 1  # else its connection would be lost, and what it did unknown
    assert not sweep._memories[MAIN, USDT].attempts.answer_lost
    assert [row.order.order_id for row in sweep._memories[MAIN, USDT].orders.outcomes()] == ["1"]


def test_one_that_has_left_is_no_refusal_where_the_system_gives_no_thread_to_hear_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def none(_: Crew, _job: Callable[[], None]) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(Crew, "do", none)
    exchange = Prompt("1")
    report = pressed(exchange)
    assert (report.verdict, exchange.made) == (Verdict.UNKNOWN, ["begin USDT-FUTURES"])


@pytest.mark.parametrize("accounts", [("main", "second"), tuple(f"sub{number}" for number in range(20))])
def test_those_of_all_accounts_leave_together(accounts: Sequence[str]) -> None:
    exchanges = {name: Prompt("1") for name in accounts}
    sent: list[str] = []
    for exchange in exchanges.values():
        exchange.note = lambda what: sent.append(what)  # type: ignore[method-assign]
    report = Sweep(exchanges, Scope((USDT, USDC)), deadline_s=10).run()
    assert report.verdict is Verdict.EMPTY
    assert sent == ["begin USDT-FUTURES", "begin USDC-FUTURES"] * len(accounts)
