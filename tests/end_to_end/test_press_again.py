"""A second press by mouse on a screen so small that the window scrolls."""

from __future__ import annotations

from gui.practice import PracticeExchange, parse_fault
from tests.end_to_end.program import Program
from tests.end_to_end.screen import wait_for


def test_the_mouse_that_pressed_presses_again_without_being_moved(
    program: Program, exchange: PracticeExchange
) -> None:
    program.environment["QT_SCALE_FACTOR"] = "3"
    program.start("--environment", "practice", "--exchange-url", exchange.url)
    exchange.arm(parse_fault("silent"))
    program.click_button()
    program.wait_for_title("^cancelling")
    wait_for(program.presses, "the press in the journal")
    program.screen.do("click", "1")
    wait_for(lambda: len(program.presses()[0].again) == 1, "the second press")
    exchange.arm()
    program.wait_for_title("^EMPTY")
    program.screen.do("click", "1")
    wait_for(lambda: len(program.presses()) == 2, "a press after the verdict")
