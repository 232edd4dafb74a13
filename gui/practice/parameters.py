"""Reading parameters the way the exchange does: what is missing or wrong is named in the refusal."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from gui.practice.codes import Refusal
from gui.practice.items import Json
from gui.practice.products import ProductType

LONGEST_WINDOW_MS = 60_000
# The unified interface's word for a product line; what is on none of them has no orders here.
CATEGORIES = ("SPOT", "MARGIN", "USDT-FUTURES", "COIN-FUTURES", "USDC-FUTURES")


def read_body(body: bytes) -> dict[str, Json]:
    """The JSON object of a request body; an empty body is an empty object. Raises Refusal 40017."""
    value = _read(body) if body else {}
    if not isinstance(value, dict):
        raise Refusal("40017", "body")
    return value


def read_list(body: bytes) -> list[Json]:
    """The JSON list of a request body; an empty body is an empty list. Raises Refusal 40017."""
    value = _read(body) if body else []
    if not isinstance(value, list):
        raise Refusal("40017", "body")
    return value


def text_of(given: Mapping[str, Json], name: str) -> str:
    """A parameter as text, "" if absent. Raises Refusal 40017 for what is neither text nor whole number."""
    value = given.get(name)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise Refusal("40017", name)
    return str(value)


def product_type_of(given: Mapping[str, Json], *, capitals_only: bool = False) -> ProductType:
    """The required productType. Raises Refusal 40019 if it is missing, 40020 if there is none such.

    Bitget's own samples write it in small letters for every endpoint but Cancel All Orders.
    """
    text = text_of(given, "productType")
    if not text:
        raise Refusal("40019", "productType")
    try:
        return ProductType(text if capitals_only else text.upper())
    except ValueError:
        raise Refusal("40020", "productType") from None


def category_of(given: Mapping[str, Json]) -> str:
    """The business line of the unified interface, in capitals, "" if absent. Raises Refusal 40020."""
    text = text_of(given, "category").upper()
    if text and text not in CATEGORIES:
        raise Refusal("40020", "category")
    return text


def required_category_of(given: Mapping[str, Json]) -> str:
    """The category where it is required. Raises Refusal 40019 if missing, 40020 if there is none such."""
    text = category_of(given)
    if not text:
        raise Refusal("40019", "category")
    return text


def margin_coin_of(given: Mapping[str, Json]) -> str | None:
    """The optional marginCoin. Raises Refusal 40017 unless in capitals (page: Cancel All Orders)."""
    text = text_of(given, "marginCoin")
    if text and not re.fullmatch(r"[A-Z0-9]+", text):
        raise Refusal("40017", "marginCoin")
    return text or None


def number_of(given: Mapping[str, Json], name: str, default: int, least: int, most: int) -> int:
    """A whole number from `least` to `most`. Raises Refusal 40017 for anything else."""
    text = text_of(given, name)
    if not text:
        return default
    if not re.fullmatch(r"[0-9]{1,20}", text) or not least <= int(text) <= most:
        raise Refusal("40017", name)
    return int(text)


def check_window(given: Mapping[str, Json], now_ms: int) -> None:
    """Refuse a request that came later than its receiveWindow allows, if it names one.

    The words for requestTime and receiveWindow, both in ms, are those of the page Place Order (spot):
    Cancel All Orders lists the two and describes them wrongly. Raises Refusal 40078 and 40079.
    """
    window = number_of(given, "receiveWindow", -1, 0, 10**19)
    requested_ms = number_of(given, "requestTime", now_ms, 0, 10**19)
    if window >= LONGEST_WINDOW_MS:
        raise Refusal("40079")
    if window >= 0 and abs(now_ms - requested_ms) > window:
        raise Refusal("40078")


def named_orders(value: Json, most: int) -> list[tuple[str, str]]:
    """A list of orders by (orderId, clientOid). Raises Refusal 40017, 40019, and 40912 for too many."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise Refusal("40017", "orderIdList")
    if len(value) > most:
        raise Refusal("40912")
    return [named_order(entry) for entry in value]


def named_order(entry: Json) -> tuple[str, str]:
    """An order by (orderId, clientOid), of which one may be "". Raises Refusal 40017 and 40019."""
    if not isinstance(entry, dict):
        raise Refusal("40017", "orderIdList")
    order_id, client_oid = (text_of(entry, name) for name in ("orderId", "clientOid"))
    if not order_id and not client_oid:
        raise Refusal("40019", "orderId")
    return order_id, client_oid


def _read(body: bytes) -> Json:
    try:
        value: Json = json.loads(body)
    except (ValueError, RecursionError):
        raise Refusal("40017", "body") from None
    return value
