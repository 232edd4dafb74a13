"""The three sounds, told apart by rhythm and by where their pitch goes, so that any speaker will do."""

from __future__ import annotations

import io
import math
import sys
import wave
from array import array
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

RATE = 22_050  # frames a second, of 16 bits, one channel
LOUDEST = 28_000
# A telephone's speaker loses a fundamental below 500 Hz; what lies above it still gives the pitch.
_OVERTONES = ((1, 0.6), (2, 0.27), (3, 0.13))
_ATTACK_S, _RELEASE_S = 0.006, 0.04  # a note that begins or ends at once would click


class Sound(StrEnum):
    """What a sound says."""

    PRESSED = "pressed"
    EMPTY = "empty"
    NOT_EMPTY = "not empty"


@dataclass(frozen=True, slots=True)
class Note:
    """One tone: when it begins and how long it is, in seconds, and its pitch."""

    at_s: float
    length_s: float
    hertz: float


MELODIES: dict[Sound, tuple[Note, ...]] = {
    # One short tick.
    Sound.PRESSED: (Note(0.0, 0.07, 880),),
    # Two notes, the second held, upwards and without a gap.
    Sound.EMPTY: (Note(0.0, 0.13, 660), Note(0.13, 0.32, 990)),
    # Three notes, downwards, with gaps between them.
    Sound.NOT_EMPTY: (Note(0.0, 0.14, 780), Note(0.24, 0.14, 620), Note(0.48, 0.36, 470)),
}


def length_s(sound: Sound) -> float:
    """How long a sound is, in seconds."""
    return max(note.at_s + note.length_s for note in MELODIES[sound])


@lru_cache(maxsize=2 * len(Sound))
def wave_file(sound: Sound, volume: int) -> bytes:
    """A sound as a WAV file, at a volume from 0 (silence) to 100.

    Takes some 30 ms of reckoning the first time, so it is asked for before a press needs it.
    """
    # The ear halves a loudness where the amplitude falls to about a quarter.
    factor = LOUDEST * (volume / 100) ** 2
    frames = array("h", (round(sample * factor) for sample in _samples(sound)))
    if sys.byteorder == "big":
        frames.byteswap()
    file = io.BytesIO()
    with wave.open(file, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(2)
        written.setframerate(RATE)
        written.writeframes(frames.tobytes())
    return file.getvalue()


@cache
def _samples(sound: Sound) -> array[float]:
    """The sound from -1 to 1."""
    samples = array("d", bytes(8 * math.ceil(length_s(sound) * RATE)))
    for note in MELODIES[sound]:
        first = round(note.at_s * RATE)
        for index in range(round(note.length_s * RATE)):
            samples[first + index] = _tone(note, index / RATE)
    return samples


def _tone(note: Note, at_s: float) -> float:
    edge = min(1.0, at_s / _ATTACK_S, (note.length_s - at_s) / _RELEASE_S)
    turn = 2 * math.pi * note.hertz * at_s
    return edge * sum(part * math.sin(turn * number) for number, part in _OVERTONES)
