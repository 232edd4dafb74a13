"""Questions to one address: over connections that are open beforehand, asked again where no answer comes."""

from __future__ import annotations

import statistics
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gui.bitget.budget import AddressBudget
from gui.bitget.wire.calls import Answer as Answer
from gui.bitget.wire.calls import Call as Call
from gui.bitget.wire.dial import Dialler
from gui.bitget.wire.lanes import Lanes
from gui.bitget.wire.patience import Patience
from gui.bitget.wire.race import Again, Race
from gui.panic.errors import OutOfTime
from gui.panic.exchange import Before, Written
from gui.panic.proxy import Proxy

CONNECT_S = 2.0
READ_S = 3.0
TIME_PATH = "/api/v2/public/time"
_LEAST_S = 0.05
_LEAST_BEFORE_A_COPY_S = 0.3
_USUAL_TRIPS = 3  # before a copy, where nothing tells that anything but this connection is silent
# So much longer than usual where a question that left later was answered: a cancel may take longer than the
# read beside it, and the proof is to be there within 0.3 s and three round trips.
_LONGER_S = 0.2
_ONE_BY_ONE_S = 600.0  # so long after a server did not go on with the second of two questions


@dataclass(frozen=True, slots=True)
class Begun:
    """Calls that have left, and what waits for their answers; it is called once, on any thread."""

    calls: Sequence[Call]
    answers: Callable[[], list[Answer]]


class Transport:
    """Sends calls to one address over connections that stay open, a lane for each product type.

    Any thread may use any lane. Redirects are never followed, no cookie is kept, no proxy or .netrc of the
    environment is used, only the proxy that is given. TLS is always verified, with certifi's list or that of
    REQUESTS_CA_BUNDLE. budget is what the accounts of this computer share.
    """

    def __init__(
        self,
        address: str,
        *,
        connect_s: float = CONNECT_S,
        read_s: float = READ_S,
        proxy: Proxy | None = None,
        budget: AddressBudget | None = None,
    ) -> None:
        self.address = address
        self.proxy = proxy
        self._connect_s = connect_s
        self._read_s = read_s
        self._dialler = Dialler(address, connect_s, proxy)
        ping = Call("GET", TIME_PATH, {})
        may_ping = (budget or AddressBudget()).take_ping
        self._lanes = Lanes(self._dialler, ping.to_bytes(self._dialler.host), may_ping)
        self._trips: deque[float] = deque(maxlen=16)
        self._answered_sent_at = 0.0  # when the latest of those left that the exchange has answered
        self._one_by_one_until = 0.0
        self._lock = threading.Lock()
        self._is_closed = False

    def send(
        self,
        lane: str,
        call: Call,
        until: float,
        again: Again | None = None,
        written: Written = None,
    ) -> Answer:
        """Send one call and read the whole answer, by `until` at the latest. Raises ExchangeError.

        again gives the call signed anew for a copy, which goes out on another connection after three usual
        round trips without an answer, and 0.2 s later than usual where one that left later was answered,
        and at once where a connection that was open turns out to be closed.
        written is called as soon as the call is.
        """
        return self._race(lane, [call], until, again, written)[0]

    def begin(self, lane: str, until: float, signed: Again, before: Before) -> Begun | None:
        """Send the calls that `signed` gives, and gives anew for a copy, if that takes no waiting now.

        before is called when they are ready to leave. None where it would: nothing has left then. Blocks for
        as long as before, and for 5 ms more at most. Raises OurMistake, and what `signed` and before do, all
        while nothing has left.
        """
        if self._is_too_late(until):
            return None
        race = self._new_race(lane, signed)
        calls = race.begin(until, before)
        return None if calls is None else Begun(calls, lambda: self._timed(race.finish(until)))

    @property
    def takes_several(self) -> bool:
        """False for some minutes after the server did not go on with the second of two questions."""
        return time.monotonic() >= self._one_by_one_until

    def send_all(
        self,
        lane: str,
        calls: Sequence[Call],
        until: float,
        again: Again | None,
        written: Written = None,
    ) -> list[Answer]:
        """Send questions in one go over one connection, on which they are answered in their order.

        Gives all answers, or the first ones where the server does not go on. Raises ExchangeError.
        """
        answers = self._race(lane, calls, until, again, written)
        if len(answers) < len(calls):
            self._one_by_one_until = time.monotonic() + _ONE_BY_ONE_S
        return answers

    def warm(self, lanes: Sequence[str], *, anew: bool = False) -> None:
        """Have two connections open for each of these lanes; returns at once, never raises.

        anew gives up those that there are: after sleep, or when the network has changed.
        """
        self._lanes.warm(lanes, anew=anew)

    def close(self) -> None:
        """Close every connection; later calls raise OutOfTime."""
        self._is_closed = True
        self._lanes.close()

    def _race(
        self,
        lane: str,
        calls: Sequence[Call],
        until: float,
        again: Again | None,
        written: Written,
    ) -> list[Answer]:
        if self._is_too_late(until):
            raise OutOfTime()
        return self._timed(self._new_race(lane, again).run(calls, until, written))

    def _is_too_late(self, until: float) -> bool:
        return until - time.monotonic() < _LEAST_S or self._is_closed

    def _new_race(self, lane: str, again: Again | None) -> Race:
        return Race(self._lanes, lane, self._dialler.host, again, self._patience())

    def _patience(self) -> Patience:
        with self._lock:
            usual_s = statistics.median(self._trips) if self._trips else 0.0
        copy_anyway_s = max(_USUAL_TRIPS * usual_s, _LEAST_BEFORE_A_COPY_S)
        copy_s = min(max(usual_s + _LONGER_S, _LEAST_BEFORE_A_COPY_S), copy_anyway_s)
        whole_s = self._connect_s + 2 * self._read_s
        return Patience(copy_s, copy_anyway_s, self._read_s, whole_s, self._is_answered_after)

    def _timed(self, answers: list[Answer]) -> list[Answer]:
        """Keep how long the first of these answers took, and when its question left."""
        first = answers[0]
        with self._lock:
            self._trips.append(first.received_at - first.sent_at)
            if not first.is_turned_away:
                self._answered_sent_at = max(self._answered_sent_at, first.sent_at)
        return answers

    def _is_answered_after(self, sent_at: float) -> bool:
        with self._lock:
            return self._answered_sent_at > sent_at
