"""An order as the fields of a journal line, and back: every field that an order has, whatever told it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from gui.kept.reader import Reader
from gui.panic.orders import Namespace, OpenOrder, ProductType

_TEXTS = (
    *("client_oid", "symbol", "side", "margin_coin", "status", "plan_type", "position_side", "source"),
    *("order_type", "force", "margin_mode", "trade_side", "trigger_type"),
)
_NUMBERS = (
    *("size", "filled", "price", "preset_take_profit", "preset_stop_loss", "leverage"),
    *("trigger_price", "execute_price", "callback_percent"),
)


def order_fields(order: OpenOrder) -> dict[str, object]:
    """Write what is known of an order; sizes and prices are text, and what is not known is left out."""
    return {
        "order_id": order.order_id,
        "product_type": order.product_type,
        "namespace": order.namespace,
        **dict(_known(order)),
    }


def read_order(told: Reader) -> OpenOrder:
    """Make an order of its fields; one that is not there is None, as in lines of earlier versions.

    Raises ValueError.
    """
    # Before presses could cancel stops, no order had a namespace.
    namespace = told.text("namespace") if told.has("namespace") else Namespace.ORDERS
    texts: dict[str, Any] = {name: told.text_or_none(name) for name in _TEXTS}
    numbers: dict[str, Any] = {name: told.exact(name) for name in _NUMBERS}
    return OpenOrder(
        order_id=told.text("order_id"),
        product_type=ProductType(told.text("product_type")),
        namespace=Namespace(namespace),
        created_ms=told.number_or_none("created_ms"),
        reduce_only=told.flag_or_none("reduce_only"),
        **texts,
        **numbers,
    )


def _known(order: OpenOrder) -> Iterator[tuple[str, object]]:
    for name in (*_TEXTS, *_NUMBERS, "created_ms", "reduce_only"):
        value = getattr(order, name)
        if value is not None:
            yield name, str(value) if isinstance(value, Decimal) else value
