"""The connections that are open: two of different ages for each lane, watched while nobody uses them."""

from __future__ import annotations

import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress

from gui.bitget.wire.connection import Connection
from gui.bitget.wire.dial import Dialler
from gui.bitget.wire.guarding import Guard
from gui.bitget.wire.places import Place
from gui.bitget.wire.reading import read_answer
from gui.bitget.wire.threads import begin
from gui.panic.errors import ExchangeError, OutOfTime
from gui.panic.turnstile import outside

PAIR = 2
_MOST_KEPT = 4  # a further press opens more for a while
# Networks on the way forget a silent connection after a minute or so.
PING_AFTER_S = 20.0
_WANTED_S = 600.0  # nobody has asked for so long: nothing is dialled or pinged any more
_LEAST_PAUSE_S, _LONGEST_PAUSE_S = 0.25, 30.0
_PATIENCE_S = 3.0
# Servers and networks end a connection at some age: two that began together would end together, perhaps just
# under a press. So one of them gives way to a later one, once, while nobody has used the lane for a little.
_APART_S, _RENEWED_AFTER_S, _UNUSED_S = 15.0, 30.0, 2.0


class Lanes:
    """For any thread. ping is a harmless request, complete; may_ping takes room for one, if there is some."""

    def __init__(self, dialler: Dialler, ping: memoryview, may_ping: Callable[[], bool]) -> None:
        self._dialler = dialler
        self._ping, self._may_ping = ping, may_ping
        self._idle: dict[str, list[Connection]] = defaultdict(list)
        self._busy: set[Connection] = set()
        self._dialling: Counter[tuple[str, bool]] = Counter()  # and whether a question waits for it
        self._wanted: dict[str, float] = {}
        self._dial_after = 0.0
        self._anew_at = 0.0  # what was opened before is of another network
        self._pause_s = _LEAST_PAUSE_S
        self._lock = threading.RLock()
        self._is_closed = False
        self._renewed: dict[str, float] = {}  # when the newest of a lane had begun as a later one was tried
        self._guard = Guard(self._every_idle, self._look)

    def warm(self, lanes: Sequence[str], *, anew: bool) -> None:
        """Have two connections open for each of these lanes; returns at once."""
        with self._lock:
            if self._is_closed:
                return
            self._wanted |= dict.fromkeys(lanes, time.monotonic())
            if anew:
                self._pause_s, self._dial_after = _LEAST_PAUSE_S, 0.0
                self._anew_at = time.monotonic()
                for lane in lanes:
                    for connection in self._idle.pop(lane, []):
                        connection.close()
            self._guard.begin()
        if anew:
            self._dialler.look_anew()
        self._guard.ring()

    def take(
        self, lane: str, *, or_another: bool = False, but: Callable[[Connection], bool] | None = None
    ) -> Connection | None:
        """Take the one of a lane that was used longest ago, so that both stay warm; None if none is open.

        or_another takes one of another lane where this has none; but tells which ones are left alone.
        """
        with self._lock:
            found = self._take(lane, but)
            if found is None and or_another:
                found = next((one for other in list(self._idle) if (one := self._take(other, but))), None)
            return found

    def open(self, lane: str, until: float) -> Connection:
        """Take one, or open one now. Blocks until `until`; raises NeverLeft."""
        found = self.take(lane)
        if found is not None:
            return found
        with outside():
            fresh = self._dialler.dial(lane, until)
        with self._lock:
            if not self._is_closed:
                self._busy.add(fresh)
                return fresh
        fresh.close()
        raise OutOfTime

    def open_soon(
        self,
        lane: str,
        besides: Collection[Place | None] = (),
        *,
        is_waited_for: bool = True,
        is_instead: bool = False,
    ) -> None:
        """Open a further one, on a thread; take() gives it when it is there.

        besides are places that are tried last, as they are silent. Nothing where two are being opened
        already; the guard's, for which no question waits, are counted by themselves. One that is_instead
        takes the place of the oldest that is idle then.
        """
        kind = lane, is_waited_for
        with self._lock:
            if self._is_closed or self._dialling[kind] >= PAIR:
                return
            self._dialling[kind] += 1
        if not begin("dial", self._dial, kind, besides, is_instead):
            with self._lock:
                self._dialling[kind] -= 1

    def give_back(self, connection: Connection) -> None:
        """Give back one that was taken; one that is of no more use is closed."""
        with self._lock:
            self._busy.discard(connection)
            kept = self._idle[connection.lane]
            is_old = connection.begun_at < self._anew_at
            if connection.is_closed or self._is_closed or is_old or len(kept) >= _MOST_KEPT:
                connection.close()
            else:
                connection.is_fresh = False
                kept.append(connection)

    def close(self) -> None:
        """Close every connection, also those in use, whose answers then never come."""
        with self._lock:
            self._is_closed = True
            for connection in (*self._busy, *self._every_idle()):
                connection.close()
            self._idle.clear()
            self._busy.clear()
        self._guard.end()

    def _take(self, lane: str, but: Callable[[Connection], bool] | None = None) -> Connection | None:
        kept = self._idle[lane]
        while usable := [one for one in kept if but is None or not but(one)]:
            connection = min(usable, key=lambda one: one.used_at)
            kept.remove(connection)
            self._guard.let_go(connection)
            if connection.is_quiet:
                self._busy.add(connection)
                return connection
            connection.close()
        return None

    def _every_idle(self) -> list[Connection]:
        with self._lock:
            return [one for kept in self._idle.values() for one in kept]

    def _look(self) -> None:
        self._drop_closed()
        self._keep_up()

    def _drop_closed(self) -> None:
        with self._lock:
            for kept in self._idle.values():
                for connection in [one for one in kept if not one.is_quiet]:
                    kept.remove(connection)
                    connection.close()

    def _keep_up(self) -> None:
        now = time.monotonic()
        with self._lock:
            wanted = [lane for lane, asked_at in self._wanted.items() if now - asked_at < _WANTED_S]
            missing = [lane for lane in wanted if now >= self._dial_after and self._count(lane) < PAIR]
        for lane in missing:
            self.open_soon(lane, is_waited_for=False)
        self._renew_one(wanted, now)
        self._ping_one(wanted, now)

    def _renew_one(self, lanes: Sequence[str], now: float) -> None:
        """Have the ages of one lane come apart; of all lanes one at a time, and none while any is used."""
        with self._lock:
            if self._busy or self._dialling.total() or now < self._dial_after:
                return
            lane = next((lane for lane in lanes if self._is_to_be_renewed(lane, now)), None)
            if lane is None:
                return
            self._renewed[lane] = max(one.begun_at for one in self._idle[lane])
        self.open_soon(lane, is_waited_for=False, is_instead=True)

    def _is_to_be_renewed(self, lane: str, now: float) -> bool:
        kept = self._idle[lane]
        if len(kept) < PAIR or now - max(one.used_at for one in kept) < _UNUSED_S:
            return False
        begun = [one.begun_at for one in kept]
        newest = max(begun)
        are_alike = newest - min(begun) < _APART_S
        return are_alike and now - newest >= _RENEWED_AFTER_S and newest != self._renewed.get(lane)

    def _count(self, lane: str) -> int:
        busy = sum(connection.lane == lane for connection in self._busy)
        return len(self._idle[lane]) + busy + self._dialling[lane, True] + self._dialling[lane, False]

    def _ping_one(self, lanes: Sequence[str], now: float) -> None:
        with self._lock:
            idle = [one for lane in lanes for one in self._idle[lane] if now - one.used_at > PING_AFTER_S]
            if not idle or not self._may_ping():
                return
            connection = min(idle, key=lambda one: one.used_at)
            self._idle[connection.lane].remove(connection)
            self._busy.add(connection)
        if not begin("ping", self._ask_for_life, connection):
            self.give_back(connection)

    def _ask_for_life(self, connection: Connection) -> None:
        until = time.monotonic() + _PATIENCE_S
        try:
            connection.write(self._ping, until)
            read_answer(connection, "GET", time.monotonic(), until, _PATIENCE_S)
        except (ExchangeError, OSError):
            connection.close()
        self.give_back(connection)
        self._guard.ring()

    def _dial(self, kind: tuple[str, bool], besides: Collection[Place | None], is_instead: bool) -> None:
        connection = None
        with suppress(ExchangeError):  # a press that needs one says what is wrong
            connection = self._dialler.dial(kind[0], time.monotonic() + _PATIENCE_S, besides)
        with self._lock:
            self._dialling[kind] -= 1
            if connection is not None:
                self._pause_s = _LEAST_PAUSE_S
                if is_instead and connection.begun_at >= self._anew_at:
                    self._let_oldest_go(kind[0])
                self.give_back(connection)
            else:
                self._dial_after = time.monotonic() + self._pause_s
                self._pause_s = min(2 * self._pause_s, _LONGEST_PAUSE_S)

    def _let_oldest_go(self, lane: str) -> None:
        kept = self._idle[lane]
        if len(kept) >= PAIR:  # else one is in use, or has ended meanwhile
            oldest = min(kept, key=lambda one: one.begun_at)
            kept.remove(oldest)
            oldest.close()
