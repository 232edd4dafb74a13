"""What is known of several accounts, when others are chosen and when a press has ended."""

from __future__ import annotations

import pytest

from gui.desktop.looks import Outlook
from gui.desktop.outlooks import Outlooks
from gui.panic.accounts import MAIN
from gui.panic.orders import OpenOrder, ProductType, Scope
from gui.panic.standing import Check, Readiness, Standing
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
    outlooks.pressed(1.0, ())
    outlooks.take(SUB, outlook(Scope()))  # the first that is looked at again
    assert outlooks.readiness((MAIN, SUB), {}).is_ready
    assert outlooks.readiness((MAIN,), {}).open_orders is None
    assert outlooks.books((MAIN,)) is None
    assert outlooks.known()[MAIN] is None


def test_what_a_press_proved_stands_until_a_look_tells_more(outlooks: Outlooks) -> None:
    outlooks.take(SUB, outlook(Scope()))
    outlooks.pressed(1.0, (MAIN, SUB))
    assert outlooks.books((MAIN, SUB)) == {MAIN: (), SUB: ()}
    outlooks.take(SUB, outlook(Scope()))
    assert outlooks.books((MAIN, SUB)) == {MAIN: (), SUB: (ORDER,)}


def test_where_a_press_did_not_work_nobody_knows_whether_the_next_would(outlooks: Outlooks) -> None:
    outlooks.take(SUB, outlook(Scope()))
    outlooks.pressed(1.0, (), (MAIN,))
    assert not outlooks.readiness((MAIN, SUB), {}).is_known
    assert outlooks.readiness((SUB,), {}).is_ready
    assert outlooks.known() == {SUB: None}
    outlooks.take(MAIN, outlook(Scope()))
    assert outlooks.readiness((MAIN, SUB), {}).is_ready
