"""Places in a list that stand beside each other, so that one signal does for many."""

from __future__ import annotations

from collections.abc import Sequence


def ranges_of(places: Sequence[int]) -> list[tuple[int, int]]:
    """Neighbours as (first, last), in ascending order."""
    ranges: list[tuple[int, int]] = []
    for place in sorted(places):
        if ranges and place == ranges[-1][1] + 1:
            ranges[-1] = (ranges[-1][0], place)
        else:
            ranges.append((place, place))
    return ranges
