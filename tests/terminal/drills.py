"""A press through the real path at a practice exchange with faults, and what its book holds afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from gui.kept.journal import Journal, Origin, read
from gui.panic.accounts import MAIN
from gui.panic.orders import AccountMode, Covers, Environment, Scope
from gui.panic.verdict import ProductReport, Report, Verdict
from gui.practice import PracticeExchange, parse_fault
from gui.practice_drill import CREDENTIALS
from gui.pressing import Pressing
from gui.venue import open_exchange

DEADLINE_S = 4.0
ORDERS, STOPS = 14, 5


@dataclass(frozen=True, slots=True)
class Drill:
    """One press: the faults by their words, the account's mode, what is covered, and what is known before."""

    faults: tuple[str, ...] = ()
    mode: AccountMode = AccountMode.CLASSIC
    covers: Covers = Covers.ORDERS
    known_mode: AccountMode | None = None
    deadline_s: float = DEADLINE_S
    stops: int = STOPS

    @property
    def name(self) -> str:
        return f"{self.mode}-{self.covers}-{' '.join(self.faults) or 'no fault'}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a press reported, and what really stands: the book is the judge."""

    drill: Drill
    report: Report
    orders_left: int
    plans_left: int
    journal: Path
    asked: tuple[tuple[str, str, str], ...]

    @property
    def products(self) -> tuple[ProductReport, ...]:
        return self.report.product_types

    @property
    def stops_left(self) -> list[int | None]:
        return [product.stops_left for product in self.products]


def press(drill: Drill, journal_path: Path) -> Outcome:
    """Press once, with every product type in scope."""
    faults = [parse_fault(fault) for fault in drill.faults]
    with PracticeExchange(faults=faults, account_mode=drill.mode, stops=drill.stops) as exchange:
        journal = Journal(journal_path, patience_s=5)
        client = open_exchange(Environment.PRACTICE, CREDENTIALS, exchange.url, drill.known_mode)
        with closing(client):
            pressing = Pressing(
                {MAIN: client},
                Scope(kinds=drill.covers),
                Environment.PRACTICE,
                journal,
                origin=Origin.TERMINAL,
                deadline_s=drill.deadline_s,
            )
            report = pressing.run()
            orders, plans = exchange.book.open_orders(), exchange.book.open_plans()
            asked = tuple((ask.method, ask.path, ask.body.decode() or ask.query) for ask in exchange.requests)
        journal.close(5)
        return Outcome(drill, report, len(orders), len(plans), journal_path, asked)


def press_all(drills: Iterable[Drill], folder: Path, threads: int = 24) -> dict[Drill, Future[Outcome]]:
    """Press all of them side by side: most of each is waiting."""
    with ThreadPoolExecutor(threads) as pool:
        return {
            drill: pool.submit(press, drill, folder / str(number) / "journal.jsonl")
            for number, drill in enumerate(drills)
        }


def judge(outcome: Outcome) -> None:
    """What holds for every press, whatever struck it: no verdict says more than the book."""
    report, everything = outcome.report, outcome.drill.covers is Covers.EVERYTHING
    if report.verdict is Verdict.EMPTY:
        assert outcome.orders_left == 0
        assert outcome.plans_left == 0 or not everything
    standing = outcome.orders_left + (outcome.plans_left if everything else 0)
    if report.verdict is Verdict.LEFT:
        assert standing > 0
        assert report.headline == f"LEFT {standing}"
    if report.verdict is Verdict.REFUSED:
        assert (outcome.orders_left, outcome.plans_left) == (ORDERS, outcome.drill.stops)
    if not everything:
        assert outcome.plans_left == outcome.drill.stops
    if None not in outcome.stops_left:
        assert sum(number or 0 for number in outcome.stops_left) == outcome.plans_left
    assert report.elapsed_ms <= outcome.drill.deadline_s * 1000 + 2_000
    assert re.search(r"[a-z]{3,} [a-z]{2,}.*\.$", report.sentence)  # words, and not a bare code
    records, unreadable = read(outcome.journal)
    assert unreadable == 0
    (record,) = records
    assert record.end is not None
    assert record.end.verdict is report.verdict
    assert {row.result for row in record.end.orders} == {row.result for row in report.orders}
    assert b"practice-secret" not in outcome.journal.read_bytes()
