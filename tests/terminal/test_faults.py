"""Every fault of the practice exchange against the real sweep over real HTTP; its book is the judge."""

from __future__ import annotations

import re
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from gui.kept.journal import Journal, Origin, read
from gui.panic.orders import ALL_FUTURES, Environment, Scope
from gui.panic.verdict import Report, Verdict
from gui.practice import FaultName, PracticeExchange, parse_fault
from gui.practice_drill import CREDENTIALS
from gui.pressing import Pressing
from gui.venue import open_exchange

E, L, R, U = Verdict.EMPTY, Verdict.LEFT, Verdict.REFUSED, Verdict.UNKNOWN
DEADLINE_S = 4.0
# Each fault with the verdict that it must give.
FAULTS: dict[str, Verdict] = {
    "some-fail": L,
    "some-fail=3,13010,400": E,
    "cancel:some-fail": E,  # the second pass, by ID, takes what the first left
    "settle": E,
    "settle=60000": L,
    "ack-only": L,
    "rearm=1,0*1": E,
    "rearm=1,0": L,
    "code": L,
    "code*1": E,
    "code=40015,effect": E,  # the second cancel finds nothing, and its answer is whole
    "code=40015,effect*1": E,
    "code=22001": E,  # no proof, so that the second pass cancels what the read shows
    "code=40009": R,
    "code=40200*2": E,
    "code=49999": L,
    "http": L,
    "http=503*1": E,
    "http=503,effect": U,
    "http=403": L,
    "rate-limited": E,
    "rate-limited*1": E,
    "rate-limited=60000": L,
    "html-200": L,
    "html-200=effect": U,
    "empty-200": L,
    "empty-200=effect": U,
    "empty-200*1": E,
    "redirect": L,
    "reset": L,
    "reset=effect": U,
    "reset*1": E,
    "silent": L,
    "silent*1": E,
    "silent-after": U,
    "silent-after*1": E,
    "answer-lost": U,
    "answer-lost*1": E,
    "half-answer": U,
    "half-answer*1": E,
    "truncated-json": U,
    "truncated-json*1": E,
    "slow-drip=1": E,
    "null-lists": E,
    "null-lists=missing": U,
    "wrong-types*1": E,
    "wrong-types=data": U,
    "wrong-types=envelope": U,
    "wrong-types=objects": E,  # as above
    "clock": E,
    "clock=-45000": E,
    "deny-permission": R,
    "ip-not-listed": R,
    "unified-account": R,
    "read:empty-200": U,
    "read:http=502": U,
    "read:http=502*1": E,
    "read:html-200": U,
    "read:silent": U,
    "read:reset": U,
    "read:redirect": U,
    "read:rate-limited=60000": U,
    "read:half-answer": U,
    "read:truncated-json": U,
    "read:answer-lost": U,
    "read:wrong-types=data": U,
    "read:wrong-types=envelope": U,
    "read:null-lists=missing": U,
    "read:code=40015": U,
    "read:code=22001": U,
    "read:ip-not-listed": U,
    "read:slow-drip=60000": U,
    "all:reset": U,
    "all:silent": U,
    "all:http=503": U,
    "all:empty-200": U,
}


@dataclass(frozen=True)
class Outcome:
    report: Report
    left: int
    journal: Path
    press: Pressing


def press(fault: str, journal_path: Path) -> Outcome:
    with PracticeExchange(faults=[parse_fault(fault)]) as exchange:
        journal = Journal(journal_path, patience_s=5)
        with closing(open_exchange(Environment.PRACTICE, CREDENTIALS, exchange.url)) as client:
            pressing = Pressing(
                client, Scope(), Environment.PRACTICE, journal, origin=Origin.TERMINAL, deadline_s=DEADLINE_S
            )
            report = pressing.run()
            left = len([order for kind in ALL_FUTURES for order in exchange.book.open_orders(kind.value)])
        journal.close(5)
        return Outcome(report, left, journal_path, pressing)


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Future[Outcome]]:
    """All presses, side by side: most of each is waiting."""
    folder = tmp_path_factory.mktemp("journals")
    with ThreadPoolExecutor(12) as pool:
        return {
            fault: pool.submit(press, fault, folder / str(number) / "journal.jsonl")
            for number, fault in enumerate(FAULTS)
        }


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_gives_the_verdict_that_it_must_give(
    fault: str, outcomes: dict[str, Future[Outcome]]
) -> None:
    outcome = outcomes[fault].result()
    report = outcome.report
    assert report.verdict is FAULTS[fault], report.sentence
    if report.verdict is Verdict.EMPTY:
        assert outcome.left == 0
    if report.verdict is Verdict.LEFT:
        assert outcome.left > 0
    if report.verdict is Verdict.REFUSED:
        assert outcome.left == 14
    assert report.elapsed_ms <= DEADLINE_S * 1000 + 500
    assert re.search(r"[a-z]{3,} [a-z]{2,}.*\.$", report.sentence)  # words, and not a bare code
    records, unreadable = read(outcome.journal)
    assert unreadable == 0
    (record,) = records
    assert record.end is not None
    assert record.end.verdict is report.verdict
    assert {row.result for row in record.end.orders} == {row.result for row in report.orders}
    assert b"practice-secret" not in outcome.journal.read_bytes()


def test_every_fault_that_there_is_was_pressed() -> None:
    assert {parse_fault(fault).name for fault in FAULTS} == set(FaultName)
