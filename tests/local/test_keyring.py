"""A keyring that is slow, asks and gets no answer, or dies in the middle of a call: terminal and window."""

from __future__ import annotations

import json
import time

import pytest

from gui.practice import KEY, PASSPHRASE, SECRET, PracticeExchange
from tests.local.computer import PATIENCE_S, Computer, Lines, wait_for

THE_KEY = {"key": KEY, "secret": SECRET, "passphrase": PASSPHRASE}
ASKED = "The keyring has not answered yet; it may be asking for its password. Answer it within 30 s"
REFUSED = 11


def fire(computer: Computer, exchange: PracticeExchange) -> Lines:
    """Begin a press in the terminal; its two streams are read together."""
    return computer.command("fire", "--environment", "demo", "--exchange-url", exchange.url, "--json")


def verdict(firing: Lines) -> tuple[int, dict[str, object]]:
    code = firing.process.wait(PATIENCE_S)
    told = firing.wait_for("{")
    return code, json.loads(told)


def open_window(computer: Computer, exchange: PracticeExchange) -> Lines:
    window = computer.window("--environment", "demo", "--exchange-url", exchange.url)
    window.wait_for("moment painted")
    return window


def test_a_keyring_that_answers_at_once_is_not_spoken_of(
    computer: Computer, exchange: PracticeExchange
) -> None:
    computer.keyring(key=THE_KEY)
    firing = fire(computer, exchange)
    code, report = verdict(firing)
    assert (code, report["verdict"]) == (0, "EMPTY")
    assert exchange.book.open_orders() == []


@pytest.mark.parametrize("slow_s", [3, 10])
def test_a_slow_keyring_is_waited_for_and_the_press_has_its_time(
    computer: Computer, exchange: PracticeExchange, slow_s: float
) -> None:
    computer.keyring(key=THE_KEY, slow_s=slow_s)
    began = time.monotonic()
    firing = fire(computer, exchange)
    assert firing.wait_for("The keyring").startswith(ASKED)
    assert exchange.requests == []
    code, report = verdict(firing)
    assert (code, report["verdict"]) == (0, "EMPTY")
    assert time.monotonic() - began >= slow_s


def test_a_prompt_that_nobody_answers_ends_every_command_and_nothing_was_sent(
    computer: Computer, exchange: PracticeExchange
) -> None:
    computer.config.mkdir(parents=True)
    computer.settings.write_text(json.dumps({"environment": "demo"}))
    service = computer.keyring(key=THE_KEY, locked=True)
    place = ("--environment", "demo", "--exchange-url", exchange.url)
    firing = fire(computer, exchange)
    all_accounts = computer.command("fire", *place, "--all-accounts", "--json")
    pressing = computer.command("press", "--json")
    checking = computer.command("check", *place)
    testing = computer.command("selftest")
    for asked in (firing, all_accounts, pressing, checking):
        assert asked.wait_for("The keyring").startswith(ASKED)
    for pressed in (firing, all_accounts, pressing):
        code, report = verdict(pressed)
        assert (code, report["verdict"]) == (REFUSED, "REFUSED")
        sentence = str(report["sentence"])
        assert "The keyring did not answer. So there is no API key to press with, and nothing was" in sentence
        assert "press again, or use the Bitget app now" in sentence
        assert ("Which accounts there are could not be read." in sentence) == (pressed is all_accounts)
    assert checking.process.wait(PATIENCE_S) == 1
    checking.wait_for("NOT READY: The keyring did not answer.")
    assert testing.process.wait(PATIENCE_S) == 1
    testing.wait_for("✗ keyring    The keyring did not answer.")
    assert exchange.requests == []
    assert service.seen.count("asks") == 5, "nobody is asked again and again"


def test_a_prompt_answered_in_time_presses(computer: Computer, exchange: PracticeExchange) -> None:
    service = computer.keyring(key=THE_KEY, locked=True)
    firing = fire(computer, exchange)
    service.wait_for("asks")
    firing.wait_for(ASKED)
    service.say("answer")
    code, report = verdict(firing)
    assert (code, report["verdict"]) == (0, "EMPTY")


def test_a_prompt_that_is_dismissed_is_a_locked_keyring(
    computer: Computer, exchange: PracticeExchange
) -> None:
    service = computer.keyring(key=THE_KEY, locked=True)
    firing = fire(computer, exchange)
    service.wait_for("asks")
    service.say("dismiss")
    code, report = verdict(firing)
    assert code == REFUSED
    assert "The keyring is locked." in str(report["sentence"])


def test_a_keyring_that_dies_in_the_middle_of_a_call_is_a_refusal(
    computer: Computer, exchange: PracticeExchange
) -> None:
    service = computer.keyring(key=THE_KEY, slow_s=3)
    firing = fire(computer, exchange)
    service.wait_for("SearchItems")
    service.end(kill=True)
    code, report = verdict(firing)
    assert (code, report["verdict"]) == (REFUSED, "REFUSED")
    assert "There is no keyring running on this computer." in str(report["sentence"])
    assert exchange.requests == []


def test_a_keyring_that_dies_over_its_prompt_is_silent(computer: Computer) -> None:
    service = computer.keyring(key=THE_KEY, locked=True)
    asking = computer.desktop.start_python("""
        from gui.kept.patient_keys import PatientKeys
        tell(PatientKeys(store, 4.0).load, LIVE)
    """)
    service.wait_for("asks")
    service.end(kill=True)
    told, _ = asking.communicate(timeout=PATIENCE_S)
    assert told.startswith("KeyringSilent The keyring did not answer. Without the API key")


@pytest.mark.parametrize("manners", [{"locked": True}, {"slow_s": 3}, {"slow_s": 10}])
def test_a_window_whose_keyring_takes_its_time_refuses_a_press_and_becomes_ready(
    computer: Computer, exchange: PracticeExchange, manners: dict[str, object]
) -> None:
    service = computer.keyring(key=THE_KEY, **manners)
    window = open_window(computer, exchange)
    service.wait_for("asks" if "locked" in manners else "SearchItems")
    if manners != {"slow_s": 3}:  # for which a press that comes too soon would wait
        refused = computer.run("press", "--json")
        assert (refused.returncode, refused.stderr) == (REFUSED, "")
        assert "The key is still being read." in json.loads(refused.stdout)["sentence"]
        assert exchange.requests == []
    if "locked" in manners:
        service.say("answer")
    window.wait_for("moment ready")
    pressed = computer.run("press", "--json")
    assert json.loads(pressed.stdout)["verdict"] == "EMPTY"
    assert exchange.book.open_orders() == []


def test_a_window_whose_keyring_died_over_its_prompt_still_closes(
    computer: Computer, exchange: PracticeExchange
) -> None:
    service = computer.keyring(key=THE_KEY, locked=True)
    window = open_window(computer, exchange)
    service.wait_for("asks")
    service.end(kill=True)
    refused = computer.run("press", "--json")
    assert refused.returncode == REFUSED
    window.process.terminate()
    wait_for(lambda: window.has_ended, "the end of the window")
    assert window.end() == 0
