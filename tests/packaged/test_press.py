"""A press with the packed program: by a real key event in its window, and in the terminal."""

from __future__ import annotations

import json
import time

from gui.practice import PracticeExchange
from tests.end_to_end.screen import wait_for
from tests.packaged.program import PackedProgram


def test_a_key_empties_the_book_and_the_window_says_so(
    program: PackedProgram, exchange: PracticeExchange
) -> None:
    program.start("--environment", "practice", "--exchange-url", exchange.url)
    wait_for(
        lambda: any(request.path.endswith("account/info") for request in exchange.requests),
        "the readiness read",
    )
    time.sleep(0.3)  # for the answer, and for the window to show it
    program.screen.do("key", "ctrl+shift+x")
    program.wait_for_title("^EMPTY")
    assert exchange.book.open_orders() == []
    program.screen.do("key", "alt+F4")
    assert program.wait() == (0, "")


def test_the_exchange_in_the_box_can_be_pressed(program: PackedProgram) -> None:
    program.start()
    time.sleep(1.0)  # it makes its own exchange first
    program.screen.do("key", "ctrl+shift+x")
    program.wait_for_title("^EMPTY")
    program.screen.do("key", "alt+F4")
    assert program.wait() == (0, "")


def test_the_hotkey_presses_while_the_window_is_out_of_sight(
    program: PackedProgram, exchange: PracticeExchange
) -> None:
    program.start("--environment", "practice", "--exchange-url", exchange.url)
    wait_for(
        lambda: any(request.path.endswith("account/info") for request in exchange.requests),
        "the readiness read",
    )
    program.screen.do("windowminimize", "--sync", str(program.window))
    program.screen.do("key", "ctrl+shift+x")
    wait_for(lambda: not exchange.book.open_orders(), "an empty book")
    program.wait_for_title("^EMPTY")


def test_fire_prints_one_json_object(program: PackedProgram, exchange: PracticeExchange) -> None:
    told = program.terminal("fire", "--environment", "practice", "--exchange-url", exchange.url, "--json")
    assert (told.returncode, told.stderr) == (0, "")
    report = json.loads(told.stdout)
    assert report["verdict"] == "EMPTY"
    assert len(report["orders"]) == 14
    assert exchange.book.open_orders() == []
