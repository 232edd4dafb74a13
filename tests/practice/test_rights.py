from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from gui.practice import KeyRights, PracticeExchange

from .conftest import Open
from .signed import (
    BATCH,
    CANCEL_ALL,
    CANCEL_BATCH,
    CANCEL_ONE,
    CANCEL_PLAN,
    CANCEL_STRATEGY,
    CANCEL_SYMBOL,
    KEY_INFO,
    PLANS,
    POSITIONS,
    SETTINGS,
    STRATEGIES,
    UNFILLED,
    UNIFIED_KEY_INFO,
    Client,
)

USDT = "USDT-FUTURES"


def told(client: Client, mode: str) -> Any:
    return client.get(KEY_INFO if mode == "classic" else UNIFIED_KEY_INFO).data


def test_a_practice_key_may_cancel_and_nothing_that_moves_money(open_exchange: Open) -> None:
    _, client = open_exchange()
    data = told(client, "classic")
    assert (data["authorities"], data["ips"]) == (["coor", "coow", "cpor"], "127.0.0.1")
    _, client = open_exchange(account_mode="unified")
    data = told(client, "unified")
    assert (data["permType"], data["permissions"]) == ("read-and-write", ["uta_mgt", "uta_trade"])
    assert data["ips"] == "127.0.0.1"


@pytest.mark.parametrize(
    ("fault", "authorities", "ips", "permissions"),
    [
        ("can-withdraw", {"coor", "coow", "cpor", "wwow"}, "127.0.0.1", {"uta_mgt", "uta_trade", "withdraw"}),
        ("can-transfer", {"coor", "coow", "cpor", "wtow"}, "127.0.0.1", {"uta_mgt", "uta_trade", "transfer"}),
        ("no-ip-list", {"coor", "coow", "cpor"}, "", {"uta_mgt", "uta_trade"}),
        ("no-order-permission", {"coor", "cpor"}, "127.0.0.1", {"uta_mgt", "uta_trade"}),
    ],
)
def test_a_key_that_may_too_much_or_too_little_says_so(
    open_exchange: Open, fault: str, authorities: set[str], ips: str, permissions: set[str]
) -> None:
    _, client = open_exchange(fault)
    data = told(client, "classic")
    assert (set(data["authorities"]), data["ips"]) == (authorities, ips)
    _, client = open_exchange(fault, account_mode="unified")
    data = told(client, "unified")
    assert (set(data["permissions"]), data["ips"]) == (permissions, ips)
    assert (data["permType"] == "read-only") is (fault == "no-order-permission")


def test_several_faults_of_the_key_add_up(open_exchange: Open) -> None:
    _, client = open_exchange("can-withdraw", "no-ip-list", "can-transfer")
    data = told(client, "classic")
    assert {"wwow", "wtow"} < set(data["authorities"])
    assert data["ips"] == ""


def test_without_the_order_permission_every_cancel_is_refused_and_every_read_is_not(
    open_exchange: Open,
) -> None:
    exchange, client = open_exchange("no-order-permission")
    for path in (CANCEL_ALL, BATCH, CANCEL_PLAN):
        answer = client.post(path, productType=USDT)
        assert (answer.status, answer.code) == (400, "40014")
        assert answer.json["msg"] == "Incorrect permissions, need futures order write permissions"
    assert client.pending().code == "00000"
    assert client.get(PLANS, productType=USDT, planType="profit_loss").code == "00000"
    assert client.get(POSITIONS, productType=USDT).code == "00000"
    exchange.set_account_mode("unified")
    for path in (CANCEL_SYMBOL, CANCEL_ONE, CANCEL_BATCH, CANCEL_STRATEGY):
        answer = client.post(path, category=USDT)
        assert (answer.status, answer.code) == (400, "40014")
        assert "uta trade write" in answer.json["msg"]
    assert client.get(UNFILLED).code == client.get(STRATEGIES, category=USDT).code == "00000"
    assert (len(exchange.book.open_orders()), len(exchange.book.open_plans())) == (14, 5)


def test_the_permission_comes_after_signature_and_passphrase(open_exchange: Open) -> None:
    _, client = open_exchange("no-order-permission")
    assert client.post(CANCEL_ALL, changed={"ACCESS_SIGN": "bad"}).code == "40009"
    assert client.post(CANCEL_ALL, changed={"ACCESS_PASSPHRASE": "bad"}).code == "40012"


def test_rights_can_be_given_and_changed_while_it_runs(open_exchange: Open) -> None:
    rights = KeyRights(authorities=("coor", "cpor"), ips=("198.51.100.4", "198.51.100.5"))
    exchange, client = open_exchange(rights=rights)
    data = told(client, "classic")
    assert (data["authorities"], data["ips"]) == (["coor", "cpor"], "198.51.100.4,198.51.100.5")
    assert client.cancel_all().code == "40014"
    exchange.set_rights(dataclasses.replace(rights, authorities=("coow",)), "main")
    assert client.cancel_all().code == "00000"
    sub = Client(exchange.url, key="practice-key-sub1")
    assert sub.cancel_all().code == "40014"
    exchange.set_rights(KeyRights())
    assert sub.cancel_all().code == "00000"
    sub.close()
    with pytest.raises(KeyError):
        exchange.set_rights(rights, "sub9")


def test_a_copy_trading_key_is_told_so_after_every_check(open_exchange: Open) -> None:
    exchange, client = open_exchange("copy-trading")
    assert client.cancel_all().code == client.pending().code == "40731"
    assert client.post(CANCEL_ALL, changed={"ACCESS_PASSPHRASE": "bad"}).code == "40012"
    assert client.get(KEY_INFO).code == "00000"
    exchange.set_account_mode("unified")
    assert client.post(CANCEL_SYMBOL, category=USDT).code == "40731"
    assert len(exchange.book.open_orders()) == 14


def test_a_key_of_the_other_environment_is_told_so_before_the_signature(open_exchange: Open) -> None:
    exchange, client = open_exchange("wrong-environment")
    assert client.post(CANCEL_ALL, changed={"ACCESS_SIGN": "bad"}).code == "40099"
    assert client.get(KEY_INFO).json["msg"] == "exchange environment is incorrect"
    assert client.get(SETTINGS).code == "40099"
    assert client.post(CANCEL_ALL, changed={"ACCESS_KEY": "unknown"}).code == "40006"
    assert len(exchange.book.open_orders()) == 14


def test_a_fault_of_the_key_may_pass(open_exchange: Open) -> None:
    exchange, client = open_exchange("cancel:no-order-permission*1")
    assert [client.cancel_all().code, client.cancel_all().code] == ["40014", "00000"]
    assert PracticeExchange().book.open_orders("USDT-FUTURES")
    assert exchange.book.open_orders(USDT) == []
