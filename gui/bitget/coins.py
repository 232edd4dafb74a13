"""The margin coins of a product type, from Bitget's public list of contracts: no key is needed."""

from __future__ import annotations

import time
from typing import Any

from gui.bitget.address import BITGET
from gui.bitget.envelope import open_envelope
from gui.bitget.transport import Call, Transport
from gui.panic.errors import ExchangeError
from gui.panic.orders import ProductType
from gui.panic.proxy import Proxy

CONTRACTS = "/api/v2/mix/market/contracts"
PATIENCE_S = 5.0
_MOST_CONTRACTS = 5_000
_MOST_COINS = 100
_LONGEST_NAME = 20


def live_margin_coins(
    product_type: ProductType,
    address: str = BITGET,
    *,
    until: float | None = None,
    proxy: Proxy | None = None,
) -> tuple[str, ...] | None:
    """Ask which margin coins a product type has now, in order of appearance (page: Get Contract Config).

    None for any trouble: the built-in list serves then. address is one that was checked; the public
    list is the same for classic and unified accounts. Blocks for 5 s at most.
    """
    transport = Transport(address, proxy=proxy)
    call = Call("GET", f"{CONTRACTS}?productType={product_type.value}", {})
    try:
        answer = transport.send("public", call, until or time.monotonic() + PATIENCE_S)
        return coins_in(open_envelope(answer.http_status, answer.body).data)
    except ExchangeError:
        return None
    finally:
        transport.close()


def coins_in(data: Any) -> tuple[str, ...] | None:
    """Join every contract's `supportMarginCoins`; what is no coin is left out, and no coin at all is None."""
    if not isinstance(data, list):
        return None
    coins: dict[str, None] = {}
    for contract in data[:_MOST_CONTRACTS]:
        named = contract.get("supportMarginCoins") if isinstance(contract, dict) else None
        for coin in named[:_MOST_COINS] if isinstance(named, list) else ():
            if _is_coin(coin):
                coins[coin.upper()] = None
    return tuple(coins)[:_MOST_COINS] or None


def _is_coin(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST_NAME and value.isascii() and value.isalnum()
