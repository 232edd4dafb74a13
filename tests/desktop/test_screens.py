"""A window always stands where all of it is seen, as near as can be to where it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect

from gui.desktop.screens import place_on

LEFT, RIGHT = QRect(0, 0, 1920, 1080), QRect(1920, 200, 1280, 1024)
BOTH = [LEFT, RIGHT]


def compact(x: int, y: int) -> QRect:
    return QRect(x, y, 340, 380)


@pytest.mark.parametrize(
    "wanted",
    [
        compact(0, 0),
        compact(1580, 700),
        compact(1920, 200),
        compact(2860, 844),
        compact(1800, 300),  # over both screens, and seen whole
    ],
)
def test_what_is_seen_whole_stays(wanted: QRect) -> None:
    assert place_on(BOTH, wanted) == wanted


@pytest.mark.parametrize(
    ("screens", "wanted", "found"),
    [
        ([LEFT], compact(2500, 400), compact(1580, 400)),  # its screen was unplugged
        ([LEFT], compact(2500, 1100), compact(1580, 700)),
        ([RIGHT], compact(100, 100), compact(1920, 200)),
        (BOTH, compact(4000, 300), compact(2860, 300)),  # beyond all of them: onto the nearest
        (BOTH, compact(-5000, -5000), compact(0, 0)),
        (BOTH, compact(3000, 900), compact(2860, 844)),  # half off the edge
        (BOTH, compact(1900, 0), compact(1920, 200)),  # most of it over nothing
        ([QRect(-1280, 0, 1280, 720), LEFT], compact(-1400, 500), compact(-1280, 340)),
    ],
)
def test_what_is_not_comes_in_whole_and_no_further(screens: list[QRect], wanted: QRect, found: QRect) -> None:
    assert place_on(screens, wanted) == found


def test_what_is_larger_than_its_screen_is_made_smaller() -> None:
    assert place_on([QRect(0, 0, 800, 600)], QRect(100, 50, 900, 860)) == QRect(0, 0, 800, 600)


def test_without_a_screen_or_a_place_nothing_is_changed() -> None:
    assert place_on([], compact(5, 5)) == compact(5, 5)
    assert place_on(BOTH, QRect()) == QRect()


_RECTS = st.builds(
    QRect,
    st.integers(-4000, 4000),
    st.integers(-4000, 4000),
    st.integers(200, 2000),
    st.integers(200, 2000),
)


@given(screens=st.lists(_RECTS, min_size=1, max_size=4), wanted=_RECTS)
def test_wherever_it_is_wanted_it_is_seen(screens: list[QRect], wanted: QRect) -> None:
    found = place_on(screens, wanted)
    is_moved = found != wanted
    assert not is_moved or any(screen.contains(found) for screen in screens)
    assert place_on(screens, found) == found
