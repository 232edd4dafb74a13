"""Several accounts in one press: side by side, one failing never stops the others, each one named."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from decimal import Decimal

import pytest

from gui.panic import errors, refusals
from gui.panic.accounts import MAIN
from gui.panic.adding_up import add_up
from gui.panic.exchange import Exchange
from gui.panic.orders import Covers, OrderResult, Position, Scope
from gui.panic.progress import Progress, Stage
from gui.panic.readiness import Readiness, examine_all, not_ready
from gui.panic.sweep import Sweep
from gui.panic.together import together
from gui.panic.verdict import ProductReport, Report, Verdict, bare_positions
from tests.panic.fakes import COIN, USDC, USDT, FakeExchange, Step, order

ONLY_USDT = Scope((USDT,))


def press(exchanges: Mapping[str, Exchange], absent: Mapping[str, str] | None = None) -> Report:
    return Sweep(exchanges, ONLY_USDT, absent=absent, deadline_s=1.6).run()


def by_account(report: Report) -> dict[str, Verdict]:
    return {product.account: product.verdict for product in report.product_types}


def accounts(count: int) -> dict[str, FakeExchange]:
    names = [MAIN, *(f"sub{number}" for number in range(1, count))]
    return {name: FakeExchange(order(f"{name}-1"), order(f"{name}-2")) for name in names}


def test_every_account_is_proved_and_named() -> None:
    exchanges = accounts(3)
    report = press(exchanges)
    assert report.verdict is Verdict.EMPTY
    assert by_account(report) == dict.fromkeys(exchanges, Verdict.EMPTY)
    assert report.sentence == (
        "6 orders cancelled. Read back: nothing is open in USDT-FUTURES, in main, sub1 and sub2."
    )
    assert {row.order.order_id: row.account for row in report.orders} == {
        f"{name}-{number}": name for name in exchanges for number in (1, 2)
    }
    assert not any(exchange.book.open() for exchange in exchanges.values())


def test_a_single_other_account_is_named_too() -> None:
    report = press({"sub1": FakeExchange(order("1"))})
    assert report.sentence == "1 order cancelled. Read back: nothing is open in USDT-FUTURES, in sub1."


@pytest.mark.parametrize(
    ("trouble", "verdict"),
    [
        (refusals.KeyUnknown(), Verdict.REFUSED),
        (errors.Silent(), Verdict.LEFT),
        (errors.Unreachable(), Verdict.UNKNOWN),
        (RuntimeError("a fault of our own"), Verdict.UNKNOWN),
    ],
)
def test_one_that_fails_stops_no_other(trouble: Exception, verdict: Verdict) -> None:
    exchanges = accounts(3)
    exchanges["sub1"].script("cancel_all", USDT, *(Step(before=trouble) for _ in range(40)))
    report = press(exchanges)
    assert by_account(report) == {MAIN: Verdict.EMPTY, "sub1": verdict, "sub2": Verdict.EMPTY}
    assert report.verdict is verdict
    assert report.sentence.startswith("sub1: USDT-FUTURES: ")
    assert "main and sub2: USDT-FUTURES: empty, proved by reading back." in report.sentence
    assert len(exchanges["sub1"].book.open()) == 2


def test_one_that_hangs_holds_up_no_other() -> None:
    freed = threading.Event()
    exchanges = accounts(3)
    exchanges[MAIN].script("cancel_all", USDT, Step(hangs=freed))
    told: list[tuple[str, float]] = []

    def note(progress: Progress) -> None:
        if progress.stage is Stage.ENDED:
            told.append((progress.account, time.monotonic()))

    begun_at = time.monotonic()
    report = Sweep(exchanges, ONLY_USDT, deadline_s=2.0, on_progress=note).run()
    freed.set()
    assert by_account(report) == {MAIN: Verdict.UNKNOWN, "sub1": Verdict.EMPTY, "sub2": Verdict.EMPTY}
    others = [moment for account, moment in told if account != MAIN]
    assert len(others) == 2
    assert max(others) - begun_at < 1.8


def test_an_account_without_a_key_is_refused_and_never_silent() -> None:
    report = press({MAIN: FakeExchange(order("1"))}, {"sub1": "No API key is stored."})
    assert by_account(report) == {MAIN: Verdict.EMPTY, "sub1": Verdict.REFUSED}
    assert report.verdict is Verdict.REFUSED
    assert report.sentence.startswith("sub1: USDT-FUTURES: No API key is stored.")


def test_without_any_account_that_can_be_pressed_it_ends_at_once() -> None:
    begun_at = time.monotonic()
    report = press({}, {"sub1": "No API key is stored."})
    assert report.verdict is Verdict.REFUSED
    assert time.monotonic() - begun_at < 1.5


def test_nothing_to_press_at_all_is_never_empty() -> None:
    assert press({}).verdict is Verdict.UNKNOWN


def test_a_further_press_starts_every_account_over_those_with_a_verdict_too() -> None:
    freed = threading.Event()
    exchanges = accounts(2)
    exchanges["sub1"].script("cancel_all", USDT, Step(hangs=freed))
    ended = threading.Event()

    def note(progress: Progress) -> None:
        if progress.stage is Stage.ENDED and progress.account == MAIN:
            ended.set()

    sweep = Sweep(exchanges, ONLY_USDT, deadline_s=4, on_progress=note)
    reports: list[Report] = []
    thread = threading.Thread(target=lambda: reports.append(sweep.run()))
    thread.start()
    assert ended.wait(30)
    exchanges[MAIN].book.place(order("late"))
    assert sweep.again()
    thread.join(30)
    freed.set()
    assert reports[0].verdict is Verdict.EMPTY
    assert exchanges[MAIN].book.open() == ()
    assert exchanges[MAIN].count("cancel_all", USDT) == 2


def test_left_counts_every_account_and_says_whose() -> None:
    exchanges = accounts(3)
    for name in ("main", "sub2"):
        keeps = frozenset({f"{name}-1"})
        exchanges[name].script("cancel_all", USDT, *(Step(keeps=keeps) for _ in range(40)))
        exchanges[name].script("cancel_orders", USDT, *(Step(keeps=keeps) for _ in range(40)))
    report = press(exchanges)
    assert report.headline == "LEFT 2"
    open_rows = [row for row in report.orders if row.result is OrderResult.STILL_OPEN]
    assert {row.account for row in open_rows} == {"main", "sub2"}


def test_bare_positions_are_told_with_their_account() -> None:
    bare = Position(USDT, "BTCUSDT", "long", Decimal("0.5"))
    products = [
        ProductReport(USDT, Verdict.EMPTY, "", account=MAIN),
        ProductReport(USDT, Verdict.EMPTY, "", account="sub1", unprotected=(bare,)),
    ]
    report = add_up(products, (), 5, Scope(kinds=Covers.EVERYTHING))
    assert "1 position has no stop now: BTCUSDT long 0.5 (sub1)." in report.text


@pytest.mark.parametrize(
    ("most_named", "names"),
    [(1, "BTCUSDT long 1 and 2 more"), (2, "BTCUSDT long 1, ETHUSDT long 2 and 1 more")],
)
def test_bare_positions_for_which_there_is_no_room_are_counted(most_named: int, names: str) -> None:
    bare = tuple(
        Position(USDT, symbol, "long", Decimal(size))
        for size, symbol in enumerate(("BTCUSDT", "ETHUSDT", "SOLUSDT"), 1)
    )
    products = [ProductReport(USDT, Verdict.EMPTY, "", unprotected=bare)]
    assert bare_positions(products, most_named) == f"3 positions have no stop now: {names}."
    for room in (3, 4, None):
        assert " more" not in bare_positions(products, room)


def test_twenty_accounts_are_said_in_a_sentence_that_can_be_read() -> None:
    names = [f"sub{number}" for number in range(1, 21)]
    products = [
        ProductReport(kind, Verdict.EMPTY, "", account=name) for name in names for kind in (USDT, USDC)
    ]
    sentence = add_up(products, (), 5).sentence
    assert "and 12 more accounts." in sentence
    each = [
        ProductReport(COIN, Verdict.LEFT, f"{number} orders still open.", left=number, account=name)
        for number, name in enumerate(names, 1)
    ]
    words = add_up(each, (), 5)
    assert words.headline == "LEFT 210"
    assert len(words.sentence) < 600
    assert "see the table" in words.sentence


def ready(exchanges: Mapping[str, Exchange]) -> Readiness:
    return together(examine_all(exchanges, ONLY_USDT, until=time.monotonic() + 30))


def test_several_are_ready_only_if_each_is() -> None:
    exchanges = accounts(3)
    found = ready(exchanges)
    assert found.is_ready
    assert found.open_orders == 6
    assert "6 open" in [check.words for check in found.checks]
    exchanges["sub2"].always("account", USDT, refusals.KeyUnknown())
    found = ready(exchanges)
    assert not found.is_ready
    assert found.sentence.startswith("sub2: ")
    assert found.open_orders is None


def test_as_long_as_one_was_not_looked_at_nothing_is_known() -> None:
    assert not together({MAIN: ready(accounts(1)), "sub1": Readiness()}).is_known
    assert not together({}).is_known
    bad = together({MAIN: Readiness(), "sub1": not_ready("key", "No key.")})
    assert bad.is_known
    assert not bad.is_ready
