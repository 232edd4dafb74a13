"""Books of many orders, spread over accounts and product types."""

from __future__ import annotations

from gui.panic.orders import OpenOrder, ProductType
from gui.practice.accounts import account_names
from tests.widgets.made_up import order


def books(rows: int, accounts: int = 1, *, even: bool = False) -> dict[str, tuple[OpenOrder, ...]]:
    """So many orders in all; even gives each product type as many as the others, else most are in one."""
    names, kinds = account_names(accounts), tuple(ProductType)
    made = [order(at, product_type=kinds[at // accounts % 3]) if even else order(at) for at in range(rows)]
    return {name: tuple(made[at::accounts]) for at, name in enumerate(names)}
