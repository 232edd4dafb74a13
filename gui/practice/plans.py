"""Orders that wait for a price: trigger orders, take-profit and stop-loss orders, trailing orders."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from gui.practice.products import Contract, ProductType

# The word under which the classic interface lists every order of TPSL_TYPES; no order is of this type.
UMBRELLA = "profit_loss"


class PlanType(StrEnum):
    """The type of a plan order by its wire value (pages: Get Pending Trigger Order, Cancel Trigger Order)."""

    NORMAL = "normal_plan"
    TRACK = "track_plan"
    PROFIT = "profit_plan"
    LOSS = "loss_plan"
    MOVING = "moving_plan"
    POS_PROFIT = "pos_profit"
    POS_LOSS = "pos_loss"


# What takes profit or stops a loss of a position; the others open one.
TPSL_TYPES = frozenset(PlanType) - {PlanType.NORMAL, PlanType.TRACK}
TRAILING_TYPES = frozenset({PlanType.TRACK, PlanType.MOVING})


@dataclass(frozen=True, slots=True)
class PlanOrder:
    """An untriggered order; size in the base coin, prices in the quote coin, times in ms since 1970.

    `price` is None for a market order and `callback_percent` is set for a trailing one.
    """

    order_id: str
    client_oid: str
    plan_type: PlanType
    contract: Contract
    margin_coin: str
    side: str
    size: Decimal
    trigger: Decimal
    price: Decimal | None
    callback_percent: Decimal | None
    reduce_only: bool
    placed_ms: int
    changed_ms: int

    @property
    def product_type(self) -> ProductType:
        """The product type of its contract."""
        return self.contract.product_type

    @property
    def symbol(self) -> str:
        """The symbol of its contract, in capitals."""
        return self.contract.symbol

    @property
    def is_tpsl(self) -> bool:
        """True for what takes profit or stops a loss, false for what enters by trigger."""
        return self.plan_type in TPSL_TYPES

    @property
    def hold_side(self) -> str:
        """`long` or `short`: the side of the position that it opens or closes."""
        return "long" if (self.side == "buy") is not self.reduce_only else "short"
