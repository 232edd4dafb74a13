"""Every sensible fault of the lists of stops, their cancel and the positions, at accounts of both kinds.

The book is the judge of both namespaces: EMPTY only where neither an order nor a stop stands.
"""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import replace

import pytest

from gui.panic.orders import AccountMode, Covers, Namespace
from gui.panic.verdict import Verdict

from .drills import STOPS, Drill, Outcome, judge, press_all

E, L, U = Verdict.EMPTY, Verdict.LEFT, Verdict.UNKNOWN
# Three lists for each product type, read twice, at ten a second: what is to be proved has its time, and what
# cannot be runs out of it.
PROOF_S, NO_PROOF_S = 10.0, 6.0
MODES = {AccountMode.CLASSIC: "plan", AccountMode.UNIFIED: "strategy"}

# Stops that nobody could read are UNKNOWN; the plain orders go all the same.
READS: dict[str, Verdict] = {
    "wrong-types": U,
    "wrong-types=data": U,
    "wrong-types=envelope": U,
    "wrong-types=objects": U,
    "wrong-types*1": E,
    "truncated-json": U,
    "truncated-json*1": E,
    "half-answer": U,
    "answer-lost": U,
    "html-200": U,
    "empty-200": U,
    "empty-200*1": E,
    "silent": U,
    "silent*1": E,
    "silent-after": U,
    "slow-drip=60000": U,
    "reset": U,
    "redirect": U,
    "http=502": U,
    "http=502*1": E,
    "http=403": U,
    "rate-limited": E,
    "rate-limited=60000": U,
    "code=40015": U,
    "code=40015*1": E,
    "code=22001": U,
    "code=40109": U,
    "code=49999": U,
    "ip-not-listed": U,
    "copy-trading": U,
}
# A cancel of stops proves nothing by its answer, whatever that says: the list that follows does.
CANCELS: dict[str, Verdict] = {
    "ack-only": L,
    "some-fail=1": L,
    "some-fail=2": L,
    "some-fail=2,13010,400": E,
    "settle": E,
    "settle=60000": L,
    "rearm=1,0*1": E,
    "wrong-types": E,
    "wrong-types=data": E,
    "wrong-types=envelope": E,
    "null-lists": E,
    "null-lists=missing": E,
    "truncated-json": E,
    "half-answer": E,
    "answer-lost": E,
    "html-200": L,
    "html-200=effect": E,
    "html-200*1": E,
    "empty-200": L,
    "empty-200=effect": E,
    "silent": L,
    "silent*1": E,
    "reset": L,
    "redirect": L,
    "http=502": L,
    "http=502*1": E,
    "rate-limited": E,
    "rate-limited=60000": L,
    "code=40015": L,
    "code=40015,effect": E,
    "code=40109": L,  # "does not exist": the list shows otherwise
    "code=22001": L,
    # Refused for good, so that it is not tried again, and what else happened stays open.
    "no-order-permission": L,
    "deny-permission": L,
    "ip-not-listed": L,
}
POSITIONS = (
    *("wrong-types", "wrong-types=data", "wrong-types=envelope", "truncated-json", "half-answer"),
    *("html-200", "empty-200", "silent", "reset", "redirect", "http=502", "code=40015", "code=22001"),
)
# Every one of them leaves the count unread, for the look at stops that stay is made once.
LOOKS = (
    *("wrong-types=data", "wrong-types=envelope", "truncated-json", "half-answer", "html-200", "empty-200"),
    *("silent", "reset", "redirect", "http=502", "code=40015", "code=22001", "ip-not-listed"),
)


def drill(
    mode: AccountMode, fault: str = "", covers: Covers = Covers.EVERYTHING, verdict: Verdict = E
) -> Drill:
    faults = (fault,) if fault else ()
    return Drill(faults, mode, covers, mode, PROOF_S if verdict is E else NO_PROOF_S)


def by_mode(where: str, faults: dict[str, Verdict]) -> dict[Drill, Verdict]:
    return {
        drill(mode, f"{word}-{where}:{fault}", verdict=verdict): verdict
        for mode, word in MODES.items()
        for fault, verdict in faults.items()
    }


VERDICTS = by_mode("read", READS) | by_mode("cancel", CANCELS)
BARE = [drill(mode, f"positions:{fault}") for mode in MODES for fault in POSITIONS]
LOOKED = [
    drill(mode, f"{word}-read:{fault}", Covers.ORDERS) for mode, word in MODES.items() for fault in LOOKS
]
UNTOUCHED = [
    drill(mode, f"{word}-cancel:{fault}", Covers.ORDERS)
    for mode, word in MODES.items()
    for fault in ("ack-only", "silent", "deny-permission")
]
# null is how either interface writes an empty list, so that an exchange which writes it for another lies
# beyond what anybody can see. It must not stand in the way of an account without stops.
NO_STOPS = [replace(drill(mode, f"{word}-read:null-lists"), stops=0) for mode, word in MODES.items()]
PLAIN = {(mode, covers): drill(mode, covers=covers) for mode in MODES for covers in Covers}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[Drill, Future[Outcome]]:
    """All presses, side by side: most of each is waiting."""
    drills = (*VERDICTS, *BARE, *LOOKED, *UNTOUCHED, *NO_STOPS, *PLAIN.values())
    return press_all(drills, tmp_path_factory.mktemp("journals"), threads=24)


def named(drills: object) -> list[str]:
    assert isinstance(drills, dict | list)
    return [each.name for each in drills]


