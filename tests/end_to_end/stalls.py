"""For how long a press stalls the window: `python -m tests.end_to_end.stalls --rows 10000 --accounts 20`.

stalls is by the clock, and grows with whatever else the machine does. Told with it is that part of it in
which the GUI thread could have gone on, but exchange, X server and other threads had the processors (Linux
only). busy is the processor's time of the GUI thread in one turn of its event loop, which does not grow.
Each figure is the worst of one press. Options: --presses 10, --rows 10000, --accounts 1, --even (as many
orders in each product type), --entries (what Qt called in Python during the longest stalls).
"""

from __future__ import annotations

import argparse
import os
import sys
from statistics import median

from tests.end_to_end.press_to_wire import measure, one_program


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, usual in (("presses", 10), ("rows", 10_000), ("accounts", 1)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    for name in ("even", "entries"):
        parser.add_argument(f"--{name}", action="store_true")
    asked = parser.parse_args()
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


if __name__ == "__main__":
    sys.exit(main())
