"""One question and its copies: the first good answer counts."""

from __future__ import annotations

import selectors
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from gui.bitget.wire.calls import Answer, Call
from gui.bitget.wire.connection import Connection
from gui.bitget.wire.lanes import Lanes
from gui.bitget.wire.patience import Patience
from gui.bitget.wire.places import Place
from gui.bitget.wire.reading import read_answer
from gui.panic.errors import CutOff, ExchangeError, NeverLeft, Silent
from gui.panic.exchange import Before, Written
from gui.panic.turnstile import outside

_MOST_COPIES = 3
_POLL_S = 0.01  # while a further connection is being opened
_AT_ONCE_S = 0.005  # a write that takes longer would hold up what is written after it

Again = Callable[[], Sequence[Call] | None]


@dataclass(frozen=True, slots=True)
class _Flight:
    connection: Connection
    calls: tuple[Call, ...]
    sent_at: float
    was_fresh: bool


class Race:
    """Asks once, on the caller's thread, and again on other connections when no answer comes.

    Either by run(), or in two parts, perhaps on two threads: begin(), then finish().

    again gives the same calls, signed anew, or None where the rate budget has no room; no copy is made then.
    """

    def __init__(self, lanes: Lanes, lane: str, host: str, again: Again | None, patience: Patience) -> None:
        self._lanes = lanes
        self._lane = lane
        self._host = host
        self._again = again
        self._patience = patience
        self._flights: list[_Flight] = []
        self._lost: ExchangeError | None = None
        self._spare: list[Answer] | None = None
        self._copies = 0
        self._asked_at = 0.0  # the last time, whatever came of it
        self._is_copy_due = False  # and only waits for a connection, or for room
        self._next_copy_at = 0.0
        self._next_dial_at = 0.0

    def run(self, calls: Sequence[Call], until: float, written: Written = None) -> list[Answer]:
        """Give the answers to these calls, in their order: all, or as many as the first connection gave.

        written is called once they are, or could not be. Blocks until `until` at most. Raises ExchangeError:
        of several failures what leaves most open.
        """
        self._start(self._lanes.open(self._lane, until), calls, until)
        return self.finish(until, written)

    def begin(self, until: float, before: Before) -> Sequence[Call] | None:
        """Ask where that takes no waiting: an open connection, and room for what `again` gives.

        Gives what has left, None where nothing has. Blocks for as long as before, and 5 ms more at most.
        """
        connection = self._lanes.take(self._lane)
        if connection is None:
            return None
        calls = None
        try:
            calls = None if self._again is None else self._again()
        finally:
            if calls is None:
                self._lanes.give_back(connection)
        if calls is None:
            return None
        self._start(connection, calls, until, before)
        return calls

    def finish(self, until: float, written: Written = None) -> list[Answer]:
        """Give the answers to what was asked, as run() does."""
        try:
            if written is not None:
                written()
            while self._flights:
                answers = self._step(until)
                if answers is not None:
                    return self._won(answers)
        finally:
            for flight in list(self._flights):
                self._drop(flight)
        if self._spare is not None and self._lost is None:
            return self._spare
        raise self._lost or CutOff()  # a copy that was turned away says nothing of one that was not answered

    def _won(self, answers: list[Answer]) -> list[Answer]:
        is_partly_lost = self._lost is not None or bool(self._flights)
        return [replace(answer, is_partly_lost=is_partly_lost) for answer in answers]

    def _step(self, until: float) -> list[Answer] | None:
        last_sent_at = self._flights[-1].sent_at
        self._asked_at = max(self._asked_at, last_sent_at)
        gives_up_at = min(until, last_sent_at + self._patience.silence_s)
        for flight in self._wait(gives_up_at):
            answers = self._read(flight, until)
            if answers is not None:
                return answers
        now = time.monotonic()
        if now >= gives_up_at:
            self._lose(Silent(sent_at=min((flight.sent_at for flight in self._flights), default=None)))
            for flight in list(self._flights):
                self._drop(flight)
        elif self._flights and now >= self._next_copy_at:
            if not self._is_copy_due:
                self._next_copy_at = self._patience.copy_at(self._asked_at, now)
            if self._next_copy_at <= now:
                self._copy(until)
        return None

    def _wait(self, gives_up_at: float) -> list[_Flight]:
        """Wait for the first that has something, until it is time to give up or for a copy."""
        if closed := [flight for flight in self._flights if flight.connection.is_closed]:
            return closed  # read at once, they are found at their end
        has_copies = self._again is not None and self._copies < _MOST_COPIES - 1
        wait_until = min(gives_up_at, self._next_copy_at) if has_copies else gives_up_at
        if len(self._flights) > 1:
            return self._first_of_several(wait_until)
        with outside():  # waited for and taken in at once, which takes one turn of Python
            has_come = self._flights[0].connection.has_come(max(0.0, wait_until - time.monotonic()))
        return self._flights[:1] if has_come else []

    def _first_of_several(self, until: float) -> list[_Flight]:
        with selectors.DefaultSelector() as selector:
            for flight in self._flights:
                with suppress(ValueError, OSError):  # closed by close(): it is found at its end below
                    selector.register(flight.connection, selectors.EVENT_READ, flight)
            if selector.get_map():
                with outside():
                    found = selector.select(max(0.0, until - time.monotonic()))
                flights = [key.data for key, _ in found]
            else:
                flights = list(self._flights)
        return [flight for flight in flights if flight.connection.has_come()]

    def _read(self, flight: _Flight, until: float) -> list[Answer] | None:
        """Read what came: the answers, or None where another copy has to bring them."""
        answers: list[Answer] = []
        whole_by = min(until, flight.sent_at + self._patience.whole_s)
        try:
            for call in flight.calls:
                if answers and flight.connection.is_closed:
                    break
                by, silence_s = whole_by, self._patience.silence_s
                if answers:  # whether it goes on with the second question, it shows soon
                    by = min(whole_by, time.monotonic() + self._patience.copy_anyway_s)
                answers.append(read_answer(flight.connection, call.method, flight.sent_at, by, silence_s))
        except ExchangeError as problem:
            if not answers:
                self._fail(flight, problem, until)
                return None
        self._flights.remove(flight)
        self._lanes.give_back(flight.connection)
        if answers[0].is_turned_away and (self._flights or self._lost is not None):
            self._spare = answers  # this copy was not looked at; another may have been
            return None
        return answers

    def _fail(self, flight: _Flight, problem: ExchangeError, until: float) -> None:
        self._drop(flight)
        self._lose(problem)
        # Closed before a word: the end was on its way when the question was put. A connection that was
        # opened for this very question tells of worse, and whoever asked decides.
        if isinstance(problem, CutOff) and not flight.was_fresh:
            self._copy(until, at_once=True)

    def _copy(self, until: float, *, at_once: bool = False) -> None:
        """Ask once more on another connection; where none is open, on one that is opened meanwhile."""
        if self._again is None or self._copies >= _MOST_COPIES - 1:
            self._next_copy_at = until
            return
        self._is_copy_due = True
        is_last = self._copies == _MOST_COPIES - 2
        but = self._is_suspect if is_last else None
        connection = self._lanes.take(self._lane, or_another=True, but=but)
        if connection is None and at_once and not self._flights:
            with suppress(NeverLeft):
                connection = self._lanes.open(self._lane, until)
        if connection is None:
            self._next_copy_at = time.monotonic() + _POLL_S
            if self._next_copy_at > self._next_dial_at:  # what is being opened may fail
                self._open_elsewhere()
            return
        calls = self._again()
        if calls is None:
            self._lanes.give_back(connection)
            self._next_copy_at = self._patience.without_room_at(self._asked_at, time.monotonic())
            return
        self._copies, self._is_copy_due = self._copies + 1, False
        self._start(connection, calls, until)
        if self._copies < _MOST_COPIES - 1:  # the last one goes another way, and that takes time to open
            self._open_elsewhere()

    def _open_elsewhere(self) -> None:
        """Open one to another place, if there is one: a connection that is silent is of a place that is."""
        self._next_dial_at = time.monotonic() + self._patience.copy_anyway_s
        self._lanes.open_soon(self._lane, self._silent())

    def _silent(self) -> set[Place | None]:
        return {flight.connection.place for flight in self._flights}

    def _is_suspect(self, one: Connection) -> bool:
        """Tell one of a silent place, open since before the question: it may be as dead as the others."""
        return bool(self._flights) and one.begun_at < self._flights[0].sent_at and one.place in self._silent()

    def _start(
        self, connection: Connection, calls: Sequence[Call], until: float, before: Before | None = None
    ) -> None:
        try:
            whole = memoryview(b"".join(call.to_bytes(self._host) for call in calls))
            if before is not None:
                before()
                until = min(until, time.monotonic() + _AT_ONCE_S)
        except BaseException:
            self._lanes.give_back(connection)
            raise
        flight = _Flight(connection, tuple(calls), time.monotonic(), connection.is_fresh)
        self._flights.append(flight)
        self._next_copy_at = flight.sent_at + self._patience.copy_s
        try:
            connection.write(whole, until)
        except OSError:
            connection.close()

    def _lose(self, problem: ExchangeError) -> None:
        self._lost = self._lost or problem

    def _drop(self, flight: _Flight) -> None:
        flight.connection.close()
        self._lanes.give_back(flight.connection)
        if flight in self._flights:
            self._flights.remove(flight)
