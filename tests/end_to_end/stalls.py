"""For how long a press stalls the window: `python -m tests.end_to_end.stalls --rows 10000 --accounts 20`.

stalls is by the clock, and grows with whatever else the machine does. Told with it is that part of it in
which the GUI thread could have gone on, but exchange, X server and other threads had the processors (Linux
only). busy is the processor's time of the GUI thread in one turn of its event loop, which does not grow.
Each figure is the worst of one press. Options: --presses 10, --rows 10000, --accounts 1, --even (as many
orders in each product type), --entries (what Qt called in Python during the longest stalls).

--fault NAME, or all, presses while the exchange or the network fails; slept is then what the GUI thread
waited for anything but events.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from statistics import median

from tests.end_to_end.faulty_press import TROUBLES, pressed_window
from tests.end_to_end.press_to_wire import measure, one_program


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, usual in (("presses", 10), ("rows", 10_000), ("accounts", 1)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    for name in ("even", "entries"):
        parser.add_argument(f"--{name}", action="store_true")
    parser.add_argument("--fault", choices=("all", *TROUBLES))
    asked = parser.parse_args()
    if asked.fault:
        return _tell_of_faults(list(TROUBLES) if asked.fault == "all" else [asked.fault])
    with one_program() as program:
        more = ["--entries"] if asked.entries else []
        found = measure(program, asked.presses, asked.rows, *more, accounts=asked.accounts, even=asked.even)
    sys.stdout.write(
        f"{asked.presses} presses, {asked.rows} rows, {asked.accounts} accounts, "
        f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors\n"
    )
    figures = {
        "stalls": found.stalls,
        "of which it had no processor": found.queued,
        "busy": found.busy,
        "last cancel": found.last,
    }
    for name, times in figures.items():
        sys.stdout.write(f"{name}: median {median(times):.1f}, max {max(times):.1f} ms\n")
    return 0


def _tell_of_faults(names: list[str]) -> int:
    with tempfile.TemporaryDirectory() as folder, pressed_window(Path(folder)) as window:
        for name in names:
            found = window.press(TROUBLES[name])
            window.press(TROUBLES["nothing"])
            sys.stdout.write(
                f"{name:20} {found.verdict:8} slept {found.slept_ms:4.0f}, busy {found.busy_ms:4.0f}, "
                f"stall {found.stall_ms:4.0f} ms\n"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
