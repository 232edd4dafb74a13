"""Where a name was found: kept while nothing better is known, and looked for on a thread of its own."""

from __future__ import annotations

import socket
import threading
import time
from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

from gui.bitget.wire.threads import begin

Place = tuple[socket.AddressFamily, Any]  # and what connect() takes

# Right after sleep, or behind a VPN that is not up yet, a question for a name may hang for half a minute.
_HOLDS_UP_S = 2.0


class Places:
    """The places of one name, the one that worked last in front; for any thread.

    What is known is never given up before something else is known: a name server that is silent or gone costs
    nothing while one of them answers.
    """

    def __init__(self, host: str, port: int) -> None:
        self._name = host, port
        self._known: list[Place] = []
        self._asked: object | None = None  # of the question under way, if there is one
        self._asked_at = 0.0
        self._told = threading.Condition()

    def in_order(self, besides: Collection[Place | None] = ()) -> list[Place]:
        """Give them as they should be tried; besides are those that come last this time."""
        silent = {place[0] for place in besides if place is not None}
        with self._told:
            nth: Counter[int] = Counter()
            turns = {}
            for place in sorted(self._known, key=lambda place: place in besides):
                # The families take turns: what is wrong with one often leaves the other alone.
                turns[place] = place in besides, nth[place[0]], place[0] in silent
                nth[place[0]] += 1
            return sorted(turns, key=turns.__getitem__)

    def find(self, until: float) -> None:
        """Have at least one, by `until`. Raises TimeoutError, or OSError where nothing was found."""
        with self._told:
            if self._known:
                return
        self.ask()
        with self._told:
            left_s = max(0.0, until - time.monotonic())
            self._told.wait_for(lambda: self._known or self._asked is None, left_s)
            if not self._known:
                raise TimeoutError if self._asked is not None else OSError

    def ask(self) -> None:
        """Resolve the name anew, on a thread; nothing where that was begun within the last two seconds."""
        now = time.monotonic()
        with self._told:
            if self._asked is not None and now - self._asked_at < _HOLDS_UP_S:
                return
            asked = self._asked = object()
            self._asked_at = now
        if not begin("name", self._resolve, asked):
            self._resolve(asked)

    def worked(self, place: Place, late: Sequence[Place] = ()) -> None:
        """Put this one in front, and those that were tried before it to the end."""
        with self._told:
            self._known = [place, *(known for known in self._known if known != place)]
        self.failed([each for each in late if each != place])

    def failed(self, places: Sequence[Place]) -> None:
        """Put these to the end."""
        with self._told:
            self._known.sort(key=lambda known: known in places)

    def _resolve(self, asked: object) -> None:
        found: list[Place] = []
        try:
            told = socket.getaddrinfo(*self._name, type=socket.SOCK_STREAM)
            found = list(dict.fromkeys((family, place) for family, _, _, _, place in told))
        except (OSError, UnicodeError):
            pass  # whoever needs one is told so by find()
        finally:
            with self._told:
                is_newest = self._asked is asked
                if found and (is_newest or not self._known):
                    kept = [known for known in self._known if known in found]
                    self._known = list(dict.fromkeys((*kept, *found)))
                if is_newest:
                    self._asked = None
                self._told.notify_all()
