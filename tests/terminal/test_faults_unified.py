"""The faults of plain orders again, at a unified account of which nobody knows that it is one."""

from __future__ import annotations

from concurrent.futures import Future

import pytest

from gui.panic.orders import AccountMode
from gui.panic.verdict import Verdict

from .drills import DEADLINE_S, Drill, Outcome, judge, press_all
from .test_faults import FAULTS

# Where the interface makes the verdict another. Classic accounts refuse a cancel that finds nothing with
# 22001, which acknowledges it; unified ones answer it as any other, so that the fault strikes that one too
# and no cancel is ever acknowledged.
OTHERWISE = {
    "code=40015,effect": Verdict.UNKNOWN,
    "wrong-types=objects": Verdict.UNKNOWN,
}
VERDICTS = FAULTS | OTHERWISE
# A byte every ms, for two answers and the longer ones of this interface.
DEADLINES = {"slow-drip=1": 12.0}
DRILLS = {
    fault: Drill((fault,), AccountMode.UNIFIED, deadline_s=DEADLINES.get(fault, DEADLINE_S))
    for fault in FAULTS
}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[Drill, Future[Outcome]]:
    return press_all(DRILLS.values(), tmp_path_factory.mktemp("journals"), threads=12)


@pytest.mark.parametrize("fault", VERDICTS)
def test_a_fault_gives_the_verdict_that_it_must_give(
    fault: str, outcomes: dict[Drill, Future[Outcome]]
) -> None:
    outcome = outcomes[DRILLS[fault]].result()
    assert outcome.report.verdict is VERDICTS[fault], outcome.report.sentence
    judge(outcome)


def test_only_cancels_without_a_symbol_were_sent(outcomes: dict[Drill, Future[Outcome]]) -> None:
    cancels = [
        content
        for outcome in outcomes.values()
        for method, path, content in outcome.result().asked
        if method == "POST" and path.endswith(("/cancel-symbol-order", "/cancel-all-orders"))
    ]
    assert cancels
    assert not [content for content in cancels if "symbol" in content]


def test_unified_is_only_found_out_by_the_press_and_in_the_same_sweep(
    outcomes: dict[Drill, Future[Outcome]],
) -> None:
    outcome = outcomes[DRILLS["can-withdraw"]].result()
    assert not [path for _, path, _ in outcome.asked if path.endswith("/settings")]
    assert {product.mode for product in outcome.products} == {AccountMode.UNIFIED}
    refused = [content for _, path, content in outcome.asked if path.endswith("/cancel-all-orders")]
    assert 1 <= len(refused) <= 3  # each product type asks at most once by the wrong interface
