"""A small client of the tests' own: it signs by Bitget's published recipe and shares no code with gui."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode, urlsplit

CANCEL_ALL = "/api/v2/mix/order/cancel-all-orders"
BATCH = "/api/v2/mix/order/batch-cancel-orders"
PENDING = "/api/v2/mix/order/orders-pending"
ACCOUNTS = "/api/v2/mix/account/accounts"
CONTRACTS = "/api/v2/mix/market/contracts"
TIME = "/api/v2/public/time"
KEY_INFO = "/api/v2/spot/account/info"
PLANS = "/api/v2/mix/order/orders-plan-pending"
CANCEL_PLAN = "/api/v2/mix/order/cancel-plan-order"
POSITIONS = "/api/v2/mix/position/all-position"

SETTINGS = "/api/v3/account/settings"
UNIFIED_KEY_INFO = "/api/v3/account/info"
CANCEL_SYMBOL = "/api/v3/trade/cancel-symbol-order"
UNFILLED = "/api/v3/trade/unfilled-orders"
CANCEL_ONE = "/api/v3/trade/cancel-order"
CANCEL_BATCH = "/api/v3/trade/cancel-batch"
STRATEGIES = "/api/v3/trade/unfilled-strategy-orders"
CANCEL_STRATEGY = "/api/v3/trade/cancel-strategy-order"
CURRENT_POSITION = "/api/v3/position/current-position"

KEY, SECRET, PASSPHRASE = "practice-key", "practice-secret", "practice-passphrase"


def signature(secret: str, prehash: str) -> str:
    return base64.b64encode(hmac.new(secret.encode(), prehash.encode(), hashlib.sha256).digest()).decode()


def headers(method: str, target: str, body: str = "", **changed: Any) -> dict[str, str]:
    """Signed headers; a changed value of None leaves the header out."""
    timestamp = str(changed.pop("timestamp", None) or time.time_ns() // 1_000_000)
    secret = str(changed.pop("secret", None) or SECRET)
    wanted: dict[str, str | None] = {
        "ACCESS-KEY": KEY,
        "ACCESS-SIGN": signature(secret, f"{timestamp}{method}{target}{body}"),
        "ACCESS-TIMESTAMP": timestamp,
        "ACCESS-PASSPHRASE": PASSPHRASE,
        "Content-Type": "application/json",
        "locale": "en-US",
        **{name.replace("_", "-"): value for name, value in changed.items()},
    }
    return {name: value for name, value in wanted.items() if value is not None}


class Answer:
    def __init__(self, status: int, raw: bytes, head: dict[str, str]) -> None:
        self.status, self.raw, self.head = status, raw, head

    @property
    def json(self) -> Any:
        return json.loads(self.raw)

    @property
    def code(self) -> str:
        return str(self.json["code"])

    @property
    def data(self) -> Any:
        return self.json["data"]


class Client:
    """One kept-alive connection, with one key."""

    def __init__(self, url: str, timeout: float = 5.0, key: str = KEY) -> None:
        self._key = key
        address = urlsplit(url)
        assert address.hostname is not None
        self._connection = HTTPConnection(address.hostname, address.port, timeout=timeout)

    def get(self, path: str, *, changed: dict[str, str | None] | None = None, **query: Any) -> Answer:
        target = f"{path}?{urlencode(sorted(query.items()))}" if query else path
        return self.send("GET", target, "", headers("GET", target, "", **self._with_key(changed)))

    def post(self, path: str, *, changed: dict[str, str | None] | None = None, **body: Any) -> Answer:
        text = json.dumps(body, separators=(",", ":"))
        return self.send("POST", path, text, headers("POST", path, text, **self._with_key(changed)))

    def post_list(self, path: str, *body: Any) -> Answer:
        text = json.dumps(body, separators=(",", ":"))
        return self.send("POST", path, text, headers("POST", path, text, **self._with_key(None)))

    def send(self, method: str, target: str, body: str, head: dict[str, str]) -> Answer:
        self._connection.request(method, target, body.encode() or None, head)
        response = self._connection.getresponse()
        return Answer(response.status, response.read(), dict(response.getheaders()))

    def cancel_all(self, product_type: str = "USDT-FUTURES", **body: Any) -> Answer:
        return self.post(CANCEL_ALL, productType=product_type, **body)

    def pending(self, product_type: str = "USDT-FUTURES", **query: Any) -> Answer:
        return self.get(PENDING, productType=product_type, **query)

    def _with_key(self, changed: dict[str, str | None] | None) -> dict[str, str | None]:
        return {"ACCESS_KEY": self._key, **(changed or {})}

    def close(self) -> None:
        self._connection.close()
