"""The hotkey alone, on a real X server with real key events."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from pytestqt.qtbot import QtBot
from Xlib import X

from gui.desktop.hotkeys import x11
from gui.desktop.hotkeys.chord import Chord
from gui.desktop.hotkeys.x11 import X11Hotkey
from tests.end_to_end.others import owner_of_x, set_layouts, switch_layout
from tests.end_to_end.screen import Screen

# The library leaves the socket open on which no X server answered.
no_server = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
CTRL_SHIFT_X, CTRL_SHIFT_Z = Chord.of("Ctrl+Shift+X"), Chord.of("Ctrl+Shift+Z")
KEY_OF_AMERICAN_Z, KEY_OF_GERMAN_Z = 52, 29


class Ears:
    """What was heard of a hotkey."""

    def __init__(self, hotkey: X11Hotkey) -> None:
        self.presses: list[float] = []
        self.losses: list[str] = []
        self.releases = 0
        hotkey.pressed.connect(self.presses.append)
        hotkey.lost.connect(self.losses.append)
        hotkey.released.connect(self._count)

    def _count(self) -> None:
        self.releases += 1


@pytest.fixture
def hotkey(screen: Screen, qtbot: QtBot) -> Iterator[X11Hotkey]:
    assert qtbot is not None
    hotkey = X11Hotkey(screen.display)
    yield hotkey
    hotkey.close()
    set_layouts(screen, "us")
    switch_layout(screen, 0)


@pytest.fixture
def ears(hotkey: X11Hotkey) -> Ears:
    return Ears(hotkey)


def press_code(screen: Screen, keycode: int) -> None:
    """Press Ctrl, Shift and a key by its number, whatever the layout makes of it."""
    down = [word for code in (37, 50, keycode) for word in ("keydown", str(code))]
    up = [word for code in (keycode, 50, 37) for word in ("keyup", str(code))]
    screen.do(*down, *up)


def test_a_thousand_presses_are_a_thousand(
    screen: Screen, hotkey: X11Hotkey, ears: Ears, qtbot: QtBot
) -> None:
    assert hotkey.register(CTRL_SHIFT_X).taken
    keys = ["ctrl+shift+x"] * 1000
    with subprocess.Popen(["xdotool", "key", "--delay", "4", *keys], env=screen.environment) as typist:
        qtbot.waitUntil(lambda: len(ears.presses) >= 1000 and ears.releases >= 1000, timeout=60_000)
        assert typist.wait(20) == 0
    qtbot.wait(100)
    assert (len(ears.presses), ears.releases) == (1000, 1000)
    assert ears.presses == sorted(ears.presses)
    assert abs(ears.presses[-1] - time.monotonic()) < 10


def test_a_press_while_the_window_is_busy_is_not_lost(
    screen: Screen, hotkey: X11Hotkey, ears: Ears, qtbot: QtBot
) -> None:
    assert hotkey.register(CTRL_SHIFT_X).taken
    screen.do("key", "ctrl+shift+x", "ctrl+shift+x")
    # A call to the X server in between takes the waiting events off the socket.
    assert hotkey.register(CTRL_SHIFT_X).taken
    qtbot.waitUntil(lambda: len(ears.presses) == 2)


def test_a_held_key_is_one_press_and_one_release(
    screen: Screen, hotkey: X11Hotkey, ears: Ears, qtbot: QtBot
) -> None:
    assert hotkey.register(CTRL_SHIFT_X).taken
    screen.do("keydown", "ctrl", "keydown", "shift", "keydown", "x")
    qtbot.wait(1200)
    assert (len(ears.presses), ears.releases) == (1, 0)
    screen.do("keyup", "x", "keyup", "shift", "keyup", "ctrl")
    qtbot.waitUntil(lambda: ears.releases == 1)
    assert len(ears.presses) == 1


def test_a_release_is_in_doubt_until_it_proves_not_to_be_auto_repeat(
    screen: Screen, hotkey: X11Hotkey, ears: Ears, qtbot: QtBot
) -> None:
    assert hotkey.tells_release
    assert hotkey.register(CTRL_SHIFT_X).taken
    hotkey._releasing.setInterval(1000)
    screen.do("keydown", "ctrl", "keydown", "shift", "keydown", "x")
    qtbot.waitUntil(lambda: len(ears.presses) == 1)
    assert not hotkey.may_be_up()
    screen.do("keyup", "x", "keyup", "shift", "keyup", "ctrl")
    qtbot.waitUntil(hotkey.may_be_up)
    assert ears.releases == 0
    qtbot.waitUntil(lambda: ears.releases == 1)
    assert not hotkey.may_be_up()


def test_a_held_key_that_the_keyboard_loses_is_let_go_of(
    screen: Screen, hotkey: X11Hotkey, ears: Ears, qtbot: QtBot
) -> None:
    assert hotkey.register(CTRL_SHIFT_X).taken
    screen.do("keydown", "ctrl", "keydown", "shift", "keydown", "x")
    qtbot.waitUntil(lambda: len(ears.presses) == 1)
    set_layouts(screen, "ru")
    qtbot.waitUntil(lambda: ears.releases == 1)
    screen.do("keyup", "x", "keyup", "shift", "keyup", "ctrl")


@pytest.mark.parametrize("locks", [("Caps_Lock",), ("Num_Lock",), ("Caps_Lock", "Num_Lock")])
def test_lock_keys_do_not_matter(
    screen: Screen, hotkey: X11Hotkey, ears: Ears, qtbot: QtBot, locks: tuple[str, ...]
) -> None:
    assert hotkey.register(Chord.of("Ctrl+Alt+P")).taken
    screen.do("key", *locks, "ctrl+alt+p", *locks)
    qtbot.waitUntil(lambda: len(ears.presses) == 1)


def test_only_the_chord_itself_counts(screen: Screen, hotkey: X11Hotkey, ears: Ears, qtbot: QtBot) -> None:
    assert hotkey.register(CTRL_SHIFT_X).taken
    screen.do("key", "x", "ctrl+x", "shift+x", "ctrl+alt+shift+x", "ctrl+shift+c")
    qtbot.wait(200)
    assert ears.presses == []


def test_a_new_chord_replaces_the_old_one(
    screen: Screen, hotkey: X11Hotkey, ears: Ears, qtbot: QtBot
) -> None:
    assert hotkey.register(CTRL_SHIFT_X).taken
    assert hotkey.register(Chord.of("F9")).taken
    screen.do("key", "ctrl+shift+x", "F9")
    qtbot.waitUntil(lambda: len(ears.presses) == 1)
    hotkey.release()
    screen.do("key", "F9")
    qtbot.wait(200)
    assert len(ears.presses) == 1


def test_a_key_that_another_program_owns_is_refused_by_name(screen: Screen, hotkey: X11Hotkey) -> None:
    with owner_of_x(screen):
        answer = hotkey.register(CTRL_SHIFT_X)
        assert not answer.taken
        assert answer.sentence.startswith("Another program owns this key: Ctrl+Shift+X.")
    assert hotkey.register(CTRL_SHIFT_X).taken


def test_what_the_x_server_keeps_for_itself_is_refused(hotkey: X11Hotkey) -> None:
    answer = hotkey.register(Chord.of("Ctrl+Alt+F9"))
    assert (answer.taken, "text console" in answer.sentence) == (False, True)
    assert hotkey.register(Chord.of("Ctrl+F9")).taken


def test_where_the_layouts_disagree_the_one_that_is_on_decides(
    screen: Screen, hotkey: X11Hotkey, ears: Ears, qtbot: QtBot
) -> None:
    set_layouts(screen, "us,de")
    assert hotkey.register(CTRL_SHIFT_Z).taken
    for layout, right, wrong in (
        (0, KEY_OF_AMERICAN_Z, KEY_OF_GERMAN_Z),
        (1, KEY_OF_GERMAN_Z, KEY_OF_AMERICAN_Z),
    ):
        ears.presses.clear()
        switch_layout(screen, layout)
        press_code(screen, wrong)
        qtbot.wait(150)
        assert ears.presses == []
        press_code(screen, right)
        qtbot.waitUntil(lambda: len(ears.presses) == 1)


def test_another_layout_moves_the_hotkey_and_a_cyrillic_one_beside_it_does_not(
    screen: Screen, hotkey: X11Hotkey, ears: Ears, qtbot: QtBot
) -> None:
    assert hotkey.register(CTRL_SHIFT_Z).taken
    set_layouts(screen, "de")
    qtbot.wait(300)
    press_code(screen, KEY_OF_GERMAN_Z)
    qtbot.waitUntil(lambda: len(ears.presses) == 1)
    set_layouts(screen, "us,ru")
    switch_layout(screen, 1)
    qtbot.wait(300)
    press_code(screen, KEY_OF_AMERICAN_Z)
    qtbot.waitUntil(lambda: len(ears.presses) == 2)
    assert ears.losses == []


def told_of_change(hotkey: X11Hotkey) -> int:
    """How long after such a notice the keyboard would be read, in ms."""
    hotkey._hear(SimpleNamespace(type=X.MappingNotify))  # type: ignore[arg-type]
    return hotkey._settling.interval()


def test_the_keyboard_is_read_when_a_press_is_over(
    screen: Screen, hotkey: X11Hotkey, ears: Ears, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert hotkey.register(CTRL_SHIFT_X).taken
    assert told_of_change(hotkey) == x11._SETTLING_MS
    monkeypatch.setattr(x11, "_PRESS_S", 3600.0)
    screen.do("key", "ctrl+shift+x")
    qtbot.waitUntil(lambda: len(ears.presses) == 1)
    assert hotkey._settling.interval() > x11._SETTLING_MS, "a notice that came just before the press"
    assert told_of_change(hotkey) > x11._SETTLING_MS
    monkeypatch.undo()
    set_layouts(screen, "ru")
    qtbot.waitUntil(lambda: bool(ears.losses), timeout=20_000)


def test_a_keyboard_without_the_key_is_a_loss(
    screen: Screen, hotkey: X11Hotkey, ears: Ears, qtbot: QtBot
) -> None:
    assert hotkey.register(CTRL_SHIFT_X).taken
    set_layouts(screen, "ru")
    qtbot.waitUntil(lambda: bool(ears.losses))
    assert ears.losses[0].startswith("No key of this keyboard gives Ctrl+Shift+X")
    assert not hotkey.register(CTRL_SHIFT_X).taken


@no_server
def test_an_x_server_that_goes_away_is_a_loss(qtbot: QtBot) -> None:
    screen = Screen()
    hotkey = X11Hotkey(screen.display)
    ears = Ears(hotkey)
    assert hotkey.register(CTRL_SHIFT_X).taken
    screen.stop()
    qtbot.waitUntil(lambda: bool(ears.losses))
    assert "X server is gone" in ears.losses[0]
    assert not hotkey.register(CTRL_SHIFT_X).taken
    hotkey.close()


@no_server
def test_without_an_x_server_it_is_refused(qtbot: QtBot) -> None:
    assert qtbot is not None
    answer = X11Hotkey(":987").register(CTRL_SHIFT_X)
    assert (answer.taken, answer.sentence) == (False, "The X server could not be asked for Ctrl+Shift+X.")
