"""Real presses on a real X server, by key and by mouse: each gives the moment of the event that fires."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from Xlib import XK, X
from Xlib.display import Display
from Xlib.ext import xtest

from tests.end_to_end.screen import Screen, is_red, middle_of

Stroke = Callable[[Display], float]
"""Presses, lets go, and gives the moment in time.monotonic seconds."""

_CHORD = ("Control_L", "Shift_L", "x")
_LEFT_BUTTON = 1
_HELD_S = 0.03


def by_key(display: Display) -> float:
    """Strike the shortcut, which fires as its last key goes down."""
    codes = [display.keysym_to_keycode(XK.string_to_keysym(name)) for name in _CHORD]
    for code in codes[:-1]:
        xtest.fake_input(display, X.KeyPress, code)
    display.sync()
    time.sleep(0.02)
    moment = time.monotonic()
    xtest.fake_input(display, X.KeyPress, codes[-1])
    display.flush()
    time.sleep(_HELD_S)
    for code in reversed(codes):
        xtest.fake_input(display, X.KeyRelease, code)
    display.sync()
    return moment


def by_mouse(screen: Screen, folder: Path) -> Stroke:
    """Find the button on the screen as a person would; a click fires as the mouse's own comes up."""
    place = middle_of(screen.picture(folder / "before.png"), is_red)
    if place is None:
        pytest.fail("no red button is on the screen")
    return partial(_click, place)


def _click(place: tuple[int, int], display: Display) -> float:
    xtest.fake_input(display, X.MotionNotify, x=place[0], y=place[1])
    xtest.fake_input(display, X.ButtonPress, _LEFT_BUTTON)
    display.sync()
    time.sleep(_HELD_S)
    moment = time.monotonic()
    xtest.fake_input(display, X.ButtonRelease, _LEFT_BUTTON)
    display.sync()
    return moment
