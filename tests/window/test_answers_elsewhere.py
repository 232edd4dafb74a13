"""The thread that draws reads no socket and no JSON of the exchange, however long the lists are."""

from __future__ import annotations

import json
import socket
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from gui.panic.verdict import Verdict
from gui.practice import PracticeExchange
from tests.window.conftest import MakeProgram

_ORDERS = 600  # several pages of each list
_DRAWING = "the thread that draws"
_RECEIVES = ("recv", "recv_into", "recvfrom", "recvmsg")


@pytest.fixture
def exchange() -> Iterator[PracticeExchange]:
    with PracticeExchange(orders=_ORDERS, rate_limited=False) as exchange:
        yield exchange


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> Counter[tuple[str, str]]:
    """How often each of these was done: by the thread that draws, or elsewhere by which package."""
    counted: Counter[tuple[str, str]] = Counter()
    drawing = threading.get_ident()

    def count(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def counting(*arguments: Any, **named: Any) -> Any:
            asking = ".".join(sys._getframe(1).f_globals["__name__"].split(".")[:2])
            counted[name, _DRAWING if threading.get_ident() == drawing else asking] += 1
            return real(*arguments, **named)

        return counting

    monkeypatch.setattr(json, "loads", count("JSON", json.loads))
    for name in _RECEIVES:
        monkeypatch.setattr(socket.socket, name, count("socket", getattr(socket.socket, name)))
    return counted


def test_a_start_a_press_and_a_look_read_their_answers_elsewhere(
    qtbot: QtBot, make_program: MakeProgram, done: Counter[tuple[str, str]]
) -> None:
    program = make_program()
    with qtbot.waitSignal(program.desk.book_changed):
        pass
    qtbot.waitUntil(lambda: program._orders.rowCount() == _ORDERS)
    begun = done.copy()
    with qtbot.waitSignal(program.desk.press_ended) as ended:
        program.window.fire_wanted.emit(time.monotonic())
    assert ended.args[0].verdict is Verdict.EMPTY
    pressed = done - begun
    with qtbot.waitSignal(program.desk.book_changed):
        program.desk.watches.look_now()
    looked = done - begun - pressed
    for counted in (begun, pressed, looked):
        assert counted["JSON", "gui.bitget"] > 0
        assert counted["socket", "gui.bitget"] > 0
    assert {name: number for (name, where), number in done.items() if where == _DRAWING} == {}
