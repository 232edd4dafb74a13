"""The rows as text for a terminal and as Markdown for the README."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from bench.rows import Mark, Row

_HEAD = ("", "median", "p99", "× floor", "counted")


def text(rows: Sequence[Row]) -> str:
    """A block for each situation and mark; times in ms."""
    blocks = []
    wide = max((len(row.client) for row in rows), default=0)
    for (situation, mark), group in groupby(rows, key=lambda row: (row.situation, row.mark)):
        lines = [f"{situation}: {mark} (ms)"]
        lines.append(f"  {_HEAD[0]:{wide}}  {_HEAD[1]:>8} {_HEAD[2]:>8} {_HEAD[3]:>8}  {_HEAD[4]}")
        for row in group:
            times = f"{_ms(row.median_ms):>8} {_ms(row.p99_ms):>8} {_ratio(row.ratio):>8}"
            problem = f"  {row.problem}" if row.problem else ""
            lines.append(f"  {row.client:{wide}}  {times}  {row.counted}/{row.presses}{problem}")
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def markdown(rows: Sequence[Row], situation: str) -> str:
    """One situation: a line for each client, a column for each mark (median, p99 in brackets, × floor)."""
    here = [row for row in rows if row.situation == situation]
    lines = ["| ms from the press | " + " | ".join(Mark) + " |", "|---|" + "--:|" * len(Mark)]
    for client in dict.fromkeys(row.client for row in here):
        own = {row.mark: row for row in here if row.client == client}
        lines.append(f"| {client} | " + " | ".join(_cell(own[mark.value]) for mark in Mark) + " |")
    return "\n".join(lines)


def proofs(rows: Sequence[Row], situations: Sequence[str]) -> str:
    """Several situations: a line for each client, a column for the proof in each of them."""
    proved = {(row.client, row.situation): row for row in rows if row.mark == Mark.PROVED.value}
    lines = [
        f"| ms to {Mark.PROVED.value} | " + " | ".join(situations) + " |",
        "|---|" + "--:|" * len(situations),
    ]
    for client in dict.fromkeys(client for client, _ in proved):
        cells = [_cell(proved[client, each]) if (client, each) in proved else "–" for each in situations]
        lines.append(f"| {client} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _cell(row: Row) -> str:
    if row.median_ms is None:
        return row.problem or "–"
    failed = "" if row.counted == row.presses else f", {row.presses - row.counted} failed"
    ratio = "" if row.ratio is None else f" × {_ratio(row.ratio)}"
    return f"{_ms(row.median_ms)} ({_ms(row.p99_ms)}{failed}){ratio}"


def _ms(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.1f}" if value < 10 else f"{value:,.0f}"


def _ratio(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}" if value < 100 else f"{value:,.0f}"