@pytest.mark.parametrize("pressed", VERDICTS, ids=named(VERDICTS))
def test_a_fault_of_the_stops_gives_the_verdict_that_it_must_give(
    pressed: Drill, outcomes: dict[Drill, Future[Outcome]]
) -> None:
    outcome = outcomes[pressed].result()
    report = outcome.report
    assert report.verdict is VERDICTS[pressed], report.text
    judge(outcome)
    assert outcome.orders_left == 0  # whatever becomes of the stops
    if report.verdict is Verdict.EMPTY:
        assert outcome.stops_left == [0, 0, 0]
    if report.verdict is Verdict.LEFT:
        assert outcome.plans_left > 0
    if "-read:" in pressed.name and report.verdict is Verdict.UNKNOWN:
        assert outcome.stops_left == [None, None, None]
        assert outcome.plans_left == STOPS


@pytest.mark.parametrize("pressed", BARE, ids=named(BARE))
def test_positions_that_cannot_be_read_are_said_to_be_unread_and_change_no_verdict(
    pressed: Drill, outcomes: dict[Drill, Future[Outcome]]
) -> None:
    outcome = outcomes[pressed].result()
    assert outcome.report.verdict is Verdict.EMPTY, outcome.report.text
    judge(outcome)
    assert [product.unprotected for product in outcome.products] == [None, None, None]
    assert "Which positions have no stop now could not be read." in outcome.report.text


@pytest.mark.parametrize("pressed", LOOKED, ids=named(LOOKED))
def test_orders_only_is_proved_whether_the_stops_can_be_counted_or_not(
    pressed: Drill, outcomes: dict[Drill, Future[Outcome]]
) -> None:
    outcome = outcomes[pressed].result()
    assert outcome.report.verdict is Verdict.EMPTY, outcome.report.text
    judge(outcome)
    assert outcome.stops_left == [None, None, None]
    assert outcome.report.text.endswith("How many stops stand is not known.")


@pytest.mark.parametrize("pressed", UNTOUCHED, ids=named(UNTOUCHED))
def test_orders_only_never_touches_a_stop(pressed: Drill, outcomes: dict[Drill, Future[Outcome]]) -> None:
    outcome = outcomes[pressed].result()
    assert outcome.report.verdict is Verdict.EMPTY, outcome.report.text
    judge(outcome)
    sent = [path for method, path, _ in outcome.asked if method == "POST"]
    assert not [path for path in sent if "plan" in path or "strategy" in path]


@pytest.mark.parametrize("pressed", NO_STOPS, ids=named(NO_STOPS))
def test_a_list_that_is_null_is_an_empty_one(pressed: Drill, outcomes: dict[Drill, Future[Outcome]]) -> None:
    outcome = outcomes[pressed].result()
    assert outcome.report.verdict is Verdict.EMPTY, outcome.report.text
    judge(outcome)


@pytest.mark.parametrize("mode", MODES)
def test_everything_takes_every_order_of_every_namespace_and_names_the_bare_positions(
    mode: AccountMode, outcomes: dict[Drill, Future[Outcome]]
) -> None:
    outcome = outcomes[PLAIN[mode, Covers.EVERYTHING]].result()
    judge(outcome)
    assert outcome.report.verdict is Verdict.EMPTY, outcome.report.text
    classic = {Namespace.ORDERS, Namespace.NORMAL_PLAN, Namespace.TRACK_PLAN, Namespace.PROFIT_LOSS}
    unified = {Namespace.ORDERS, Namespace.STRATEGY}
    expected = classic if mode is AccountMode.CLASSIC else unified
    assert {row.order.namespace for row in outcome.report.orders} == expected
    bare = [(each.symbol, each.side) for product in outcome.products for each in product.unprotected or ()]
    assert bare == [("BTCUSDT", "long"), ("ETHUSDT", "short"), ("BTCUSD", "long")]
    assert outcome.report.text.count("3 positions have no stop now: BTCUSDT long 0.5, ") == 1


@pytest.mark.parametrize("mode", MODES)
def test_plain_orders_go_first_and_are_read_between_two_lists_of_stops(
    mode: AccountMode, outcomes: dict[Drill, Future[Outcome]]
) -> None:
    asked = outcomes[PLAIN[mode, Covers.EVERYTHING]].result().asked
    for kind in ("USDT-FUTURES", "USDC-FUTURES", "COIN-FUTURES"):
        steps = [path.rsplit("/", 1)[1] for _, path, content in asked if kind in content]
        assert steps[0] in ("cancel-all-orders", "cancel-symbol-order")
        plain = max(n for n, step in enumerate(steps) if step in ("orders-pending", "unfilled-orders"))
        stops = [n for n, step in enumerate(steps) if "plan-pending" in step or "strategy-orders" in step]
        positions = max(n for n, step in enumerate(steps) if "position" in step)
        assert min(stops) < plain < max(stops) < positions


@pytest.mark.parametrize("mode", MODES)
def test_orders_only_says_how_many_stops_stand(
    mode: AccountMode, outcomes: dict[Drill, Future[Outcome]]
) -> None:
    outcome = outcomes[PLAIN[mode, Covers.ORDERS]].result()
    judge(outcome)
    assert outcome.report.verdict is Verdict.EMPTY
    assert {row.order.namespace for row in outcome.report.orders} == {Namespace.ORDERS}
    assert all(product.unprotected == () for product in outcome.products)
