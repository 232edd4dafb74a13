"""How often the watch looks: so seldom that no endpoint sees more than 1 % of what Bitget allows it."""

from __future__ import annotations

import math
import threading
from dataclasses import dataclass

BETWEEN_LOOKS_S = 15.0
MINUTE_S = 60.0
A_MINUTE = 6  # requests for open orders: 1 % of the ten a second that an account may make
# Of the address, whatever the number of accounts: 1 % of 6,000, less a ping in five seconds.
ADDRESS_A_MINUTE = 48
# After EMPTY, and when somebody wants to see it all, a product type at a time: a press finds room between.
CLOSE_ROUND_S = 3.0
BETWEEN_CLOSE_LOOKS_S = 1.0


@dataclass(frozen=True, slots=True)
class Pace:
    """Pauses in seconds."""

    used_s: float = BETWEEN_LOOKS_S
    idle_s: float = 30.0
    used_for_s: float = 600.0  # a window counts as used for so long after the last sign of somebody
    rights_s: float = 100.0  # a classic account may ask once a second what its key may do
    asked_s: float = 3.0  # however often somebody asks for a look at everything
    surroundings_s: float = 2.0


class Share:
    """The requests of one account for open orders that nobody asked for, over a sliding minute."""

    def __init__(self) -> None:
        self._sent: list[float] = []

    def has_room(self, requests: int, now: float) -> bool:
        """Tell whether so many more would stay within the share; now is in seconds of any clock."""
        self._sent = [at for at in self._sent if at > now - MINUTE_S]
        return len(self._sent) + min(requests, A_MINUTE) <= A_MINUTE

    def take(self, requests: int, now: float) -> None:
        """Note a read; one that took more than a minute's share is paid for in the time that follows."""
        late_s = MINUTE_S / A_MINUTE
        self._sent += [now + max(0, number - A_MINUTE + 1) * late_s for number in range(requests)]


class Turns:
    """The looks of all accounts, one after another, for what their address is allowed; for any thread.

    A book of many pages is asked for in one go. So each look keeps its distance, and waits until the minute
    that ends with it has room for all of its requests; only one that alone takes more than that has more.
    """

    def __init__(self) -> None:
        self._free_at = -math.inf
        self._taken: list[float] = []  # the moments of the last requests
        self._lock = threading.Lock()

    def take(self, earliest: float, requests: int) -> float:
        """Take a turn for a look of so many requests; gives its moment, in seconds of any clock."""
        with self._lock:
            at = max(earliest, self._free_at, self._room_at(requests))
            self._free_at = at + requests * MINUTE_S / ADDRESS_A_MINUTE
            self._taken = [*self._taken, *[at] * requests][-ADDRESS_A_MINUTE:]
            return at

    def _room_at(self, requests: int) -> float:
        too_many = len(self._taken) + min(requests, ADDRESS_A_MINUTE) - ADDRESS_A_MINUTE
        return self._taken[too_many - 1] + MINUTE_S if too_many > 0 else -math.inf


class Turn:
    """One account's place among the turns, kept until its moment comes; for one thread at a time.

    A look that somebody asks for comes in between. If it took a further turn each time, the next look of its
    own accord would be hours away.
    """

    def __init__(self, turns: Turns) -> None:
        self._turns = turns
        self._at = -math.inf

    def take(self, now: float, earliest: float, requests: int) -> float:
        """Give the moment of the next look: the one that is still to come, or a new one as of Turns."""
        if self._at <= now:
            self._at = self._turns.take(earliest, requests)
        return self._at


def close_pause_s(product_types: int) -> float:
    """Tell how long to wait for the next look while orders that come back are watched for."""
    return max(BETWEEN_CLOSE_LOOKS_S, CLOSE_ROUND_S / product_types)
