"""Every fault of the practice exchange against the real sweep over real HTTP; its book is the judge."""

from __future__ import annotations

from concurrent.futures import Future

import pytest

from gui.panic.verdict import Verdict
from gui.practice import parse_fault
from gui.practice.fault_kinds import FAULT_WORDS

from .drills import DEADLINE_S, Drill, Outcome, judge, press_all

E, L, R, U = Verdict.EMPTY, Verdict.LEFT, Verdict.REFUSED, Verdict.UNKNOWN
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
    "can-withdraw": E,  # more than it needs, which is a warning and never in the way of a press
    "can-transfer": E,
    "no-ip-list": E,
    "no-order-permission": R,
    "copy-trading": R,
    "wrong-environment": R,
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


# An answer of two thousand bytes at one a millisecond takes its time on a busy machine.
DEADLINES = {"slow-drip=1": 12.0}
DRILLS = {fault: Drill((fault,), deadline_s=DEADLINES.get(fault, DEADLINE_S)) for fault in FAULTS}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[Drill, Future[Outcome]]:
    """All presses, side by side: most of each is waiting."""
    return press_all(DRILLS.values(), tmp_path_factory.mktemp("journals"), threads=12)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_gives_the_verdict_that_it_must_give(
    fault: str, outcomes: dict[Drill, Future[Outcome]]
) -> None:
    outcome = outcomes[DRILLS[fault]].result()
    assert outcome.report.verdict is FAULTS[fault], outcome.report.sentence
    judge(outcome)


def test_every_fault_that_there_is_was_pressed() -> None:
    assert {parse_fault(fault).name for fault in FAULTS} == set(FAULT_WORDS)
