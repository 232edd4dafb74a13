"""Two windows started at once, and one of them killed on the way: one stays, and a third start raises it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gui.practice import PracticeExchange
from tests.local.computer import Computer, Lines, wait_for

RAISED = "Panic Button is running already; its window is in front now."
SECOND = "notice Another Panic Button of yours is running and does not answer"
PAIRS = 10


@pytest.fixture
def begin(computer: Computer, exchange: PracticeExchange) -> Callable[[], Lines]:
    return lambda: computer.window("--environment", "practice", "--exchange-url", exchange.url)


def assert_is_the_window(computer: Computer, window: Lines, third: Lines) -> None:
    """It answers to a further start and to a press, and nothing in the way makes anybody a second window."""
    assert third.process.wait(60) == 0
    third.wait_for(RAISED)
    window.wait_for("moment ready")
    assert not window.has_ended
    ran = computer.run("press", "--json")
    assert (ran.returncode, ran.stderr) == (0, ""), "the window pressed, and not the command"


def test_of_two_at_once_one_stays_each_time(computer: Computer, begin: Callable[[], Lines]) -> None:
    for _ in range(PAIRS):
        computer.environment["WAITS_AT_THE_DOOR"] = "1"
        pair = [begin(), begin()]
        del computer.environment["WAITS_AT_THE_DOOR"]
        for each in pair:
            each.wait_for("at the door")
        for each in pair:
            each.say("go")
        wait_for(lambda pair=pair: any(each.has_ended for each in pair), "one of them to give way")  # type: ignore[misc]
        [gave_way] = [each for each in pair if each.has_ended]
        [stayed] = [each for each in pair if each is not gave_way]
        assert gave_way.end() == 0
        gave_way.wait_for(RAISED)
        assert_is_the_window(computer, stayed, begin())
        assert stayed.find(SECOND) is None
        assert stayed.end() == 0


def has_lock(computer: Computer, _: Lines) -> bool:
    return (computer.state / "running.lock").exists()


def listens(computer: Computer, _: Lines) -> bool:
    return any((computer.desktop.home / "run/panic-button").glob("*"))


def has_noted(computer: Computer, _: Lines) -> bool:
    return has_lock(computer, _) and (computer.state / "running.lock").stat().st_size > 0


def has_painted(_: Computer, window: Lines) -> bool:
    return window.find("moment painted") is not None


def at_once(_: Computer, __: Lines) -> bool:
    return True


@pytest.mark.parametrize("moment", [at_once, has_lock, listens, has_noted, has_painted])
@pytest.mark.parametrize("killed", [0, 1])
def test_where_one_of_two_is_killed_while_it_starts_nothing_blocks_the_next(
    computer: Computer,
    begin: Callable[[], Lines],
    moment: Callable[[Computer, Lines], bool],
    killed: int,
) -> None:
    pair = [begin(), begin()]
    wait_for(
        lambda: moment(computer, pair[killed]) or pair[killed].has_ended or pair[1 - killed].has_ended,
        "the moment to kill at",
    )
    pair[killed].end(kill=True)
    other = pair[1 - killed]
    wait_for(lambda: other.has_ended or other.find("moment painted"), "the other to stay or to give way")
    third = begin()
    if other.has_ended:  # it had given way to the one that was killed: the third is the window
        window, third = third, begin_when_painted(third, begin)
    else:
        window = other
    assert_is_the_window(computer, window, third)
    for each in (window, other, third):
        assert each.find(SECOND) is None
    assert window.end() == 0


def begin_when_painted(window: Lines, begin: Callable[[], Lines]) -> Lines:
    window.wait_for("moment painted")
    return begin()
