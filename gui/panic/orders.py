"""Product types, scope, open orders and what became of each: the nouns that every other room shares."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from gui.panic.accounts import MAIN
from gui.words import all_of, say

if TYPE_CHECKING:
    from decimal import Decimal


class Environment(StrEnum):
    """Where a press goes; the value is the word on the command line and in the journal."""

    PRACTICE = "practice"
    DEMO = "demo"
    LIVE = "live"


class ProductType(StrEnum):
    """A futures product line, by its wire value (page: Cancel All Orders)."""

    USDT_FUTURES = "USDT-FUTURES"
    USDC_FUTURES = "USDC-FUTURES"
    COIN_FUTURES = "COIN-FUTURES"
    SUSDT_FUTURES = "SUSDT-FUTURES"
    SUSDC_FUTURES = "SUSDC-FUTURES"
    SCOIN_FUTURES = "SCOIN-FUTURES"

    @property
    def is_legacy_demo(self) -> bool:
        """True for the three S* types: Bitget delisted them in August 2025, demo now has keys of its own."""
        return self.value.startswith("S")


class Covers(StrEnum):
    """Which kinds of order a press cancels; the value is the word on the command line and in the settings."""

    ORDERS = "orders"
    EVERYTHING = "everything"


class Namespace(StrEnum):
    """Where an order lives: plain orders, or one of the lists of trigger, TP/SL and trailing orders.

    Classic accounts have three such lists (page: Get Pending Trigger Order), unified ones a single one
    (page: Get Unfilled Strategy Orders).
    """

    ORDERS = "orders"
    NORMAL_PLAN = "normal_plan"
    TRACK_PLAN = "track_plan"
    PROFIT_LOSS = "profit_loss"
    STRATEGY = "strategy"


class AccountMode(StrEnum):
    """Which of Bitget's interfaces an account takes."""

    CLASSIC = "classic"
    UNIFIED = "unified"


ALL_FUTURES = (ProductType.USDT_FUTURES, ProductType.USDC_FUTURES, ProductType.COIN_FUTURES)

# What the selector offers. COIN-FUTURES as recorded from the public contract list in May 2025; a coin that
# is missing here can still be given on the command line.
MARGIN_COINS: dict[ProductType, tuple[str, ...]] = {
    ProductType.USDT_FUTURES: ("USDT",),
    ProductType.USDC_FUTURES: ("USDC",),
    ProductType.COIN_FUTURES: (
        *("BTC", "ETH", "XRP", "SOL", "ADA", "DOGE", "DOT", "LINK", "LTC", "TRX"),
        *("STETH", "USDE", "USDC", "BGB"),
    ),
    ProductType.SUSDT_FUTURES: ("SUSDT",),
    ProductType.SUSDC_FUTURES: ("SUSDC",),
    ProductType.SCOIN_FUTURES: ("SBTC", "SETH"),
}


# The words of Scope.sentence that a hurried reader must not miss, and those that must stop him.
EVERY_ORDER = say("every open order")
EVERY_STOP = say("every trigger, TP/SL and trailing order")
STOPS_STAY = say("Trigger and TP/SL orders stay.")
NO_STOP_STAYS = say("No stop stays.")


