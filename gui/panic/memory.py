"""What a press remembers of one product type of one account, over all lanes that pursue it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from gui.panic.accounts import MAIN
from gui.panic.attempts import Attempts
from gui.panic.ledger import Ledger
from gui.panic.orders import OpenOrder, OrderOutcome, OrderResult, ProductType, Scope
from gui.panic.turnstile import Turnstile


@dataclass(frozen=True, slots=True)
class Memory:
    """The plain orders, the stops, and what the cancels may have done; for any thread."""

    orders: Ledger
    stops: Ledger
    attempts: Attempts = field(default_factory=Attempts)
    account: str = MAIN
    turnstile: Turnstile = field(default_factory=Turnstile)

    @classmethod
    def of(
        cls,
        product_type: ProductType,
        scope: Scope,
        known: Sequence[OpenOrder] | None,
        account: str = MAIN,
        turnstile: Turnstile | None = None,
    ) -> Memory:
        """Begin one; known is the book before the press, None where nobody read it; see Ledger."""
        turnstile = turnstile or Turnstile()
        orders = Ledger(product_type, scope, known, account, turnstile)
        stops = Ledger(product_type, scope, None, account, turnstile)
        return cls(orders, stops, account=account, turnstile=turnstile)

    @property
    def cancelled(self) -> int:
        """How many orders and stops are cancelled, as far as reads have proved it."""
        return sum(ledger.count(OrderResult.CANCELLED) for ledger in (self.orders, self.stops))

    def outcomes(self) -> tuple[OrderOutcome, ...]:
        """One outcome for each order and stop ever heard of."""
        return (*self.orders.outcomes(), *self.stops.outcomes())
