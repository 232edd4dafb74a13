"""One open order of the practice exchange."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from gui.practice.products import Contract, ProductType

# Bitget's ids read as 19 digits whose upper bits count milliseconds from the middle of 2015, so that
# a later order has a larger id.
_FIRST_MS = 1_435_725_000_000
_SEQUENCE_BITS = 22

# Each account gives out every 128th id, so that no two accounts ever give out the same one.
LANES = 128


@dataclass(frozen=True, slots=True)
class PracticeOrder:
    """An open limit order; sizes in the base coin, prices in the quote coin, times in ms since 1970.

    `force` is gtc or post_only: nothing else can rest in a book. `take_profit` and `stop_loss` are presets
    that come alive with a fill.
    """

    order_id: str
    client_oid: str
    contract: Contract
    margin_coin: str
    side: str
    size: Decimal
    price: Decimal
    filled: Decimal
    reduce_only: bool
    placed_ms: int
    changed_ms: int
    force: str = "gtc"
    take_profit: Decimal | None = None
    stop_loss: Decimal | None = None

    @property
    def product_type(self) -> ProductType:
        """The product type of its contract."""
        return self.contract.product_type

    @property
    def symbol(self) -> str:
        """The symbol of its contract, in capitals."""
        return self.contract.symbol

    @property
    def status(self) -> str:
        """`live` or `partially_filled` (page: Get Pending Orders)."""
        return "partially_filled" if self.filled else "live"


def order_id_at(moment_ms: int) -> int:
    """The smallest order id for a moment, ms since 1970; 1 for a moment before Bitget had any."""
    return max(1, (moment_ms - _FIRST_MS) << _SEQUENCE_BITS)


def leverage_of(product_type: ProductType) -> str:
    """The leverage, which is another one for each sort of coin, so that a reader meets several."""
    return {"USDC-FUTURES": "10", "COIN-FUTURES": "5"}.get(product_type.value, "20")


def margin_mode_of(product_type: ProductType) -> str:
    """The margin mode: isolated for COIN-FUTURES and crossed for the others, so that a reader meets both."""
    return "isolated" if product_type is ProductType.COIN_FUTURES else "crossed"


def price_near(contract: Contract, side: str, thousandths: int = 5) -> Decimal:
    """A limit price that far below the market for a buy and above it for a sell, on the price grid."""
    step = Decimal(thousandths) / 1000
    factor = 1 - step if side == "buy" else 1 + step
    return (contract.price * factor).quantize(Decimal(1).scaleb(-contract.price_places))
