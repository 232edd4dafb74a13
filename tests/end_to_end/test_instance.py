from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gui.kept import journal
from gui.panic.verdict import Verdict
from gui.practice import PracticeExchange, parse_fault
from tests.end_to_end.program import Program
from tests.end_to_end.screen import wait_for
from tests.end_to_end.test_press import start


def begin(program: Program, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "gui", *arguments],
        env=program.environment,
        cwd=program.folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def end(*processes: subprocess.Popen[str]) -> list[str]:
    return [process.communicate(timeout=30)[0] for process in processes]


def test_a_press_from_outside_is_one_of_the_window(program: Program, exchange: PracticeExchange) -> None:
    start(program, exchange)
    pressed = program.terminal("press")
    assert (pressed.returncode, pressed.stderr) == (0, "")
    assert pressed.stdout.startswith("PRACTICE\n\nRESULT")
    assert "✓ EMPTY" in pressed.stdout
    assert exchange.book.open_orders() == []
    program.wait_for_title("^EMPTY")
    [press] = program.presses()
    assert press.press.origin is journal.Origin.WINDOW
    again = program.terminal("press", "--json")
    told = json.loads(again.stdout)
    assert (again.returncode, told["verdict"], told["environment"]) == (0, "EMPTY", "practice")


@pytest.mark.parametrize(
    ("fault", "verdict"),
    [("ip-not-listed=203.0.113.9", "REFUSED"), ("silent", "LEFT"), ("cancel+read+batch:silent", "UNKNOWN")],
)
def test_every_verdict_has_its_exit_code(
    program: Program, exchange: PracticeExchange, fault: str, verdict: str
) -> None:
    program.settings.parent.mkdir(parents=True)
    program.settings.write_text(json.dumps({"deadline_s": 2.0}))
    start(program, exchange)
    exchange.arm(parse_fault(fault))
    pressed = program.terminal("press", "--json")
    assert json.loads(pressed.stdout)["verdict"] == verdict
    assert pressed.returncode == Verdict(verdict).exit_code


def test_a_press_during_a_run_is_a_further_press_and_both_learn_the_verdict(
    program: Program, exchange: PracticeExchange
) -> None:
    start(program, exchange)
    exchange.arm(parse_fault("settle=4000"))  # longer than the second takes to start
    first = begin(program, "press", "--json")
    wait_for(program.presses, "the press in the journal")
    second = begin(program, "press", "--json")
    verdicts = [json.loads(text)["verdict"] for text in end(first, second)]
    assert verdicts == ["EMPTY", "EMPTY"]
    [press] = program.presses()
    assert len(press.again) == 1


def test_closing_during_a_press_from_outside_still_tells_its_verdict(
    program: Program, exchange: PracticeExchange
) -> None:
    start(program, exchange)
    exchange.arm(parse_fault("settle=1500"))
    press = begin(program, "press", "--json")
    wait_for(program.presses, "the press in the journal")
    program.screen.do("key", "alt+F4")
    [text] = end(press)
    assert json.loads(text)["verdict"] == "EMPTY"
    assert program.wait() == (0, "")
    alone = program.terminal("press")
    assert alone.returncode == 0
    assert alone.stderr == "Panic Button is not running, so this press happens here: PRACTICE, main.\n"


def test_killed_during_the_press_it_is_unknown_at_once(program: Program, exchange: PracticeExchange) -> None:
    start(program, exchange)
    exchange.arm(parse_fault("silent"))
    press = begin(program, "press")
    wait_for(program.presses, "the press in the journal")
    began = time.monotonic()
    program.kill()
    [text] = end(press)
    assert time.monotonic() - began < 2
    assert press.returncode == 12
    assert text.startswith("PRACTICE\n\n? UNKNOWN")
    assert "Panic Button ended before the verdict of this press. Orders may still be open." in text


def test_hung_it_is_unknown_a_second_after_the_deadline(program: Program, exchange: PracticeExchange) -> None:
    start(program, exchange)
    assert program.pid is not None
    os.kill(program.pid, signal.SIGSTOP)
    try:
        began = time.monotonic()
        pressed = program.terminal("press", "--json", "--deadline", "1")
        took = time.monotonic() - began
    finally:
        os.kill(program.pid, signal.SIGCONT)
    told = json.loads(pressed.stdout)
    assert (pressed.returncode, told["verdict"], told["environment"]) == (12, "UNKNOWN", None)
    assert "The running Panic Button said nothing within 1 s. Orders may still be open." in told["sentence"]
    assert 2 <= took < 4


def test_a_second_start_brings_the_window_to_the_front(program: Program, exchange: PracticeExchange) -> None:
    start(program, exchange)
    program.screen.do("windowminimize", program.window)
    wait_for(lambda: program.screen.active() != program.window, "the window being away")
    second = program.terminal()
    assert (second.returncode, second.stderr) == (0, "")
    assert second.stdout == "Panic Button is running already; its window is in front now.\n"
    wait_for(lambda: program.screen.active() == program.window, "the window in front")
    third = program.terminal("--environment", "live")
    assert third.returncode == 0
    assert "It stays on PRACTICE: what was given on the command line does not change" in third.stdout


def test_beside_a_window_that_hangs_a_second_one_opens_and_says_so(
    program: Program, exchange: PracticeExchange
) -> None:
    start(program, exchange)
    assert program.pid is not None
    os.kill(program.pid, signal.SIGSTOP)
    second = begin(program, "--environment", "practice", "--exchange-url", exchange.url)
    try:
        wait_for(lambda: len(program.screen.windows("Panic Button$")) == 2, "a second window")
    finally:
        second.send_signal(signal.SIGTERM)
        os.kill(program.pid, signal.SIGCONT)
        assert end(second) == [""]
    assert program.terminal("press").stderr == ""


def test_of_several_that_start_at_once_exactly_one_stays(
    program: Program, exchange: PracticeExchange
) -> None:
    given = ("--environment", "practice", "--exchange-url", exchange.url)
    started = [begin(program, *given) for _ in range(4)]
    try:
        wait_for(lambda: sum(each.poll() is not None for each in started) == 3, "three of them to end")
        time.sleep(0.5)
        [running] = [each for each in started if each.poll() is None]
        assert {each.returncode for each in started if each is not running} == {0}
        running.send_signal(signal.SIGTERM)
        assert running.wait(20) == 0
    finally:
        for each in started:
            if each.poll() is None:
                each.kill()
            each.communicate()


def test_the_socket_of_a_killed_program_is_replaced(program: Program, exchange: PracticeExchange) -> None:
    start(program, exchange)
    program.kill()
    start_again = ("--environment", "practice", "--exchange-url", exchange.url)
    program.start(*start_again)
    pressed = program.terminal("press")
    assert (pressed.returncode, pressed.stderr) == (0, "")


def test_other_folders_are_another_program(program: Program, exchange: PracticeExchange) -> None:
    start(program, exchange)
    other: Path = program.home / "other"
    program.environment["XDG_STATE_HOME"] = str(other)
    pressed = program.terminal("press")
    assert pressed.returncode == 0
    assert pressed.stderr.startswith("Panic Button is not running")
    assert len(exchange.book.open_orders()) == 14
