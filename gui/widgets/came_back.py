"""The words for orders that came back after a press was proved empty."""

from __future__ import annotations

from collections.abc import Sequence

from gui.panic.naming import plain
from gui.panic.orders import OpenOrder
from gui.words import join, listed, say, say_count, set_apart

_MOST_NAMED = 3
MOST_TOLD = 50  # as many as anybody reads in a tooltip, or hears from a screen reader


def came_back_title(orders: Sequence[OpenOrder]) -> str:
    """How many, loudly."""
    return say_count("1 ORDER CAME BACK", "{count:,} ORDERS CAME BACK", len(orders))


def came_back_sentence(
    orders: Sequence[OpenOrder],
    shortcut: str,
    most_named: int = _MOST_NAMED,
    accounts: Sequence[str] = (),
) -> str:
    """Which they are, what this program cannot do about it, and what to press; shortcut is "" for none.

    accounts names the account of each order, in the same order; none where there is only one.
    """
    named = [_name(order) for order in orders[:most_named]]
    named = [
        say("{name}: {text}", name=account, text=name) for account, name in zip(accounts, named, strict=False)
    ] or named
    if len(named) < len(orders):
        named.append(say("and {count:,} more", count=len(orders) - len(named)))
    return join(
        say("{orders}.", orders=set_apart(named)),
        say("This button cannot stop a bot from placing orders."),
        _press_again(len(orders), shortcut),
    )


def _press_again(orders: int, shortcut: str) -> str:
    if not shortcut:
        return say_count("Press again to cancel it.", "Press again to cancel them.", orders)
    return say_count(
        "Press again with {key} to cancel it.", "Press again with {key} to cancel them.", orders, key=shortcut
    )


def _name(order: OpenOrder) -> str:
    client = (
        say("client order ID {id}", id=plain(order.client_oid))
        if order.client_oid
        else say("order ID {id}", id=plain(order.order_id))
    )
    source = say("source {source}", source=plain(order.source)) if order.source else say("source not told")
    return listed((plain(order.symbol or "") or order.product_type.value, client, source))
