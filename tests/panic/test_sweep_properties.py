"""Whatever goes wrong, in whatever order: EMPTY only where the proving read found the book empty."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from hypothesis import given, settings
from hypothesis import strategies as st

from gui.panic import errors, refusals
from gui.panic.accounts import MAIN
from gui.panic.exchange import Exchange
from gui.panic.orders import ALL_FUTURES, OpenOrder, OrderResult, ProductType, Scope
from gui.panic.sweep import Sweep
from gui.panic.verdict import Report, Verdict

from .fakes import FakeExchange, Step, order

FAILURES: list[Exception] = [
    errors.Unreachable(),
    errors.Silent(),
    errors.CutOff(),
    errors.Malformed(),
    errors.ExchangeTrouble(),
    errors.UnknownCode(),
    errors.RateLimited(),
    errors.OutOfTime(),
    refusals.KeyUnknown(),
    refusals.OrderGone(),
    RuntimeError("broken"),
]
CALLS = ("cancel_all", "open_orders", "cancel_orders")
NAMES = ("a", "b", "c")


@dataclass(frozen=True)
class Plan:
    """One step as data: what fails, whether after the effect, which orders stay or come, settling in ms."""

    fails: int | None
    acts_first: bool
    keeps: frozenset[str]
    settles_ms: int
    places: str | None


PLANS = st.builds(
    Plan,
    st.none() | st.integers(0, len(FAILURES) - 1),
    st.booleans(),
    st.frozensets(st.sampled_from(NAMES), max_size=2),
    st.sampled_from((0, 0, 150)),
    st.sampled_from((None, None, None, "x", "y")),
)
SCRIPT = st.fixed_dictionaries({call: st.lists(PLANS, max_size=4) for call in CALLS})
CASE = st.tuples(*[st.tuples(st.frozensets(st.sampled_from(NAMES)), SCRIPT, st.booleans())] * 3)
Case = tuple[tuple[frozenset[str], dict[str, list[Plan]], bool], ...]


def name(kind: ProductType, letter: str) -> str:
    return f"{kind.value}-{letter}"


def step(exchange: FakeExchange, kind: ProductType, plan: Plan) -> Step:
    failure = None if plan.fails is None else FAILURES[plan.fails]
    places: list[OpenOrder] = [order(name(kind, plan.places), kind)] if plan.places else []
    return Step(
        before=None if plan.acts_first else failure,
        after=failure if plan.acts_first else None,
        keeps=frozenset(name(kind, letter) for letter in plan.keeps),
        settles_s=plan.settles_ms / 1000,
        then=partial(exchange.book.place, *places) if places else None,
    )


def press(case: Case) -> tuple[FakeExchange, Report]:
    exchange = FakeExchange()
    for kind, (open_before, script, last_for_ever) in zip(ALL_FUTURES, case, strict=True):
        exchange.book.place(*(order(name(kind, letter), kind) for letter in sorted(open_before)))
        for call, plans in script.items():
            steps = [step(exchange, kind, plan) for plan in plans]
            exchange.script(call, kind, *steps)
            if steps and last_for_ever:
                exchange.always(call, kind, steps[-1])
    fulfils: Exchange = exchange
    return exchange, Sweep({MAIN: fulfils}, Scope(), deadline_s=1.9).run()


def judge(exchange: FakeExchange, report: Report) -> None:
    for product in report.product_types:
        kind = product.product_type
        reads = [proof for proof in exchange.proofs if proof.product_type is kind]
        acknowledged_at = exchange.acknowledged_at.get(kind)
        if product.verdict is Verdict.EMPTY:
            assert reads
            assert reads[-1].open_ids == frozenset()
            assert product.left == 0
            assert acknowledged_at is None or reads[-1].begun_at >= acknowledged_at
            rows = [row for row in report.orders if row.order.product_type is kind]
            assert {row.result for row in rows} <= {OrderResult.CANCELLED, OrderResult.GONE}
        if product.verdict is Verdict.LEFT:
            assert product.left == len(reads[-1].open_ids) > 0
        if product.verdict is Verdict.REFUSED:
            assert acknowledged_at is None
        assert product.sentence
    assert (report.verdict is Verdict.EMPTY) == all(
        product.verdict is Verdict.EMPTY for product in report.product_types
    )
    assert report.elapsed_ms <= 5000


@settings(max_examples=8)
@given(st.lists(CASE, min_size=12, max_size=12))
def test_a_press_is_empty_only_where_the_proving_read_found_nothing(cases: list[Case]) -> None:
    # Most of a press is waiting, so that several fit side by side.
    with ThreadPoolExecutor(len(cases)) as pool:
        for exchange, report in pool.map(press, cases):
            judge(exchange, report)
