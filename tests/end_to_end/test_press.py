from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

from gui.panic.orders import Environment
from gui.panic.verdict import Verdict
from gui.practice import PracticeExchange, parse_fault
from tests.end_to_end.others import other_window
from tests.end_to_end.program import Program
from tests.end_to_end.screen import is_red, middle_of, wait_for


def start(program: Program, exchange: PracticeExchange) -> None:
    program.start("--environment", "practice", "--exchange-url", exchange.url)
    wait_until_ready(exchange)


def wait_until_ready(exchange: PracticeExchange, asked_before: int = 0) -> None:
    def asked() -> bool:
        # What the key may do is asked last.
        return sum(request.path.endswith("account/info") for request in exchange.requests) > asked_before

    wait_for(asked, "the readiness read")
    time.sleep(0.3)  # for the answer, and for the window to show it


def test_a_click_on_the_button_empties_the_book_and_the_screen_says_so(
    program: Program, exchange: PracticeExchange
) -> None:
    start(program, exchange)
    program.click_button()
    program.wait_for_title("^EMPTY")
    assert exchange.book.open_orders() == []
    picture = program.screen.picture(program.folder / "after.png")
    green = middle_of(
        picture, lambda colour: colour.green() > 90 and colour.red() < 40 and colour.blue() < 90
    )
    assert green is not None
    [press] = program.presses()
    assert press.press.environment is Environment.PRACTICE
    assert press.end is not None
    assert press.end.verdict is Verdict.EMPTY
    assert len(press.end.orders) == 14
    assert all(row.order.symbol and row.order.price for row in press.end.orders)


def pictures(program: Program, exchange: PracticeExchange) -> Iterator[None]:
    """Start the program, and stop it at each picture of its start: without the parts, and with them."""
    program.start(exchange.url, module="tests.end_to_end.stopped_when_drawn")
    assert program.pid is not None
    for picture in ("without its parts", "whole"):
        stat = Path(f"/proc/{program.pid}/stat")
        wait_for(lambda stat=stat: stat.read_text().split()[2] == "T", f"the window {picture}")  # type: ignore[misc]
        yield
        assert exchange.requests == []
        os.kill(program.pid, signal.SIGCONT)


def test_a_click_on_the_whole_window_presses_once_the_program_is_there(
    program: Program, exchange: PracticeExchange
) -> None:
    shown = pictures(program, exchange)
    next(shown)
    next(shown)
    program.click_button()
    assert list(shown) == []
    program.assert_pressed_once(exchange)


def test_a_click_where_the_button_will_be_is_not_meant_for_it(
    program: Program, exchange: PracticeExchange
) -> None:
    place = (300, 400)
    shown = pictures(program, exchange)
    next(shown)
    program.screen.do("mousemove", *map(str, place), "click", "1")
    next(shown)
    assert is_red(program.screen.picture(program.folder / "whole.png").pixelColor(*place))
    assert list(shown) == []
    wait_until_ready(exchange)
    assert program.presses() == []
    program.click_button()
    program.assert_pressed_once(exchange)


def test_a_window_that_is_closed_while_it_starts_ends(program: Program, exchange: PracticeExchange) -> None:
    shown = pictures(program, exchange)
    next(shown)
    program.screen.do("key", "alt+F4")
    assert list(shown) == [None]
    assert program.wait()[0] == 0


def test_keys_typed_before_there_is_a_button_press_once_the_program_is_there(
    program: Program, exchange: PracticeExchange
) -> None:
    shown = pictures(program, exchange)
    next(shown)
    program.screen.do("key", "ctrl+shift+x")
    assert list(shown) == [None]
    program.assert_pressed_once(exchange)


def test_the_shortcut_presses_and_a_held_key_presses_once(
    program: Program, exchange: PracticeExchange
) -> None:
    start(program, exchange)
    program.screen.do("keydown", "ctrl", "keydown", "shift", "keydown", "x")
    time.sleep(1.2)  # X repeats a held key after 0.66 s, 25 times a second
    program.screen.do("keyup", "x", "keyup", "shift", "keyup", "ctrl")
    program.wait_for_title("^EMPTY")
    [press] = program.presses()
    assert press.again == ()
    cancels = [request for request in exchange.requests if request.path.endswith("cancel-all-orders")]
    assert len(cancels) == 3


def test_a_space_typed_without_looking_presses_nothing(program: Program, exchange: PracticeExchange) -> None:
    start(program, exchange)
    program.screen.do("key", "space", "Return", "x")
    time.sleep(0.5)
    assert program.presses() == []
    assert len(exchange.book.open_orders()) == 14


