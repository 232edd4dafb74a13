from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from gui.kept.journal import read, unfinished
from gui.panic.orders import Environment, Scope
from gui.panic.secrets import Credentials
from gui.practice import PracticeExchange
from gui.practice_drill import CREDENTIALS
from gui.terminal import accounts as terminal_accounts
from gui.terminal.fire import Request, fire

from .program import PATIENCE_S, Home, practice

DRILL = ("fire", "--environment", "practice", "--json")


def shape(report: dict[str, Any]) -> None:
    """The schema, word by word."""
    assert list(report) == ["verdict", "sentence", "environment", "elapsed_ms", "product_types", "orders"]
    assert report["verdict"] in ("EMPTY", "LEFT", "REFUSED", "UNKNOWN")
    assert isinstance(report["sentence"], str)
    assert isinstance(report["elapsed_ms"], int)
    for product in report["product_types"]:
        assert list(product) == [
            *("product_type", "verdict", "sentence", "code", "cancelled", "left", "timings_ms"),
            *("stops_left", "unprotected", "account", "account_mode"),
        ]
        assert isinstance(product["stops_left"], int | None)
        assert product["account_mode"] in ("classic", "unified", None)
        for position in product["unprotected"] or ():
            assert list(position) == ["symbol", "side", "size"]
        assert list(product["timings_ms"]) == ["sent", "acknowledged", "proved"]
        assert all(isinstance(moment, int | None) for moment in product["timings_ms"].values())
        assert isinstance(product["cancelled"], int)
        assert isinstance(product["left"], int | None)
        assert isinstance(product["code"], str | None)
    for order in report["orders"]:
        assert list(order) == [
            *(
                "order_id",
                "client_oid",
                "product_type",
                "symbol",
                "result",
                "reason",
                "code",
                "namespace",
                "account",
            ),
        ]
        assert order["result"] in ("CANCELLED", "FAILED", "STILL_OPEN", "NEW", "GONE", "UNCONFIRMED")


@pytest.mark.parametrize(
    ("faults", "more", "code", "verdict"),
    [
        ([], [], 0, "EMPTY"),
        (["ack-only"], [], 10, "LEFT"),
        (["deny-permission"], [], 11, "REFUSED"),
        (["read:empty-200"], [], 12, "UNKNOWN"),
        (["silent*1"], ["--deadline", "6"], 0, "EMPTY"),
        (["some-fail"], ["--product-type", "USDT-FUTURES", "--deadline", "2"], 10, "LEFT"),
    ],
)
def test_a_press_in_the_terminal_tells_its_verdict_by_exit_code_and_by_json(
    home: Home, faults: list[str], more: list[str], code: int, verdict: str
) -> None:
    armed = [part for fault in faults for part in ("--fault", fault)]
    with practice(home, *armed) as url:
        ran = home.run(*DRILL, "--exchange-url", url, *(more or ["--deadline", "1.5"]))
    report = json.loads(ran.stdout)
    assert (ran.returncode, report["verdict"]) == (code, verdict)
    assert ran.stderr == ""
    shape(report)
    assert report["environment"] == "practice"
    assert len(ran.stdout.splitlines()) == 1
    (record,), unreadable = read(home.journal)
    assert unreadable == 0
    assert record.end is not None
    assert record.end.verdict == verdict
    home.assert_holds_no_secret()


def test_where_it_is_said_before_the_command_is_where_it_goes(home: Home) -> None:
    with practice(home) as url:
        ran = home.run("--environment", "practice", "--exchange-url", url, "fire", "--json")
        report = json.loads(ran.stdout)
        assert (report["environment"], report["verdict"]) == ("practice", "EMPTY")
        assert sum(product["cancelled"] for product in report["product_types"]) == 14
        # One product type: the press has used most of what this second allows.
        checked = home.run(
            "--environment", "practice", "--exchange-url", url, "check", "--product-type", "USDC-FUTURES"
        )
        assert checked.returncode == 0
        assert "No orders open in USDC-FUTURES" in checked.stdout


def test_what_follows_the_command_wins(home: Home) -> None:
    ran = home.run("--environment", "live", *DRILL)
    assert json.loads(ran.stdout)["environment"] == "practice"


def test_only_the_scope_is_pressed(home: Home) -> None:
    with practice(home) as url:
        one = home.run(
            *DRILL, "--exchange-url", url, "--product-type", "COIN-FUTURES", "--margin-coin", "BTC"
        )
        report = json.loads(one.stdout)
        assert [product["product_type"] for product in report["product_types"]] == ["COIN-FUTURES"]
        rest = json.loads(home.run(*DRILL, "--exchange-url", url).stdout)
        assert len(report["orders"]) + len(rest["orders"]) == 14
        assert len(rest["orders"]) >= 11


