"""Plays the sounds one after another, on a thread of its own; silence is never a fault of a press."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from gui.desktop.sounds.players import CannotPlay, Player, play_with_any, players_here
from gui.desktop.sounds.shapes import Sound, length_s, wave_file
from gui.desktop.worker import Worker
from gui.words import Sentence, say

# Starting a program takes a millisecond in which no other thread of this one runs: the requests of a press
# go first, and nobody hears the difference.
AFTER_S = 0.05
# What could not begin within this time is not played at all. A late tick would be taken for another press;
# a late verdict is still true, as a later press silences it.
LATEST_S = {Sound.PRESSED: 0.5, Sound.EMPTY: 10.0, Sound.NOT_EMPTY: 10.0}
_SILENT = say("The volume is 0, so nothing is heard.")


class Speaker(QObject):
    """Says by ear what happened. GUI thread; no method waits."""

    def __init__(
        self, parent: QObject | None = None, players: Callable[[], Sequence[Player]] = players_here
    ) -> None:
        super().__init__(parent)
        self._players = players
        self._worker = Worker("sound", self)
        self._volume = 0
        self._is_prepared = False
        self._newest = 0
        self._last_good = ""  # name of the player; belongs to the worker's thread

    def use(self, is_on: bool, volume: int) -> None:
        """Be as loud as this from now on, 0 to 100; or silent."""
        self._volume = volume if is_on else 0
        if self._is_prepared:
            self.prepare()

    def prepare(self) -> None:
        """Reckon the sounds now, and at each new volume, not while a press waits for its turn."""
        self._is_prepared = True
        if volume := self._volume:
            self._worker.do(lambda: [wave_file(sound, volume) for sound in Sound])

    def play(self, sound: Sound) -> None:
        """Let a sound be heard soon; one that still waits for an earlier sound gives way to it."""
        volume = self._volume
        if not volume:
            return
        self._newest += 1
        number, asked = self._newest, time.monotonic()
        until = asked + LATEST_S[sound]

        def job() -> None:
            time.sleep(max(0.0, asked + AFTER_S - time.monotonic()))
            if number == self._newest and time.monotonic() < until:
                self._play(sound, volume, until)

        # Without a device there is no sound, and no press is the worse for it.
        self._worker.do(job, failed=lambda _: None)

    def try_out(self, sound: Sound, volume: int, told: Callable[[str], None]) -> None:
        """Play a sound at a volume that is only tried; told gets why nothing is heard, or ""."""
        if not volume:
            told(_SILENT)
            return
        self._worker.do(
            lambda: self._play(sound, volume),
            lambda _: told(""),
            lambda fault: told(_why(fault)),
        )

    def close(self) -> None:
        """Play nothing more; what is heard now ends by itself."""
        self._newest += 1
        self._worker.stop(0.1)

    def _play(self, sound: Sound, volume: int, until: float = math.inf) -> None:
        """Play with the first player that can. Blocks; raises CannotPlay."""
        content = wave_file(sound, volume)
        players = sorted(self._players(), key=lambda player: player.name != self._last_good)
        self._last_good = play_with_any(players, content, length_s(sound), until)


def _why(fault: Exception) -> Sentence:
    reason = fault.reason if isinstance(fault, CannotPlay) else type(fault).__name__
    return say("No sound can be played here, because {reason}. Presses are not affected.", reason=reason)
