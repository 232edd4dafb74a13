"""The hotkey on Wayland, against a stand-in for the portal on a real session bus."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from gui.desktop.hotkeys.chord import Chord
from gui.desktop.hotkeys.hotkey import Answer
from gui.desktop.hotkeys.wayland import WaylandHotkey
from gui.desktop.hotkeys.wayland_session import Patience
from tests.desktop.hotkeys.desktops import Standing, portals_on
from tests.session import Desktop

CTRL_SHIFT_X, CTRL_SHIFT_Y = Chord.of("Ctrl+Shift+X"), Chord.of("Ctrl+Shift+Y")
QUICK = Patience(portal_ms=400, person_ms=800)


class Ears:
    """What was heard of a hotkey."""

    def __init__(self, hotkey: WaylandHotkey) -> None:
        self.presses: list[float] = []
        self.losses: list[str] = []
        self.answers: list[Answer] = []
        self.releases = 0
        hotkey.pressed.connect(self.presses.append)
        hotkey.lost.connect(self.losses.append)
        hotkey.answered.connect(self.answers.append)
        hotkey.released.connect(self._count)

    @property
    def last(self) -> Answer:
        return self.answers[-1]

    def _count(self) -> None:
        self.releases += 1


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    desktop = Desktop()
    desktop.start_bus(bare=True)
    yield desktop
    desktop.stop()


@pytest.fixture
def portal(desktop: Desktop) -> Iterator[Standing]:
    with portals_on(desktop) as start:
        yield start


@pytest.fixture
def make(desktop: Desktop, qtbot: QtBot) -> Iterator[Callable[[Patience], WaylandHotkey]]:
    assert qtbot is not None
    made: list[WaylandHotkey] = []

    def make(patience: Patience) -> WaylandHotkey:
        made.append(WaylandHotkey(desktop.environment["DBUS_SESSION_BUS_ADDRESS"], patience))
        return made[-1]

    yield make
    for hotkey in made:
        hotkey.close()


@pytest.fixture
def hotkey(make: Callable[[Patience], WaylandHotkey]) -> WaylandHotkey:
    return make(Patience())


@pytest.fixture
def ears(hotkey: WaylandHotkey) -> Ears:
    return Ears(hotkey)


def ask(hotkey: WaylandHotkey, ears: Ears, qtbot: QtBot, chord: Chord = CTRL_SHIFT_X) -> Answer:
    """Register, and wait for what comes of it."""
    before = len(ears.answers)
    pending = hotkey.register(chord)
    assert (pending.taken, pending.is_pending) == (False, True)
    assert f"is being asked for {chord.shown}." in pending.sentence
    qtbot.waitUntil(lambda: len(ears.answers) > before, timeout=20_000)
    return ears.last


def test_the_chord_is_asked_for_by_name_and_key_and_granted(
    portal: Standing, hotkey: WaylandHotkey, ears: Ears, qtbot: QtBot
) -> None:
    desk = portal()
    answer = ask(hotkey, ears, qtbot)
    assert (answer.taken, answer.sentence) == (True, "Ctrl+Shift+X is registered for every window.")
    assert answer.instead == ""
    assert desk.calls == ["Register", "CreateSession", "ListShortcuts", "BindShortcuts"]
    assert desk.told[1][2] == ["panic-button", {}]
    assert desk.told[2][2][0]["session_handle_token"] == ["s", "panic_button_1"]  # at every start
    [(name, words)] = desk.bound()
    assert name == "press-ctrl-shift-x"
    assert words == {"description": "Cancel all orders at Bitget", "preferred_trigger": "CTRL+SHIFT+x"}


def test_two_hundred_presses_are_two_hundred(
    portal: Standing, hotkey: WaylandHotkey, ears: Ears, qtbot: QtBot
) -> None:
    desk = portal()
    ask(hotkey, ears, qtbot)
    desk.do("activate", 200)
    qtbot.waitUntil(lambda: ears.releases >= 200, timeout=20_000)
    qtbot.wait(50)
    assert (len(ears.presses), ears.releases) == (200, 200)
    assert ears.presses == sorted(ears.presses)
    assert 0 <= time.monotonic() - ears.presses[-1] < 10


def test_a_held_key_is_one_press_until_it_is_let_go(
    portal: Standing, hotkey: WaylandHotkey, ears: Ears, qtbot: QtBot
) -> None:
    desk = portal()
    ask(hotkey, ears, qtbot)
    for _ in range(30):
        desk.do("activate")
    desk.do("deactivate")
    desk.do("deactivate")
    qtbot.waitUntil(lambda: ears.releases == 1)
    assert len(ears.presses) == 1
    desk.do("activate")
    qtbot.waitUntil(lambda: len(ears.presses) == 2)


def test_a_held_key_told_as_releases_and_presses_of_one_moment_is_one_press(
    portal: Standing, hotkey: WaylandHotkey, ears: Ears, qtbot: QtBot
) -> None:
    desk = portal(tick=0)
    ask(hotkey, ears, qtbot)
    desk.do("activate")
    desk.do("repeat", 40)
    desk.do("deactivate")
    qtbot.waitUntil(lambda: ears.releases == 1)
    assert len(ears.presses) == 1
    for number in range(2, 6):  # the clock of this desktop stands still, and they count all the same
        desk.do("activate")
        desk.do("deactivate")
        qtbot.waitUntil(lambda number=number: ears.releases == number)  # type: ignore[misc]
    assert len(ears.presses) == 5


def test_a_press_long_after_one_whose_release_never_came_counts(
    portal: Standing, hotkey: WaylandHotkey, ears: Ears, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.desktop.hotkeys.wayland._FIRST_REPEAT_S", 0.2)
    desk = portal()
    ask(hotkey, ears, qtbot)
    desk.do("activate")
    qtbot.waitUntil(lambda: len(ears.presses) == 1)
    qtbot.wait(300)
    desk.do("activate")
    qtbot.waitUntil(lambda: len(ears.presses) == 2)


def test_presses_without_releases_are_not_taken_for_a_held_key_for_ever(
    portal: Standing, hotkey: WaylandHotkey, ears: Ears, qtbot: QtBot
) -> None:
    desk = portal()
    ask(hotkey, ears, qtbot)
    for _ in range(4):  # slower than any keyboard repeats, and each within the time of a first repeat
        desk.do("activate")
        qtbot.wait(400)
    assert len(ears.presses) >= 2


@pytest.mark.parametrize("key", ["Ctrl+Shift+X", "Shift+Ctrl+X", "Press <Control><Shift>x", "ctrl+shift+x"])
def test_what_desktops_call_the_same_key_is_the_same(
    portal: Standing, hotkey: WaylandHotkey, ears: Ears, qtbot: QtBot, key: str
) -> None:
    portal(key=key)
    answer = ask(hotkey, ears, qtbot)
    assert (answer.taken, answer.instead) == (True, "")


@pytest.mark.parametrize("key", ["Meta+Y", "Ctrl+X", "Ctrl+Shift+X or F9", "Strg+Umschalt+X"])
def test_another_key_is_taken_and_named(
    portal: Standing, hotkey: WaylandHotkey, ears: Ears, qtbot: QtBot, key: str
) -> None:
    desk = portal(key=key)
    answer = ask(hotkey, ears, qtbot)
    assert (answer.taken, answer.instead) == (True, key)
    assert answer.sentence == f"The desktop calls the hotkey “{key}”; asked for was Ctrl+Shift+X."
    assert answer.words == f"hotkey is {key}, not seen yet"
    desk.do("activate")
    qtbot.waitUntil(lambda: len(ears.presses) == 1)


def test_what_a_desktop_calls_a_key_is_one_short_line(
    portal: Standing, hotkey: WaylandHotkey, ears: Ears, qtbot: QtBot
) -> None:
    portal(key="<b>Meta</b>\n\t\x07+Y " + "long " * 100)
    answer = ask(hotkey, ears, qtbot)
    assert answer.instead.startswith("<b>Meta</b> +Y long")
    assert len(answer.instead) == 40


def test_granted_nothing_is_named_and_a_key_given_later_is_taken(
    portal: Standing, hotkey: WaylandHotkey, ears: Ears, qtbot: QtBot
) -> None:
    desk = portal(key=None)
    answer = ask(hotkey, ears, qtbot)
    assert (answer.taken, answer.is_final, answer.words) == (False, True, "no hotkey granted")
    assert answer.sentence.startswith(
        "The desktop granted no hotkey where Ctrl+Shift+X was asked for. Give it"
    )
    desk.do("change", "Ctrl+Shift+X")
    qtbot.waitUntil(lambda: ears.last.taken)
    desk.do("activate")
    qtbot.waitUntil(lambda: len(ears.presses) == 1)


def test_a_hotkey_without_a_key_is_named_and_a_press_of_it_counts(
    portal: Standing, hotkey: WaylandHotkey, ears: Ears, qtbot: QtBot
) -> None:
    desk = portal(key="")
    answer = ask(hotkey, ears, qtbot)
    assert (answer.taken, answer.is_final, answer.words) == (False, True, "hotkey has no key")
    desk.do("activate")
    qtbot.waitUntil(lambda: len(ears.presses) == 1)
    assert (ears.last.taken, ears.last.instead) == (True, "a key without a name")


def test_who_was_asked_before_is_not_asked_again(
    portal: Standing, hotkey: WaylandHotkey, ears: Ears, qtbot: QtBot
) -> None:
    desk = portal(known=["press-ctrl-shift-x", "Meta+Y"])
    answer = ask(hotkey, ears, qtbot)
    assert (answer.taken, answer.instead, desk.bound()) == (True, "Meta+Y", [])
    desk.do("activate")
    qtbot.waitUntil(lambda: len(ears.presses) == 1)
    assert ask(hotkey, ears, qtbot, CTRL_SHIFT_Y).instead == ""
    assert [name for name, _ in desk.bound()] == ["press-ctrl-shift-y"]


@pytest.mark.parametrize(
    "answer",
    ["org.freedesktop.DBus.Error.UnknownMethod", [2, {}], [0, {}], [0, {"shortcuts": ["s", "none"]}]],
)
def test_a_portal_that_cannot_say_what_it_granted_before_is_asked(
    portal: Standing, hotkey: WaylandHotkey, ears: Ears, qtbot: QtBot, answer: object
) -> None:
    desk = portal(list=answer)
    assert ask(hotkey, ears, qtbot).taken
    assert len(desk.bound()) == 1


def test_a_portal_that_leaves_the_keys_out_of_its_answer_is_asked_for_them(
    portal: Standing, hotkey: WaylandHotkey, ears: Ears, qtbot: QtBot
) -> None:
    desk = portal(bind=[0, {}])
    assert ask(hotkey, ears, qtbot).taken
    assert desk.calls[-1] == "ListShortcuts"


@pytest.mark.parametrize("manner", [{"early": True}, {"old": True}, {"registry": False}])
def test_portals_differ(
    portal: Standing, hotkey: WaylandHotkey, ears: Ears, qtbot: QtBot, manner: dict[str, Any]
) -> None:
    desk = portal(**manner)
    assert ask(hotkey, ears, qtbot).taken
    desk.do("activate")
    qtbot.waitUntil(lambda: len(ears.presses) == 1)


@pytest.mark.parametrize(
    ("manner", "said"),
    [
        ({"bind": [1, {}]}, "Ctrl+Shift+X was refused in the desktop's own window. To be asked again, click"),
        ({"bind": [2, {}]}, "The desktop ended the question about Ctrl+Shift+X without an answer. To be"),
    ],
)
def test_who_refuses_is_not_asked_again_by_itself(
    portal: Standing, hotkey: WaylandHotkey, ears: Ears, qtbot: QtBot, manner: dict[str, Any], said: str
) -> None:
    portal(**manner)
    answer = ask(hotkey, ears, qtbot)
    assert (answer.taken, answer.is_possible, answer.is_final) == (False, True, True)
    assert answer.sentence.startswith(said)


@pytest.mark.parametrize(
    "manner",
    [
        {"create": "org.freedesktop.portal.Error.NotAllowed"},
        {"create": [2, {}]},
        {"bind": "org.freedesktop.DBus.Error.AccessDenied"},
    ],
)
def test_a_portal_that_does_not_let_it_says_what_may_be_missing(
    portal: Standing, hotkey: WaylandHotkey, ears: Ears, qtbot: QtBot, manner: dict[str, Any]
) -> None:
    portal(**manner)
    answer = ask(hotkey, ears, qtbot)
    assert (answer.taken, answer.is_final) == (False, False)
    assert answer.sentence.startswith("The desktop does not let this program have Ctrl+Shift+X; it may know")


def test_no_portal_says_what_to_do_instead_until_one_comes(
    portal: Standing, hotkey: WaylandHotkey, ears: Ears, qtbot: QtBot
) -> None:
    answer = ask(hotkey, ears, qtbot)
    assert (answer.taken, answer.is_possible, answer.words) == (False, False, "hotkey in this window only")
    assert answer.sentence == (
        "Ctrl+Shift+X works only while this window is active. This desktop runs no portal "
        "(xdg-desktop-portal) to ask for a key. Bind the command “panic-button press” to a key in the "
        "desktop's own settings, and try it there."
    )
    portal()
    qtbot.waitUntil(lambda: ears.last.taken, timeout=20_000)


def test_a_portal_without_the_interface_says_what_to_do_instead(
    portal: Standing, hotkey: WaylandHotkey, ears: Ears, qtbot: QtBot
) -> None:
    portal(interface=False)
    answer = ask(hotkey, ears, qtbot)
    assert (answer.taken, answer.is_possible) == (False, False)
    assert "gives no program a key for every window" in answer.sentence
    assert "panic-button press" in answer.sentence


def test_without_a_bus_it_is_refused(qtbot: QtBot) -> None:
    for address in ("unix:path=/nowhere/bus", "nonsense", "tcp:host=localhost"):
        hotkey = WaylandHotkey(address)
        ears = Ears(hotkey)
        answer = ask(hotkey, ears, qtbot)
        assert (answer.taken, answer.is_final) == (False, False)
        assert "message bus (D-Bus) could not be asked for Ctrl+Shift+X" in answer.sentence
        hotkey.close()


@pytest.mark.parametrize(
    ("manner", "said", "is_final"),
    [
        ({"create": "nothing"}, "The desktop's portal did not answer when asked for Ctrl+Shift+X.", False),
        ({"create": "no response"}, "The desktop's portal did not answer when asked for", False),
        ({"bind": "nothing"}, "The desktop's portal did not answer when asked for", False),
        ({"bind": "no response"}, "Nobody answered the desktop's question about Ctrl+Shift+X, so it", True),
    ],
)
def test_silence_ends_in_a_sentence_and_the_question_is_taken_back(
    portal: Standing,
    make: Callable[[Patience], WaylandHotkey],
    qtbot: QtBot,
    manner: dict[str, Any],
    said: str,
    is_final: bool,
) -> None:
    desk = portal(**manner)
    hotkey = make(QUICK)
    ears = Ears(hotkey)
    answer = ask(hotkey, ears, qtbot)
    assert answer.sentence.startswith(said)
    assert (answer.taken, answer.is_final) == (False, is_final)
    qtbot.waitUntil(lambda: "Close" in desk.calls)


@pytest.mark.parametrize(
    "manner",
    [
        {"create": ["s", ["nonsense"]]},
        {"create": ["sa{sv}", ["zero", {}]]},
        {"create": ["uu", [0, 0]]},
        {"create": [0, {}]},
        {"create": [0, {"session_handle": ["u", 7]}]},
        {"create": [0, {"session_handle": ["s", "no path"]}]},
        {"bind": ["as", [["a", "b"]]]},
        {"bind": [0, {"shortcuts": ["s", "nonsense"]}]},
        {"bind": [0, {"shortcuts": ["as", ["nonsense"]]}]},
        {"key": 7, "bind": [0, {"shortcuts": ["u", 7]}]},
    ],
)
def test_answers_without_sense_end_in_a_sentence(
    portal: Standing, hotkey: WaylandHotkey, ears: Ears, qtbot: QtBot, manner: dict[str, Any]
) -> None:
    portal(**manner)
    answer = ask(hotkey, ears, qtbot)
    assert not answer.taken
    assert answer.sentence.startswith("The desktop's portal answered something without sense")


def test_signals_without_sense_or_of_others_press_nothing(
    portal: Standing, hotkey: WaylandHotkey, ears: Ears, qtbot: QtBot
) -> None:
    desk = portal()
    ask(hotkey, ears, qtbot)
    told = len(ears.answers)
    desk.do("emit", "Activated", "s", ["nonsense"])
    desk.do("emit", "Activated", "o", ["SESSION"])
    desk.do("emit", "Activated", "ou", ["SESSION", 7])
    desk.do("emit", "ShortcutsChanged", "o", ["SESSION"])
    desk.do("emit", "ShortcutsChanged", "os", ["SESSION", "nonsense"])
    desk.do("emit", "Unheard", "os", ["SESSION", "press-ctrl-shift-x"])
    desk.do("activate", 1, "another-shortcut")
    desk.do("activate", 1, "", "/org/freedesktop/portal/desktop/session/1_1/another")
    desk.do("impersonate")
    qtbot.waitUntil(lambda: ["impersonated"] in desk.told)
    qtbot.wait(100)
    assert (ears.presses, ears.releases, ears.losses, len(ears.answers)) == ([], 0, [], told)
    desk.do("activate")
    qtbot.waitUntil(lambda: len(ears.presses) == 1)


def test_a_key_that_the_person_changes_in_the_desktop_is_followed(
    portal: Standing, hotkey: WaylandHotkey, ears: Ears, qtbot: QtBot
) -> None:
    desk = portal()
    ask(hotkey, ears, qtbot)
    for key, taken, instead in (("Meta+Y", True, "Meta+Y"), ("", False, ""), ("Ctrl+Shift+X", True, "")):
        told = len(ears.answers)
        desk.do("change", key)
        qtbot.waitUntil(lambda told=told: len(ears.answers) > told)  # type: ignore[misc]
        assert (ears.last.taken, ears.last.instead) == (taken, instead)
    desk.do("change", None)
    qtbot.waitUntil(lambda: ears.last.words == "no hotkey granted")
    assert ears.losses == []


def test_a_session_that_the_desktop_closes_is_a_loss_at_once(
    portal: Standing, hotkey: WaylandHotkey, ears: Ears, qtbot: QtBot
) -> None:
    desk = portal()
    ask(hotkey, ears, qtbot)
    desk.do("close")
    qtbot.waitUntil(lambda: len(ears.losses) == 1)
    assert ears.losses[0].startswith("The desktop took the hotkey back, so it does not arrive any more.")
    desk.do("activate")
    qtbot.wait(100)
    assert ears.presses == []
    assert ask(hotkey, ears, qtbot).taken


def test_a_portal_that_ends_is_a_loss_at_once_and_is_asked_anew_when_it_is_back(
    portal: Standing, hotkey: WaylandHotkey, ears: Ears, qtbot: QtBot
) -> None:
    desk = portal()
    ask(hotkey, ears, qtbot)
    desk.stop_now()
    qtbot.waitUntil(lambda: len(ears.losses) == 1)
    assert ears.losses[0].startswith("The desktop's portal ended, so the hotkey does not arrive any more.")
    anew = portal()
    qtbot.waitUntil(lambda: ears.last.taken and len(anew.bound()) == 1, timeout=20_000)
    assert anew.calls[0] == "Register"
    anew.do("activate")
    qtbot.waitUntil(lambda: len(ears.presses) == 1)


def test_a_portal_that_is_back_does_not_ask_again_who_refused(
    portal: Standing, hotkey: WaylandHotkey, ears: Ears, qtbot: QtBot
) -> None:
    desk = portal(bind=[1, {}])
    ask(hotkey, ears, qtbot)
    desk.stop_now()
    anew = portal()
    qtbot.wait(600)
    assert anew.calls == []


def test_a_bus_that_goes_away_is_a_loss(
    portal: Standing, desktop: Desktop, hotkey: WaylandHotkey, ears: Ears, qtbot: QtBot
) -> None:
    portal()
    ask(hotkey, ears, qtbot)
    desktop._started[-1].kill()  # asked to end, it would end the portal's name first
    qtbot.waitUntil(lambda: len(ears.losses) == 1)
    assert "message bus is gone" in ears.losses[0]
    assert "could not be asked" in ask(hotkey, ears, qtbot).sentence


def test_another_chord_has_another_session_and_the_old_one_is_closed(
    portal: Standing, hotkey: WaylandHotkey, ears: Ears, qtbot: QtBot
) -> None:
    desk = portal()
    ask(hotkey, ears, qtbot)
    assert ask(hotkey, ears, qtbot, CTRL_SHIFT_Y).taken
    assert [name for name, _ in desk.bound()] == ["press-ctrl-shift-x", "press-ctrl-shift-y"]
    assert desk.calls.count("Close") == 1
    desk.do("activate", 1, "press-ctrl-shift-x")
    desk.do("activate")
    qtbot.waitUntil(lambda: len(ears.presses) == 1)
    hotkey.release()
    qtbot.waitUntil(lambda: desk.calls.count("Close") == 2)
    desk.do("activate")
    qtbot.wait(100)
    assert len(ears.presses) == 1


def test_only_the_last_of_many_chords_is_answered(
    portal: Standing, hotkey: WaylandHotkey, ears: Ears, qtbot: QtBot
) -> None:
    desk = portal()
    for key in "ABCDEFGHIJ":
        hotkey.register(Chord.of(f"Ctrl+Shift+{key}"))
        qtbot.wait(1)
    qtbot.waitUntil(lambda: bool(ears.answers) and ears.last.taken)
    qtbot.wait(100)
    assert ears.last.sentence == "Ctrl+Shift+J is registered for every window."
    assert desk.bound()[-1][0] == "press-ctrl-shift-j"


def test_the_window_never_waits_for_a_portal_that_does_not_answer(
    portal: Standing, hotkey: WaylandHotkey, qtbot: QtBot
) -> None:
    portal(create="nothing")
    turns: list[float] = []
    timer = QTimer()
    timer.timeout.connect(lambda: turns.append(time.monotonic()))
    timer.start(1)
    began = time.monotonic()
    hotkey.register(CTRL_SHIFT_X)
    assert time.monotonic() - began < 1
    qtbot.wait(300)
    qtbot.waitUntil(lambda: len(turns) > 30)
    hotkey.close()
    assert max(later - turn for turn, later in pairwise(turns)) < 1