def test_without_a_screen_the_press_happens_in_the_terminal(home: Home) -> None:
    ran = home.run()
    assert ran.returncode == 0
    assert "There is no screen here" in ran.stdout
    assert "Trigger and TP/SL orders stay." in ran.stdout
    assert ran.stdout.count("✓ cancelled") == 14
    assert "✓ EMPTY" in ran.stdout


def test_a_check_touches_no_order(home: Home) -> None:
    with practice(home) as url:
        ran = home.run("check", "--environment", "practice", "--exchange-url", url)
        assert ran.returncode == 0
        assert "READY: A press would work now." in ran.stdout
        assert len(json.loads(home.run(*DRILL, "--exchange-url", url).stdout)["orders"]) == 14


@pytest.mark.parametrize("mode", ["classic", "unified"])
def test_a_check_names_what_the_key_can_do_too_much(home: Home, mode: str) -> None:
    faults = [word for name in ("can-withdraw", "can-transfer", "no-ip-list") for word in ("--fault", name)]
    with practice(home, "--account-mode", mode, *faults) as url:
        ran = home.run("check", "--environment", "practice", "--exchange-url", url)
    assert ran.returncode == 0
    assert f"The account is a {mode} one." in ran.stdout
    assert "? withdrawal  This key can withdraw money" in ran.stdout
    assert "? transfer    This key can transfer money" in ran.stdout
    assert "? addresses   This key has no IP list" in ran.stdout
    assert "READY: A press would work now." in ran.stdout


@pytest.mark.parametrize(
    ("mode", "box"),
    [("classic", "Futures – Orders – Read/Write"), ("unified", "Unified account – Trade – Read/Write")],
)
def test_a_check_of_a_key_that_may_not_cancel_names_the_box_to_tick(home: Home, mode: str, box: str) -> None:
    with practice(home, "--account-mode", mode, "--fault", "no-order-permission") as url:
        ran = home.run("check", "--environment", "practice", "--exchange-url", url)
    assert ran.returncode != 0
    assert f"NOT READY: This key may not cancel futures orders. Tick “{box}”" in ran.stdout


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_a_terminal_that_lacks_a_sign_still_gets_the_verdict(home: Home, encoding: str) -> None:
    ran = home.run("fire", "--environment", "practice", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert ran.returncode == 0
    assert "EMPTY" in ran.stdout


def test_where_nobody_reads_the_verdict_it_is_still_the_exit_code(home: Home) -> None:
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "gui", *DRILL],
            env=home.environment,
            cwd=home.folder,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=PATIENCE_S,
        )
    assert ran.returncode == 0
    assert ran.stderr == ""


def test_a_press_killed_in_the_middle_is_named_by_the_journal(home: Home) -> None:
    with practice(home, "--fault", "all:silent") as url:
        process = home.start(*DRILL, "--exchange-url", url)
        until = time.monotonic() + PATIENCE_S
        while not (home.journal.exists() and home.journal.read_bytes().endswith(b"\n")):
            assert time.monotonic() < until
            time.sleep(0.01)
        process.kill()
        process.communicate(timeout=PATIENCE_S)
    records, unreadable = read(home.journal)
    assert unreadable == 0
    open_press = unfinished(records)
    assert open_press is not None
    assert open_press.end is None
    assert open_press.press.pid == process.pid
    home.assert_holds_no_secret()


def test_stopping_a_press_by_hand_is_unknown_and_no_traceback(home: Home) -> None:
    with practice(home, "--fault", "all:silent") as url:
        process = home.start(*DRILL, "--exchange-url", url)
        until = time.monotonic() + PATIENCE_S
        while not home.journal.exists():
            assert time.monotonic() < until
            time.sleep(0.01)
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        output, complaints = process.communicate(timeout=PATIENCE_S)
    report = json.loads(output)
    shape(report)
    assert (process.returncode, report["verdict"], complaints) == (12, "UNKNOWN", "")


