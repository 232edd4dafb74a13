"""What is looked for in an answer, what is not taken for a repeat, and what the looking costs."""

from __future__ import annotations

import copy
import json
import pickle
import random
import time
from collections.abc import Callable
from urllib.parse import quote

import pytest

from gui.bitget.repeats import Unsaid
from gui.bitget.wire.calls import Call
from gui.panic.secrets import Credentials, Secret

from .spellings import ECHOED, PARTS, SPELLINGS, Spell

ODD = [
    "a%41-%2541_b",
    "a&amp;lt;b&#45;c",
    "a\\u002db\\\\c",
    "p&ssw%rd\\+1",
    "&#45;" * 3,
    "~~~???>>>~~~",
    "0" * 32,
]


@pytest.mark.parametrize("spell", SPELLINGS.values(), ids=SPELLINGS.keys())
@pytest.mark.parametrize("secret", [*PARTS.values(), *ODD])
def test_a_secret_is_found_in_each_spelling_also_where_it_looks_like_an_escape(
    secret: str, spell: Spell
) -> None:
    assert Unsaid([Secret(secret)]).is_in(f'{{"msg":"{spell(secret)}"}}'.encode())


@pytest.mark.parametrize("name", ["verbatim", "HTML decimal", "percent", "base64"])
def test_so_is_one_with_letters_that_bitget_never_gives(name: str) -> None:
    assert Unsaid([Secret("pässwörd-ключ")]).is_in(SPELLINGS[name]("pässwörd-ключ").encode())


def test_nothing_is_found_where_nothing_stands() -> None:
    unsaid = Unsaid.of(ECHOED).and_of([Call("GET", "/p", {"ACCESS-SIGN": "c2lnbmF0dXJl/+=="})])
    for told in (
        b"",
        b"{}",
        b"\\",
        b"%",
        b"&",
        b"\\u00",
        b"\xff\xfe%zz&#xzz;\\u12",
        b"bg_key\\/of pass phrase",
    ):
        assert not unsaid.is_in(told)
    assert not Unsaid.of(Credentials.of("", "", "")).is_in(b"anything")
    assert not Unsaid([]).and_of([Call("GET", "/p", {})]).is_in(b"anything")


@pytest.mark.parametrize("escape", [b"&#45;", b"\\u002d", b"%2d", b"&", b"&#" + b"9" * 5000 + b";"])
def test_what_cannot_be_read_in_no_time_counts_as_a_repeat(escape: bytes) -> None:
    began = time.thread_time()
    assert Unsaid.of(ECHOED).is_in(escape * (8_000_000 // len(escape)))
    assert Unsaid.of(ECHOED).is_in(escape) == (len(escape) > 1000)
    assert time.thread_time() - began < 1


def test_escapes_that_do_not_come_to_an_end_count_as_a_repeat() -> None:
    deep = PARTS["passphrase"]
    for layers in range(9):
        assert Unsaid.of(ECHOED).is_in(deep.encode()), layers
        deep = quote(deep, safe="") if layers else deep.replace("-", "%2d")


def test_it_is_neither_shown_nor_copied_nor_pickled() -> None:
    unsaid = Unsaid.of(ECHOED)
    assert not [part for part in PARTS.values() if part in f"{unsaid!r} {unsaid}"]
    for take in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError):
            take(unsaid)


def test_an_answer_without_its_words_has_the_same_shape() -> None:
    phrase, took = PARTS["passphrase"], Unsaid.of(ECHOED).withheld
    told = {
        "a": [phrase, 1, {"b": phrase}],
        "b": {"msg": "m"},
        "n": None,
        "t": True,
        "d": 1.5,
        "msg": {"c": 1},
    }
    kept = json.loads(json.dumps(told), object_hook=took)
    assert kept == {**told, "a": ["", 1, {"b": ""}], "b": {"msg": ""}}
    assert Unsaid([Secret("12345678")]).withheld({"a": 12345678, "b": "12345678", "c": 123456789}) == {
        "a": "",
        "b": "",
        "c": 123456789,
    }


def test_a_list_within_a_list_has_no_words_either() -> None:
    item = {"a": [["my 12345678", 1], {"b": "my 12345678"}], "orderId": "9"}
    assert json.loads(json.dumps(item), object_hook=Unsaid([Secret("12345678")]).withheld) == {
        "a": [["", 1], {"b": ""}],
        "orderId": "9",
    }


def _least_ms(work: Callable[[], object]) -> float:
    least = 1e9
    for _ in range(7):
        began = time.thread_time()
        work()
        least = min(least, (time.thread_time() - began) * 1000)
    return least


def test_an_answer_of_ten_thousand_orders_is_looked_through_in_less_time_than_it_is_parsed_in() -> None:
    chance = random.Random(1)  # noqa: S311 the same orders each time
    orders = [
        {"orderId": str(chance.randrange(10**18, 10**19)), "clientOid": f"{chance.randrange(16**32):032x}"}
        for _ in range(10_000)
    ]
    whole = {"code": "00000", "msg": "success", "data": {"successList": orders, "failureList": []}}
    body = json.dumps(whole, separators=(",", ":")).encode()
    key = Credentials.of("bg_" + "0123456789abcdef" * 2, "0123456789abcdef" * 4, "Passphrase4two")
    unsaid = Unsaid.of(key).and_of(
        [Call("GET", "/p", {"ACCESS-SIGN": "c2lnbmF0dXJlb2ZhY2FsbA+/012345678901234567A="})]
    )
    looked_ms, parsed_ms = _least_ms(lambda: unsaid.is_in(body)), _least_ms(lambda: json.loads(body))
    assert looked_ms < parsed_ms
