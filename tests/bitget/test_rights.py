"""What a key may do, as either interface says it, and the words for each refusal."""

from __future__ import annotations

from typing import Any

import pytest

from gui.bitget.codes import error_of
from gui.panic import errors, refusals
from gui.panic.exchange import KeyFacts

from .clients import body, classic, soon, unified


@pytest.mark.parametrize(
    ("data", "facts"),
    [
        ({"authorities": ["coor", "coow"], "ips": "127.0.0.1"}, KeyFacts(True, False, True, False)),
        ({"authorities": ["coor", "cpow", "stow"], "ips": ""}, KeyFacts(False, False, False, False)),
        ({"authorities": ["coow", "wwow", "wtow"], "ips": " "}, KeyFacts(True, True, False, True)),
        ({"authorities": ["coow", "wwow"], "ips": "1.1.1.1"}, KeyFacts(True, True, True, False)),
        ({"authorities": ["coow", "wtow"], "ips": "1.1.1.1"}, KeyFacts(True, False, True, True)),
        ({"authorities": ["coow", "wwor", "wtor"], "ips": None}, KeyFacts(True, False, None, False)),
        ({"authorities": None, "ips": ["1.2.3.4"]}, KeyFacts(None, None, True, None)),
        ({"authorities": "coow", "ips": []}, KeyFacts(None, None, False, None)),
        ({}, KeyFacts()),
    ],
)
def test_a_classic_key_is_read_by_its_codes(data: dict[str, Any], facts: KeyFacts) -> None:
    assert classic((200, body(data))).key_facts(until=soon()) == facts


UTA = ["uta_mgt", "uta_trade"]


@pytest.mark.parametrize(
    ("kind", "permissions", "ips", "facts"),
    [
        ("read_and_write", UTA, "57.180.38.42", KeyFacts(True, False, True, False)),
        ("read-and-write", ["uta_trade"], "", KeyFacts(True, False, False, False)),
        ("read_only", UTA, "", KeyFacts(False, False, False, False)),
        ("read-only", UTA, None, KeyFacts(False, False, None, False)),
        ("read_and_write", ["uta_mgt", "withdraw", "transfer"], "1.1.1.1", KeyFacts(False, True, True, True)),
        ("read_and_write", [*UTA, "wallet_transfer"], ["1.1.1.1"], KeyFacts(True, False, True, True)),
        ("something", UTA, [], KeyFacts(None, False, False, False)),
        (None, UTA, [""], KeyFacts(None, False, False, False)),
        ("read_and_write", None, "1.1.1.1", KeyFacts(None, None, True, None)),
        ("read_and_write", [1, None, {}], 5.5, KeyFacts(False, False, None, False)),
    ],
)
def test_a_unified_key_is_read_by_its_words(kind: Any, permissions: Any, ips: Any, facts: KeyFacts) -> None:
    data = {"permType": kind, "permissions": permissions, "ips": ips}
    assert unified((200, body(data))).key_facts(until=soon()) == facts


@pytest.mark.parametrize(
    "content", [body(None), body([]), body("x"), body({}, "22001"), b"", b'{"code":"00000"}']
)
def test_an_answer_that_is_none_raises(content: bytes) -> None:
    for client in (classic((200, content)), unified((200, content))):
        with pytest.raises(errors.ExchangeError):
            client.key_facts(until=soon())


def test_each_refusal_of_a_key_has_its_own_sentence() -> None:
    demo, gone, copied = (error_of(code, "").sentence for code in ("40099", "40037", "40731"))
    assert "demo key in Live" in demo
    assert "demo trading" in gone
    assert "copy-trading" in copied
    assert len({demo, gone, copied}) == 3


@pytest.mark.parametrize(
    ("message", "box"),
    [
        ("Incorrect permissions, need uta trade write permissions", "Unified account – Trade – Read/Write"),
        ("Incorrect permissions, need uta manage read permissions", "Unified account – Management – Read"),
        ("Incorrect permissions, need future order write permissions", "Futures – Orders – Read/Write"),
    ],
)
def test_a_missing_permission_names_the_box_to_tick(message: str, box: str) -> None:
    assert error_of("40014", message).advice == f"Tick “{box}” for the key at Bitget."
    assert "“Unified account – Trade – Read/Write”" in error_of("25620", "permission denied").advice


def test_a_place_and_a_missing_identity_check_are_told_apart_where_the_message_does() -> None:
    kyc = error_of("40035", "You are required to complete KYC first for compliance reasons")
    place = error_of("40100", "Not available in your region")
    other = error_of("40000", "Bitget is not providing services")
    assert "identity verification" in kyc.sentence
    assert "location" not in kyc.sentence
    assert "Bitget app" in kyc.advice
    assert place.sentence == "Bitget refuses requests from this location."
    assert other.sentence == refusals.RegionRefused.sentence
    assert {type(each) for each in (kyc, place, other)} == {refusals.RegionRefused}
