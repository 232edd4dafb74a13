from __future__ import annotations

import pytest

from gui.panic.orders import Environment
from gui.practice import FAULT_WORDS
from gui.terminal import cli, window

from .program import Home

WRONG: dict[str, str] = {
    "explode": "invalid choice",
    "fire --environment moon": "is not practice, demo or live",
    "fire --environment LIVE": "is not practice, demo or live",
    "fire --product-type BTC": "is not a product type; there are USDT-FUTURES",
    "fire --margin-coin usdt": "capital letters",
    "fire --deadline 0": "between 0.5 and 600",
    "fire --deadline nan": "between 0.5 and 600",
    "fire --deadline soon": "between 0.5 and 600",
    "fire --exchange-url https://evil.com": "is not an address that a press may go to",
    "fire --exchange-url http://127.0.0.1.evil.com": "is not an address that a press may go to",
    "fire --environment practice --exchange-url https://api.bitget.com": "Practice never goes to",
    "fire --env practice": "unrecognized arguments",
    "press now": "unrecognized arguments",
    "press --deadline 0": "between 0.5 and 600",
    "--environment live press": "press goes where the window goes",
    "--exchange-url http://127.0.0.1:9 press": "press goes where the window goes",
    "fire now": "unrecognized arguments",
    "check --margin-coin x": "capital letters",
    "check --exchange-url ftp://127.0.0.1": "is not an address that a press may go to",
    "practice --port 70000": "whole number from 0 to 65,535",
    "practice --orders -1": "whole number from 0 to 100,000",
    "practice --latency fast": "whole number",
    "practice --fault nonsense": "There is no fault 'nonsense'",
    "practice --fault http=99": "an HTTP status from 400 to 599",
    "--exchange-url https://evil.com": "is not an address that a press may go to",
    "--environment live": "nothing was pressed",
    "--environment demo": "nothing was pressed",
}


@pytest.mark.parametrize("line", WRONG)
def test_wrong_usage_exits_with_2_and_a_sentence(home: Home, line: str) -> None:
    ran = home.run(*line.split())
    assert ran.returncode == 2
    assert WRONG[line] in " ".join(ran.stderr.split())
    assert ran.stdout == ""
    assert not home.journal.exists()  # nothing was pressed


def test_the_help_of_practice_names_every_fault(home: Home) -> None:
    ran = home.run("practice", "--help")
    assert ran.returncode == 0
    lines = {line.strip().split("[")[0].split(" ")[0].split("=")[0] for line in ran.stdout.splitlines()}
    assert set(FAULT_WORDS) <= lines


@pytest.mark.parametrize("arguments", [[], ["fire"], ["check"], ["practice"]])
def test_help_is_there_for_every_command(home: Home, arguments: list[str]) -> None:
    ran = home.run(*arguments, "--help")
    assert ran.returncode == 0
    assert "usage: panic-button" in ran.stdout


def test_without_a_key_a_live_press_is_refused_with_a_sentence(home: Home) -> None:
    ran = home.run("fire", "--exchange-url", "http://127.0.0.1:9")
    assert ran.returncode == 11
    assert "✗ REFUSED" in ran.stdout
    assert "LIVE" in ran.stdout
    assert "keyring" in ran.stdout


def test_check_without_a_key_is_not_ready(home: Home) -> None:
    ran = home.run("check", "--environment", "demo")
    assert ran.returncode == 1
    assert "NOT READY" in ran.stdout


def test_an_address_alone_is_one_to_practise_on(monkeypatch: pytest.MonkeyPatch, home: Home) -> None:
    """A key of a remembered Live must not follow an address that somebody gave for a drill."""
    shown: list[tuple[Environment | None, str | None, bool]] = []

    def show(
        environment: Environment | None, exchange_url: str | None, *_: object, hidden: bool = False
    ) -> int:
        shown.append((environment, exchange_url, hidden))
        return 0

    for name in ("XDG_STATE_HOME", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(name, home.environment[name])
    monkeypatch.setattr(window, "has_screen", lambda: True)
    monkeypatch.setattr("gui.app.show", show)
    assert cli.run(["--exchange-url", "http://127.0.0.1:9"]) == 0
    assert cli.run([]) == 0
    assert cli.run(["--hidden"]) == 0
    assert shown == [
        (Environment.PRACTICE, "http://127.0.0.1:9", False),
        (None, None, False),
        (None, None, True),
    ]
