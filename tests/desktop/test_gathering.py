"""Many news in few portions: none is lost, none comes twice, and the order stays."""

from __future__ import annotations

import threading

from pytestqt.qtbot import QtBot

from gui.desktop.gathering import Gathering


def test_all_of_many_threads_arrive_once_and_in_few_portions(qtbot: QtBot) -> None:
    gathering = Gathering()
    told: list[list[tuple[int, int]]] = []
    gathering.told.connect(told.append)

    def tell(thread: int) -> None:
        for number in range(500):
            gathering.put((thread, number))

    threads = [threading.Thread(target=tell, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    qtbot.waitUntil(lambda: sum(map(len, told)) == 10_000, timeout=10_000)
    for thread in threads:
        thread.join()
    qtbot.wait(100)
    everything = [item for portion in told for item in portion]
    for number in range(20):
        assert [item for item in everything if item[0] == number] == [(number, at) for at in range(500)]
    assert len(told) < 100


def test_the_first_is_told_at_once_and_flush_leaves_nothing(qtbot: QtBot) -> None:
    gathering = Gathering()
    told: list[list[str]] = []
    gathering.told.connect(told.append)
    gathering.put("first")
    assert told == [["first"]]
    gathering.put("second")
    assert told == [["first"]]
    gathering.flush()
    assert told == [["first"], ["second"]]
    gathering.put("third")
    qtbot.waitUntil(lambda: told[-1] == ["third"], timeout=1_000)


def test_what_comes_within_a_pause_is_told_together_after_it(qtbot: QtBot) -> None:
    gathering = Gathering()
    told: list[list[str]] = []
    gathering.told.connect(told.append)
    gathering.pause()
    gathering.put("first")
    gathering.put("second")
    assert told == []
    qtbot.waitUntil(lambda: told == [["first", "second"]])
