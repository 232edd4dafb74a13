"""Positions, symbols and margin coins, as either interface writes them."""

from __future__ import annotations

from typing import Any

from gui.bitget.envelope import amount, text
from gui.panic.errors import Malformed
from gui.panic.orders import Position, ProductType
from gui.words import say

_COINS = {ProductType.USDT_FUTURES: "USDT", ProductType.USDC_FUTURES: "USDC"}


def positions_of(
    items: list[dict[str, Any]], product_type: ProductType, side_key: str
) -> tuple[Position, ...]:
    """Read the positions of a list, without the empty ones (pages: Get All Positions, Get Position Info).

    One whose symbol, side or size cannot be read raises Malformed: to leave it out would call it closed.
    """
    found = (_position(item, product_type, side_key) for item in items)
    return tuple(position for position in found if position.size > 0)


def _position(item: dict[str, Any], product_type: ProductType, side_key: str) -> Position:
    symbol, side, size = symbol_of(item), text(item.get(side_key)), amount(item.get("total"))
    if not symbol or not side or size is None or size < 0:
        raise Malformed(
            say("Bitget's answer could not be understood: a position without symbol, side or size.")
        )
    return Position(product_type, symbol, side.lower(), size, coin_of(item))


def symbol_of(item: dict[str, Any]) -> str | None:
    """Take a symbol; the page of trigger orders shows small letters where every other shows capitals."""
    symbol = text(item.get("symbol")) or None
    return symbol.upper() if symbol and symbol.islower() else symbol


def coin_of(item: dict[str, Any]) -> str | None:
    """Take a margin coin, in capitals; None where none is named."""
    coin = text(item.get("marginCoin"))
    return coin.upper() if coin else None


def coin_by_symbol(symbol: str | None, product_type: ProductType) -> str | None:
    """Tell the margin coin of a unified account's order, whose item names none; None where nobody can tell.

    It is the product type's own, and for COIN-FUTURES the coin before USD in the symbol, such as BTCUSD.
    """
    if product_type in _COINS:
        return _COINS[product_type]
    base, dollar, _ = (symbol or "").upper().partition("USD")
    return base if dollar and base.isalnum() else None
