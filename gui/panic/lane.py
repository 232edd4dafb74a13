"""One product type's way through a press: cancel, read back, cancel what is left, read again."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any

from gui.panic import errors, wording
from gui.panic.abreast import InStep
from gui.panic.cancelling import Cancelling
from gui.panic.exchange import Before, CancelAnswer, Exchange
from gui.panic.glimpse import Glimpse
from gui.panic.memory import Memory
from gui.panic.orders import OpenOrder, ProductType, Scope
from gui.panic.progress import Progress, Stage
from gui.panic.reporting import Reporting
from gui.panic.stops import StopClearing, StopLook
from gui.panic.turnstile import outside
from gui.panic.verdict import ProductReport, Verdict

_FIRST_PAUSE_S = 0.1
_LONGEST_PAUSE_S = 1.0
# With less time than this no further cancel is begun: the read that tells what came of it may have to wait
# a whole second for room in the rate budget.
_LAST_CHANCE_S = 1.3
_LAST_CHANCE_FOR_STOPS_S = 3.0  # three lists for each of three product types, read twice, are two such waits


class Lane:
    """Pursues one product type on a thread of its own; pursue() gives the report, or None once overtaken.

    Only a complete read that began after the last acknowledgement proves EMPTY; glimpse is one that overlaps
    with the cancel, for whoever starts the lane to begin. pressed_at and until are time.monotonic seconds.
    """

    def __init__(
        self,
        exchange: Exchange,
        scope: Scope,
        product_type: ProductType,
        memory: Memory,
        look: StopLook,
        in_step: InStep[tuple[str, ProductType]],
        *,
        pressed_at: float,
        until: float,
        tell: Callable[[Progress], None],
    ) -> None:
        self.product_type = product_type
        self.place = (memory.account, product_type)
        self._exchange = exchange
        self._scope = scope
        self._memory = memory
        self._ledger = memory.orders
        self._pressed_at = pressed_at
        self._until = until
        self._tell = tell
        self._overtaken = threading.Event()
        self._cancels = Cancelling(exchange, scope, product_type, memory.attempts, pressed_at)
        self._trouble: errors.ExchangeError | None = None
        self._heard: deque[CancelAnswer] = deque()  # to a cancel, and not taken in yet
        self._refused = set[str]()  # what could not be read in the pass that runs, or ran last
        self._told: errors.ExchangeError | None = None  # what tells most: for words only
        self._left: tuple[OpenOrder, ...] | None = None
        self._read_begun_at = 0.0
        self._clearing = StopClearing(exchange, scope, product_type, memory, pressed_at, tell)
        self._look = look
        self._in_step = in_step
        self.glimpse = Glimpse(exchange, scope, product_type, memory, pressed_at, until, tell)
        self._proof: ProductReport | None = None
        self._reporting = Reporting(exchange, scope, product_type, memory, self._cancels, self._clearing)

    def begin(self, before: Before) -> None:
        """Send the first cancel, after before, on any thread; pursue() sends it where that takes waiting."""
        self._cancels.begin(self._until, before)

    def overtake(self) -> None:
        """Tell this lane that a later press has taken over: no report comes, and what it heard counts."""
        self._overtaken.set()
        self.take_in()

    def pursue(self) -> ProductReport | None:
        """Run to a verdict, blocking until the deadline at most; None once overtaken."""
        pause_s = _FIRST_PAUSE_S
        while self._cancels.has_begun or (not self._overtaken.is_set() and time.monotonic() < self._until):
            if (report := self._one_pass()) is not None:
                return self._ended(report)
            with outside():
                self._overtaken.wait(min(pause_s, max(0.0, self._until - time.monotonic())))
            pause_s = min(2 * pause_s, _LONGEST_PAUSE_S)
        return None if self._overtaken.is_set() else self._ended(self.out_of_time())

    def out_of_time(self) -> ProductReport:
        """The verdict at the deadline: a proof, what a read after the last attempt showed, or UNKNOWN."""
        if self._proof is not None:
            return self._proof
        left, stops = self._left, self._clearing.left if self._scope.takes_stops else ()
        tried_at = self._cancels.attempted_at
        is_fresh = tried_at is not None and self._read_begun_at >= tried_at
        if left is None or stops is None or not is_fresh or not (left or stops):
            return self._unknown()
        unheard = self._told if self._cancels.acknowledged_at is None else None
        told = wording.left((*left, *stops), self._memory, unheard)
        return self._reporting.report(Verdict.LEFT, told, left=len(left) + len(stops))

    def _one_pass(self) -> ProductReport | None:
        refusal = self._cancel()
        if refusal is not None and not self._memory.attempts.may_have_acted:
            self._ledger.refused(refusal.sentence, refusal.code, self._now_ms())
            return self._reporting.refused(refusal)
        if isinstance(self._trouble, errors.NeverLeft) and not self._memory.attempts.may_have_acted:
            return None  # where a cancel cannot leave, a read will not come back
        if self._overtaken.is_set():
            self.take_in()
            return None  # the reads are the later lane's
        refused_before, self._refused = self._refused, set()
        stops_are_clear = self._clear_stops()
        is_read = self._read_back()
        is_empty = is_read and self._is_read_empty_after_the_last_acknowledgement()
        if is_empty and self._proof is None and stops_are_clear and self._stops_stay_clear():
            self._prove()
        is_refused = refused_before & self._refused  # one alone may be false, a gateway's
        if self._proof is None and is_refused and (is_empty or not is_read):
            return self._unknown()  # the book, or a list of stops, will be refused again
        return self._proof

    def _prove(self) -> None:
        told = wording.empty(self._memory, self._scope.margin_coin)
        self._proof = self._reporting.report(Verdict.EMPTY, told, left=0, proved_ms=self._now_ms())

    def _is_read_empty_after_the_last_acknowledgement(self) -> bool:
        acknowledged_at = self._cancels.acknowledged_at
        return self._left == () and acknowledged_at is not None and self._read_begun_at >= acknowledged_at

    def _stops_stay_clear(self) -> bool:
        """List the stops once more after the plain read: a plain order that fills may bring its own TP/SL.

        Stops before and after, plain orders between: a stop that fires becomes a plain order, which the plain
        read finds, and a plain order that fills becomes a stop, which this list finds.
        """
        if not self._memory.orders.has_any:
            return True
        try:
            return self._clearing.is_clear_now(self._until)
        except errors.ExchangeError as trouble:
            return self._misread("stops", trouble)

    def _cancel(self) -> errors.Refused | None:
        """Send the cancel that serves best now; gives a definite refusal, keeps any other trouble."""
        if self._cancels.acknowledged_at is not None and not self._left:
            return None  # acknowledged, and not read back yet: the read is what is missing
        if self._cancels.attempted_at is not None and self._until - time.monotonic() < _LAST_CHANCE_S:
            return None
        try:
            answer = self._cancels.send(self._left, self._until, may_name=self._trouble is None)
        except errors.ExchangeError as trouble:
            self._stumble(trouble)
            return trouble if isinstance(trouble, errors.Refused) else None
        self._trouble = self._told = None
        self._heard.append(answer)
        self.glimpse.note_acknowledged()
        return None

    def take_in(self) -> None:
        """Enter what a cancel told, once; it takes longer than to ask for the book, and so comes after.

        For any thread: whoever ends this lane does not leave it to one that still waits to ask.
        """
        try:
            answer = self._heard.popleft()
        except IndexError:
            return
        if not self._scope.takes_stops:
            self._look.begin()
        rows = self._ledger.acknowledged(answer, self._now_ms(), self._pressed_at)
        self._progress(Stage.ACKNOWLEDGED, orders=rows)

    def _clear_stops(self) -> bool:
        """Make one pass over the stops where the scope takes them; True when none is left."""
        if not self._scope.takes_stops:
            return True
        self.take_in()
        try:
            is_early = self._until - time.monotonic() > _LAST_CHANCE_FOR_STOPS_S
            self._clearing.clear(self._until, may_cancel=is_early or not self._clearing.has_tried)
        except errors.ExchangeError as trouble:
            return self._misread("stops", trouble)
        return self._clearing.left == ()

    def _read_back(self) -> bool:
        try:
            book = self._exchange.open_orders(self.product_type, until=self._until, written=self._asked)
        except errors.ExchangeError as trouble:
            return self._misread("book", trouble)
        finally:
            self.take_in()
        self.glimpse.end()
        self._left, rows = self._ledger.read(book, self._now_ms())
        self._read_begun_at = book.begun_at
        if not self._scope.takes_stops and self._is_read_empty_after_the_last_acknowledgement():
            self._prove()
            # What is told wakes the window, which takes turns with those that still read and prove.
            self._in_step.proved.arrived(self.place, self._until)
        self._progress(Stage.READ, orders=rows(), left=len(self._left))
        return True

    def _asked(self) -> None:
        # What this lane heard is entered beside the answer, and not beside others that still have to ask.
        self._in_step.asked.arrived(self.place, self._until)
        self.take_in()

    def _misread(self, what: str, trouble: errors.ExchangeError) -> bool:
        if isinstance(trouble, errors.Refused):
            self._refused.add(what)
        self._stumble(trouble)
        return False

    def _stumble(self, trouble: errors.ExchangeError) -> None:
        # Running out of time says less than what used the time up.
        if self._trouble is None or not isinstance(trouble, errors.OutOfTime):
            self._trouble = trouble
        self._told = wording.more_telling(self._told, trouble)
        self._cancels.note_sent(trouble.sent_at)
        self._progress(Stage.TROUBLE, trouble.sentence)

    def _ended(self, report: ProductReport) -> ProductReport | None:
        self.glimpse.end()
        if report.verdict is not Verdict.REFUSED:
            news = self._clearing if self._scope.takes_stops else self._look
            report = news.add_to(report)
        if self._overtaken.is_set():
            return None
        self._progress(Stage.ENDED, report.sentence, left=report.left, report=report)
        return report

    def _progress(self, stage: Stage, sentence: str = "", **news: Any) -> None:
        now_ms, account = self._now_ms(), self._memory.account
        self._tell(Progress(self.product_type, stage, now_ms, sentence, account=account, **news))

    def _unknown(self) -> ProductReport:
        return self._reporting.unknown(self._told, sees_nothing=self._left == ())

    def _now_ms(self) -> int:
        return round((time.monotonic() - self._pressed_at) * 1000)
