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
_WARMING = 2  # starts that count for nothing: the disk is read, Python's files are compiled


@dataclass(frozen=True, slots=True)
class Start:
    """Milliseconds from the start of the process."""

    painted: float
    ready: float


def main(starts: int) -> int:
    """Print how long starts take; those of source and package alternate, so that both meet the same load."""
    commands = {"source": [sys.executable, "-m", "gui"]}
    if PACKED.exists():
        commands["packed"] = [str(PACKED)]
    took: dict[str, list[Start]] = {name: [] for name in commands}
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
        print(_line(f"{name}: first paint", [start.painted for start in all_of_it]))
        print(_line(f"{name}: ready", [start.ready for start in all_of_it]))
    return 0


def measure(command: list[str], display: str) -> Start:
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
                moments = _moments(process)
            finally:
                patience.cancel()
                process.kill()
    return Start(*((moments[name] - begun) * 1000 for name in ("painted", "ready")))


def _moments(process: subprocess.Popen[str]) -> dict[str, float]:
    assert process.stderr is not None
    moments: dict[str, float] = {}
    said = ""
    for line in process.stderr:
        said += line
        if line.startswith("moment "):
            _, name, at = line.split()
            moments[name] = float(at)
        if len(moments) == 2:
            return moments
    raise TimeoutError(f"The program was not ready. It said: {said}")


def _line(name: str, took: list[float]) -> str:
    return f"{name:<22} min {min(took):5.0f}   median {statistics.median(took):5.0f}   max {max(took):5.0f}"


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else STARTS))
