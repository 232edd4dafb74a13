"""What happens during a press, told as it happens."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gui.panic.accounts import MAIN
from gui.panic.orders import OrderOutcome, ProductType
from gui.panic.verdict import ProductReport


class Stage(StrEnum):
    """How far one product type has come."""

    SENT = "sent"
    GLIMPSED = "glimpsed"  # a read that overlapped with the cancel: proves nothing
    ACKNOWLEDGED = "acknowledged"
    READ = "read"
    TROUBLE = "trouble"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Progress:
    """Something happened in one product type, at_ms after the press; orders are the rows that changed."""

    product_type: ProductType
    stage: Stage
    at_ms: int
    sentence: str = ""
    orders: tuple[OrderOutcome, ...] = ()
    left: int | None = None
    report: ProductReport | None = None
    account: str = MAIN