class ScopeError(ValueError):
    """A scope that cannot be pressed; its text is the sentence for the person who chose it."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What one press covers: product types, one margin coin or any, and whether stops go too.

    Raises ScopeError for no product type and for a margin coin that is not capitalised (page: Cancel All
    Orders, "must be capitalized").
    """

    product_types: tuple[ProductType, ...] = ALL_FUTURES
    margin_coin: str | None = None
    kinds: Covers = Covers.ORDERS

    def __post_init__(self) -> None:
        if not self.product_types:
            raise ScopeError(say("Choose at least one product type; nothing would be cancelled otherwise."))
        if len(set(self.product_types)) != len(self.product_types):
            raise ScopeError(say("A product type is named twice; name each once."))
        coin = self.margin_coin
        if coin is not None and not (coin.isascii() and coin.isalnum() and coin == coin.upper()):
            raise ScopeError(
                say("A margin coin is written in capital letters, such as USDT; “{coin}” is not.", coin=coin)
            )

    def covers(self, order: OpenOrder) -> bool:
        """Tell whether an order is one that this scope cancels."""
        return self.reaches(order) and (self.takes_stops or not order.is_stop)

    def reaches(self, order: OpenOrder) -> bool:
        """Tell whether an order lies in these product types and this coin; one without a coin does."""
        if order.product_type not in self.product_types:
            return False
        return self.margin_coin is None or order.margin_coin in (None, self.margin_coin)

    def includes(self, other: Scope) -> bool:
        """Tell whether this scope covers all that another one covers."""
        coins = self.margin_coin in (None, other.margin_coin)
        stops = self.takes_stops or not other.takes_stops
        return coins and stops and set(self.product_types) >= set(other.product_types)

    @property
    def sentence(self) -> str:
        """The scope in plain words, for the window and the terminal."""
        if self.takes_stops:
            return say(
                "Cancels {orders} in {places}, and {stops}. {grave}",
                orders=EVERY_ORDER,
                places=self.places,
                stops=EVERY_STOP,
                grave=NO_STOP_STAYS,
            )
        return say(
            "Cancels {orders} in {places}. {calm}", orders=EVERY_ORDER, places=self.places, calm=STOPS_STAY
        )

    @property
    def takes_stops(self) -> bool:
        """True when trigger, TP/SL and trailing orders are cancelled too."""
        return self.kinds is Covers.EVERYTHING

    @property
    def places(self) -> str:
        """The product types and the coin in plain words, without a verb."""
        places = name_product_types(self.product_types)
        if self.margin_coin is None:
            return say("{places}, any coin", places=places)
        return say("{places}, margin coin {coin} only", places=places, coin=self.margin_coin)


def name_product_types(product_types: Iterable[ProductType]) -> str:
    """Join product types as a person would write them: "USDT-, USDC- and COIN-FUTURES"."""
    *others, last = [product_type.value for product_type in product_types] or [""]
    return all_of([*(name.removesuffix("FUTURES") for name in others), last])


@dataclass(frozen=True, slots=True)
class OpenOrder:
    """One order as the book showed it; sizes and prices are exact, times are ms of the exchange's clock.

    plan_type is a trigger order's own type, by which alone a classic account cancels it. What the exchange
    did not tell is None; of a stop, price is what triggers it, and execute_price None where it sells or buys
    at the market. Words such as force are the exchange's own.
    """

    order_id: str
    product_type: ProductType
    client_oid: str | None = None
    symbol: str | None = None
    side: str | None = None
    size: Decimal | None = None
    filled: Decimal | None = None
    price: Decimal | None = None
    margin_coin: str | None = None
    status: str | None = None
    created_ms: int | None = None
    namespace: Namespace = Namespace.ORDERS
    plan_type: str | None = None
    position_side: str | None = None
    source: str | None = None  # where it was placed, in the exchange's word, such as WEB or API
    order_type: str | None = None
    force: str | None = None
    reduce_only: bool | None = None
    preset_take_profit: Decimal | None = None
    preset_stop_loss: Decimal | None = None
    margin_mode: str | None = None
    trade_side: str | None = None
    leverage: Decimal | None = None
    trigger_price: Decimal | None = None
    trigger_type: str | None = None
    execute_price: Decimal | None = None
    callback_percent: Decimal | None = None

    @property
    def is_stop(self) -> bool:
        """True for a trigger, TP/SL or trailing order."""
        return self.namespace is not Namespace.ORDERS


@dataclass(frozen=True, slots=True)
class Position:
    """An open position; side is long or short, size is in the contract's unit."""

    product_type: ProductType
    symbol: str
    side: str
    size: Decimal
    margin_coin: str | None = None


class OrderResult(StrEnum):
    """What became of one order; the value stands in `fire --json`."""

    CANCELLED = "CANCELLED"  # acknowledged by the exchange, and absent from a complete read after that
    FAILED = "FAILED"  # the exchange refused to cancel it, and no read since then told more
    STILL_OPEN = "STILL_OPEN"  # a complete read after the press shows it
    NEW = "NEW"  # still open, and placed after the press
    GONE = "GONE"  # absent from a complete read, but nobody said why: filled, or cancelled by a lost answer
    UNCONFIRMED = "UNCONFIRMED"  # sent, perhaps acknowledged; no complete read has confirmed it


@dataclass(frozen=True, slots=True)
class OrderOutcome:
    """One row of the result: the order, its result, and the exchange's reason and code where it gave any.

    at_ms is the moment in ms from the press; appeared is True for an order placed after the press.
    """

    order: OpenOrder
    result: OrderResult
    reason: str = ""
    code: str = ""
    at_ms: int = 0
    appeared: bool = False
    account: str = MAIN
