from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.panic.adding_up import add_up
from gui.panic.orders import ALL_FUTURES, OpenOrder, OrderOutcome, OrderResult
from gui.panic.verdict import ProductReport, Verdict, count, worst

USDT, USDC, COIN = ALL_FUTURES
EMPTY, LEFT, REFUSED, UNKNOWN = Verdict.EMPTY, Verdict.LEFT, Verdict.REFUSED, Verdict.UNKNOWN
EVERY_THREE = list(itertools.product(Verdict, repeat=3))


@pytest.mark.parametrize("verdicts", EVERY_THREE, ids="-".join)
def test_the_worst_of_three_verdicts_is_the_verdict(verdicts: tuple[Verdict, ...]) -> None:
    added = worst(verdicts)
    if UNKNOWN in verdicts:
        assert added is UNKNOWN
    elif REFUSED in verdicts:
        assert added is REFUSED
    elif LEFT in verdicts:
        assert added is LEFT
    else:
        assert added is EMPTY


@given(st.lists(st.sampled_from(Verdict), max_size=6))
def test_empty_needs_every_product_type_empty_and_at_least_one(verdicts: list[Verdict]) -> None:
    is_empty = worst(verdicts) is EMPTY
    assert is_empty == (bool(verdicts) and all(verdict is EMPTY for verdict in verdicts))
    assert worst(verdicts) is worst(verdicts[::-1])


@pytest.mark.parametrize("verdicts", EVERY_THREE, ids="-".join)
def test_the_report_says_the_worst_first_and_every_sentence_that_is_not_empty(
    verdicts: tuple[Verdict, ...],
) -> None:
    products = [
        ProductReport(kind, verdict, f"What {kind.value} came to.", left=2 if verdict is LEFT else None)
        for kind, verdict in zip(ALL_FUTURES, verdicts, strict=True)
    ]
    report = add_up(products, (), 12)
    assert report.verdict is worst(verdicts)
    if report.verdict is EMPTY:
        assert "nothing is open in USDT-, USDC- and COIN-FUTURES" in report.sentence
        return
    for product in products:
        if product.verdict is not EMPTY:
            assert f"{product.product_type.value}: {product.sentence}" in report.sentence
        else:
            assert product.sentence not in report.sentence
    worst_types = [product.product_type.value for product in products if product.verdict is report.verdict]
    assert report.sentence.startswith(worst_types[0])


def test_a_report_of_nothing_is_unknown() -> None:
    report = add_up([], (), 0)
    assert report.verdict is UNKNOWN
    assert report.sentence == "No product type was pressed."


def test_equal_fates_are_told_once() -> None:
    same = [ProductReport(kind, UNKNOWN, "Bitget did not answer.") for kind in ALL_FUTURES]
    assert add_up(same, (), 0).sentence == "USDT-, USDC- and COIN-FUTURES: Bitget did not answer."


def test_the_headline_counts_what_is_left_over_all_product_types() -> None:
    products = [
        ProductReport(USDT, LEFT, "x", left=3),
        ProductReport(USDC, EMPTY, "x", left=0),
        ProductReport(COIN, LEFT, "x", left=2),
    ]
    assert add_up(products, (), 0).headline == "LEFT 5"
    assert add_up(products[1:2], (), 0).headline == "EMPTY"


def outcome(order_id: str, result: OrderResult, *, appeared: bool = False) -> OrderOutcome:
    return OrderOutcome(OpenOrder(order_id, USDT), result, appeared=appeared)


def test_an_empty_report_says_how_many_were_cancelled_and_how_many_went_without_a_word() -> None:
    product = ProductReport(USDT, EMPTY, "x", cancelled=1)
    outcomes = [outcome("1", OrderResult.CANCELLED), outcome("2", OrderResult.GONE)]
    sentence = add_up([product], outcomes, 0).sentence
    assert "1 order cancelled." in sentence
    assert "1 order gone: filled, or cancelled without a word from Bitget." in sentence


def test_a_lost_answer_is_told_even_when_nothing_is_left() -> None:
    product = ProductReport(USDT, EMPTY, "x", answer_lost=True)
    sentence = add_up([product], (), 0).sentence
    assert "An answer was lost" in sentence
    assert "There was nothing to cancel" not in sentence


def test_orders_that_appeared_are_told_whatever_became_of_them() -> None:
    appeared = outcome("9", OrderResult.CANCELLED, appeared=True)
    for verdict in Verdict:
        sentence = add_up([ProductReport(USDT, verdict, "x")], [appeared], 0).sentence
        assert "1 order appeared after the press" in sentence


@pytest.mark.parametrize(("verdict", "code"), [(EMPTY, 0), (LEFT, 10), (REFUSED, 11), (UNKNOWN, 12)])
def test_each_verdict_has_its_exit_code(verdict: Verdict, code: int) -> None:
    assert verdict.exit_code == code


def test_numbers_are_counted_in_words() -> None:
    assert [count(0), count(1), count(1234)] == ["no orders", "1 order", "1,234 orders"]
