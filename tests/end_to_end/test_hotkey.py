"""The hotkey of the real program, pressed while another program has the keyboard."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from gui.practice import PracticeExchange
from tests.end_to_end import aloud
from tests.end_to_end.others import other_window, owner_of_x, set_layouts, switch_layout
from tests.end_to_end.program import Program
from tests.end_to_end.screen import Screen, wait_for

NOT_SEEN, WORKS, TAKEN = "hotkey registered, not seen yet", "hotkey works", "hotkey taken"


@pytest.fixture(autouse=True)
def _keyboard(screen: Screen) -> Iterator[None]:
    yield
    set_layouts(screen, "us")
    switch_layout(screen, 0)


def start(program: Program, exchange: PracticeExchange, words: str = NOT_SEEN) -> None:
    told = program.folder / "told.json"
    program.environment[aloud.TOLD] = str(told)
    program.start(exchange.url, module="tests.end_to_end.aloud")
    wait_for(lambda: words in shown(program), words)
    wait_for(lambda: "14 open" in shown(program), "the book")


def shown(program: Program) -> list[str]:
    return aloud.reading(program.folder / "told.json")


def assert_pressed_once(program: Program, exchange: PracticeExchange) -> None:
    program.assert_pressed_once(exchange)
    cancels = [request for request in exchange.requests if request.path.endswith("cancel-all-orders")]
    assert len(cancels) == 3


def test_a_key_typed_in_another_window_presses_once_and_is_then_said_to_work(
    program: Program, exchange: PracticeExchange
) -> None:
    start(program, exchange)
    assert "READY" in shown(program)
    with other_window(program.screen):
        program.screen.do("key", "ctrl+shift+x")
        assert_pressed_once(program, exchange)
        wait_for(lambda: WORKS in shown(program), WORKS)


def test_with_the_lock_keys_on_it_presses_as_well(program: Program, exchange: PracticeExchange) -> None:
    start(program, exchange)
    with other_window(program.screen):
        program.screen.do("key", "Caps_Lock", "Num_Lock")
        try:
            program.screen.do("key", "ctrl+shift+x")
            assert_pressed_once(program, exchange)
        finally:
            program.screen.do("key", "Caps_Lock", "Num_Lock")


def test_a_key_held_down_in_another_window_presses_once(program: Program, exchange: PracticeExchange) -> None:
    start(program, exchange)
    with other_window(program.screen):
        program.screen.do("keydown", "ctrl", "keydown", "shift", "keydown", "x")
        time.sleep(1.2)  # X repeats a held key after 0.66 s, 25 times a second
        program.screen.do("keyup", "x", "keyup", "shift", "keyup", "ctrl")
        time.sleep(0.3)
        assert_pressed_once(program, exchange)


def test_a_key_typed_in_its_own_window_presses_once(program: Program, exchange: PracticeExchange) -> None:
    start(program, exchange)
    program.screen.do("key", "ctrl+shift+x")
    program.wait_for_title("^EMPTY")
    time.sleep(0.3)
    assert_pressed_once(program, exchange)


def test_it_follows_a_change_of_the_keyboard_layout(program: Program, exchange: PracticeExchange) -> None:
    start(program, exchange)
    set_layouts(program.screen, "us,de")
    switch_layout(program.screen, 1)
    time.sleep(0.3)
    with other_window(program.screen):
        program.screen.do("key", "ctrl+shift+x")
        assert_pressed_once(program, exchange)


def test_a_key_that_another_program_owns_is_not_ready_until_that_program_lets_go(
    program: Program, exchange: PracticeExchange
) -> None:
    with owner_of_x(program.screen):
        start(program, exchange, TAKEN)
        assert "NOT READY" in shown(program)
        assert any("Another program owns this key: Ctrl+Shift+X" in text for text in shown(program))
        with other_window(program.screen):
            program.screen.do("key", "ctrl+shift+x")
            time.sleep(0.5)
        assert program.presses() == []
        # The button is still there.
        assert len(exchange.book.open_orders()) == 14
    wait_for(lambda: NOT_SEEN in shown(program), NOT_SEEN)
    assert "READY" in shown(program)
    with other_window(program.screen):
        program.screen.do("key", "ctrl+shift+x")
        assert_pressed_once(program, exchange)


def test_the_settings_test_a_key_without_pressing(program: Program, exchange: PracticeExchange) -> None:
    start(program, exchange)
    do = program.screen.do
    do("key", "Tab", "Tab", "Tab", "space")  # past accounts and environment, to the menu
    time.sleep(0.4)
    do("key", "Down", "Down", "Return")
    wait_for(lambda: program.screen.window("^Settings"), "the settings")
    time.sleep(0.4)
    do("key", "shift+Tab", "shift+Tab", "shift+Tab")  # from the deadline past the two lists of the guard
    wait_for(lambda: any(text.startswith("Press Ctrl+Shift+X now") for text in shown(program)), "the test")
    assert "hotkey in test" in shown(program)
    do("key", "ctrl+shift+x")
    wait_for(lambda: "It arrived." in shown(program), "the arrival")
    do("key", "ctrl+shift+y")
    wait_for(lambda: any(text.startswith("Press Ctrl+Shift+Y now") for text in shown(program)), "the other")
    do("key", "ctrl+shift+y")
    wait_for(lambda: "It arrived." in shown(program), "the other's arrival")
    do("key", "alt+x")
    wait_for(lambda: any(text.startswith("A hotkey needs two") for text in shown(program)), "the refusal")
    do("key", "ctrl+shift+y", "Tab")
    time.sleep(0.3)
    assert program.presses() == []
    time.sleep(1.2)  # the field tells once more what was typed when nothing followed for a second
    assert "hotkey in test" not in shown(program)
    do("key", "Return")
    wait_for(lambda: "Saved." in shown(program), "Saved")
    with other_window(program.screen):
        do("key", "ctrl+shift+x")
        time.sleep(0.3)
        assert program.presses() == []
        do("key", "ctrl+shift+y")
        assert_pressed_once(program, exchange)
