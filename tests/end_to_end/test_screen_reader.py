"""The real program as a screen reader finds it: over the real AT-SPI of the desktop."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from gui.panic.verdict import Verdict
from gui.practice import PracticeExchange, parse_fault
from tests.end_to_end.assistive import Politeness, ScreenReader, State, screen_reader
from tests.end_to_end.program import Program
from tests.session import Desktop

_USABLE = State.ENABLED | State.FOCUSABLE | State.SHOWING


@pytest.fixture
def reader(desktop: Desktop) -> Iterator[ScreenReader]:
    with screen_reader(desktop) as reader:
        yield reader


def start(program: Program, exchange: PracticeExchange, reader: ScreenReader) -> None:
    program.start("--environment", "practice", "--exchange-url", exchange.url)
    reader.find("label", "READY")
    reader.find("label", "14 open")


def test_every_part_of_the_window_is_there_with_its_role_and_words(
    program: Program, exchange: PracticeExchange, reader: ScreenReader
) -> None:
    start(program, exchange, reader)
    window = reader.find("frame", "Panic Button")
    assert State.ACTIVE in window.states
    button = reader.find("push button", "Cancel all orders")
    assert button.states & _USABLE == _USABLE
    assert State.FOCUSED not in button.states
    assert button.description == "14 open orders · 3 product types. Shortcut Ctrl+Shift+X."
    verdict = reader.find("panel", "Verdict: No press yet")
    assert "practice exchange" in verdict.description
    readiness = next(thing for thing in window.walk() if thing.name.startswith("Readiness"))
    assert (readiness.name, readiness.description) == ("Readiness: ready", "A press would work now.")
    orders = reader.find("table", "Orders")
    assert orders.rows == 14
    assert orders.cell(0, 0).name == "Open"
    practice = reader.find("radio button", "Practice environment")
    assert State.CHECKED in practice.states
    assert State.CHECKED not in reader.find("radio button", "Live environment").states


def test_what_takes_the_keyboard_has_a_name_and_no_words_are_markup(
    program: Program, exchange: PracticeExchange, reader: ScreenReader
) -> None:
    start(program, exchange, reader)
    reader.find("push button", "History").act("Press")
    reader.find("dialog", "History")
    things = [thing for thing in reader.things() if thing.is_showing]
    nameless = [thing.role for thing in things if State.FOCUSABLE in thing.states and not thing.name]
    assert nameless == []
    assert [thing.description for thing in things if "<" in thing.description] == []


def test_a_press_by_the_screen_reader_empties_the_book_and_says_so(
    program: Program, exchange: PracticeExchange, reader: ScreenReader
) -> None:
    start(program, exchange, reader)
    reader.find("push button", "Cancel all orders").act("Press")
    said = reader.hear("EMPTY. ")
    assert said.politeness is Politeness.POLITE
    assert "14 orders cancelled" in said.text
    program.wait_for_title("^EMPTY")
    assert exchange.book.open_orders() == []
    [press] = program.presses()
    assert press.end is not None
    assert press.end.verdict is Verdict.EMPTY
    verdict = reader.find("panel", "Verdict: EMPTY")
    assert "press to proof" in verdict.description
    assert reader.find("table", "Orders").cell(0, 0).name == "✓ Cancelled"


@pytest.mark.parametrize(
    ("fault", "verdict"),
    [("some-fail=5,22067", "LEFT 2"), ("read:http=503", "UNKNOWN"), ("ip-not-listed=203.0.113.9", "REFUSED")],
)
def test_a_verdict_that_asks_for_something_is_said_at_once(
    program: Program, exchange: PracticeExchange, reader: ScreenReader, fault: str, verdict: str
) -> None:
    program.settings.parent.mkdir(parents=True)
    program.settings.write_text('{"deadline_s": 3.0}')
    start(program, exchange, reader)
    exchange.arm(parse_fault(fault))
    reader.find("push button", "Cancel all orders").act("Press")
    said = reader.hear(f"{verdict}. ")
    assert said.politeness is Politeness.ASSERTIVE
    assert reader.find("panel", f"Verdict: {verdict}").description.startswith(
        said.text.partition(". ")[2][:40]
    )
