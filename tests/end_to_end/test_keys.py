from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from gui.practice import PracticeExchange, accounts, gate
from tests.end_to_end.program import Program
from tests.end_to_end.screen import wait_for
from tests.session import Desktop

KEY, SECRET, PASSPHRASE = "bg-dummy-0123456789-wxyz", "s3cr3t-of-the-trader-774411", "passphrase-990088"


@pytest.fixture
def exchange(monkeypatch: pytest.MonkeyPatch) -> Iterator[PracticeExchange]:
    """An exchange whose key nobody finds anywhere by chance."""
    monkeypatch.setattr(accounts, "KEY", KEY)
    monkeypatch.setattr(gate, "SECRET", SECRET)
    monkeypatch.setattr(gate, "PASSPHRASE", PASSPHRASE)
    with PracticeExchange(orders=14) as exchange:
        yield exchange


def store_key_by_hand(program: Program) -> None:
    """Open the keys dialog by keyboard, type the key (white space around it, as pasted), store it."""
    do = program.screen.do
    do("key", "Tab", "Tab", "space")
    time.sleep(0.4)
    do("key", "Down", "Return")
    wait_for(lambda: program.screen.window("^Key for Demo"), "the keys dialog")
    time.sleep(0.4)
    for text in (f" {KEY} ", SECRET, PASSPHRASE):
        do("type", text)
        do("key", "Tab")
    do("key", "Tab", "space")  # past Test, to Save


def test_a_key_is_typed_stored_in_the_keyring_and_pressed_with(
    program: Program, desktop: Desktop, exchange: PracticeExchange
) -> None:
    program.start("--environment", "demo", "--exchange-url", exchange.url)
    store_key_by_hand(program)
    wait_for(lambda: any("orders-pending" in request.path for request in exchange.requests), "the key's use")
    asked = desktop.python("found = store.load(DEMO); print(found.key.reveal(), found.secret.reveal())")
    assert asked == f"{KEY} {SECRET}"
    program.screen.do("key", "Escape")
    time.sleep(1.0)
    program.screen.do("key", "ctrl+shift+x")
    program.wait_for_title("^EMPTY")
    assert exchange.book.open_orders() == []
    cancels = [request for request in exchange.requests if request.path.endswith("cancel-all-orders")]
    assert {request.headers.get("paptrading") for request in cancels} == {"1"}
    program.screen.do("key", "alt+F4")
    code, window_output = program.wait()
    assert code == 0

    exchange.book.place()
    as_json = program.terminal("fire", "--environment", "demo", "--exchange-url", exchange.url, "--json")
    assert as_json.returncode == 0
    assert json.loads(as_json.stdout)["product_types"][0]["cancelled"] == 1
    checked = program.terminal("check", "--environment", "demo", "--exchange-url", exchange.url)
    assert checked.returncode == 0
    monkey_business = program.terminal("fire", "--environment", "demo", "--exchange-url", f"{exchange.url}/x")
    assert monkey_business.returncode == 2

    written = [window_output, *(run.stdout + run.stderr for run in (as_json, checked, monkey_business))]
    assert_no_secret_in(program.home, written)


def test_a_wrong_secret_is_refused_in_words_and_stays_secret(
    program: Program, desktop: Desktop, exchange: PracticeExchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "SECRET", "another")
    desktop.python(f"store.save(DEMO, Credentials.of('{KEY}', '{SECRET}', '{PASSPHRASE}'))")
    program.start("--environment", "demo", "--exchange-url", exchange.url)
    time.sleep(1.0)
    program.screen.do("key", "ctrl+shift+x")
    program.wait_for_title("^REFUSED")
    program.screen.do("key", "alt+F4")
    _, window_output = program.wait()
    refused = program.terminal("fire", "--environment", "demo", "--exchange-url", exchange.url, "--json")
    assert refused.returncode == 11
    report = json.loads(refused.stdout)
    assert {product["code"] for product in report["product_types"]} == {"40009"}
    assert "secret key does not belong to this API key" in report["sentence"]
    assert len(exchange.book.open_orders()) == 14
    assert_no_secret_in(program.home, [window_output, refused.stdout + refused.stderr])


def test_without_a_stored_key_nothing_is_sent(
    program: Program, desktop: Desktop, exchange: PracticeExchange
) -> None:
    desktop.python("store.forget(DEMO)")
    refused = program.terminal("fire", "--environment", "demo", "--exchange-url", exchange.url)
    assert refused.returncode == 11
    assert "No API key is stored for Demo" in refused.stdout
    assert exchange.requests == []


def assert_no_secret_in(home: Path, outputs: list[str]) -> None:
    """Look for both secrets in everything that was written anywhere."""
    files = [path for path in home.rglob("*") if path.is_file()]
    assert any(path.name == "journal.jsonl" for path in files)
    texts = [*outputs, *(path.read_bytes().decode("utf-8", "replace") for path in files)]
    for text in texts:
        assert not re.search(f"{re.escape(SECRET)}|{re.escape(PASSPHRASE)}", text)
