"""While nothing is pressed: keeps asking whether a press would work, and what stands in the book."""

from __future__ import annotations

import logging
import math
import threading
import time
from collections.abc import Callable

from gui.desktop.looks import Looks, Outlook
from gui.desktop.pace import BETWEEN_CLOSE_LOOKS_S, Pace, Turn, Turns
from gui.desktop.surroundings import Surroundings
from gui.panic.exchange import Exchange
from gui.panic.orders import Scope

_log = logging.getLogger(__name__)


class Watch:
    """A daemon thread; tell is called on it with each Outlook. The other methods are for any thread."""

    def __init__(
        self,
        tell: Callable[[Outlook], None],
        pace: Pace | None = None,
        surroundings: Surroundings | None = None,
        turns: Turns | None = None,
    ) -> None:
        self._tell = tell
        self._pace, self._in_line = pace or Pace(), Turn(turns or Turns())
        self._surroundings = surroundings or Surroundings()
        self._used_at = time.monotonic()
        self._looks: Looks | None = None
        self._is_held, self._held_at = False, 0.0
        self._turn = 0  # counts the beginnings and ends of presses: what was asked before is worth nothing
        self._next_at = self._close_until = 0.0
        self._whole_at = -math.inf  # when everything was last asked anew, and when it is to be
        self._whole_due_at = math.inf
        self._asked_s = self._pace.asked_s
        self._is_over = False
        self._wake = threading.Condition()
        threading.Thread(target=self._run, name="watch", daemon=True).start()

    def look_at(self, exchange: Exchange | None, scope: Scope) -> None:
        """Watch another exchange or scope, beginning now; None to watch nothing."""
        with self._wake:
            is_other = self._looks is None or self._looks.exchange is not exchange
            self._looks = None if exchange is None else Looks(exchange, scope, self._pace, self._in_line)
            self._close_until, self._whole_due_at = 0.0, math.inf
            # The first look asks everything: who goes through the scopes must leave room for a press.
            self._next_at = 0.0 if is_other else self._whole_at + self._asked_s
            self._wake.notify_all()
        if exchange is not None:
            exchange.warm(scope.product_types)

    def share_with(self, accounts: int) -> None:
        """Note how many accounts there are: one of them a second is asked for everything, over and over."""
        with self._wake:
            self._asked_s = max(self._pace.asked_s, float(accounts))

    def used(self) -> None:
        """Note that somebody is at the window: after a long absence everything is asked now."""
        with self._wake:
            was_used, self._used_at = self._is_used, time.monotonic()
            if not was_used and self._is_begun:
                self._ask_whole()

    def look_now(self) -> None:
        """Ask everything anew, as somebody wants to see it; so soon after the last time, in some seconds."""
        with self._wake:
            self._used_at = time.monotonic()
            if self._is_begun:
                self._ask_whole()

    def hold(self) -> None:
        """Ask nothing while a press runs: the budget is the press's."""
        with self._wake:
            self._is_held, self._held_at = True, time.monotonic()
            self._turn += 1

    def release(self, closely_s: float = 0.0) -> None:
        """Go on after a press, by asking everything anew.

        closely_s is for a press that was proved empty: for so long the book is read more often instead.
        """
        now = time.monotonic()
        with self._wake:
            self._is_held = False
            self._turn += 1
            self._used_at = now
            self._close_until = now + closely_s
            if (looks := self._looks) is not None:
                if closely_s:
                    looks.take_empty(self._held_at)
                else:
                    looks.forget_books()
                if not (closely_s and looks.readiness.is_ready):
                    self._ask_whole(after_s=BETWEEN_CLOSE_LOOKS_S)
            self._next_at = self._next_after(now)
            self._wake.notify_all()

    def stop(self) -> None:
        """End the thread after the call it may be in."""
        with self._wake:
            self._is_over = True
            self._wake.notify_all()

    @property
    def _current(self) -> Looks | None:
        """What is looked at now; None while a press runs, and where nothing is watched."""
        return None if self._is_held else self._looks

    @property
    def _is_begun(self) -> bool:
        """False while the first look is on its way, which asks everything."""
        return self._looks is not None and self._looks.readiness.is_known

    def _ask_whole(self, after_s: float = 0.0) -> None:
        soon = max(time.monotonic() + after_s, self._whole_at + self._asked_s)
        self._whole_due_at = min(self._whole_due_at, soon)
        self._wake.notify_all()

    def _run(self) -> None:
        while True:
            self._wait()
            with self._wake:
                if self._is_over:
                    return
                looks, due_at, turn, now = self._current, self._next_at, self._turn, time.monotonic()
                if looks is not None and self._is_whole_due(looks, now):
                    looks.want()
                    self._whole_at, self._whole_due_at = now, math.inf
            if looks is not None:
                self._look(looks, turn, now)
            with self._wake:
                if self._current is looks and self._next_at == due_at:  # nobody asked for another moment
                    self._next_at = self._next_after(now)

    def _is_whole_due(self, looks: Looks, now: float) -> bool:
        return now >= self._whole_due_at or not looks.readiness.is_known

    def _wait(self) -> None:
        """Wait for the next look; everything is asked when the computer has slept or the network changed."""
        while True:
            with self._wake:
                whole_at = math.inf if self._current is None else self._whole_due_at
                left_s = min(self._next_at, whole_at) - time.monotonic()
                if self._is_over or left_s <= 0:
                    return
                self._wake.wait(min(left_s, self._pace.surroundings_s))
                looks = self._current
            if looks is not None and self._surroundings.changed():
                looks.exchange.warm(looks.scope.product_types, anew=True)
                with self._wake:
                    self._ask_whole()

    def _next_after(self, now: float) -> float:
        if (looks := self._current) is None:
            return now + self._pace.used_s
        return looks.next_at(now, is_used=self._is_used, is_close=self._is_close)

    @property
    def _is_used(self) -> bool:
        return time.monotonic() - self._used_at < self._pace.used_for_s

    @property
    def _is_close(self) -> bool:
        return time.monotonic() < self._close_until

    def _look(self, looks: Looks, turn: int, now: float) -> None:
        def counts() -> bool:
            return self._looks is looks and self._turn == turn and not self._is_over

        try:
            looks.look(now, counts, is_close=self._is_close)
        except Exception as fault:  # noqa: BLE001 a fault here must not end the watch; the next look tells more
            _log.error("A fault of this program in the watch: %s", type(fault).__name__)
            looks.fail()
        outlook = looks.outlook()  # of thousands of orders it takes a while, and the window may want the lock
        with self._wake:
            if not counts():
                return
        self._tell(outlook)
