from __future__ import annotations

import sys
import threading
import time

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from gui.desktop.worker import Worker


def test_the_job_runs_elsewhere_and_the_answer_arrives_here(qtbot: QtBot) -> None:
    worker = Worker("test")
    threads: list[threading.Thread] = []
    answers: list[int] = []

    def then(answer: int) -> None:
        threads.append(threading.current_thread())
        answers.append(answer)

    def job() -> int:
        threads.append(threading.current_thread())
        return 7

    worker.do(job, then)
    qtbot.waitUntil(lambda: answers == [7])
    assert threads[0].name == "test"
    assert threads[1] is threading.main_thread()
    assert worker.stop(1.0)


def test_a_failure_arrives_where_it_is_said(qtbot: QtBot) -> None:
    worker = Worker("test")
    problems: list[Exception] = []

    def fail() -> None:
        raise ValueError("no")

    worker.do(fail, failed=problems.append)
    qtbot.waitUntil(lambda: len(problems) == 1)
    assert isinstance(problems[0], ValueError)
    assert worker.stop(1.0)


def test_a_failure_that_nobody_takes_is_not_swallowed(qtbot: QtBot) -> None:
    worker = Worker("test")

    def fail() -> None:
        raise ValueError("nobody asked")

    with qtbot.captureExceptions() as exceptions:
        worker.do(fail)
        qtbot.waitUntil(lambda: len(exceptions) == 1)
    assert str(exceptions[0][1]) == "nobody asked"
    assert worker.stop(1.0)


@pytest.mark.usefixtures("qapp")
def test_stopping_does_not_wait_for_a_job_that_hangs() -> None:
    worker = Worker("test")
    go_on = threading.Event()
    worker.do(lambda: go_on.wait(30))
    begun = time.monotonic()
    assert not worker.stop(0.1)
    assert time.monotonic() - begun < 10
    go_on.set()
    assert worker.stop(30.0)


class _Emitter(QObject):
    told = Signal(object)


@pytest.mark.usefixtures("qapp")
def test_five_thousand_signals_do_not_wear_out_true() -> None:
    """PySide6 6.12.0 drops a reference of True on each emit and ends Python 3.11 after some hundred."""
    emitter = _Emitter()
    heard: list[object] = []
    emitter.told.connect(heard.append)
    before = sys.getrefcount(True)
    for number in range(5000):
        emitter.told.emit(number)
    assert len(heard) == 5000
    assert sys.getrefcount(True) > before - 100