def test_a_keyring_that_takes_its_time_does_not_use_up_the_time_of_the_press(
    home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class SlowStore:
        def load(self, _environment: Environment, _account: str) -> Credentials:
            time.sleep(0.8)  # somebody types the keyring's password
            return CREDENTIALS

    monkeypatch.setattr(terminal_accounts, "KeyStore", SlowStore)
    for name, value in home.environment.items():
        monkeypatch.setenv(name, value)
    with PracticeExchange() as exchange:
        request = Request(Environment.DEMO, exchange.url, Scope(), 0.6)
        assert fire(request, as_json=True) == 0
        assert exchange.requests[0].headers["paptrading"] == "1"
    assert json.loads(capsys.readouterr().out)["verdict"] == "EMPTY"


@pytest.mark.parametrize("mode", ["classic", "unified"])
@pytest.mark.parametrize("covers", ["orders", "everything"])
def test_what_a_press_covers_is_told_by_json_whatever_the_account_is(
    home: Home, mode: str, covers: str
) -> None:
    with practice(home, "--account-mode", mode) as url:
        # Without a word about it the stops stay.
        more = [] if covers == "orders" else ["--covers", covers]
        ran = home.run(*DRILL, "--exchange-url", url, *more)
        rest = json.loads(home.run(*DRILL, "--exchange-url", url, "--covers", "everything").stdout)
    report = json.loads(ran.stdout)
    shape(report)
    assert (ran.returncode, report["verdict"], ran.stderr) == (0, "EMPTY", "")
    products = report["product_types"]
    assert {(each["account"], each["account_mode"]) for each in products} == {("main", mode)}
    namespaces = Counter(order["namespace"] for order in report["orders"])
    if covers == "orders":
        assert namespaces == {"orders": 14}
        assert [each["stops_left"] for each in products] == [3, 1, 1]
        assert [each["unprotected"] for each in products] == [[], [], []]
        assert "5 stops stay." in report["sentence"]
        assert len(rest["orders"]) == 5
        return
    stops = {"normal_plan": 1, "track_plan": 1, "profit_loss": 3} if mode == "classic" else {"strategy": 5}
    assert namespaces == {"orders": 14, **stops}
    assert {order["result"] for order in report["orders"]} == {"CANCELLED"}
    assert [each["stops_left"] for each in products] == [0, 0, 0]
    assert [each["unprotected"] for each in products] == [
        [
            {"symbol": "BTCUSDT", "side": "long", "size": "0.5"},
            {"symbol": "ETHUSDT", "side": "short", "size": "4"},
        ],
        [],
        [{"symbol": "BTCUSD", "side": "long", "size": "0.25"}],
    ]
    assert "3 positions have no stop now: BTCUSDT long 0.5, " in report["sentence"]
    assert rest["orders"] == []


@pytest.mark.parametrize(
    ("mode", "fault", "code", "verdict"),
    [
        ("classic", "plan-read:empty-200", 12, "UNKNOWN"),
        ("unified", "strategy-read:empty-200", 12, "UNKNOWN"),
        ("classic", "plan-cancel:ack-only", 10, "LEFT"),
        ("unified", "strategy-cancel:ack-only", 10, "LEFT"),
    ],
)
def test_stops_that_nobody_can_prove_gone_are_in_the_exit_code(
    home: Home, mode: str, fault: str, code: int, verdict: str
) -> None:
    with practice(home, "--account-mode", mode, "--fault", fault) as url:
        ran = home.run(*DRILL, "--exchange-url", url, "--covers", "everything", "--deadline", "5")
    report = json.loads(ran.stdout)
    shape(report)
    assert (ran.returncode, report["verdict"]) == (code, verdict)
    assert {each["stops_left"] for each in report["product_types"]} == ({None} if code == 12 else {3, 1})
    if code == 12:
        assert {each["unprotected"] for each in report["product_types"]} == {None}
    cancelled = {row["result"] for row in report["orders"] if row["namespace"] == "orders"}
    assert cancelled == {"CANCELLED"}


def test_positions_and_stops_that_cannot_be_read_are_null(home: Home) -> None:
    with practice(home, "--fault", "positions:html-200", "--fault", "plan-read:html-200*1") as url:
        ran = home.run(*DRILL, "--exchange-url", url, "--product-type", "USDT-FUTURES")
        (looked,) = json.loads(ran.stdout)["product_types"]
        assert (ran.returncode, looked["stops_left"]) == (0, None)
        ran = home.run(
            *DRILL, "--exchange-url", url, "--product-type", "USDT-FUTURES", "--covers", "everything"
        )
        (cleared,) = json.loads(ran.stdout)["product_types"]
    assert (ran.returncode, cleared["stops_left"], cleared["unprotected"]) == (0, 0, None)


def test_in_the_terminal_the_scope_is_told_in_words(home: Home) -> None:
    ran = home.run("fire", "--environment", "practice", "--covers", "everything")
    assert ran.returncode == 0
    assert ran.stdout.count("✓ cancelled") == 19
    assert "3 positions have no stop now: BTCUSDT long 0.5, " in ran.stdout


def test_a_scope_that_there_is_not_is_wrong_usage(home: Home) -> None:
    ran = home.run(*DRILL, "--covers", "nonsense")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "“nonsense” is not orders or everything" in ran.stderr
    assert not home.journal.exists()
