"""`fire` and `check` with several accounts, as real processes against a practice exchange in another."""

from __future__ import annotations

import json

import pytest

from gui.kept.credentials import SessionKeys
from gui.kept.journal import read
from gui.panic.orders import Environment, Scope
from gui.panic.secrets import Credentials
from gui.practice import KEY, PASSPHRASE, SECRET, PracticeExchange
from gui.terminal import accounts as terminal_accounts
from gui.terminal import fire as terminal_fire
from gui.terminal.fire import Request, fire
from tests.terminal.program import Home, practice
from tests.terminal.test_fire import shape

FIRE = ("fire", "--environment", "practice", "--json")


def verdicts(report: dict[str, list[dict[str, str]]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for product in report["product_types"]:
        found.setdefault(product["account"], set()).add(product["verdict"])
    return found


def test_the_named_accounts_are_pressed_and_no_other(home: Home) -> None:
    with practice(home) as url:
        ran = home.run(*FIRE, "--exchange-url", url, "--account", "sub1", "--account", "sub2")
        report = json.loads(ran.stdout)
        shape(report)
        assert (ran.returncode, ran.stderr) == (0, "")
        assert verdicts(report) == {"sub1": {"EMPTY"}, "sub2": {"EMPTY"}}
        assert {order["account"] for order in report["orders"]} == {"sub1", "sub2"}
        assert "nothing is open in USDT-, USDC- and COIN-FUTURES, in sub1 and sub2." in report["sentence"]
        rest = json.loads(home.run(*FIRE, "--exchange-url", url).stdout)
    assert verdicts(rest) == {"main": {"EMPTY"}}
    assert len(rest["orders"]) == 14
    (first, second), _ = read(home.journal)
    assert (first.press.accounts, second.press.accounts) == (("sub1", "sub2"), ("main",))


@pytest.mark.parametrize("count", [1, 3, 20])
def test_all_accounts_are_found_however_many_there_are(home: Home, count: int) -> None:
    with practice(home, "--accounts", str(count)) as url:
        ran = home.run(*FIRE, "--exchange-url", url, "--all-accounts")
    report = json.loads(ran.stdout)
    assert ran.returncode == 0
    assert list(verdicts(report)) == ["main", *(f"sub{number}" for number in range(1, count))]
    assert set.union(*verdicts(report).values()) == {"EMPTY"}
    assert len(report["orders"]) == 14 * count


def test_in_the_box_there_are_three(home: Home) -> None:
    report = json.loads(home.run(*FIRE, "--all-accounts").stdout)
    assert list(verdicts(report)) == ["main", "sub1", "sub2"]
    assert len(report["orders"]) == 42


@pytest.mark.parametrize(
    ("fault", "code", "others"),
    [
        ("@sub1:silent", 10, "LEFT"),
        ("cancel+read@sub1:silent", 12, "UNKNOWN"),
        ("@sub1:ip-not-listed", 11, "REFUSED"),
        ("@sub1:ack-only", 10, "LEFT"),
        ("read@sub1:http=503", 12, "UNKNOWN"),
        ("cancel+read@sub1:reset", 12, "UNKNOWN"),
        ("@sub1:no-order-permission", 11, "REFUSED"),
    ],
)
def test_one_account_in_trouble_stops_no_other(home: Home, fault: str, code: int, others: str) -> None:
    with practice(home, "--fault", fault) as url:
        more = ("--account", "main", "--account", "sub1", "--account", "sub2", "--deadline", "2.5")
        ran = home.run(*FIRE, "--exchange-url", url, *more)
    report = json.loads(ran.stdout)
    assert ran.returncode == code
    assert verdicts(report) == {"main": {"EMPTY"}, "sub1": {others}, "sub2": {"EMPTY"}}
    assert report["sentence"].startswith("sub1: ")
    assert (
        "main and sub2: USDT-, USDC- and COIN-FUTURES: empty, proved by reading back." in report["sentence"]
    )


def test_an_account_that_does_not_answer_is_among_all_of_them(home: Home) -> None:
    with practice(home, "--fault", "cancel+read+account+settings@sub1:silent") as url:
        ran = home.run(*FIRE, "--exchange-url", url, "--all-accounts", "--deadline", "3")
    assert verdicts(json.loads(ran.stdout)) == {"main": {"EMPTY"}, "sub1": {"UNKNOWN"}, "sub2": {"EMPTY"}}


def test_an_account_that_nobody_has_is_refused_by_name(home: Home) -> None:
    with practice(home) as url:
        ran = home.run(*FIRE, "--exchange-url", url, "--account", "main", "--account", "sub7")
        words = home.run(*FIRE[:-1], "--exchange-url", url, "--account", "Tokyo")
    assert ran.returncode == 11
    assert verdicts(json.loads(ran.stdout)) == {"main": {"EMPTY"}, "sub7": {"REFUSED"}}
    assert words.returncode == 11
    assert "The practice exchange has no account “Tokyo”" in words.stdout


def test_the_table_has_an_account_column_where_there_are_several(home: Home) -> None:
    one = home.run(*FIRE[:-1]).stdout
    several = home.run(*FIRE[:-1], "--all-accounts").stdout
    assert "ACCOUNT" not in one
    assert "RESULT       ACCOUNT  PRODUCT TYPE" in several
    assert "✓ cancelled  sub2     " in several


def test_a_live_account_without_a_key_is_said_by_name(home: Home) -> None:
    ran = home.run("fire", "--json", "--account", "main", "--account", "Tokyo desk")
    report = json.loads(ran.stdout)
    assert ran.returncode == 11
    assert verdicts(report) == {"main": {"REFUSED"}, "Tokyo desk": {"REFUSED"}}


def test_all_is_never_quietly_main_where_the_names_cannot_be_read(home: Home) -> None:
    ran = home.run("fire", "--json", "--all-accounts")
    report = json.loads(ran.stdout)
    assert verdicts(report) == {"main": {"REFUSED"}, "other accounts": {"REFUSED"}}
    assert "Which accounts there are could not be read." in report["sentence"]
    assert ran.returncode == 11


def test_all_are_those_with_a_key_whatever_became_of_the_settings(
    home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    keys = SessionKeys()
    for name in ("main", "sub1", "sub2"):
        key = KEY if name == "main" else f"{KEY}-{name}"
        keys.save(Environment.LIVE, Credentials.of(key, SECRET, PASSPHRASE), name)
    monkeypatch.setattr(terminal_accounts, "KeyStore", lambda: keys)
    for name, value in home.environment.items():
        monkeypatch.setenv(name, value)
    with PracticeExchange(rate_limited=False) as exchange:
        for _ in range(2):
            request = Request(Environment.LIVE, exchange.url, Scope(), 5, None)
            assert fire(request, as_json=True) == 0
            report = json.loads(capsys.readouterr().out)
            assert list(verdicts(report)) == ["main", "sub1", "sub2"]


def test_stopped_before_the_verdict_every_account_is_unknown(
    home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(terminal_fire, "_press", stop)
    for name, value in home.environment.items():
        monkeypatch.setenv(name, value)
    request = Request(Environment.PRACTICE, None, Scope(), 5, None)
    assert fire(request, as_json=True) == 12
    assert verdicts(json.loads(capsys.readouterr().out)) == {
        name: {"UNKNOWN"} for name in ("main", "sub1", "sub2")
    }


def test_where_more_accounts_may_be_all_is_not_said_to_be_empty(home: Home) -> None:
    fault = "account+settings@sub4:silent"
    with practice(home, "--accounts", "5", "--fault", fault) as url:
        ran = home.run(*FIRE, "--exchange-url", url, "--all-accounts")
    report = json.loads(ran.stdout)
    assert ran.returncode == 11
    assert verdicts(report)["other accounts"] == {"REFUSED"}
    assert verdicts(report)["sub3"] == {"EMPTY"}


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--account", "all"], "stands for all accounts"),
        (["--account", "x" * 33], "at most 32 characters"),
        (["--account", "a/b"], "“/”"),
        (["--account", ""], "missing"),
        (["--account", "main", "--all-accounts"], "both at once"),
    ],
)
def test_names_that_cannot_be_are_said_and_nothing_is_pressed(
    home: Home, more: list[str], words: str
) -> None:
    ran = home.run(*FIRE, *more)
    assert ran.returncode == 2
    assert words in ran.stderr
    assert not home.journal.exists()


def test_check_tells_of_each_account(home: Home) -> None:
    with practice(home, "--fault", "account+read@sub2:ip-not-listed") as url:
        where = ("check", "--environment", "practice", "--exchange-url", url)
        one = home.run(*where, "--account", "sub1")
        several = home.run(*where, "--account", "main", "--account", "sub2")
    assert one.returncode == 0
    assert one.stdout.startswith("sub1\n")
    assert several.returncode == 1
    assert several.stdout.count("READY: A press would work now.") == 1
    assert "\nsub2\n✗" in several.stdout
