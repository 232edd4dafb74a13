from __future__ import annotations

import itertools
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.panic.accounts import MAIN
from gui.panic.adding_up import add_up
from gui.panic.orders import (
    ALL_FUTURES,
    Covers,
    OpenOrder,
    OrderOutcome,
    OrderResult,
    Position,
    ProductType,
    Scope,
)
from gui.panic.verdict import (
    ProductReport,
    Told,
    Verdict,
    count,
    count_stops,
    no_stop_words,
    nothing_named,
    orders_and_stops,
    worst,
)

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


def left(kind: ProductType, number: int, why: str = "", advice: str = "Press again.") -> ProductReport:
    told = Told(f"{number} still open.", why, advice)
    return ProductReport(kind, LEFT, told.text, left=number, told=told, stops_left=0)


def test_a_shared_reason_and_a_shared_advice_are_told_once() -> None:
    empty = ProductReport(USDC, EMPTY, "x", stops_left=0)
    report = add_up([left(USDT, 2, "Busy."), empty, left(COIN, 1, "Busy.")], (), 0)
    assert report.sentence == (
        "USDT-FUTURES: 2 still open. COIN-FUTURES: 1 still open. USDT- and COIN-FUTURES: Busy. "
        "USDC-FUTURES: empty, proved by reading back. Press again."
    )
    assert report.advice_first == f"Press again. {report.sentence.removesuffix(' Press again.')}"
    report = add_up([left(USDT, 2, "Busy."), empty], (), 0)
    assert report.sentence.startswith("USDT-FUTURES: 2 still open. Busy. USDC-FUTURES: empty,")


def test_reasons_and_advice_that_differ_stay_where_they_belong() -> None:
    products = [left(USDT, 2, "Busy."), left(COIN, 1, "Closed.", "Use the app.")]
    report = add_up(products, (), 0)
    assert report.sentence == (
        "USDT-FUTURES: 2 still open. Busy. Press again. COIN-FUTURES: 1 still open. Closed. Use the app."
    )
    assert report.advice_first == ""


def test_several_accounts_share_one_advice_and_keep_their_reasons() -> None:
    products = [
        replace(left(USDT, 2, why), account=name) for name, why in (("main", "Busy."), ("sub1", "Closed."))
    ]
    assert add_up(products, (), 0).sentence == (
        "main: USDT-FUTURES: 2 still open. Busy. sub1: USDT-FUTURES: 2 still open. Closed. Press again."
    )


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


@pytest.mark.parametrize(
    ("stops", "said"),
    [
        ((0, 0, 0), ""),
        ((2, 3, 0), "5 stops stay."),
        ((2, None, 0), "At least 2 stops stay."),
        ((0, None, 0), "How many stops stand is not known."),
        ((None, None, None), "How many stops stand is not known."),
    ],
)
def test_stops_that_nobody_has_listed_are_never_none(stops: tuple[int | None, ...], said: str) -> None:
    read = [
        ProductReport(kind, EMPTY, "x", cancelled=1, stops_left=number)
        for kind, number in zip(ALL_FUTURES, stops, strict=True)
    ]
    sentence = add_up(read, (), 0).sentence
    assert sentence.endswith(said or "nothing is open in USDT-, USDC- and COIN-FUTURES.")
    assert "stop" not in add_up(read, (), 0, Scope(kinds=Covers.EVERYTHING)).sentence


def test_stops_that_are_known_count_whatever_their_orders_came_to() -> None:
    one = ProductReport(USDT, EMPTY, "x", stops_left=1)
    for other, said in (
        (ProductReport(USDC, UNKNOWN, "y", stops_left=None), "At least 1 stop stays."),
        (ProductReport(USDC, UNKNOWN, "y", stops_left=5), "6 stops stay."),
    ):
        assert said in add_up([one, other], (), 0).sentence


def test_where_not_even_the_orders_could_be_read_nothing_is_said_of_stops() -> None:
    unread = [ProductReport(kind, UNKNOWN, "Bitget did not answer.") for kind in ALL_FUTURES]
    assert "stop" not in add_up(unread, (), 0).sentence


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
    assert [count(number, "open order") for number in (0, 1, 1234)] == [
        "no open orders",
        "1 open order",
        "1,234 open orders",
    ]
    assert [count_stops(0), count_stops(1), count_stops(1234)] == ["no stops", "1 stop", "1,234 stops"]
    assert [orders_and_stops(0, 0), orders_and_stops(2, 0), orders_and_stops(0, 2)] == [
        "no orders",
        "2 orders",
        "2 stops",
    ]
    assert orders_and_stops(14, 5) == "14 orders and 5 stops"


@pytest.mark.parametrize(
    ("cancelled", "stops", "answer_lost", "had_nothing", "said"),
    [
        (3, 1, True, True, "2 orders and 1 stop cancelled."),
        (0, 0, True, True, "An answer was lost, so what it cancelled is not known."),
        (0, 0, False, True, "There was nothing to cancel."),
        (0, 0, False, False, "Bitget accepted the cancel and named no orders."),
    ],
)
def test_why_nothing_is_named_is_said_in_full(
    cancelled: int, stops: int, answer_lost: bool, had_nothing: bool, said: str
) -> None:
    assert nothing_named(cancelled, stops, answer_lost, had_nothing) == said


BTC = Position(USDT, "BTCUSDT", "long", Decimal("0.50"))
ETH = Position(USDT, "ETHUSDT", "short", Decimal(2))


def bare(*positions: Position, account: str = MAIN) -> ProductReport:
    return ProductReport(USDT, EMPTY, "", unprotected=positions, account=account)


@pytest.mark.parametrize(
    ("products", "said"),
    [
        ([bare()], ""),
        ([bare(BTC)], "1 position has no stop now: BTCUSDT long 0.50."),
        ([bare(BTC, ETH)], "2 positions have no stop now: BTCUSDT long 0.50, ETHUSDT short 2."),
        (
            [bare(BTC), bare(ETH, account="sub1")],
            "2 positions have no stop now: BTCUSDT long 0.50 (main), ETHUSDT short 2 (sub1).",
        ),
        (
            [ProductReport(USDT, EMPTY, "", unprotected=None)],
            "Which positions have no stop now could not be read.",
        ),
    ],
)
def test_positions_without_a_stop_are_named(products: list[ProductReport], said: str) -> None:
    assert no_stop_words(products) == said
