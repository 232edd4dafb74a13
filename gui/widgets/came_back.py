"""The words for orders that came back after a press was proved empty."""

from __future__ import annotations

from collections.abc import Sequence

from gui.panic.orders import OpenOrder

_MOST_NAMED = 3


def came_back_title(orders: Sequence[OpenOrder]) -> str:
    """How many, loudly."""
    return "1 ORDER CAME BACK" if len(orders) == 1 else f"{len(orders):,} ORDERS CAME BACK"


def came_back_sentence(
    orders: Sequence[OpenOrder],
    shortcut: str,
    most_named: int | None = _MOST_NAMED,
    accounts: Sequence[str] = (),
) -> str:
    """Which they are, what this program cannot do about it, and what to press; shortcut is "" for none.

    accounts names the account of each order, in the same order; none where there is only one.
    """
    named = [_name(order) for order in orders[:most_named]]
    named = [f"{account}: {name}" for account, name in zip(accounts, named, strict=False)] or named
    more = f"; and {len(orders) - len(named):,} more" if len(named) < len(orders) else ""
    them = "it" if len(orders) == 1 else "them"
    key = f" with {shortcut}" if shortcut else ""
    return (
        f"{'; '.join(named)}{more}. This button cannot stop a bot from placing orders. "
        f"Press again{key} to cancel {them}."
    )


def _name(order: OpenOrder) -> str:
    client = f"client order ID {order.client_oid}" if order.client_oid else f"order ID {order.order_id}"
    source = f"source {order.source}" if order.source else "source not told"
    return f"{order.symbol or order.product_type.value}, {client}, {source}"
