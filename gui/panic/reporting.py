"""A verdict on one product type, with all that a lane knows beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gui.panic import errors, wording
from gui.panic.cancelling import Cancelling
from gui.panic.exchange import Exchange
from gui.panic.memory import Memory
from gui.panic.orders import OrderResult, ProductType, Scope
from gui.panic.stops import StopClearing
from gui.panic.verdict import ProductReport, Timings, Told, Verdict


@dataclass(frozen=True, slots=True)
class Reporting:
    """Puts counts and times beside a lane's verdicts; on the lane's thread."""

    exchange: Exchange
    scope: Scope
    product_type: ProductType
    memory: Memory
    cancels: Cancelling
    clearing: StopClearing

    def refused(self, refusal: errors.Refused) -> ProductReport:
        """Report that nothing was cancelled."""
        report = self.report(Verdict.REFUSED, wording.refused(refusal), code=refusal.code)
        return replace(report, is_lasting=wording.is_lasting(refusal))

    def unknown(self, trouble: errors.ExchangeError | None, *, sees_nothing: bool) -> ProductReport:
        """Report that nobody knows; trouble is what tells most, sees_nothing that the last read was empty."""
        is_acknowledged = self.cancels.acknowledged_at is not None
        told = wording.unknown(
            trouble,
            looks_empty=sees_nothing and not is_acknowledged,
            may_have_acted=self.memory.attempts.may_have_acted,
            is_acknowledged=is_acknowledged,
        )
        return self.report(Verdict.UNKNOWN, told, code=trouble.code if trouble else "")

    def report(
        self,
        verdict: Verdict,
        told: Told,
        *,
        code: str = "",
        left: int | None = None,
        proved_ms: int | None = None,
    ) -> ProductReport:
        """Make the report of this moment; proved_ms is ms after the press."""
        memory, takes_stops = self.memory, self.scope.takes_stops
        stops = self.clearing.left if takes_stops else None
        return ProductReport(
            self.product_type,
            verdict,
            told.text,
            code,
            memory.cancelled,
            left,
            Timings(self.cancels.sent_ms, self.cancels.acknowledged_ms, proved_ms),
            memory.attempts.answer_lost,
            memory.attempts.had_nothing and not memory.stops.has_any,
            stops_left=None if stops is None else len(stops),
            # Not "none": nobody has looked yet.
            unprotected=None if takes_stops and verdict is not Verdict.REFUSED else (),
            mode=self.exchange.mode,
            stops_cancelled=memory.stops.count(OrderResult.CANCELLED),
            account=memory.account,
            told=told,
        )
