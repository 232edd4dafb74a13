"""`make bench`: measure, print the table, and write it down (see --help)."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from bench import chart, kept, readme, table
from bench.place import METHOD
from bench.rows import rows
from bench.run import FLOOR, Asked, Bench, Run

_QUICK_WITHOUT = ("npm bitget-api", "ccxt sync", "ccxt async")


def main() -> int:
    """Measure for each round trip, and write what was found."""
    asked = _parser().parse_args()
    print(f"Network: {METHOD}.\nMachine: {kept.machine()}", flush=True)
    runs = [_measure(asked, rtt_ms) for rtt_ms in asked.rtt]
    # Where it was written is nobody else's business.
    given = " ".join(word for word in sys.argv[1:] if word not in ("--json", str(asked.json)))
    record = kept.record(runs, command=f'make bench ARGS="{given}"' if given else "make bench")
    kept.write(record, asked.json)
    print(f"\nWritten: {asked.json}")
    if asked.publish:
        kept.write(record, kept.PUBLISHED)
        chart.write(record, chart.PUBLISHED)
        readme.write(record)
        print(f"Written: {kept.PUBLISHED}, {chart.PUBLISHED} and the figures in README.md")
    return 0


def _measure(asked: argparse.Namespace, rtt_ms: float) -> Run:
    wanted = Asked(
        rtt_ms=rtt_ms,
        runs=2 if asked.quick else asked.runs,
        counts=() if asked.quick else (1, 1_000, 10_000),
        others=asked.others,
        is_silent=not asked.quick,
        idle_s=0.0 if asked.quick else asked.idle,
        without=(*asked.without, *(_QUICK_WITHOUT if asked.quick else ())),
    )
    with tempfile.TemporaryDirectory() as folder:
        run = Bench(wanted, Path(folder)).measure()
    print(f"\nRTT {rtt_ms:g} ms, measured {run.measured_rtt_ms:.1f} ms\n")
    print(table.text(rows(run.samples, FLOOR)))
    for name, why in run.absent.items():
        print(f"{name}: {why}")
    sys.stdout.flush()
    return run


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    add = parser.add_argument
    add("--quick", action="store_true", help="two presses each, without ccxt and npm: half a minute")
    add("--rtt", type=float, nargs="+", default=[100.0], metavar="MS", help="round trips (default 100)")
    add("--runs", type=int, default=6, help="presses of each client (default 6)")
    add("--others", type=int, default=3, help="presses in each other situation (default 3)")
    add("--idle", type=float, default=60.0, metavar="S", help="idle before the last press (default 60)")
    add("--without", nargs="+", default=[], metavar="CLIENT", help="leave out, such as 'ccxt sync'")
    add("--json", type=Path, default=Path("bench.json"), help="where to write (default bench.json)")
    add("--publish", action="store_true", help="also write docs/bench.* and the figures in README.md")
    return parser


if __name__ == "__main__":
    sys.exit(main())
