from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.panic.orders import (
    ALL_FUTURES,
    MARGIN_COINS,
    OpenOrder,
    ProductType,
    Scope,
    ScopeError,
    name_product_types,
)

USDT, USDC, COIN = ALL_FUTURES


def test_without_a_choice_all_three_product_lines_and_any_coin_are_covered() -> None:
    scope = Scope()
    assert scope.product_types == (USDT, USDC, COIN)
    assert scope.margin_coin is None
    assert scope.sentence == (
        "Cancels every open order in USDT-, USDC- and COIN-FUTURES, any coin. Trigger and TP/SL orders stay."
    )


def test_the_scope_says_in_words_what_it_covers() -> None:
    assert Scope((COIN,), "BTC").places == "COIN-FUTURES, margin coin BTC only"
    assert Scope((USDT, USDC)).places == "USDT- and USDC-FUTURES, any coin"
    assert name_product_types(()) == ""


@pytest.mark.parametrize(
    "coin", ["usdt", "Usdt", "", " USDT", "USDT ", "US DT", "USDT\n", "ÜSDT", "ß", "USD-T"]
)
def test_a_margin_coin_that_is_not_in_capitals_is_refused_with_a_sentence(coin: str) -> None:
    with pytest.raises(ScopeError, match="capital letters"):
        Scope((USDT,), coin)


@pytest.mark.parametrize(
    "coin", sorted({coin for coins in MARGIN_COINS.values() for coin in coins} | {"1INCH"})
)
def test_every_offered_margin_coin_is_accepted(coin: str) -> None:
    assert Scope((USDT,), coin).margin_coin == coin


def test_every_product_type_has_margin_coins_to_offer() -> None:
    assert set(MARGIN_COINS) == set(ProductType)
    assert all(MARGIN_COINS.values())


def test_an_empty_scope_and_a_doubled_product_type_are_refused() -> None:
    with pytest.raises(ScopeError, match="at least one"):
        Scope(())
    with pytest.raises(ScopeError, match="twice"):
        Scope((USDT, USDC, USDT))


@pytest.mark.parametrize(
    ("scope", "order_type", "coin", "inside"),
    [
        (Scope(), USDT, "USDT", True),
        (Scope(), COIN, None, True),
        (Scope((USDT,)), USDC, "USDC", False),
        (Scope((COIN,), "BTC"), COIN, "BTC", True),
        (Scope((COIN,), "BTC"), COIN, "ETH", False),
        (Scope((COIN,), "BTC"), COIN, None, True),  # an order that hides its coin is not overlooked
        (Scope((USDT,), "USDT"), COIN, "USDT", False),
    ],
)
def test_an_order_is_covered_by_its_product_type_and_its_coin(
    scope: Scope, order_type: ProductType, coin: str | None, inside: bool
) -> None:
    assert scope.covers(OpenOrder("1", order_type, margin_coin=coin)) is inside


def test_only_the_three_delisted_types_are_legacy_demo() -> None:
    assert [kind for kind in ProductType if kind.is_legacy_demo] == [
        ProductType.SUSDT_FUTURES,
        ProductType.SUSDC_FUTURES,
        ProductType.SCOIN_FUTURES,
    ]


@given(st.lists(st.sampled_from(ProductType), unique=True, min_size=1))
def test_the_sentence_names_every_product_type_and_no_other(kinds: list[ProductType]) -> None:
    named = name_product_types(kinds).replace(" and ", ", ").removesuffix("-FUTURES").split(", ")
    assert [name.removesuffix("-") + "-FUTURES" for name in named] == [kind.value for kind in kinds]


@given(st.text(max_size=8))
def test_a_margin_coin_of_any_text_is_refused_or_is_plain_capitals(coin: str) -> None:
    try:
        Scope((USDT,), coin)
    except ScopeError:
        return
    assert set(coin) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
    assert coin
