"""Measures a start of the real program on a real X server, from source and packed: `make startup`."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass

from tests.end_to_end.screen import Screen
from tests.session import PROJECT

PACKED = PROJECT / "dist" / "panic-button" / "panic-button"
STARTS = 15
_PATIENCE_S = 30.0
_WORDS = {"painted": "first paint", "drawn": "whole window", "ready": "ready"}
_WARMING = 2  # starts that count for nothing: the disk is read, Python's files are compiled


@dataclass(frozen=True, slots=True)
class Moment:
    """Milliseconds since the start; those of a processor depend less on what else the machine does."""

    passed: float
    reckoned: float


def main(starts: int) -> int:
    """Print how long starts take; those of source and package alternate, so that both meet the same load."""
    commands = {"source": [sys.executable, "-m", "gui"]}
    if PACKED.exists():
        commands["packed"] = [str(PACKED)]
    took: dict[str, list[dict[str, Moment]]] = {name: [] for name in commands}
    screen = Screen()
    try:
        for turn in range(_WARMING + starts):
            for name, command in commands.items():
                start = measure(command, screen.display)
                if turn >= _WARMING:
                    took[name].append(start)
    finally:
        screen.stop()
    print(f"{starts} starts, warm, in milliseconds; load of this machine {os.getloadavg()[0]:.1f}")
    for name, all_of_it in took.items():
        for moment, words in _WORDS.items():
            print(_line(f"{name}: {words}", [start[moment].passed for start in all_of_it]))
            print(_line("  of a processor", [start[moment].reckoned for start in all_of_it]))
    return 0


def measure(command: list[str], display: str) -> dict[str, Moment]:
    """Start the program with a home of its own, on the practice exchange, and end it once it is ready.

    Raises TimeoutError after 30 s, with what the program said.
    """
    with tempfile.TemporaryDirectory() as home:
        environment = {
            "PATH": os.environ["PATH"],
            "LC_ALL": "C.UTF-8",
            "DISPLAY": display,
            "HOME": home,
            "XDG_RUNTIME_DIR": home,
            "PYTHONPATH": str(PROJECT),
            "PANIC_BUTTON_MOMENTS": "1",
        }
        begun = time.monotonic()
        with subprocess.Popen(
            command, env=environment, cwd=home, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        ) as process:
            patience = threading.Timer(_PATIENCE_S, process.kill)  # which ends the reading too
            patience.start()
            try:
                return _moments(process, begun)
            finally:
                patience.cancel()
                process.kill()


def _moments(process: subprocess.Popen[str], begun: float) -> dict[str, Moment]:
    assert process.stderr is not None
    moments: dict[str, Moment] = {}
    said = ""
    for line in process.stderr:
        said += line
        if line.startswith("moment "):
            _, name, at, reckoned = line.split()
            moments[name] = Moment((float(at) - begun) * 1000, float(reckoned) * 1000)
        if len(moments) == len(_WORDS):
            return moments
    raise TimeoutError(f"The program was not ready. It said: {said}")


def _line(name: str, took: list[float]) -> str:
    return f"{name:<22} min {min(took):5.0f}   median {statistics.median(took):5.0f}   max {max(took):5.0f}"


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else STARTS))
