"""The compact form on a real X server with a window manager."""

from __future__ import annotations

import json
import re

from gui.practice import PracticeExchange
from tests.end_to_end.program import Program
from tests.end_to_end.screen import wait_for


def states(program: Program) -> str:
    return program.screen._run("xprop", "-id", program.window, "_NET_WM_STATE")


def place(program: Program) -> tuple[int, ...]:
    """Left, top, width and height on the screen, without the frame."""
    told = program.screen.do("getwindowgeometry", "--shell", program.window)
    found = dict(re.findall(r"(\w+)=(-?\d+)", told))
    x, y, width, height = (int(found.get(name, 0)) for name in ("X", "Y", "WIDTH", "HEIGHT"))
    # xdotool counts the frame in twice.
    left, _, top, _ = frame(program)
    return x - left, y - top, width, height


def frame(program: Program) -> tuple[int, ...]:
    """What the window manager put around it: left, right, top, bottom."""
    told = program.screen._run("xprop", "-id", program.window, "_NET_FRAME_EXTENTS")
    return tuple(int(edge) for edge in re.findall(r"\d+", told.partition("=")[2])) or (0, 0, 0, 0)


def find_anew(program: Program) -> bool:
    """The desktop is given another window when the form changes."""
    program.window = program.screen.window("Panic Button$") or ""
    return bool(program.window)


def test_it_stays_above_is_pressed_by_the_hotkey_and_comes_back(
    program: Program, exchange: PracticeExchange
) -> None:
    program.start("--environment", "practice", "--exchange-url", exchange.url)
    whole = place(program)
    assert "ABOVE" not in states(program)
    program.screen.do("key", "ctrl+m")
    wait_for(lambda: find_anew(program) and place(program)[2] < 400, "the compact form")
    wait_for(lambda: "ABOVE" in states(program), "its place above the others")
    wait_for(lambda: program.screen.active() == program.window, "the keyboard")
    # The hotkey is registered with the X server, not with the window that went.
    program.screen.do("key", "ctrl+shift+x")
    program.wait_for_title("^EMPTY")
    wait_for(
        lambda: [press.end is not None for press in program.presses()] == [True], "one press in the journal"
    )
    wait_for(lambda: is_moved(program), "the move")
    compact = place(program)[:3]  # its height follows what it says, and a start has no verdict
    program.screen.do("key", "ctrl+m")
    wait_for(
        lambda: bool(find_whole(program)) and place(program)[2:] == whole[2:], "the whole window as it was"
    )
    wait_for(lambda: program.screen.active() == program.window, "the keyboard")
    assert "ABOVE" not in states(program)
    program.screen.do("key", "ctrl+m")
    wait_for(lambda: bool(find_whole(program)) and place(program)[2] < 400, "the compact form again")
    wait_for(lambda: place(program)[:3] == compact, f"its place {compact}")
    program.close()
    assert program.wait()[0] == 0
    assert json.loads(program.settings.read_text())["is_compact"] is True
    program.start("--environment", "practice", "--exchange-url", exchange.url)
    wait_for(lambda: place(program)[:3] == compact, "the compact form at its place after a restart")
    assert "ABOVE" in states(program)


def is_moved(program: Program) -> bool:
    """Move the window, again where the window manager had something else to do with it."""
    program.screen.do("windowmove", program.window, "600", "400")
    return place(program)[0] > 550


def find_whole(program: Program) -> str:
    program.window = program.screen.window("Panic Button") or ""
    return program.window


def test_a_compact_window_outside_of_the_screen_comes_in_at_the_start(
    program: Program, exchange: PracticeExchange
) -> None:
    program.settings.parent.mkdir(parents=True)
    program.settings.write_text(json.dumps({"is_compact": True}))
    program.start("--environment", "practice", "--exchange-url", exchange.url)
    program.screen.do("windowmove", program.window, "1200", "1000")
    wait_for(lambda: place(program)[0] > 1100, "the move")
    program.close()
    assert program.wait()[0] == 0
    program.start("--environment", "practice", "--exchange-url", exchange.url)
    wait_for(lambda: place(program)[0] + place(program)[2] <= 1280 - frame(program)[1], "all of its width")
    wait_for(lambda: place(program)[1] + place(program)[3] <= 1024 - frame(program)[3], "all of its height")
