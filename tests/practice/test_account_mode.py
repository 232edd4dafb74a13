from __future__ import annotations

from typing import Any

import pytest

from gui.practice import AccountMode, PracticeExchange
from gui.practice.endpoints import ENDPOINTS

from . import signed
from .conftest import Open
from .signed import CANCEL_ALL, CANCEL_SYMBOL, CONTRACTS, KEY_INFO, SETTINGS, TIME, Client

CLASSIC = [(method, path) for (method, path), end in ENDPOINTS.items() if end.signed and "/v2/" in path]
UNIFIED = [(method, path) for (method, path), end in ENDPOINTS.items() if end.signed and "/v3/" in path]

# Sent, checked as late as possible, and refused as early as it is.
Changed = dict[str, str | None]
BAD_SIGNATURE: Changed = {"ACCESS_SIGN": "bad", "ACCESS_PASSPHRASE": "bad"}


def ask(client: Client, method: str, path: str, changed: Changed | None = None) -> Any:
    return (client.get if method == "GET" else client.post)(path, changed=changed)


def test_the_table_is_complete() -> None:
    assert len(CLASSIC) == 8
    assert len(UNIFIED) == 9


@pytest.mark.usefixtures("long_second")
@pytest.mark.parametrize(("method", "path"), CLASSIC)
def test_a_unified_account_is_refused_by_all_of_v2_before_the_signature(
    open_exchange: Open, method: str, path: str
) -> None:
    exchange, client = open_exchange(account_mode="unified")
    for changed in (None, BAD_SIGNATURE):
        answer = ask(client, method, path, changed)
        assert (answer.status, answer.code) in {(400, "40085"), (429, "429")}
    assert answer.status == 429 if path == KEY_INFO else answer.code == "40085"
    assert len(exchange.book.open_orders()) == 14


@pytest.mark.parametrize(("method", "path"), UNIFIED)
def test_a_classic_account_is_refused_by_all_of_v3_before_the_signature(
    open_exchange: Open, method: str, path: str
) -> None:
    _, client = open_exchange()
    answer = ask(client, method, path, BAD_SIGNATURE)
    assert (answer.status, answer.code, answer.data) == (400, "40084", None)
    assert answer.json["msg"].startswith("You are in Classic Account mode")


def test_an_unknown_key_comes_before_the_mode(open_exchange: Open) -> None:
    _, client = open_exchange(account_mode="unified")
    unknown: Changed = {"ACCESS_KEY": "someone-else"}
    assert client.post(CANCEL_ALL, changed=unknown, productType="USDT-FUTURES").code == "40006"
    _, client = open_exchange()
    assert client.get(SETTINGS, changed=unknown).code == "40006"


def test_in_its_own_interface_a_unified_account_is_checked_in_the_same_order(open_exchange: Open) -> None:
    _, client = open_exchange(account_mode="unified")
    assert client.get(SETTINGS).code == "00000"
    assert client.get(SETTINGS, changed={"ACCESS_SIGN": "bad"}).code == "40009"
    assert client.get(SETTINGS, changed={"ACCESS_PASSPHRASE": "bad"}).code == "40012"
    assert client.get(SETTINGS, changed={"timestamp": "1700000000000"}).code == "40008"
    text: Changed = {"Content_Type": "text/plain"}
    assert client.post(CANCEL_SYMBOL, changed=text, category="USDT-FUTURES").code == "40007"


def test_public_endpoints_of_v2_serve_a_unified_account(open_exchange: Open) -> None:
    _, client = open_exchange(account_mode=AccountMode.UNIFIED)
    assert client.send("GET", TIME, "", {}).code == "00000"
    assert client.send("GET", f"{CONTRACTS}?productType=COIN-FUTURES", "", {}).code == "00000"
    assert client.get(CONTRACTS, productType="COIN-FUTURES").code == "00000"


@pytest.mark.parametrize(
    ("mode", "path", "code"),
    [
        ("unified", "/api/v2/mix/order/close-positions", "40085"),
        ("unified", "/api/v2/spot/account/assets", "40085"),
        ("unified", "/api/v2/mix/market/tickers", "40404"),
        ("unified", "/api/v3/trade/close-positions", "40404"),
        ("classic", "/api/v3/trade/close-positions", "40084"),
        ("classic", "/api/v2/mix/order/close-positions", "40404"),
    ],
)
def test_addresses_that_there_are_not_tell_the_mode_too(
    open_exchange: Open, mode: str, path: str, code: str
) -> None:
    _, client = open_exchange(account_mode=mode)
    assert client.post(path).code == code


def test_an_address_that_there_is_not_tells_a_stranger_no_mode(open_exchange: Open) -> None:
    _, client = open_exchange(account_mode="unified")
    stranger: Changed = {"ACCESS_KEY": "someone-else"}
    assert client.get("/api/v2/spot/account/assets", changed=stranger).code == "40404"


def test_the_mode_changes_while_it_runs_for_one_account_or_all(open_exchange: Open) -> None:
    exchange, client = open_exchange()
    sub = Client(exchange.url, key=f"{signed.KEY}-sub1")
    exchange.set_account_mode("unified", "sub1")
    assert [exchange.mode_of(name) for name in exchange.accounts] == ["classic", "unified", "classic"]
    assert (client.get(SETTINGS).code, sub.get(SETTINGS).code) == ("40084", "00000")
    assert (client.pending().code, sub.pending().code) == ("00000", "40085")
    exchange.set_account_mode(AccountMode.UNIFIED)
    assert (client.get(SETTINGS).code, client.pending().code) == ("00000", "40085")
    exchange.set_account_mode("classic")
    assert (sub.get(SETTINGS).code, sub.pending().code) == ("40084", "00000")
    sub.close()


def test_the_same_book_serves_both_modes(open_exchange: Open) -> None:
    exchange, client = open_exchange()
    before = {item["orderId"] for item in client.pending().data["entrustedList"]}
    exchange.set_account_mode("unified")
    listed = client.get(signed.UNFILLED, category="USDT-FUTURES").data["list"]
    assert before < {item["orderId"] for item in listed}
    assert client.post(CANCEL_SYMBOL, category="USDT-FUTURES").code == "00000"
    exchange.set_account_mode("classic")
    assert client.cancel_all().code == "22001"


def test_a_mode_that_there_is_not_is_refused_with_a_sentence() -> None:
    with pytest.raises(ValueError, match=r"An account is classic or unified; 'hybrid' is not that\."):
        PracticeExchange(account_mode="hybrid")
    exchange = PracticeExchange()
    with pytest.raises(ValueError, match="classic or unified"):
        exchange.set_account_mode("both")
    with pytest.raises(KeyError):
        exchange.set_account_mode("unified", "sub9")
