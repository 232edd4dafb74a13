"""The figures in the README, between two markers, so that nobody types one."""

from __future__ import annotations

from typing import Any

from bench import table
from bench.kept import rows_of
from bench.rows import Row
from bench.talking import ROOT

PATH = ROOT / "README.md"
BEGIN, END = "<!-- bench: begin (written by make bench) -->", "<!-- bench: end -->"


def figures(record: dict[str, Any]) -> str:
    """Give what stands between the markers."""
    rows, run = rows_of(record), record["runs"][0]
    situation, *others = dict.fromkeys(row.situation for row in rows)
    lines = [table.markdown(rows, situation), ""]
    if others:
        lines += [table.proofs(rows, others), ""]
    counted = [f"of {_most(rows, [situation])} presses"]
    if others:
        counted.append(f"in the second table {_most(rows, others)}")
    lines += [
        f"Median, p99 in brackets ({', '.join(counted)}, so the slowest where there are fewer than 100), and "
        f"how many times the floor's median; {situation}, measured {run['measured_rtt_ms']:.1f} ms. "
        f"`{record['command']}`, {record['at'][:10]}, {record['machine']}; network: {record['network']}.",
    ]
    lines += [f"{name}: {why}." for name, why in run["absent"].items()]
    return "\n".join(lines)


def _most(rows: list[Row], situations: list[str]) -> int:
    return max(row.presses for row in rows if row.situation in situations)


def filled(text: str, record: dict[str, Any]) -> str:
    """Put the figures between the markers. Raises ValueError where there are none."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError("the README has no place for the figures")
    return f"{before}{BEGIN}\n{figures(record)}\n{END}{after}"


def write(record: dict[str, Any]) -> None:
    """Write the figures into the README. Raises OSError, ValueError."""
    PATH.write_text(filled(PATH.read_text("utf-8"), record), "utf-8")
