"""What plays a sound on each system: a program of its own, which cannot harm this one, or Windows itself."""

from __future__ import annotations

import math
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from gui.words import say, set_apart

# PipeWire, PulseAudio, ALSA: the newest first, as it serves what the older ones would take from it.
_LINUX = (("pw-play",), ("paplay", "--client-name=Panic Button"), ("aplay", "--quiet"))
_MAC = (("afplay",),)
_NOTHING = say("nothing that plays sounds is installed (pw-play, paplay or aplay)")
_GRACE_S = 2.0  # a player that takes longer than the sound and this is stuck, and is ended
_MORE_PATH = os.pathsep.join(("/usr/local/bin", "/usr/bin", "/bin"))


class CannotPlay(Exception):
    """No sound came of it; reason says why, and fits behind “because”."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Player(Protocol):
    """Plays one sound at a time."""

    name: str

    def play(self, content: bytes, length_s: float) -> None:
        """Play a WAV file to its end; blocks for that long. Raises CannotPlay."""
        ...


class ProgramPlayer:
    """Hands a file to a program of the system."""

    def __init__(self, words: Sequence[str], environ: Mapping[str, str] = os.environ) -> None:
        self.name = Path(words[0]).name
        self._words = tuple(words)
        self._environ = environ

    def play(self, content: bytes, length_s: float) -> None:
        """Start the program and wait for its end. Raises CannotPlay."""
        try:
            descriptor, path = tempfile.mkstemp(prefix="panic-button-", suffix=".wav")
        except OSError as fault:
            raise CannotPlay(say("no file could be written ({fault})", fault=fault.strerror)) from None
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
            self._run(path, length_s + _GRACE_S)
        except OSError as fault:
            raise CannotPlay(
                say("{player} could not be used ({fault})", player=self.name, fault=fault.strerror)
            ) from None
        finally:
            Path(path).unlink(missing_ok=True)

    def _run(self, path: str, timeout_s: float) -> None:
        try:
            done = subprocess.run(  # noqa: S603 one of the programs named above
                [*self._words, path],
                env=outside_environment(self._environ),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                timeout=timeout_s,
            )
        except subprocess.TimeoutExpired:
            raise CannotPlay(say("{player} came to no end", player=self.name)) from None
        if done.returncode != 0:
            # What matters stands last; before it some tell where in their own source it happened.
            *_, said = ["", *done.stderr.decode(errors="replace").strip().splitlines()]
            raise CannotPlay(
                say("{player} says “{words}”", player=self.name, words=said.strip()[:160] or done.returncode)
            )


class WindowsPlayer:
    """Windows plays it by itself, from memory."""

    name = "Windows"

    def play(self, content: bytes, length_s: float) -> None:  # noqa: ARG002 Windows knows how long it is
        """Play to the end. Raises CannotPlay."""
        if sys.platform == "win32":
            import winsound

            try:
                winsound.PlaySound(content, winsound.SND_MEMORY | winsound.SND_NODEFAULT)
            except RuntimeError as fault:
                raise CannotPlay(say("{player} says “{words}”", player="Windows", words=fault)) from None


def players_here(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> list[Player]:
    """All that may play a sound on this system, the best first; none where nothing is installed."""
    if platform == "win32":
        return [WindowsPlayer()]
    path = os.pathsep.join((environ.get("PATH", ""), _MORE_PATH))
    found: list[Player] = []
    for name, *more in _MAC if platform == "darwin" else _LINUX:
        whole = shutil.which(name, path=path)
        if whole is not None:
            found.append(ProgramPlayer((whole, *more), environ))
    return found


def play_with_any(players: Sequence[Player], content: bytes, length_s: float, until: float = math.inf) -> str:
    """Play with the first that can, until is the monotonic time to give up at; gives its name.

    Blocks; raises CannotPlay.
    """
    faults = []
    for player in players:
        if time.monotonic() > until:
            break
        try:
            player.play(content, length_s)
        except CannotPlay as fault:
            faults.append(fault.reason)
        else:
            return player.name
    raise CannotPlay(set_apart(faults) if faults else _NOTHING)


def outside_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment for a program of the system: without the libraries that a package brings for itself."""
    given = {name: value for name, value in environ.items() if name != "LD_LIBRARY_PATH_ORIG"}
    if getattr(sys, "frozen", False) and "LD_LIBRARY_PATH" in given:
        del given["LD_LIBRARY_PATH"]
        if "LD_LIBRARY_PATH_ORIG" in environ:
            given["LD_LIBRARY_PATH"] = environ["LD_LIBRARY_PATH_ORIG"]
    return given
