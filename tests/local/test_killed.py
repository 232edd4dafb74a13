"""`kill -9` at each step of a press, of the window or `fire`: the press is named, or its verdict is known."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from gui.kept.journal import PressRecord, unfinished
from gui.kept.proof import prove
from gui.panic.verdict import Verdict
from gui.practice import PracticeExchange, parse_fault
from tests.local.computer import Computer, Lines, wait_for

CANCEL = "cancel-all-orders"
UNFINISHED = "notice Your last drill at "
THREE = {"names": ["main", "sub1", "sub2"], "chosen": "all"}


def open_window(computer: Computer, exchange: PracticeExchange) -> Lines:
    window = computer.window("--environment", "practice", "--exchange-url", exchange.url)
    window.wait_for("moment ready")
    return window


def cancels(exchange: PracticeExchange) -> int:
    return sum(request.path.endswith(CANCEL) for request in exchange.requests)


def is_written(press: PressRecord, _: PracticeExchange) -> bool:
    return not press.products


def is_sent(_: PressRecord, exchange: PracticeExchange) -> bool:
    return cancels(exchange) >= 3


def has_worked(press: PressRecord, exchange: PracticeExchange) -> bool:
    return is_sent(press, exchange) and not exchange.book.open_orders()


def is_acknowledged(press: PressRecord, exchange: PracticeExchange) -> bool:
    # The book read before goes into the journal once a cancel was acknowledged.
    return has_worked(press, exchange) and bool(press.books)


def is_being_read(press: PressRecord, exchange: PracticeExchange) -> bool:
    read = any(request.path.endswith("orders-pending") for request in exchange.requests)
    return has_worked(press, exchange) and read


def is_read_in_part(press: PressRecord, _: PracticeExchange) -> bool:
    return any(product.verdict is Verdict.EMPTY for product in press.products)


def killed(program: Lines, computer: Computer, has_come_so_far: Callable[[PressRecord], bool]) -> PressRecord:
    wait_for(lambda: (found := computer.presses()) and has_come_so_far(found[0]), "the press so far")
    program.end(kill=True)
    [press] = computer.presses()
    assert press.end is None
    assert unfinished([press]) is press
    return press


def the_whole_one_after_it(computer: Computer) -> PressRecord:
    after = computer.presses()
    assert [each.end is not None for each in after] == [False, True]
    assert unfinished(after) is None
    return after[1]


@pytest.mark.parametrize(
    ("fault", "has_come_so_far"),
    [
        pytest.param(None, is_written, id="the press is written, nothing is sent"),
        pytest.param("silent", is_sent, id="the cancel is sent and not answered"),
        pytest.param("silent-after", has_worked, id="the cancel has worked and is not answered"),
        pytest.param("read:silent", is_acknowledged, id="acknowledged and not read"),
        pytest.param("read@sub1:silent", is_read_in_part, id="read and not all of it"),
    ],
)
def test_a_press_that_was_killed_is_named_until_one_is_proved(
    computer: Computer,
    exchange: PracticeExchange,
    fault: str | None,
    has_come_so_far: Callable[[PressRecord, PracticeExchange], bool],
) -> None:
    computer.config.mkdir(parents=True)
    computer.settings.write_text(json.dumps({"accounts": {"practice": THREE}, "deadline_s": 60.0}))
    window = open_window(computer, exchange)
    if fault is None:
        exchange.stop()
    else:
        exchange.arm(parse_fault(fault))
    pressing = computer.command("press")
    killed(window, computer, lambda found: has_come_so_far(found, exchange))
    assert pressing.process.wait(30) == Verdict.UNKNOWN.exit_code
    pressing.wait_for("? UNKNOWN")
    verified = computer.run("verify")
    assert verified.returncode == 1
    assert "its end is missing" in verified.stdout
    assert "not readable" not in verified.stdout
    if fault is None:
        assert cancels(exchange) == 0
        exchange.start()
    exchange.arm()
    window = open_window(computer, exchange)
    window.wait_for(UNFINISHED)
    code, report = computer.press()
    assert (code, report["verdict"]) == (0, "EMPTY")
    window.end()
    the_whole_one_after_it(computer)
    assert not any(exchange.book_of(account).open_orders() for account in exchange.accounts)


@pytest.mark.parametrize(
    ("fault", "has_come_so_far"),
    [
        pytest.param("silent", is_sent, id="the cancel is sent and not answered"),
        pytest.param("silent-after", has_worked, id="the cancel has worked and is not answered"),
        pytest.param("read:silent", is_being_read, id="acknowledged and not read"),
    ],
)
def test_a_press_of_the_terminal_that_was_killed_is_missed_and_the_next_one_is_whole(
    computer: Computer,
    exchange: PracticeExchange,
    fault: str,
    has_come_so_far: Callable[[PressRecord, PracticeExchange], bool],
) -> None:
    exchange.arm(parse_fault(fault))
    place = ("--environment", "practice", "--exchange-url", exchange.url)
    firing = computer.command("fire", *place)
    press = killed(firing, computer, lambda found: has_come_so_far(found, exchange))
    verified = computer.run("verify")
    assert verified.returncode == 1
    assert f"Press {press.press.id} " in verified.stdout
    assert "its end is missing" in verified.stdout
    exchange.arm()
    assert computer.run("fire", *place).returncode == Verdict.EMPTY.exit_code
    assert exchange.book.open_orders() == []
    after = the_whole_one_after_it(computer)
    proofs = prove(computer.journal.read_bytes().splitlines(keepends=True))
    assert proofs.unreadable == []
    assert proofs.presses[after.press.id].flaws == []


def test_a_press_whose_verdict_is_written_is_not_named(
    computer: Computer, exchange: PracticeExchange
) -> None:
    window = open_window(computer, exchange)
    assert computer.press()[0] == 0
    wait_for(lambda: computer.presses()[0].end, "the verdict in the journal")
    window.end(kill=True)
    [press] = computer.presses()
    assert press.end is not None
    assert press.end.verdict is Verdict.EMPTY
    assert computer.run("verify").returncode == 0
    window = open_window(computer, exchange)
    assert computer.press()[0] == 0
    window.end()
    assert window.find(UNFINISHED) is None


def test_killed_many_times_at_any_moment_the_journal_stays_readable(
    computer: Computer, exchange: PracticeExchange
) -> None:
    """At moments that no fault holds still: what is written is whole, and what follows is chained."""
    for most in range(5):
        window = open_window(computer, exchange)
        before = len(exchange.requests)
        pressing = computer.command("press")
        wait_for(lambda before=before, most=most: len(exchange.requests) > before + 2 * most, "some requests")  # type: ignore[misc]
        window.end(kill=True)
        pressing.process.wait(30)
    assert computer.presses()
    proofs = prove(computer.journal.read_bytes().splitlines(keepends=True))
    assert proofs.unreadable == []
    assert [proof.flaws for proof in proofs.presses.values() if proof.flaws] == []
