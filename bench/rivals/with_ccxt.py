"""ccxt, resident and warm, with its defaults: `… with_ccxt sync` or `… with_ccxt async`.

Its cancel_all_orders() takes one symbol at a time, so the account-wide call is used, which it has under the
endpoint's own name.
"""

from __future__ import annotations

import asyncio
import os
import sys
from typing import Any

import ccxt
import ccxt.async_support

from bench.rivals.loop import (
    KEY,
    NOTHING_TO_CANCEL,
    PASSPHRASE,
    PRODUCT_TYPES,
    SECRET,
    URL,
    need_empty,
    need_ok,
    serve,
)

_OPTIONS = {"apiKey": KEY, "secret": SECRET, "password": PASSPHRASE}


def _aimed(exchange: Any) -> Any:
    exchange.urls["api"] = dict.fromkeys(exchange.urls["api"], URL)
    return exchange


def _nothing_to_cancel(error: ccxt.ExchangeError) -> dict[str, str]:
    """What ccxt raises where there was nothing to cancel is an answer as well."""
    if NOTHING_TO_CANCEL not in str(error):
        raise error
    return {"code": NOTHING_TO_CANCEL}


def sync() -> None:
    """One call after another."""
    exchange = _aimed(ccxt.bitget({**_OPTIONS, "requests_trust_env": True}))

    def cancel() -> None:
        for product_type in PRODUCT_TYPES:
            try:
                answer = exchange.privateMixPostV2MixOrderCancelAllOrders({"productType": product_type})
            except ccxt.ExchangeError as error:
                answer = _nothing_to_cancel(error)
            need_ok(answer)

    def prove() -> None:
        for product_type in PRODUCT_TYPES:
            need_empty(exchange.privateMixGetV2MixOrderOrdersPending({"productType": product_type}))

    prove()
    serve(cancel, prove)


def asynchronous() -> None:
    """The three calls of a kind side by side."""
    loop = asyncio.new_event_loop()
    options = {**_OPTIONS, "cafile": os.environ["REQUESTS_CA_BUNDLE"], "asyncio_loop": loop}

    async def make() -> Any:
        return _aimed(ccxt.async_support.bitget(options))

    exchange = loop.run_until_complete(make())

    async def cancel_one(where: dict[str, str]) -> Any:
        try:
            return await exchange.privateMixPostV2MixOrderCancelAllOrders(where)
        except ccxt.ExchangeError as error:
            return _nothing_to_cancel(error)

    async def together(call: Any) -> list[Any]:
        return await asyncio.gather(*(call({"productType": product_type}) for product_type in PRODUCT_TYPES))

    def cancel() -> None:
        for answer in loop.run_until_complete(together(cancel_one)):
            need_ok(answer)

    def prove() -> None:
        for answer in loop.run_until_complete(together(exchange.privateMixGetV2MixOrderOrdersPending)):
            need_empty(answer)

    prove()
    serve(cancel, prove)
    loop.run_until_complete(exchange.close())


if __name__ == "__main__":
    sync() if sys.argv[1] == "sync" else asynchronous()