def test_keyboard_alone_reaches_the_button(program: Program, exchange: PracticeExchange) -> None:
    start(program, exchange)
    # Account, environment, menu, product type, margin coin, what it covers, button: as they are read.
    program.screen.do("key", *["Tab"] * 7, "space")
    program.wait_for_title("^EMPTY")


def test_a_second_press_during_a_run_starts_over(program: Program, exchange: PracticeExchange) -> None:
    start(program, exchange)
    exchange.arm(parse_fault("silent*12"))
    program.screen.do("key", "ctrl+shift+x")
    time.sleep(0.2)  # before the program asks again by itself
    pressed_again_at = time.monotonic()
    program.screen.do("key", "ctrl+shift+x")
    program.wait_for_title("^EMPTY")
    [press] = program.presses()
    assert len(press.again) == 1
    after = [
        request
        for request in exchange.requests
        if request.path.endswith("cancel-all-orders") and request.at > pressed_at_least(pressed_again_at)
    ]
    assert len(after) >= 3


def pressed_at_least(moment: float) -> float:
    return moment - 0.05


def test_closing_during_a_press_sees_it_to_its_verdict(program: Program, exchange: PracticeExchange) -> None:
    start(program, exchange)
    exchange.arm(parse_fault("settle=1500"))
    program.screen.do("key", "ctrl+shift+x")
    time.sleep(0.4)
    program.screen.do("key", "alt+F4")
    code, output = program.wait()
    assert code == 0
    assert output == ""
    [press] = program.presses()
    assert press.end is not None
    assert press.end.verdict is Verdict.EMPTY
    assert exchange.book.open_orders() == []


def test_the_window_stays_fluent_and_closes_while_the_exchange_never_answers(
    program: Program, exchange: PracticeExchange
) -> None:
    start(program, exchange)
    exchange.arm(parse_fault("cancel+read+batch:silent"))
    program.screen.do("key", "ctrl+shift+x")
    program.wait_for_title("^cancelling")
    program.screen.do("key", "alt+F4")
    code, _ = program.wait()
    assert code == 0
    [press] = program.presses()
    assert press.end is not None
    assert press.end.verdict is Verdict.UNKNOWN


def test_who_comes_back_to_the_window_sees_what_is_open_now(
    program: Program, exchange: PracticeExchange
) -> None:
    start(program, exchange)
    with other_window(program.screen):
        exchange.requests.clear()  # all that the start asked
        program.screen.do("windowactivate", "--sync", str(program.window))
        wait_until_ready(exchange)

    def read() -> set[str]:
        asked = [request for request in exchange.requests if request.path.endswith("orders-pending")]
        return {request.parameters["productType"] for request in asked}

    wait_for(lambda: len(read()) == 3, "the books")


def test_kill_nine_in_mid_sweep_is_named_at_the_next_start(
    program: Program, exchange: PracticeExchange
) -> None:
    start(program, exchange)
    exchange.arm(parse_fault("silent"))
    program.screen.do("key", "ctrl+shift+x")
    wait_for(program.presses, "the press in the journal")
    program.kill()
    [press] = program.presses()
    assert press.end is None
    exchange.arm()
    program.start("--environment", "practice", "--exchange-url", exchange.url)
    wait_until_ready(exchange, asked_before=1)
    program.screen.do("key", "ctrl+shift+x")
    program.wait_for_title("^EMPTY")
    assert [record.end is not None for record in program.presses()] == [False, True]


def test_what_was_chosen_survives_a_restart(program: Program, exchange: PracticeExchange) -> None:
    start(program, exchange)
    program.screen.do("mousemove", "--window", program.window, "5", "300")
    program.screen.do("windowmove", program.window, "101", "67")
    time.sleep(0.3)
    program.screen.do("key", "alt+F4")
    code, output = program.wait()
    assert (code, output) == (0, "")
    assert program.settings.stat().st_mode & 0o777 == 0o600
    before = program.settings.read_text()
    program.start("--environment", "practice", "--exchange-url", exchange.url)
    program.screen.do("key", "alt+F4")
    assert program.wait() == (0, "")
    assert program.settings.read_text() == before


def test_a_corrupt_settings_file_is_moved_aside(program: Program, exchange: PracticeExchange) -> None:
    program.settings.parent.mkdir(parents=True)
    program.settings.write_text("{ not json")
    start(program, exchange)
    aside = list(program.settings.parent.glob("settings.json.broken-*"))
    assert [path.read_text() for path in aside] == ["{ not json"]
    program.screen.do("key", "ctrl+shift+x")
    program.wait_for_title("^EMPTY")
