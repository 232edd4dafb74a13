"""The product types and contracts that the practice exchange lists."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class ProductType(StrEnum):
    """A futures product line by its wire value (page: Cancel All Orders)."""

    USDT_FUTURES = "USDT-FUTURES"
    USDC_FUTURES = "USDC-FUTURES"
    COIN_FUTURES = "COIN-FUTURES"
    SUSDT_FUTURES = "SUSDT-FUTURES"
    SUSDC_FUTURES = "SUSDC-FUTURES"
    SCOIN_FUTURES = "SCOIN-FUTURES"


@dataclass(frozen=True, slots=True)
class Contract:
    """One listed contract; `price` is the made-up market in the quote coin (page: Get Contract Config)."""

    symbol: str
    product_type: ProductType
    base_coin: str
    quote_coin: str
    margin_coins: tuple[str, ...]
    price: Decimal
    price_places: int
    volume_places: int

    @property
    def least_size(self) -> Decimal:
        """The smallest order, in the base coin."""
        return Decimal(1).scaleb(-self.volume_places)


def _coins(*extra: str) -> tuple[str, ...]:
    # Most coin-margined contracts accept each other's coins as margin, which is why one press that
    # names a margin coin may leave orders of the same contract behind.
    return ("BTC", "ETH", "XRP", "USDC", *extra)


_USDT, _USDC, _COIN = ProductType.USDT_FUTURES, ProductType.USDC_FUTURES, ProductType.COIN_FUTURES

_LISTED: tuple[Contract, ...] = (
    Contract("BTCUSDT", _USDT, "BTC", "USDT", ("USDT",), Decimal("67250.5"), 1, 3),
    Contract("ETHUSDT", _USDT, "ETH", "USDT", ("USDT",), Decimal("3480.12"), 2, 2),
    Contract("SOLUSDT", _USDT, "SOL", "USDT", ("USDT",), Decimal("172.35"), 3, 1),
    Contract("XRPUSDT", _USDT, "XRP", "USDT", ("USDT",), Decimal("0.6215"), 4, 0),
    Contract("BTCPERP", _USDC, "BTC", "USDC", ("USDC",), Decimal("67244.0"), 1, 4),
    Contract("ETHPERP", _USDC, "ETH", "USDC", ("USDC",), Decimal("3479.90"), 2, 2),
    Contract("BTCUSD", _COIN, "BTC", "USD", _coins(), Decimal("67248.0"), 1, 3),
    Contract("ETHUSD", _COIN, "ETH", "USD", ("ETH", *_coins()[:1], *_coins()[2:]), Decimal("3480.01"), 2, 2),
    Contract("SBTCSUSDT", ProductType.SUSDT_FUTURES, "SBTC", "SUSDT", ("SUSDT",), Decimal("67250.5"), 1, 3),
    Contract("SBTCSPERP", ProductType.SUSDC_FUTURES, "SBTC", "SUSDC", ("SUSDC",), Decimal("67244.0"), 1, 4),
    Contract("SBTCSUSD", ProductType.SCOIN_FUTURES, "SBTC", "SUSD", ("SBTC", "SETH"), Decimal("67248"), 1, 3),
)

CONTRACTS: dict[str, Contract] = {contract.symbol: contract for contract in _LISTED}


def contracts_of(product_type: ProductType) -> list[Contract]:
    """The contracts of a product type, in listing order."""
    return [contract for contract in _LISTED if contract.product_type is product_type]


def margin_coins_of(product_type: ProductType) -> list[str]:
    """Every margin coin that some contract of the product type supports, in capitals, each once."""
    seen = dict.fromkeys(coin for contract in contracts_of(product_type) for coin in contract.margin_coins)
    return list(seen)
