"""Signed calls: headers, budget, clock, envelope; one place for what every endpoint needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import partial

from gui.bitget.budget import AddressBudget, RateBudget
from gui.bitget.clock import ExchangeClock
from gui.bitget.envelope import Envelope, object_of, open_envelope, server_clock, whole
from gui.bitget.noting import Questions
from gui.bitget.signing import headers
from gui.bitget.transport import TIME_PATH as TIME_PATH
from gui.bitget.transport import Answer, Call, Transport
from gui.bitget.wire.calls import Fields
from gui.panic.errors import ExchangeError, Malformed, RateLimited
from gui.panic.exchange import Before, GoesOn, Written
from gui.panic.refusals import ClockRefused
from gui.panic.secrets import Credentials
from gui.words import say

_LEAST_WAIT_S = 1.0
_LONGEST_WAIT_S = 5.0
_MOST_RESYNCS = 2  # a clock that is wrong in a single answer sets ours wrong, until the next
_PLAUSIBLE_MS = range(1_577_836_800_000, 4_102_444_800_000)  # 2020 to 2100: any other time is nonsense


@dataclass(frozen=True, slots=True)
class Answered:
    """An opened answer and the moments (time.monotonic seconds) around it."""

    envelope: Envelope
    sent_at: float
    received_at: float
    is_partly_lost: bool = False


class SignedCalls:
    """Makes signed calls with one API key; for any thread. Raises ExchangeError.

    demo adds the header `paptrading: 1`, which a demo key needs. No partner code is
    ever sent. address is the budget that all accounts of this computer share.
    """

    def __init__(
        self,
        transport: Transport,
        credentials: Credentials,
        *,
        demo: bool = False,
        address: AddressBudget | None = None,
    ) -> None:
        self._transport = transport
        self._credentials = credentials
        self._demo = demo
        self.proxy = transport.proxy
        self._questions = Questions(transport, credentials)
        self.recorder = self._questions.recorder
        self.clock = ExchangeClock()
        self.budget = RateBudget(address=address)

    def giving_way(self, leaving: int, goes_on: GoesOn | None) -> SignedCalls:
        """The same calls for a read that nobody pressed for, or for a press's: RateBudget.giving_way."""
        view = copy(self)
        view.budget = self.budget.giving_way(leaving, goes_on)
        return view

    def get(
        self, lane: str, path: str, query: Mapping[str, str], until: float, written: Written = None
    ) -> Answered:
        """Make a signed GET; the query is sorted, and the string signed is the string sent.

        written is called on this thread whenever it is on its way, again where it is asked again; and
        before that where it has to wait for room.
        """
        return self._call(lane, path, Call.get(path, query), until, written)

    def get_now(
        self, lane: str, path: str, query: Mapping[str, str], until: float, *, leaving: int
    ) -> Answered | None:
        """Make a signed GET if there is room for it now, and for `leaving` more of its endpoint after it."""
        if not self.budget.take_now(path, leaving=leaving):
            return None
        signed_ms = self.clock.now_ms()
        [answer] = self._questions.ask(lane, self._signed([Call.get(path, query)]), until)
        return self._open(answer, path, signed_ms)

    def get_in_turn(
        self,
        lane: str,
        path: str,
        queries: Sequence[Mapping[str, str]],
        until: float,
        written: Written = None,
    ) -> list[Answered]:
        """Make signed GETs of one endpoint, of which each is looked at after the one before it.

        They take one round trip where the server answers several questions of one connection in their order,
        as HTTP/1.1 has it, and as many as there are questions where it does not. written as for get.
        """
        answered: list[Answered] = []
        if self._transport.takes_several:
            try:
                calls = [Call.get(path, query) for query in queries]
                answered = self._together(lane, path, calls, until, written)
            except _ClockOff as refusal:
                self._resync(refusal, until)
        rest = queries[len(answered) :]
        return answered + [self.get(lane, path, query, until, written) for query in rest]

    def post(self, lane: str, path: str, fields: Fields, until: float) -> Answered:
        """Make a signed POST of an object or of a list; the bytes signed are the bytes sent."""
        return self._call(lane, path, Call.post(path, fields), until)

    def begin_post(
        self, lane: str, path: str, fields: Fields, until: float, before: Before
    ) -> Callable[[], Answered] | None:
        """Send a signed POST, after before, if that takes no waiting; gives what waits as post() does."""
        call, signed_ms = Call.post(path, fields), self.clock.now_ms()
        signed = partial(self._signed_now, path, [call])
        answers = self._questions.begin(lane, until, signed, before)
        if answers is None:
            return None
        begun = partial(self._opened, answers, path, signed_ms)
        return partial(self._call, lane, path, call, until, begun=begun)

    def server_time(self, until: float) -> int:
        """Ask for the exchange's clock in ms and set ours by it (page: Get Server Time)."""
        self.budget.take(TIME_PATH, until)
        [answer] = self._questions.ask("public", [Call("GET", TIME_PATH, {})], until)
        envelope = open_envelope(answer.http_status, answer.body, answer.withheld)
        data = object_of(envelope.data, say("the server time"))
        server_ms = whole(data.get("serverTime"))
        if server_ms is None or server_ms not in _PLAUSIBLE_MS:
            raise Malformed(say("Bitget's answer could not be understood: the server time is missing."))
        self.clock.set(server_ms, answer.received_at - answer.sent_at)
        return server_ms

    def warm(self, lanes: Sequence[str], *, anew: bool = False) -> None:
        """Have connections open for these lanes; returns at once, never raises."""
        self._transport.warm(lanes, anew=anew)

    def close(self) -> None:
        """Let go of every connection."""
        self._transport.close()

    def _call(
        self,
        lane: str,
        path: str,
        call: Call,
        until: float,
        written: Written = None,
        begun: Callable[[], list[Answered]] | None = None,
    ) -> Answered:
        is_lost, resyncs = False, 0
        anew = partial(self._together, lane, path, [call], until, written)
        ask = begun or anew
        while True:
            try:
                [answered] = ask()
                return replace(answered, is_partly_lost=answered.is_partly_lost or is_lost)
            except ExchangeError as problem:
                # A copy of it that was never answered may have acted, whatever comes of the next.
                is_lost = problem.is_partly_lost = problem.is_partly_lost or is_lost
                if not isinstance(problem, _ClockOff) or resyncs == _MOST_RESYNCS:
                    raise
                refusal = problem
            ask, resyncs = anew, resyncs + 1
            try:
                self._resync(refusal, until, by_asking=resyncs > 1)
            except ExchangeError as problem:
                problem.is_partly_lost |= is_lost
                raise

    def _together(
        self, lane: str, path: str, calls: Sequence[Call], until: float, written: Written
    ) -> list[Answered]:
        """Ask in one go, once the rate budget has room; signed when they leave, and anew for a copy."""
        if not self.budget.take_now(path, len(calls)):
            if written is not None:
                written()  # what it has to do is done sooner than there is room
            self.budget.take(path, until, len(calls))
        signed_ms, again = self.clock.now_ms(), partial(self._signed_now, path, calls)
        answers = partial(self._questions.ask, lane, self._signed(calls), until, again, written)
        return self._opened(answers, path, signed_ms)

    def _opened(self, answers: Callable[[], list[Answer]], path: str, signed_ms: int) -> list[Answered]:
        return [self._open(answer, path, signed_ms) for answer in answers()]

    def _signed_now(self, path: str, calls: Sequence[Call]) -> list[Call] | None:
        """Sign these where the rate budget has room for them now."""
        return self._signed(calls) if self.budget.take_now(path, len(calls)) else None

    def _signed(self, calls: Sequence[Call]) -> list[Call]:
        now_ms = self.clock.now_ms()
        return [
            replace(call, headers=headers(self._credentials, now_ms, call, demo=self._demo)) for call in calls
        ]

    def _open(self, answer: Answer, path: str, signed_ms: int) -> Answered:
        try:
            envelope = open_envelope(answer.http_status, answer.body, answer.withheld)
        except ExchangeError as problem:
            problem.sent_at, problem.is_partly_lost = answer.sent_at, answer.is_partly_lost
            self._after_error(problem, path, answer, signed_ms)
            raise
        self.clock.learn(envelope.server_ms, answer.received_at - answer.sent_at)
        return Answered(envelope, answer.sent_at, answer.received_at, answer.is_partly_lost)

    def _after_error(self, problem: ExchangeError, path: str, answer: Answer, signed_ms: int) -> None:
        if isinstance(problem, RateLimited):
            problem.wait_s = _wait_s(answer.retry_after)
            self.budget.penalise(path, problem.wait_s)
        if isinstance(problem, ClockRefused):
            raise _ClockOff(problem, server_clock(answer.body), answer, signed_ms) from None

    def _resync(self, refusal: _ClockOff, until: float, *, by_asking: bool = False) -> None:
        """Set the clock by the refusal itself where it tells why; else, or with by_asking, by a question."""
        server_ms = refusal.server_ms
        # None is never asked of the range: it would go through all its numbers for it.
        is_told = server_ms is not None and server_ms in _PLAUSIBLE_MS
        if server_ms is None or by_asking or not is_told or abs(server_ms - refusal.signed_ms) <= 1000:
            self.server_time(until)
        else:
            self.clock.set(server_ms, refusal.round_trip_s)


class _ClockOff(ClockRefused):
    """A refused timestamp, with what is needed to set the clock right."""

    def __init__(self, refusal: ClockRefused, server_ms: int | None, answer: Answer, signed_ms: int) -> None:
        super().__init__(
            refusal.sentence, code=refusal.code, message=refusal.message, http_status=refusal.http_status
        )
        self.sent_at, self.is_partly_lost = refusal.sent_at, refusal.is_partly_lost
        self.server_ms = server_ms
        self.signed_ms = signed_ms
        self.round_trip_s = answer.received_at - answer.sent_at


def _wait_s(retry_after: str | None) -> float:
    """Read Retry-After, 1 to 5 s: Bitget seldom sends it, and no press may be kept from trying for longer."""
    if retry_after is not None and retry_after.isascii() and retry_after.isdecimal():
        return min(max(_LEAST_WAIT_S, float(retry_after[:6])), _LONGEST_WAIT_S)
    return _LEAST_WAIT_S
