"""The exchange behind the wire: checks a request, acts on the book, and lets faults strike on the way."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from dataclasses import replace

from gui.practice import damage, gate, parameters
from gui.practice.armed import ArmedFaults
from gui.practice.book import Book, CancelResult
from gui.practice.codes import SUCCESS, Refusal, message_of
from gui.practice.endpoints import ENDPOINTS, Call, Endpoint
from gui.practice.fault_kinds import EndpointKind, FaultName, Slot
from gui.practice.faults import Fault
from gui.practice.items import Json
from gui.practice.limits import RateLimit
from gui.practice.messages import Reply, Request, envelope, to_json
from gui.practice.orders import PracticeOrder

_UNIFIED = "/api/v3/"


class Venue:
    """Answers requests; any number of threads may ask at once.

    `clock` gives seconds since 1970, `settle_ms` is how long every cancelled order stays open, and
    `rate_limited` tells whether too many calls within a second are turned away.
    """

    def __init__(
        self,
        book: Book,
        faults: ArmedFaults,
        clock: Callable[[], float],
        *,
        settle_ms: int = 0,
        rate_limited: bool = True,
    ) -> None:
        self._book = book
        self._faults = faults
        self._clock = clock
        self._settle_ms = settle_ms
        self._limit = RateLimit() if rate_limited else None

    def answer(self, request: Request, pause: Callable[[], None]) -> Reply:
        """The reply to a request; `pause` is called before it takes effect and again after."""
        endpoint = ENDPOINTS.get((request.method, request.path))
        kind = endpoint.kind if endpoint else None
        pause()
        front = self._faults.take(Slot.FRONT, kind)
        if front is None:
            reply = damage.end(self._process(request, endpoint), self._faults.take(Slot.ENDING, kind))
        else:
            if front.takes_effect:
                self._process(request, endpoint)
            reply = damage.reply_instead(front)
        pause()
        return reply

    def _process(self, request: Request, endpoint: Endpoint | None) -> Reply:
        kind = endpoint.kind if endpoint else None
        now_ms = self._now_ms(kind)
        remaining = self._admit(request, endpoint)
        if remaining is None:
            return damage.too_many_requests()
        reply = self._reply(request, endpoint, now_ms)
        return replace(reply, headers=(("x-mbx-used-remain-limit", str(remaining)),))

    def _reply(self, request: Request, endpoint: Endpoint | None, now_ms: int) -> Reply:
        try:
            if endpoint is None:
                raise self._no_such_address(request)
            data = self._perform(request, endpoint, now_ms)
        except Refusal as refusal:
            answer = envelope(refusal.code, refusal.message, now_ms, None)
            return Reply(refusal.status, to_json(answer))
        shape = self._faults.take(Slot.SHAPE, endpoint.kind)
        answer = envelope(SUCCESS, message_of(SUCCESS), now_ms, data)
        return Reply(200, to_json(damage.misshape(answer, shape)))

    def _perform(self, request: Request, endpoint: Endpoint, now_ms: int) -> Json:
        if endpoint.signed:
            gate.check(request, now_ms, self._faults.take(Slot.ACCOUNT, endpoint.kind))
        given: Mapping[str, Json] = (
            parameters.read_body(request.body) if endpoint.method == "POST" else {**request.parameters}
        )
        call = Call(given, now_ms, self._book, lambda chosen: self._cancel(endpoint.kind, chosen))
        coded = self._faults.take(Slot.CODE, endpoint.kind)
        if coded is None:
            return endpoint.act(call)
        if coded.takes_effect:
            endpoint.act(call)
        raise Refusal(coded.values[0])

    def _cancel(self, kind: EndpointKind, chosen: Callable[[PracticeOrder], bool]) -> CancelResult:
        reluctance = self._faults.take_reluctance(kind)
        settle = self._faults.take(Slot.SETTLE, kind)
        result = self._book.cancel(
            chosen,
            after_ms=_settle_ms(settle, self._settle_ms),
            refuses=reluctance.refuses if reluctance else None,
        )
        # A bot places again what it lost; where it lost nothing it has nothing to place.
        rearm = self._faults.take(Slot.REARM, kind) if result.cancelled else None
        if rearm:
            count, after_ms = (int(value) for value in rearm.values)
            for order in itertools.islice(itertools.cycle(result.cancelled), count):
                self._book.place_again(order, after_ms)
        return result

    def _admit(self, request: Request, endpoint: Endpoint | None) -> int | None:
        if self._limit is None or endpoint is None:
            return endpoint.per_second if endpoint else 0
        # Per UID for what is signed, which here is the key; per address for the rest.
        caller = request.headers.get("access-key", "") if endpoint.signed else request.remote_ip
        return self._limit.admit((endpoint.path, caller), endpoint.per_second)

    def _no_such_address(self, request: Request) -> Refusal:
        # A classic account that asks the unified interface is told so: clients use it to find out.
        if request.path.startswith(_UNIFIED) and not self._faults.has(FaultName.UNIFIED_ACCOUNT):
            return Refusal("40084")
        return Refusal("40404")

    def _now_ms(self, kind: EndpointKind | None) -> int:
        fault = self._faults.take(Slot.CLOCK, kind)
        return int(self._clock() * 1000) + (int(fault.values[0]) if fault else 0)


def _settle_ms(fault: Fault | None, usual_ms: int) -> int | None:
    if fault is None:
        return usual_ms
    return None if fault.name is FaultName.ACK_ONLY else int(fault.values[0])
