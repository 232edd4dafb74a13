"""The plausible orders that a fresh practice exchange holds."""

from __future__ import annotations

from decimal import Decimal

from gui.practice.book import Book
from gui.practice.orders import price_near
from gui.practice.products import ProductType, contracts_of

_SPAN_MS = 6 * 3600 * 1000

# Of ten orders six are USDT-, two USDC- and two COIN-FUTURES.
_PATTERN = tuple(
    {"U": ProductType.USDT_FUTURES, "P": ProductType.USDC_FUTURES, "C": ProductType.COIN_FUTURES}[letter]
    for letter in "UPUCUUCUPU"
)


def seed(book: Book, count: int, now_ms: int) -> None:
    """Place that many orders, the same ones every time, spread over the six hours before `now_ms`."""
    seen = dict.fromkeys(ProductType, 0)
    for index in range(count):
        product_type = _PATTERN[index % 10]
        _place_one(
            book, product_type, index, seen[product_type], now_ms - _SPAN_MS * (count - index) // count
        )
        seen[product_type] += 1


def _place_one(book: Book, product_type: ProductType, index: int, turn: int, placed_ms: int) -> None:
    contracts = contracts_of(product_type)
    contract = contracts[turn % len(contracts)]
    side = "sell" if (turn // len(contracts) + turn) % 2 else "buy"
    size = contract.least_size * (10 + index * 7 % 40)
    # Every fifth is partly filled, and not always in the same place of the pattern.
    partly = index % 5 == (index // 10 + 1) % 5
    book.place(
        contract.symbol,
        side,
        size,
        price_near(contract, side, 2 + index * 13 % 60),
        filled=contract.least_size * (3 + index % 5) if partly else Decimal(0),
        client_oid=f"practice-seed-{index + 1:05d}",
        reduce_only=index % 7 == 3,
        placed_ms=placed_ms,
    )
