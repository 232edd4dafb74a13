"""Bitget's signature as the documentation describes it, for the clients that sign by themselves."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time

from bench.rivals.loop import KEY, PASSPHRASE, SECRET

CANCEL = "/api/v2/mix/order/cancel-all-orders"
PENDING = "/api/v2/mix/order/orders-pending"


def headers(method: str, path: str, body: str = "") -> dict[str, str]:
    """Sign a request; path with its query."""
    stamp = str(int(time.time() * 1000))
    whole = (stamp + method + path + body).encode()
    signature = base64.b64encode(hmac.new(SECRET.encode(), whole, hashlib.sha256).digest()).decode()
    return {
        "ACCESS-KEY": KEY,
        "ACCESS-SIGN": signature,
        "ACCESS-TIMESTAMP": stamp,
        "ACCESS-PASSPHRASE": PASSPHRASE,
        "Content-Type": "application/json",
        "locale": "en-US",
    }


def cancel_body(product_type: str) -> str:
    """Give the body of a cancel-all."""
    return json.dumps({"productType": product_type})
