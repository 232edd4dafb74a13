"""A real sound server whose only device ends in a pipe, so that a test hears what a person would."""

from __future__ import annotations

import math
import os
import shutil
import subprocess
import tempfile
import threading
import time
from array import array
from dataclasses import dataclass
from pathlib import Path

import pytest

RATE = 22_050
_PATIENCE_S = 30.0
_FRAME = RATE // 100  # 10 ms
_LOUD = 300  # a mean amplitude that only a sound has: the null device is silent


@dataclass(frozen=True)
class Tone:
    """What is heard between two silences: its length in seconds, its pitch at first and at last in hertz."""

    length_s: float
    first: float
    last: float


class Ears:
    """PulseAudio with a null device, recorded by parec from the first moment to the last."""

    def __init__(self) -> None:
        for program in ("pulseaudio", "paplay", "parec"):
            if shutil.which(program) is None:
                pytest.fail(f"{program} is missing, so no sound can be heard: apt-get install pulseaudio")
        self.home = Path(tempfile.mkdtemp(prefix="ears-"))
        self._socket = self.home / "native"
        self._server = subprocess.Popen(
            [
                *("pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"),
                "--load=module-null-sink sink_name=ears rate=22050 channels=1",
                f"--load=module-native-protocol-unix socket={self._socket} auth-anonymous=1",
            ],
            env={**os.environ, "HOME": str(self.home), "XDG_RUNTIME_DIR": str(self.home)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._wait(self._socket.exists, "the sound server")
        self._recorder = subprocess.Popen(
            [
                *("parec", "--device=ears.monitor", "--format=s16le", "--latency-msec=20"),
                *(f"--rate={RATE}", "--channels=1"),
            ],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._heard = bytearray()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()
        self._wait(lambda: self._heard, "the recording")

    @property
    def environment(self) -> dict[str, str]:
        """What a program needs to be heard here."""
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "XDG_RUNTIME_DIR": str(self.home),
            "PULSE_SERVER": f"unix:{self._socket}",
        }

    def now(self) -> int:
        """A place in the recording, to hear from there on."""
        return len(self._heard) // 2 * 2

    def wait_for_notes(self, since: int, count: int) -> list[Tone]:
        """The tones since a place, once there are so many and then silence."""

        def is_over() -> bool:
            is_silent = not any(self._heard[-RATE:])  # half a second
            return is_silent and len(self._tones(since)) >= count

        self._wait(is_over, f"{count} tones")
        return [_tone(samples) for samples in self._tones(since)]

    def _tones(self, since: int) -> list[list[int]]:
        samples = array("h", bytes(self._heard[since : len(self._heard) // 2 * 2]))
        frames = [samples[at : at + _FRAME] for at in range(0, len(samples) - _FRAME, _FRAME)]
        found: list[list[int]] = []
        tone: list[int] = []
        for frame in [*frames, array("h", bytes(2))]:
            if sum(map(abs, frame)) / len(frame) > _LOUD:
                tone.extend(frame)
            elif tone:
                found.append(tone)
                tone = []
        return found

    def stop(self) -> None:
        for process in (self._recorder, self._server):
            process.terminate()
            process.wait(_PATIENCE_S)
        self._thread.join(_PATIENCE_S)
        shutil.rmtree(self.home, ignore_errors=True)

    def _listen(self) -> None:
        assert self._recorder.stdout is not None
        with self._recorder.stdout as pipe:
            while piece := os.read(pipe.fileno(), 4096):
                self._heard += piece

    @staticmethod
    def _wait(is_so: object, what: str) -> None:
        assert callable(is_so)
        until = time.monotonic() + _PATIENCE_S
        while not is_so():
            if time.monotonic() > until:
                pytest.fail(f"{what} did not come within {_PATIENCE_S:g} s")
            time.sleep(0.02)


def _tone(samples: list[int]) -> Tone:
    part = min(len(samples) // 3, 1500)
    return Tone(len(samples) / RATE, _pitch(samples[:part]), _pitch(samples[-2 * part : -part]))


def _pitch(samples: list[int]) -> float:
    """The strongest frequency between 300 and 1300 Hz, by trying each in turn."""

    def strength(hertz: int) -> float:
        turn = 2 * math.pi * hertz / RATE
        real = sum(value * math.cos(turn * index) for index, value in enumerate(samples))
        imaginary = sum(value * math.sin(turn * index) for index, value in enumerate(samples))
        return math.hypot(real, imaginary)

    return float(max(range(300, 1300, 10), key=strength))
