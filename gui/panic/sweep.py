"""The procedure of one press: every account and product type side by side, until each has its verdict."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from itertools import count

from gui.panic.abreast import InStep
from gui.panic.adding_up import add_up, elapsed_ms
from gui.panic.by_id import begin_by_id
from gui.panic.crew import Crew
from gui.panic.exchange import Before, Exchange
from gui.panic.lane import Lane
from gui.panic.memory import Memory
from gui.panic.orders import OpenOrder, ProductType, Scope
from gui.panic.progress import Progress
from gui.panic.stops import StopLook
from gui.panic.turnstile import Turnstile
from gui.panic.verdict import ProductReport, Report, Verdict
from gui.words import say

DEADLINE_S = 10.0
# A further press starts over at once, unless there have been so many starts within so many seconds: ten
# cancels a second are what the rate budget allows, and a start takes one for each of three product types.
_MOST_STARTS, _WITHIN_S = 3, 1.05
# So long at most nothing but the cancels is seen to, later nothing but the first reads, and so much longer
# for each lane: whatever else is computed takes turns with the lanes before they have written.
_SENDING_S, _EACH_S, _LONGEST_S = 0.015, 0.001, 0.08
# A call can outlast the deadline by one network time-out; nobody waits for it.
_GRACE_S = 0.1

_FAULT = say("This program failed. Orders may still be open. Press again, and check the Bitget app.")

_log = logging.getLogger(__name__)

_Place = tuple[str, ProductType]  # account and product type: what one lane pursues


class Sweep:
    """One press from the first cancel to the verdict, every account and product type side by side.

    exchanges are the accounts to press, by name; absent are those that cannot be pressed, with the sentence
    why: they come out REFUSED and hold up nobody. known are the books as they were read before the press,
    None or missing where they were not. pressed_at is the moment of the press in time.monotonic seconds;
    deadline_s counts from there, and anew from each further press. on_progress is called on the lanes'
    threads, which are the crew's.
    """

    def __init__(
        self,
        exchanges: Mapping[str, Exchange],
        scope: Scope,
        *,
        absent: Mapping[str, str] | None = None,
        known: Mapping[str, Sequence[OpenOrder] | None] | None = None,
        deadline_s: float = DEADLINE_S,
        pressed_at: float | None = None,
        on_progress: Callable[[Progress], None] | None = None,
        crew: Crew | None = None,
    ) -> None:
        self._is_crew_own = crew is None
        self._crew = crew or Crew()
        self._exchanges = dict(exchanges)
        self._absent = dict(absent or {})
        self._scope = scope
        self._deadline_s = deadline_s
        self._pressed_at = time.monotonic() if pressed_at is None else pressed_at
        self._until = self._pressed_at + deadline_s
        self._on_progress = on_progress or (lambda _: None)
        self._places = [(account, kind) for account in self._exchanges for kind in scope.product_types]
        self.sending_s = min(_SENDING_S + _EACH_S * len(self._places), _LONGEST_S)
        self._known = known or {}
        self._memories: dict[_Place, Memory] = {}
        self._looks: dict[_Place, StopLook] = {}
        self._lanes: dict[_Place, Lane] = {}
        self._starts = {place: deque[float](maxlen=_MOST_STARTS) for place in self._places}
        self._reports: dict[_Place, ProductReport] = {}
        self._wanted: set[_Place] = set()
        self._changed = threading.Condition()
        self._turnstile = Turnstile()
        self._in_step = InStep(self._places, self.sending_s)
        self._is_over = False
        self._sent = count(1)
        self._are_all_sent = threading.Event()

    def run(self, before: Before = lambda: None) -> Report:
        """Press, and give the report. Blocks until the deadline at most; never raises ExchangeError.

        before is called once, when the first cancel is ready to leave, and has returned before anything does.
        """
        with self._turnstile.alone():  # what the first lanes hear is joined when the last have sent
            self._prepare()
            lanes = [self._lane(place) for place in self._places]
            noted = cache(before)
            in_time = time.monotonic() + self.sending_s
            for lane in lanes:  # one thread writes them all sooner than each lane its own, where none is slow
                if time.monotonic() < in_time:
                    lane.begin(noted)
            noted()
            for lane in lanes:
                self._start(lane)
            if self._is_done():
                self._are_all_sent.set()
            self.wait_until_sent(self.sending_s)
        self._begin_what_can_wait()
        while (due := self._next_due()) is not None:
            self._start_over(due)
        lanes = list(self._lanes.values())
        reports = [self._reports.get(lane.place) or lane.out_of_time() for lane in lanes] + self._refusals()
        for lane in lanes:
            lane.overtake()
            lane.glimpse.end()
        if self._is_crew_own:
            self._crew.dismiss()
        outcomes = [row for memory in self._memories.values() for row in memory.outcomes()]
        report = add_up(reports, outcomes, elapsed_ms(reports, self._pressed_at), self._scope)
        # A lane knows this sweep: all rows would stay until the window searches for garbage, and hangs.
        for kept in (self._lanes, self._memories, self._looks):
            kept.clear()
        return report

    def note_written(self, method: str) -> None:
        """Take in that a call of this press was written; any thread."""
        if method == "POST" and next(self._sent) >= len(self._places):  # what is posted are the cancels
            self._are_all_sent.set()

    def wait_until_sent(self, for_s: float) -> bool:
        """Block until every cancel is written, or all is over; False when not by then."""
        return self._are_all_sent.wait(for_s)

    def again(self) -> bool:
        """Take in a further press, from any thread: everything starts over, whatever was proved.

        False when this run has ended already, so that the press needs a run of its own.
        """
        with self._changed:
            if self._is_over:
                return False
            self._wanted.update(self._places)
            self._until = time.monotonic() + self._deadline_s
            self._are_all_sent.set()
            self._changed.notify_all()
            return True

    def _prepare(self) -> None:
        for account, kind in self._places:
            exchange, book = self._exchanges[account], self._known.get(account)
            self._memories[account, kind] = Memory.of(kind, self._scope, book, account, self._turnstile)
            self._looks[account, kind] = StopLook(exchange, self._scope, kind, self._until, self._turnstile)

    def _begin_what_can_wait(self) -> None:
        for lane in self._lanes.values():
            lane.glimpse.begin()
        for memory in self._memories.values():
            memory.orders.enter_known()

    def _is_done(self) -> bool:
        if time.monotonic() > self._until + _GRACE_S:
            return True
        return not self._wanted and len(self._reports) == len(self._places)

    def _next_due(self) -> list[_Place] | None:
        """Wait for news; gives what is to start over now, and None once all is over."""
        with self._changed:
            if self._is_done():
                self._is_over = True
                return None
            due = [place for place in self._places if place in self._wanted and self._may_start(place)]
            self._wanted.difference_update(due)
            if not due:
                self._changed.wait(self._wait_s())
            return due

    def _may_start(self, place: _Place) -> bool:
        starts = self._starts[place]
        return len(starts) < _MOST_STARTS or time.monotonic() - starts[0] >= _WITHIN_S

    def _start_over(self, due: Sequence[_Place]) -> None:
        """Start all first: what comes after waits where rows are joined, and nobody who presses does."""
        overtaken = [self._lanes[place] for place in due]
        for lane in overtaken:
            lane.overtake()
            # Before the start: no refusal may stand beside a cancel by ID that is still to come.
            self._memories[lane.place].attempts.begin()
            self._start(self._lane(lane.place))
        for account, kind in due:
            begin_by_id(self._exchanges[account], self._memories[account, kind], self._until)
        for lane in overtaken:
            lane.glimpse.end()
            self._lanes[lane.place].glimpse.begin()

    def _wait_s(self) -> float:
        wait_s = max(0.0, self._until + _GRACE_S - time.monotonic()) + 0.001
        return min(wait_s, 0.02) if self._wanted else wait_s

    def _lane(self, place: _Place) -> Lane:
        account, kind = place
        return Lane(
            self._exchanges[account],
            self._scope,
            kind,
            self._memories[place],
            self._looks[place],
            self._in_step,
            pressed_at=self._pressed_at,
            until=self._until,
            tell=self._on_progress,
        )

    def _start(self, lane: Lane) -> None:
        self._starts[lane.place].append(time.monotonic())
        with self._changed:
            self._reports.pop(lane.place, None)
            self._lanes[lane.place] = lane
        try:
            self._crew.do(partial(self._pursue, lane))
        except RuntimeError:  # the system gives no more threads: the others must not suffer
            self._reports[lane.place] = self._fault(lane)

    def _pursue(self, lane: Lane) -> None:
        try:
            with self._turnstile.inside():
                report = lane.pursue()
        except Exception as fault:  # noqa: BLE001 a fault of our own is UNKNOWN, and never stops the other lanes
            _log.error("A fault of this program in %s: %s", lane.product_type.value, type(fault).__name__)
            _log.debug("The fault:", exc_info=fault)
            report = self._fault(lane)
        with self._changed:
            if report is not None and self._lanes.get(lane.place) is lane:
                self._reports[lane.place] = report
                self._changed.notify_all()
            if self._is_done():
                self._are_all_sent.set()

    def _refusals(self) -> list[ProductReport]:
        return [
            ProductReport(kind, Verdict.REFUSED, sentence, account=account)
            for account, sentence in self._absent.items()
            for kind in self._scope.product_types
        ]

    def _fault(self, lane: Lane) -> ProductReport:
        account, product_type = lane.place
        unprotected = None if self._scope.takes_stops else ()
        return ProductReport(product_type, Verdict.UNKNOWN, _FAULT, unprotected=unprotected, account=account)
