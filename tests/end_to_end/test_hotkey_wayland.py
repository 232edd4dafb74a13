"""The real program in a Wayland session, shown through its X server: the portal's hotkey and no grab."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from gui.practice import PracticeExchange
from tests.desktop.hotkeys.desktops import Standing, portals_on
from tests.end_to_end import aloud
from tests.end_to_end.others import other_window
from tests.end_to_end.program import Program
from tests.end_to_end.screen import wait_for
from tests.session import Desktop

_MOST_STEPS = 20
NOT_SEEN, WORKS = "hotkey registered, not seen yet", "hotkey works"


@pytest.fixture(scope="module")
def desktop() -> Iterator[Desktop]:
    desktop = Desktop()
    try:
        # Bare, so that a portal of this computer is never started beside the stand-in.
        desktop.start_bus(bare=True)
        desktop.start_keyring()
        yield desktop
    finally:
        desktop.stop()


@pytest.fixture
def portal(desktop: Desktop) -> Iterator[Standing]:
    with portals_on(desktop) as start:
        yield start


def start(program: Program, exchange: PracticeExchange, words: str = NOT_SEEN) -> None:
    program.environment |= {
        aloud.TOLD: str(program.folder / "told.json"),
        "XDG_SESSION_TYPE": "wayland",
        "QT_QPA_PLATFORM": "xcb",
    }
    program.start(exchange.url, module="tests.end_to_end.aloud")
    wait_for(lambda: words in shown(program), words)
    wait_for(lambda: "14 open" in shown(program), "the book")


def shown(program: Program) -> list[str]:
    return aloud.reading(program.folder / "told.json")


def says(program: Program, part: str) -> bool:
    return any(part in text for text in shown(program))


def test_what_the_portal_hears_presses_once_and_nothing_is_grabbed_at_the_x_server(
    program: Program, exchange: PracticeExchange, portal: Standing
) -> None:
    desk = portal()
    start(program, exchange)
    assert "READY" in shown(program)
    with other_window(program.screen):
        program.screen.do("key", "ctrl+shift+x")
        time.sleep(0.5)
        assert program.presses() == []
        for _ in range(20):
            desk.do("activate")  # as of a key that is held down
        desk.do("deactivate")
        program.assert_pressed_once(exchange)
        wait_for(lambda: WORKS in shown(program), WORKS)
    program.close()
    program.wait()
    # What the portal is asked of light and dark is asked by somebody else, at any time.
    assert [call for call in desk.calls if call != "ReadAll"][-1] == "Close"


def test_another_key_is_shown_as_it_is_called_and_the_windows_own_goes_on_working(
    program: Program, exchange: PracticeExchange, portal: Standing
) -> None:
    desk = portal(key="<b>Meta+Y</b>")
    start(program, exchange, "hotkey is <b>Meta+Y</b>, not seen yet")
    assert "READY" in shown(program)
    program.screen.do("key", "ctrl+shift+x")
    program.assert_pressed_once(exchange)
    desk.do("activate")
    wait_for(lambda: len(program.presses()) == 2, "the second press")
    wait_for(lambda: "hotkey works: <b>Meta+Y</b>" in shown(program), "that it works")


def test_a_portal_that_ends_is_not_ready_at_once_and_ready_when_it_is_back(
    program: Program, exchange: PracticeExchange, portal: Standing
) -> None:
    desk = portal()
    start(program, exchange)
    desk.stop_now()
    wait_for(lambda: "NOT READY" in shown(program), "NOT READY")
    assert says(program, "The desktop's portal ended, so the hotkey does not arrive any more.")
    anew = portal()
    wait_for(lambda: NOT_SEEN in shown(program), NOT_SEEN)
    assert "READY" in shown(program)
    anew.do("activate")
    program.assert_pressed_once(exchange)


def test_who_denies_it_is_told_so_once_and_asked_again_in_the_settings(
    program: Program, exchange: PracticeExchange, portal: Standing
) -> None:
    desk = portal(bind=[1, {}])
    start(program, exchange, "hotkey denied")
    assert "NOT READY" in shown(program)
    assert says(program, "Ctrl+Shift+X was refused in the desktop's own window.")
    open_shortcut_field(program)
    wait_for(lambda: len(desk.bound()) == 2, "the second question")
    program.screen.do("key", "Tab")
    time.sleep(6)  # longer than what is tried again by itself
    assert len(desk.bound()) == 2


def test_without_a_portal_it_says_what_to_do_and_is_ready(
    program: Program, exchange: PracticeExchange
) -> None:
    start(program, exchange, "hotkey in this window only")
    assert "READY" in shown(program)
    program.screen.do("key", "ctrl+shift+x")
    program.assert_pressed_once(exchange)


def test_the_settings_test_a_key_without_pressing(
    program: Program, exchange: PracticeExchange, portal: Standing
) -> None:
    desk = portal()
    start(program, exchange)
    open_shortcut_field(program)
    wait_for(lambda: says(program, "Press Ctrl+Shift+X now"), "the test")
    desk.do("activate")
    desk.do("deactivate")
    wait_for(lambda: "It arrived." in shown(program), "the arrival")
    program.screen.do("key", "ctrl+shift+y")
    wait_for(lambda: says(program, "Press Ctrl+Shift+Y now"), "the other")
    assert desk.bound()[-1][0] == "press-ctrl-shift-y"
    desk.do("activate")
    desk.do("deactivate")
    wait_for(lambda: "It arrived." in shown(program), "the other's arrival")
    program.screen.do("key", "Tab")
    wait_for(lambda: "hotkey in test" not in shown(program), "the end of the test")
    assert program.presses() == []
    program.screen.do("key", "Return")
    wait_for(lambda: "Saved." in shown(program), "Saved")
    wait_for(lambda: NOT_SEEN in shown(program) or WORKS in shown(program), "the new hotkey")
    desk.do("activate")
    program.assert_pressed_once(exchange)


def open_shortcut_field(program: Program) -> None:
    go_to(program, "Tab", "Menu")
    program.screen.do("key", "space")
    has_keyboard(program, "")
    go_to(program, "Down", "Settings…")
    program.screen.do("key", "Return")
    has_keyboard(program, "How long a press tries, in seconds")
    go_to(program, "shift+Tab", "Shortcut")


def go_to(program: Program, key: str, name: str) -> None:
    """Give a key until this has the keyboard; a key that comes too early goes to something else."""
    for _ in range(_MOST_STEPS):
        before = keyboard(program)
        if before == name:
            return
        program.screen.do("key", key)
        wait_for(lambda: keyboard(program) != before, f"what follows on “{before}”")  # noqa: B023
    pytest.fail(f"{key} does not lead to “{name}”")


def has_keyboard(program: Program, name: str) -> None:
    wait_for(lambda: keyboard(program) == name, f"the keyboard in “{name}”")


def keyboard(program: Program) -> str:
    return aloud.keyboard(program.folder / "told.json")
