"""A hold counts when it was long enough, to the millisecond, and is broken by whatever ends it."""

from __future__ import annotations

import time

import pytest
from pytestqt.qtbot import QtBot

from gui.desktop.hold import Hold, hold_words


class Told:
    """What a hold told, and the clock that the test sets by hand."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.may_last = True
        self.is_doubtful = False
        self.done: list[float] = []
        self.short: list[int] = []
        self.shares: list[float] = []
        self.hold = Hold(lambda: self.may_last, lambda: self.is_doubtful, lambda: self.now)
        self.hold.set_ms(300)
        self.hold.done.connect(self.done.append)
        self.hold.too_short.connect(self.short.append)
        self.hold.moved.connect(self.shares.append)


@pytest.fixture
def told(qtbot: QtBot) -> Told:
    assert qtbot is not None
    return Told()


@pytest.mark.parametrize("milliseconds", [0, 1, 150, 299])
def test_a_hold_that_ends_too_early_is_none(told: Told, milliseconds: int) -> None:
    told.hold.begin()
    told.now += milliseconds / 1000
    told.hold.let_go()
    assert (told.done, told.short) == ([], [300])
    assert not told.hold.is_on
    assert told.shares[-1] == 0


def test_a_hold_of_just_the_time_counts_also_where_the_release_is_heard_first(told: Told) -> None:
    told.hold.begin()
    told.now += 0.3
    told.hold.let_go()
    assert (told.done, told.short) == ([1000.3], [])


def test_a_hold_of_299_ms_goes_on_and_counts_at_300(told: Told, qtbot: QtBot) -> None:
    told.hold.begin()
    told.now += 0.299
    qtbot.waitUntil(lambda: bool(told.shares) and told.shares[-1] > 0.99)
    qtbot.wait(50)
    assert told.done == []
    told.now += 0.001
    qtbot.waitUntil(lambda: bool(told.done))
    assert told.done == [1000.3]
    told.hold.let_go()
    assert (told.done, told.short) == ([1000.3], [])


def test_the_moment_is_that_of_the_last_millisecond_however_late_the_timer_is(
    told: Told, qtbot: QtBot
) -> None:
    told.hold.begin(999.9)
    told.now += 5
    qtbot.waitUntil(lambda: bool(told.done))
    assert told.done == [pytest.approx(1000.2)]


def test_a_second_key_does_not_begin_it_anew(told: Told) -> None:
    told.hold.begin()
    told.now += 0.2
    told.hold.begin()
    told.now += 0.1
    told.hold.let_go()
    assert told.done == [1000.3]


def test_what_nobody_can_mean_any_more_ends_without_a_word(told: Told, qtbot: QtBot) -> None:
    told.hold.begin()
    told.may_last = False
    qtbot.waitUntil(lambda: not told.hold.is_on)
    told.now += 1
    told.hold.let_go()
    assert (told.done, told.short) == ([], [])


def test_a_release_that_comes_last_does_not_save_what_nobody_can_mean(told: Told) -> None:
    told.hold.begin()
    told.may_last = False
    told.now += 0.3
    told.hold.let_go()
    assert (told.done, told.short) == ([], [])


def test_a_doubtful_end_waits_for_the_release(told: Told, qtbot: QtBot) -> None:
    told.hold.begin()
    told.now += 0.31
    told.is_doubtful = True
    qtbot.wait(60)
    assert told.hold.is_on
    assert told.done == []
    told.is_doubtful = False
    qtbot.waitUntil(lambda: bool(told.done))


def test_a_release_in_doubt_is_a_release(told: Told, qtbot: QtBot) -> None:
    told.hold.begin()
    told.is_doubtful = True
    told.now += 0.31
    qtbot.wait(40)
    told.hold.let_go()
    assert (told.done, told.short) == ([], [300])


def test_another_time_gives_up_the_hold_that_is_on(told: Told) -> None:
    told.hold.begin()
    told.hold.set_ms(400)
    assert not told.hold.is_on
    assert (told.done, told.short) == ([], [])


def test_the_same_time_again_leaves_the_hold_that_is_on(told: Told) -> None:
    told.hold.begin()
    told.hold.set_ms(300)
    assert told.hold.is_on


def test_by_the_real_clock_it_comes_soon_after_its_time(qtbot: QtBot) -> None:
    hold = Hold()
    hold.set_ms(300)
    began = time.monotonic()
    with qtbot.waitSignal(hold.done, timeout=10_000) as told:
        hold.begin(began)
    assert time.monotonic() - began >= 0.3
    assert told.args == [pytest.approx(began + 0.3)]


def test_the_words_name_the_time() -> None:
    assert hold_words(400) == "Hold for 0.4 s to press."
    assert hold_words(350) == "Hold for 0.35 s to press."
