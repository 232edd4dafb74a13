"""What is known of several accounts, when others are chosen and when a press has ended."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gui.desktop.looks import Outlook
from gui.desktop.outlooks import Outlooks
from gui.panic.accounts import MAIN
from gui.panic.orders import OpenOrder, ProductType, Scope
from gui.panic.standing import Check, Readiness, Standing
from gui.panic.verdict import ProductReport, Report, Verdict
from tests.panic.fakes import FakeExchange

SUB = "sub1"
READY = Readiness((Check("key", Standing.GOOD, "", ""), Check("book", Standing.GOOD, "", "")), 1)
ORDER = OpenOrder("1", ProductType.USDT_FUTURES)


def outlook(scope: Scope) -> Outlook:
    return Outlook(FakeExchange(), scope, READY, (ORDER,), 1.0)


@pytest.fixture
def outlooks() -> Outlooks:
    outlooks = Outlooks(Scope())
    outlooks.take(MAIN, outlook(Scope()))
    return outlooks


def test_with_another_account_the_first_stays_as_known_as_it_was(outlooks: Outlooks) -> None:
    outlooks.cover(Scope(), (MAIN, SUB))
    assert outlooks.readiness((MAIN,), {}).is_ready
    assert not outlooks.readiness((MAIN, SUB), {}).is_known
    outlooks.take(SUB, outlook(Scope()))
    assert outlooks.readiness((MAIN, SUB), {}).is_ready
    assert outlooks.books((MAIN, SUB)) == {MAIN: (ORDER,), SUB: (ORDER,)}


def test_an_account_that_was_left_is_not_known_when_it_comes_back(outlooks: Outlooks) -> None:
    outlooks.cover(Scope(), (SUB,))
    outlooks.cover(Scope(), (MAIN,))
    assert not outlooks.readiness((MAIN,), {}).is_known


def test_of_another_scope_nothing_is_known(outlooks: Outlooks) -> None:
    outlooks.cover(Scope((ProductType.USDC_FUTURES,)), (MAIN,))
    assert not outlooks.readiness((MAIN,), {}).is_known
    assert outlooks.books((MAIN,)) is None


def test_after_a_press_each_account_is_as_ready_as_before_and_no_book_is_known(outlooks: Outlooks) -> None:
    outlooks.take(SUB, outlook(Scope()))
    outlooks.pressed(1.0, (), report(Verdict.LEFT))
    outlooks.take(SUB, outlook(Scope()))  # the first that is looked at again
    assert outlooks.readiness((MAIN, SUB), {}).is_ready
    assert outlooks.readiness((MAIN,), {}).open_orders is None
    assert outlooks.books((MAIN,)) is None
    assert outlooks.known()[MAIN] is None


def test_what_a_press_proved_stands_until_a_look_tells_more(outlooks: Outlooks) -> None:
    outlooks.take(SUB, outlook(Scope()))
    outlooks.pressed(1.0, (MAIN, SUB), report(Verdict.EMPTY))
    assert outlooks.books((MAIN, SUB)) == {MAIN: (), SUB: ()}
    outlooks.take(SUB, outlook(Scope()))
    assert outlooks.books((MAIN, SUB)) == {MAIN: (), SUB: (ORDER,)}


def report(verdict: Verdict, account: str = MAIN) -> Report:
    lasts = verdict is Verdict.REFUSED
    kind, why = ProductType.USDT_FUTURES, "This key may not do this."
    product = ProductReport(kind, verdict, why, account=account, is_lasting=lasts)
    return Report(verdict, "", 1, (product,), ())


@pytest.mark.parametrize("verdict", [Verdict.UNKNOWN, Verdict.REFUSED])
def test_where_a_press_did_not_work_nobody_knows_whether_the_next_would(
    outlooks: Outlooks, verdict: Verdict
) -> None:
    outlooks.take(SUB, outlook(Scope()))
    outlooks.pressed(1.0, (), report(verdict))
    assert not outlooks.readiness((MAIN, SUB), {}).is_known
    assert outlooks.readiness((SUB,), {}).is_ready
    assert outlooks.known() == {SUB: None}
    outlooks.take(MAIN, outlook(Scope()))
    assert outlooks.readiness((MAIN, SUB), {}).is_ready == (verdict is Verdict.UNKNOWN)


def test_a_refusal_stands_in_the_way_until_a_press_is_not_refused(outlooks: Outlooks) -> None:
    outlooks.pressed(1.0, (), report(Verdict.REFUSED))
    outlooks.take(MAIN, outlook(Scope()))
    refused = outlooks.readiness((MAIN,), {})
    assert not refused.is_ready
    assert refused.open_orders == 1
    assert refused.sentence == "The last press was refused, and the next may be: This key may not do this."
    outlooks.cover(Scope(), (MAIN, SUB))
    assert outlooks.readiness((MAIN,), {}) == refused
    outlooks.pressed(2.0, (), report(Verdict.LEFT))
    assert outlooks.readiness((MAIN,), {}).is_ready


def test_a_refusal_stays_with_its_account_whatever_is_pressed_elsewhere(outlooks: Outlooks) -> None:
    outlooks.take(SUB, outlook(Scope()))
    outlooks.pressed(1.0, (), report(Verdict.REFUSED, SUB))
    outlooks.pressed(2.0, (), report(Verdict.LEFT, MAIN))
    outlooks.take(SUB, outlook(Scope()))
    assert outlooks.readiness((MAIN,), {}).is_ready
    assert not outlooks.readiness((MAIN, SUB), {}).is_ready


def test_a_refusal_that_a_read_would_meet_too_is_over_with_one_that_is_answered(outlooks: Outlooks) -> None:
    passing = replace(report(Verdict.REFUSED).product_types[0], is_lasting=False)
    outlooks.pressed(1.0, (), replace(report(Verdict.REFUSED), product_types=(passing,)))
    assert not outlooks.readiness((MAIN,), {}).is_known
    outlooks.take(MAIN, outlook(Scope()))
    assert outlooks.readiness((MAIN,), {}).is_ready


@pytest.mark.parametrize("change", ["another scope", "other keys", "another environment"])
def test_a_refusal_says_nothing_of_anything_else(outlooks: Outlooks, change: str) -> None:
    outlooks.pressed(1.0, (), report(Verdict.REFUSED))
    scope = Scope((ProductType.USDC_FUTURES,)) if change == "another scope" else Scope()
    if change == "other keys":
        outlooks.forget()
    elif change == "another environment":
        outlooks.clear()
    outlooks.cover(scope, (MAIN,))
    outlooks.take(MAIN, outlook(scope))
    assert outlooks.readiness((MAIN,), {}).is_ready
