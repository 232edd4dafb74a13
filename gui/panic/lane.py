"""One product type's way through a press: cancel, read back, cancel what is left, read again."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from gui.panic import errors, wording
from gui.panic.exchange import CancelAnswer, Exchange, is_quick_by_id
from gui.panic.memory import Memory
from gui.panic.orders import OpenOrder, ProductType, Scope
from gui.panic.progress import Progress, Stage
from gui.panic.stops import StopClearing, StopLook
from gui.panic.verdict import ProductReport, Timings, Verdict

_FIRST_PAUSE_S = 0.1
_LONGEST_PAUSE_S = 1.0
# With less time than this no further cancel is begun: the read that tells what came of it may have to wait
# a whole second for room in the rate budget.
_LAST_CHANCE_S = 1.3
# Stops stand in more lists, which every product type reads twice in a pass: they may have to wait twice.
_LAST_CHANCE_FOR_STOPS_S = 3.0
_LEAST_FOR_A_CANCEL_S = 0.3


class Lane:
    """Pursues one product type on a thread of its own; pursue() gives the report, or None once overtaken.

    Only a complete read that began after the last acknowledgement proves EMPTY. pressed_at and until are
    time.monotonic seconds.
    """

    def __init__(
        self,
        exchange: Exchange,
        scope: Scope,
        product_type: ProductType,
        memory: Memory,
        *,
        pressed_at: float,
        until: float,
        tell: Callable[[Progress], None],
    ) -> None:
        self.product_type = product_type
        self.begun_at = time.monotonic()
        self._exchange = exchange
        self._scope = scope
        self._memory = memory
        self._ledger = memory.orders
        self._pressed_at = pressed_at
        self._until = until
        self._tell = tell
        self._overtaken = threading.Event()
        self._acknowledged_at: float | None = None
        self._attempted_at: float | None = None
        self._attempts = memory.attempts
        self._trouble: errors.ExchangeError | None = None
        self._left: tuple[OpenOrder, ...] | None = None
        self._read_begun_at = 0.0
        self._clearing = StopClearing(exchange, scope, product_type, memory.stops, pressed_at, tell)
        self._look = StopLook(exchange, scope, product_type, until)
        self._sent_ms: int | None = None
        self._acknowledged_ms: int | None = None

    def overtake(self) -> None:
        """Tell this lane that a later press has taken over: it ends without a report."""
        self._overtaken.set()

    def pursue(self) -> ProductReport | None:
        """Run to a verdict, blocking until the deadline at most; None once overtaken."""
        pause_s = _FIRST_PAUSE_S
        if not self._scope.takes_stops:
            self._look.begin()
        while not self._overtaken.is_set() and time.monotonic() < self._until:
            report = self._one_pass()
            if report is not None and not self._overtaken.is_set():
                return self._ended(report)
            if self._overtaken.wait(min(pause_s, max(0.0, self._until - time.monotonic()))):
                break
            pause_s = min(2 * pause_s, _LONGEST_PAUSE_S)
        return None if self._overtaken.is_set() else self._ended(self.out_of_time())

    def out_of_time(self) -> ProductReport:
        """The verdict at the deadline: what a read after the last attempt showed, or UNKNOWN."""
        left, stops = self._left, self._clearing.left if self._scope.takes_stops else ()
        is_fresh = self._attempted_at is not None and self._read_begun_at >= self._attempted_at
        if left is None or stops is None or not is_fresh or not (left or stops):
            return self._unknown()
        unheard = self._trouble if self._acknowledged_at is None else None
        sentence = wording.left((*left, *stops), self._memory, unheard)
        return self._report(Verdict.LEFT, sentence, left=len(left) + len(stops))

    def _one_pass(self) -> ProductReport | None:
        refusal = self._cancel()
        if refusal is not None and not self._attempts.may_have_acted:
            self._ledger.refused(refusal.sentence, refusal.code, self._now_ms())
            return self._report(Verdict.REFUSED, refusal.text, code=refusal.code)
        if isinstance(self._trouble, errors.NeverLeft) and not self._attempts.may_have_acted:
            return None  # where a cancel cannot leave, a read will not come back
        if self._overtaken.is_set():
            return None  # the reads are the later lane's
        # Stops are read before plain orders: one that fires in between moves to the plain orders, never back,
        # so that the plain read which follows still finds it.
        refusal = self._clear_stops() or self._read_back()
        if refusal is not None:
            return self._unknown()
        if self._is_proved():
            sentence = wording.empty(self._memory, self._scope.margin_coin)
            return self._report(Verdict.EMPTY, sentence, left=0, proved_ms=self._now_ms())
        return None

    def _is_proved(self) -> bool:
        return (
            self._left == ()
            and (self._clearing.is_clear or not self._scope.takes_stops)
            and self._acknowledged_at is not None
            and self._read_begun_at >= self._acknowledged_at
        )

    def _cancel(self) -> errors.Refused | None:
        """Send the cancel that serves best now; gives a definite refusal, keeps any other trouble."""
        if self._acknowledged_at is not None and not self._left:
            return None  # acknowledged, and not read back yet: the read is what is missing
        if self._attempted_at is not None and self._until - time.monotonic() < _LAST_CHANCE_S:
            return None
        self._attempted_at = time.monotonic()
        refusal = self._attempt()
        self._attempted_at = time.monotonic()
        return refusal

    def _attempt(self) -> errors.Refused | None:
        self._attempts.begin()
        try:
            answer = self._send_cancel()
        except errors.OrderGone as gone:
            answer = CancelAnswer(sent_at=gone.sent_at or 0.0)
        except errors.ExchangeError as trouble:
            self._attempts.end(acted=False, lost=isinstance(trouble, errors.NoAnswer))
            self._stumble(trouble)
            return trouble if isinstance(trouble, errors.Refused) else None
        except BaseException:
            self._attempts.end(acted=False, lost=True)
            raise
        self._attempts.end(acted=True, had_nothing=answer.nothing_to_cancel)
        self._acknowledge(answer)
        return None

    def _send_cancel(self) -> CancelAnswer:
        # Half of what is left, so that there is always time for the read that tells what came of it.
        until = time.monotonic() + max((self._until - time.monotonic()) / 2, _LEAST_FOR_A_CANCEL_S)
        left = self._left
        if left and is_quick_by_id(left) and self._acknowledged_at is not None and self._trouble is None:
            return self._exchange.cancel_orders(left, until=until)
        return self._exchange.cancel_all(self.product_type, self._scope.margin_coin, until=until)

    def _acknowledge(self, answer: CancelAnswer) -> None:
        self._trouble = None
        self._acknowledged_at = time.monotonic()
        self._acknowledged_ms = self._now_ms()
        self._note_sent(answer.sent_at)
        rows = self._ledger.acknowledged(answer, self._acknowledged_ms, self._pressed_at)
        self._tell(Progress(self.product_type, Stage.ACKNOWLEDGED, self._acknowledged_ms, orders=rows))

    def _clear_stops(self) -> errors.Refused | None:
        if not self._scope.takes_stops:
            return None
        try:
            may_cancel = self._until - time.monotonic() > _LAST_CHANCE_FOR_STOPS_S
            self._clearing.clear(self._until, may_cancel=may_cancel)
        except errors.ExchangeError as trouble:
            self._stumble(trouble)
            return trouble if isinstance(trouble, errors.Refused) else None
        return None

    def _read_back(self) -> errors.Refused | None:
        try:
            book = self._exchange.open_orders(self.product_type, until=self._until)
        except errors.ExchangeError as trouble:
            self._stumble(trouble)
            return trouble if isinstance(trouble, errors.Refused) else None
        self._left, rows = self._ledger.read(book, self._now_ms())
        self._read_begun_at = book.begun_at
        progress = Progress(self.product_type, Stage.READ, self._now_ms(), orders=rows, left=len(self._left))
        self._tell(progress)
        return None

    def _stumble(self, trouble: errors.ExchangeError) -> None:
        # Running out of time says less than what used the time up.
        if self._trouble is None or not isinstance(trouble, errors.OutOfTime):
            self._trouble = trouble
        self._note_sent(trouble.sent_at)
        self._tell(Progress(self.product_type, Stage.TROUBLE, self._now_ms(), trouble.sentence))

    def _note_sent(self, sent_at: float | None) -> None:
        if self._sent_ms is None and sent_at:
            self._sent_ms = max(0, round((sent_at - self._pressed_at) * 1000))

    def _ended(self, report: ProductReport) -> ProductReport:
        if report.verdict is not Verdict.REFUSED:
            stops = self._clearing if self._scope.takes_stops else self._look
            report = stops.add_to(report, self._until)
        self._tell(
            Progress(
                self.product_type,
                Stage.ENDED,
                self._now_ms(),
                report.sentence,
                left=report.left,
                report=report,
            )
        )
        return report

    def _unknown(self) -> ProductReport:
        looks_empty = self._left == () and self._acknowledged_at is None
        sentence = wording.unknown(
            self._trouble,
            looks_empty=looks_empty,
            may_have_acted=self._attempts.may_have_acted,
            is_acknowledged=self._acknowledged_at is not None,
        )
        return self._report(Verdict.UNKNOWN, sentence, code=self._trouble.code if self._trouble else "")

    def _report(
        self,
        verdict: Verdict,
        sentence: str,
        *,
        code: str = "",
        left: int | None = None,
        proved_ms: int | None = None,
    ) -> ProductReport:
        return ProductReport(
            self.product_type,
            verdict,
            sentence,
            code,
            self._memory.cancelled,
            left,
            Timings(self._sent_ms, self._acknowledged_ms, proved_ms),
            self._attempts.answer_lost,
            self._attempts.had_nothing,
            mode=self._exchange.mode,
        )

    def _now_ms(self) -> int:
        return round((time.monotonic() - self._pressed_at) * 1000)
