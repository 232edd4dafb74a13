from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from gui.desktop.hotkeys.chord import Chord
from gui.desktop.hotkeys.hotkey import Answer, Unavailable, granted
from gui.desktop.hotkeys.registered import RegisteredHotkey
from gui.panic.checks import Standing
from tests.desktop.hotkeys.fakes import FakeHotkey

X, Y = "Ctrl+Shift+X", "Ctrl+Shift+Y"


@pytest.fixture
def fake(qtbot: QtBot) -> FakeHotkey:
    assert qtbot is not None
    return FakeHotkey()


@pytest.fixture
def hotkey(fake: FakeHotkey) -> RegisteredHotkey:
    return RegisteredHotkey(lambda _: fake)


def stands(hotkey: RegisteredHotkey) -> tuple[Standing, str]:
    assert hotkey.check is not None
    return hotkey.check.standing, hotkey.check.words


def test_it_is_good_only_after_a_press_arrived(
    hotkey: RegisteredHotkey, fake: FakeHotkey, qtbot: QtBot
) -> None:
    before = hotkey.check
    assert before is None
    hotkey.use(X)
    assert stands(hotkey) == (Standing.UNSURE, "hotkey registered, not seen yet")
    with qtbot.waitSignal(hotkey.fired) as told:
        fake.pressed.emit(12.5)
    assert told.args == [12.5]
    assert stands(hotkey) == (Standing.GOOD, "hotkey works")
    assert hotkey.check is not None
    assert hotkey.check.sentence.startswith("Ctrl+Shift+X last arrived at ")


def test_what_arrived_for_one_key_says_nothing_of_another(hotkey: RegisteredHotkey, fake: FakeHotkey) -> None:
    hotkey.use(X)
    fake.pressed.emit(1.0)
    hotkey.use(Y)
    assert stands(hotkey) == (Standing.UNSURE, "hotkey registered, not seen yet")


def test_a_refusal_is_bad_and_is_tried_again(
    hotkey: RegisteredHotkey, fake: FakeHotkey, qtbot: QtBot
) -> None:
    fake.owned.add(X)
    hotkey._retry.setInterval(20)
    with qtbot.waitSignal(hotkey.took) as told:
        hotkey.use(X)
    assert told.args == [False]
    assert stands(hotkey) == (Standing.BAD, "hotkey taken")
    assert hotkey.check is not None
    assert hotkey.check.sentence == (
        "Another program owns this key: Ctrl+Shift+X. Choose another one, or close that program. "
        "Until then it works only while this window is active."
    )
    fake.owned.clear()
    with qtbot.waitSignal(hotkey.took) as told:
        pass
    assert told.args == [True]
    calls = fake.calls
    qtbot.wait(100)
    assert fake.calls == calls


def test_a_loss_is_bad_at_once_and_what_was_seen_before_counts_no_more(
    hotkey: RegisteredHotkey, fake: FakeHotkey, qtbot: QtBot
) -> None:
    hotkey.use(X)
    fake.pressed.emit(1.0)
    with qtbot.waitSignals([hotkey.took, hotkey.stands]):
        fake.lost.emit("The key is gone.")
    assert stands(hotkey) == (Standing.BAD, "hotkey lost")
    hotkey.use(X)
    assert stands(hotkey) == (Standing.UNSURE, "hotkey registered, not seen yet")


def test_a_test_presses_nothing_and_leaves_the_chosen_key_behind(
    hotkey: RegisteredHotkey, fake: FakeHotkey, qtbot: QtBot
) -> None:
    hotkey.use(X)
    answer = hotkey.begin_test(Y)
    assert answer is not None
    assert answer.taken
    assert stands(hotkey) == (Standing.UNSURE, "hotkey in test")
    with qtbot.assertNotEmitted(hotkey.fired), qtbot.waitSignal(hotkey.arrived):
        fake.pressed.emit(1.0)
    hotkey.end_test()
    assert fake.registered == X
    assert stands(hotkey) == (Standing.UNSURE, "hotkey registered, not seen yet")
    hotkey.use(Y)
    assert stands(hotkey) == (Standing.GOOD, "hotkey works")


def test_a_test_of_the_key_in_use_does_not_let_go_of_it(
    hotkey: RegisteredHotkey, fake: FakeHotkey, qtbot: QtBot
) -> None:
    hotkey.use(X)
    hotkey.begin_test(X)
    hotkey.end_test()
    assert fake.calls == 1
    with qtbot.waitSignal(hotkey.fired):
        fake.pressed.emit(1.0)


def test_a_test_of_nothing_hears_nothing(hotkey: RegisteredHotkey, fake: FakeHotkey) -> None:
    hotkey.use(X)
    assert hotkey.begin_test("") is None
    assert fake.registered == ""
    hotkey.end_test()
    assert fake.registered == X


def test_a_key_that_types_is_refused_in_words(hotkey: RegisteredHotkey, fake: FakeHotkey) -> None:
    hotkey.use("Ctrl+X")
    assert fake.registered == ""
    assert stands(hotkey) == (Standing.BAD, "hotkey refused")


def test_no_shortcut_is_no_check(hotkey: RegisteredHotkey, fake: FakeHotkey) -> None:
    hotkey.use(X)
    hotkey.use("")
    assert (hotkey.check, fake.registered) == (None, "")


