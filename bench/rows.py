"""What was measured: a sample for each press, a row for each situation, mark and client."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median


class Mark(StrEnum):
    """What a press has come to."""

    WIRE = "the last cancel leaves"
    ACKNOWLEDGED = "all acknowledged"
    PROVED = "proved empty"


@dataclass(frozen=True, slots=True)
class Sample:
    """One press; marks in ms from it. problem tells why it does not count, left how many orders it left."""

    situation: str
    client: str
    marks: dict[str, float]
    problem: str | None = None
    left: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """The presses of one client in one situation up to one mark; the figures, in ms, are of those counted."""

    situation: str
    mark: str
    client: str
    presses: int
    counted: int
    median_ms: float | None
    p99_ms: float | None
    ratio: float | None  # of the median to the floor's
    problem: str | None


def percentile(values: Sequence[float], share: float) -> float:
    """Give the least value that such a share of all does not exceed (nearest rank)."""
    ranked = sorted(values)
    return ranked[max(0, math.ceil(share * len(ranked)) - 1)]


def rows(samples: Sequence[Sample], floor: str) -> list[Row]:
    """Sum up, in the order in which situations and clients first appear."""
    found: list[Row] = []
    for situation in _in_order(sample.situation for sample in samples):
        here = [sample for sample in samples if sample.situation == situation]
        for mark in Mark:
            base = _times(here, floor, mark)
            for client in _in_order(sample.client for sample in here):
                found.append(_row(here, mark, client, median(base) if base else None))
    return found


def _row(here: Sequence[Sample], mark: Mark, client: str, base: float | None) -> Row:
    own = [sample for sample in here if sample.client == client]
    times = _times(own, client, mark)
    middle = median(times) if times else None
    return Row(
        own[0].situation,
        mark.value,
        client,
        len(own),
        len(times),
        middle,
        percentile(times, 0.99) if times else None,
        middle / base if middle is not None and base else None,
        next((problem for sample in own if (problem := trouble(sample))), None),
    )


def trouble(sample: Sample) -> str | None:
    """Say why a press does not count, None if it does: it was without a problem and has cleared the book."""
    if sample.problem:
        return sample.problem
    return f"left {sample.left} orders" if sample.left else None


def _times(samples: Sequence[Sample], client: str, mark: Mark) -> list[float]:
    return [
        sample.marks[mark.value]
        for sample in samples
        if sample.client == client and trouble(sample) is None and mark.value in sample.marks
    ]


def _in_order(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