def test_where_there_can_be_none_it_is_unsure_and_says_what_to_do(qtbot: QtBot) -> None:
    assert qtbot is not None
    hotkey = RegisteredHotkey(lambda parent: Unavailable("Do something else.", parent))
    hotkey.use(X)
    assert stands(hotkey) == (Standing.UNSURE, "hotkey in this window only")
    assert hotkey.check is not None
    assert hotkey.check.sentence == (
        "Ctrl+Shift+X works only while this window is active. Do something else."
    )
    assert not hotkey._retry.isActive()


def test_a_thousand_presses_are_told_a_thousand_times(hotkey: RegisteredHotkey, fake: FakeHotkey) -> None:
    hotkey.use(X)
    heard: list[float] = []
    hotkey.fired.connect(heard.append)
    for number in range(1000):
        fake.pressed.emit(float(number))
    assert heard == [float(number) for number in range(1000)]


DENIED = Answer(False, "Refused.", "hotkey denied", is_final=True)
SILENT = Answer(False, "Silent.", "portal silent")
INSTEAD = Answer(True, "It is Meta+Y.", "hotkey is Meta+Y, not seen yet", instead="Meta+Y")


@pytest.fixture
def asking(fake: FakeHotkey) -> FakeHotkey:
    fake.only_asks = True
    return fake


def test_a_chord_that_is_asked_for_is_unsure_until_it_is_answered(
    hotkey: RegisteredHotkey, asking: FakeHotkey, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(hotkey.took) as told:
        hotkey.use(X)
    assert told.args == [False]  # so the window still hears its own shortcut
    assert stands(hotkey) == (Standing.UNSURE, "hotkey asked for")
    hotkey.use(X)
    assert (asking.calls, hotkey._retry.isActive()) == (1, False)
    with qtbot.waitSignals([hotkey.took, hotkey.stands]):
        asking.answered.emit(granted(Chord.of(X)))
    assert stands(hotkey) == (Standing.UNSURE, "hotkey registered, not seen yet")
    asking.pressed.emit(1.0)
    assert stands(hotkey) == (Standing.GOOD, "hotkey works")


def test_another_key_is_named_and_the_window_keeps_its_own(
    hotkey: RegisteredHotkey, asking: FakeHotkey, qtbot: QtBot
) -> None:
    hotkey.use(X)
    with qtbot.waitSignal(hotkey.took) as told:
        asking.answered.emit(INSTEAD)
    assert told.args == [False]
    assert stands(hotkey) == (Standing.UNSURE, "hotkey is Meta+Y, not seen yet")
    with qtbot.waitSignal(hotkey.fired):
        asking.pressed.emit(1.0)
    assert stands(hotkey) == (Standing.GOOD, "hotkey works: Meta+Y")
    with qtbot.waitSignal(hotkey.took) as told:
        asking.answered.emit(granted(Chord.of(X)))
    assert told.args == [True]
    assert stands(hotkey) == (Standing.UNSURE, "hotkey registered, not seen yet")  # that one was not


def test_who_refused_is_asked_again_in_the_settings_only(
    hotkey: RegisteredHotkey, asking: FakeHotkey, qtbot: QtBot
) -> None:
    hotkey._retry.setInterval(10)
    hotkey.use(X)
    asking.answered.emit(DENIED)
    assert stands(hotkey) == (Standing.BAD, "hotkey denied")
    hotkey.use(X)
    qtbot.wait(60)
    assert asking.calls == 1
    answer = hotkey.begin_test(X)
    assert answer is not None
    assert (answer.is_pending, asking.calls) == (True, 2)
    with qtbot.waitSignal(hotkey.tested) as told:
        asking.answered.emit(DENIED)
    assert told.args == [DENIED]
    hotkey.end_test()
    assert (stands(hotkey), asking.calls) == ((Standing.BAD, "hotkey denied"), 2)


def test_what_is_not_refused_by_a_person_is_tried_again_and_is_bad_meanwhile(
    hotkey: RegisteredHotkey, asking: FakeHotkey, qtbot: QtBot
) -> None:
    hotkey._retry.setInterval(10)
    hotkey.use(X)
    asking.answered.emit(SILENT)
    qtbot.waitUntil(lambda: asking.calls == 2)
    assert stands(hotkey) == (Standing.BAD, "portal silent")
    qtbot.wait(60)
    assert asking.calls == 2  # the second question is still open
    asking.lost.emit("Gone.")
    assert stands(hotkey) == (Standing.BAD, "hotkey lost")
    qtbot.waitUntil(lambda: asking.calls == 3)
    asking.answered.emit(granted(Chord.of(X)))
    assert stands(hotkey) == (Standing.UNSURE, "hotkey registered, not seen yet")


def test_a_test_is_told_its_answer_when_that_comes_later(
    hotkey: RegisteredHotkey, asking: FakeHotkey, qtbot: QtBot
) -> None:
    hotkey.use(X)
    asking.answered.emit(granted(Chord.of(X)))
    hotkey.begin_test(Y)
    with qtbot.waitSignals([hotkey.tested, hotkey.took]):
        asking.answered.emit(granted(Chord.of(Y)))
    with qtbot.assertNotEmitted(hotkey.fired), qtbot.waitSignal(hotkey.arrived):
        asking.pressed.emit(1.0)
    with qtbot.waitSignal(hotkey.tested):
        asking.lost.emit("Gone.")
    assert stands(hotkey) == (Standing.UNSURE, "hotkey in test")
    hotkey.end_test()
    assert stands(hotkey) == (Standing.UNSURE, "hotkey asked for")
    assert asking.registered == X
