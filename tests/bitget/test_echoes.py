"""An answer that repeats a secret of its question: its words are withheld, and its effect is as it was."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from gui.bitget.classic import Classic
from gui.bitget.signed import SignedCalls
from gui.bitget.transport import Answer, Call, Transport
from gui.bitget.unified import Unified
from gui.bitget.wire.race import Again
from gui.panic import errors, refusals
from gui.panic.errors import ExchangeError
from gui.panic.exchange import CancelAnswer
from gui.panic.on_record import CallRecord
from gui.panic.orders import OpenOrder, ProductType
from gui.panic.secrets import Credentials

from .clients import FakeTransport, soon
from .raw_server import Reply, Seen, http, serving
from .spellings import ECHOED, KEY, PARTS, PASSPHRASE, SPELLINGS, Spell, in_json

USDT = ProductType.USDT_FUTURES
Clients = type[Classic] | type[Unified]
NO_REASON = "Bitget gave no reason."
ORDERS = [OpenOrder(f"10{number}", USDT, symbol="BTCUSDT") for number in range(3)]

spelled = pytest.mark.parametrize("spell", SPELLINGS.values(), ids=SPELLINGS.keys())
of_each_part = pytest.mark.parametrize("secret", PARTS.values(), ids=PARTS.keys())
of_both = pytest.mark.parametrize("kind", [Classic, Unified])


class Noted:
    """A client that was answered this, and what is on record of its calls."""

    def __init__(self, kind: Clients, *bodies: bytes, status: int = 200, of: Credentials = ECHOED) -> None:
        self.calls: list[CallRecord] = []
        answers = [(status, body) for body in bodies]
        self.client = kind(SignedCalls(FakeTransport(*answers), of))

    def __enter__(self) -> Classic | Unified:
        self._noting = self.client._calls.recorder.noting(self.calls.append)
        self._noting.__enter__()
        return self.client

    def __exit__(self, *_: object) -> None:
        self._noting.__exit__(None, None, None)

    def is_withheld(self) -> bool:
        return all(call.answer == b"" and call.answer_size > 0 for call in self.calls)


def told(data: str, code: str = "00000", message: str = "m") -> bytes:
    """An answer of which data and message are JSON already."""
    return (
        f'{{"code":"{code}","msg":"{message}","requestTime":{time.time_ns() // 10**6},"data":{data}}}'
    ).encode()


def all_of(problem: BaseException | None) -> Iterator[str]:
    """All that an error holds, and those that it came of."""
    while problem is not None:
        yield f"{problem!r} {problem} {problem.args} {vars(problem)}"
        problem = problem.__context__


def cancelled(answer: CancelAnswer) -> list[str]:
    return [each.order_id for each in answer.cancelled]


@spelled
@of_each_part
@pytest.mark.parametrize("code", ["40017", "99999"])
def test_an_error_that_repeats_a_secret_keeps_its_code_and_loses_its_words(
    code: str, secret: str, spell: Spell
) -> None:
    noted = Noted(Classic, told("null", code, f"bad header: {spell(secret)}"), status=400)
    with noted as client, pytest.raises(ExchangeError) as caught:
        client.cancel_all(USDT, None, until=soon())
    problem = caught.value
    bare = {"40017": refusals.ParameterRefused.sentence, "99999": f"{errors.UnknownCode.sentence} (99999)"}
    assert (problem.code, problem.message, problem.sentence) == (code, "", bare[code])
    assert problem.http_status == 400
    assert "bad header" not in " ".join(all_of(problem))
    assert noted.is_withheld()


@spelled
@of_both
def test_a_reason_that_repeats_a_secret_is_withheld_and_the_outcomes_stay(
    kind: Clients, spell: Spell
) -> None:
    echo = f"because of {spell(PASSPHRASE)}"
    if kind is Classic:
        failed = f'{{"orderId":"101","errorCode":"99999","errorMsg":"{echo}"}}'
        data = f'{{"successList":[{{"orderId":"100"}},{{"orderId":"102"}}],"failureList":[{failed}]}}'
    else:
        failed = f'{{"orderId":"101","code":"99999","msg":"{echo}"}}'
        data = f'{{"list":[{{"orderId":"100","code":"00000"}},{failed},{{"orderId":"102"}}]}}'
    noted = Noted(kind, told(data))
    with noted as client:
        answer = client.cancel_orders(ORDERS, until=soon())
    assert cancelled(answer) == ["100", "102"]
    [refused] = answer.refused
    assert (refused.ref.order_id, refused.code, refused.reason) == ("101", "99999", NO_REASON)
    assert noted.is_withheld()


@of_both
def test_where_one_word_of_an_answer_repeats_a_secret_no_other_is_shown_either(kind: Clients) -> None:
    reasons = [f'"errorMsg":"{words}","msg":"{words}"' for words in (PASSPHRASE, "its own words")]
    items = ",".join(
        f'{{"orderId":"{number}","errorCode":"99999","code":"99999",{reason}}}'
        for number, reason in enumerate(reasons, 100)
    )
    with Noted(kind, told(f'{{"failureList":[{items}],"list":[{items}]}}')) as client:
        answer = client.cancel_orders(ORDERS, until=soon())
    assert [each.reason for each in answer.refused] == [NO_REASON, NO_REASON]


@spelled
@pytest.mark.parametrize("status", [200, 403, 503])
def test_a_page_that_repeats_a_secret_is_no_evidence_and_in_no_error(status: int, spell: Spell) -> None:
    page = f"<html><body>ACCESS-PASSPHRASE: {spell(PASSPHRASE)}</body></html>".encode()
    noted = Noted(Classic, page, status=status)
    with noted as client, pytest.raises(errors.Unintelligible) as caught:
        client.cancel_all(USDT, None, until=soon())
    assert "<html" not in " ".join(all_of(caught.value))
    assert caught.value.__context__ is None
    assert noted.is_withheld()
    assert {call.answer_size for call in noted.calls} == {len(page)}


@spelled
@of_each_part
@of_both
def test_a_text_in_the_data_is_withheld_and_the_order_stays(kind: Clients, secret: str, spell: Spell) -> None:
    """Not the order's ID and symbol, by which it can be cancelled, nor its numbers."""
    status, texts = ("status", "orderStatus"), f'"{spell(secret)}"'
    order = f'{{"orderId":"101","symbol":"BTCUSDT","size":"1.5","qty":"1.5","clientOid":{texts},'
    order += ",".join(f'"{name}":{texts}' for name in status) + "}"
    noted = Noted(kind, told(f'{{"entrustedList":[{order}],"list":[{order}]}}'))
    with noted as client:
        [found] = client.open_orders(USDT, until=soon()).orders
    assert (found.order_id, found.symbol, str(found.size)) == ("101", "BTCUSDT", "1.5")
    assert (found.client_oid, found.status) == (None, "")
    assert noted.is_withheld()


def test_a_code_that_repeats_a_secret_is_a_code_that_nobody_knows() -> None:
    with (
        Noted(Classic, told("null", in_json(PASSPHRASE)), status=400) as client,
        pytest.raises(errors.UnknownCode) as caught,
    ):
        client.cancel_all(USDT, None, until=soon())
    assert caught.value.code == "?"
    assert PASSPHRASE[:8] not in " ".join(all_of(caught.value))
    failed = f'{{"orderId":"101","code":"{PASSPHRASE}"}}'
    with Noted(Unified, told(f'{{"list":[{failed}]}}')) as client:
        answer = client.cancel_orders(ORDERS[1:2], until=soon())
    assert cancelled(answer) == []
    assert [each.code for each in answer.refused] == ["?"]


@pytest.mark.parametrize("shape", ['"{}"', '["{}"]', '{{"entrustedList":"{}","list":"{}","endId":null}}'])
@of_both
def test_what_was_no_list_is_none_without_its_words_either(kind: Clients, shape: str) -> None:
    """A text in the place of a list must never become an empty list: that would prove an empty book."""
    with (
        Noted(kind, told(shape.format(*[PASSPHRASE] * 2))) as client,
        pytest.raises(errors.Malformed) as caught,
    ):
        client.open_orders(USDT, until=soon())
    assert PASSPHRASE[:8] not in " ".join(all_of(caught.value))
    answer = shape.replace("entrustedList", "successList").format(*[PASSPHRASE] * 2)
    with Noted(kind, told(answer)) as client, pytest.raises(errors.Malformed):
        client.cancel_all(USDT, None, until=soon())


@pytest.mark.parametrize("name", ["orderId", "endId", "cursor"])
@of_both
def test_what_a_further_question_would_carry_is_an_error(kind: Clients, name: str) -> None:
    """Neither sent on, nor left out as if there were no further page."""
    order = '{"orderId":"101"}' if name != "orderId" else f'{{"orderId":"{PASSPHRASE}"}}'
    place = "" if name == "orderId" else f',"{name}":"{PASSPHRASE}"'
    with (
        Noted(kind, told(f'{{"entrustedList":[{order}],"list":[{order}]{place}}}')) as client,
        pytest.raises(errors.Malformed) as caught,
    ):
        client.open_orders(USDT, until=soon())
    assert PASSPHRASE[:8] not in " ".join(all_of(caught.value))


INNOCENT = "bad \\u0022header\\u0022 &#45; 100%25 a\\/b &amp; UGFzcw== it's Pass+Phrase"


@pytest.mark.parametrize("message", [INNOCENT, "pass phrase", "m" * 5000])
def test_an_answer_that_repeats_nothing_is_kept_and_shown_as_it_came(message: str) -> None:
    body = told("null", "40017", message)
    noted = Noted(Classic, body, status=400)
    with noted as client, pytest.raises(ExchangeError) as caught:
        client.cancel_all(USDT, None, until=soon())
    assert caught.value.message == json.loads(f'"{message}"')[:200]
    assert {call.answer for call in noted.calls} == {body}


@pytest.mark.parametrize("passphrase", ["12345678", "DogeUSDT", "00000"])
@of_both
def test_a_passphrase_that_is_a_number_or_a_symbol_costs_no_order(kind: Clients, passphrase: str) -> None:
    """It stands in an order's ID or symbol by chance: words are withheld then, and nothing else."""
    item = '{"orderId":"9912345678000000001","symbol":"DOGEUSDT","size":"12345678.5","qty":"12345678.5"}'
    of = Credentials.of(KEY, "another-secret", passphrase)
    with Noted(kind, told(f'{{"entrustedList":[{item}],"list":[{item}]}}'), of=of) as client:
        [order] = client.open_orders(USDT, until=soon()).orders
    assert (order.order_id, order.symbol) == ("9912345678000000001", "DOGEUSDT")
    assert str(order.size) == "12345678.5"
    with Noted(kind, told(f'{{"successList":[{item}],"failureList":[],"list":[{item}]}}'), of=of) as client:
        assert cancelled(client.cancel_orders(ORDERS, until=soon())) == ["9912345678000000001"]


def test_an_answer_in_another_encoding_is_looked_through_as_well() -> None:
    for encoding in ("utf-16", "utf-32", "utf-16-be", "utf-8-sig"):
        noted = Noted(Classic, told("null", "40017", PASSPHRASE).decode().encode(encoding), status=400)
        with noted as client, pytest.raises(ExchangeError) as caught:
            client.cancel_all(USDT, None, until=soon())
        assert PASSPHRASE[:8] not in " ".join(all_of(caught.value))
        assert noted.is_withheld()


def _repeat(_: socket.socket, seen: Seen) -> bytes:
    message = f"bad signature {seen.headers['access-sign']}"
    body = json.dumps({"code": "40017", "msg": message}).replace("/", "\\/").encode()
    return http(body, 400)


def _repeat_beside(_: socket.socket, seen: Seen) -> bytes:
    return http(told("null", "40017"), 400, {"Retry-After": seen.headers["access-passphrase"]})


@pytest.mark.parametrize("repeat", [_repeat, _repeat_beside])
def test_the_signature_of_the_call_is_withheld_and_so_is_a_header_of_the_answer(repeat: Reply) -> None:
    taken: list[CallRecord] = []
    with serving(repeat) as server:
        client = Classic(SignedCalls(Transport(server.url, connect_s=1.0, read_s=0.5), ECHOED))
        asks: list[Callable[[], object]] = [
            lambda: client.cancel_all(USDT, None, until=soon()),
            lambda: client.open_orders(USDT, until=soon()),
            lambda: client.glimpse(USDT, until=soon()),
        ]
        with client._calls.recorder.noting(taken.append):
            for ask in asks:
                with pytest.raises(refusals.ParameterRefused) as caught:
                    ask()
                assert (caught.value.message, caught.value.sentence) == ("", caught.type.sentence)
        client.close()
    assert len(taken) >= len(asks)
    assert {(call.answer, call.retry_after) for call in taken} == {(b"", None)}


class _Copying(FakeTransport):
    """Answers with the signature of a copy that it asked for."""

    def send(
        self, lane: str, call: Call, until: float, again: Again | None = None, written: Any = None
    ) -> Answer:
        super().send(lane, call, until, again, written)
        assert again is not None
        time.sleep(0.002)
        [copy] = again() or ()
        assert copy.headers["ACCESS-SIGN"] != call.headers["ACCESS-SIGN"]
        body = told("null", "40017", f"bad signature {copy.headers['ACCESS-SIGN']}")
        return Answer(400, body, None, time.monotonic(), time.monotonic())


def test_the_signature_of_a_copy_is_withheld() -> None:
    client = Classic(SignedCalls(_Copying((200, b"")), ECHOED))
    with pytest.raises(refusals.ParameterRefused) as caught:
        client.cancel_all(USDT, None, until=soon())
    assert caught.value.message == ""


def test_the_answer_to_a_question_without_a_signature_is_looked_through_as_well() -> None:
    with Noted(Classic, told("null", "40017", PASSPHRASE), status=400) as client:
        with pytest.raises(refusals.ParameterRefused) as caught:
            client.server_time(until=soon())
        assert caught.value.message == ""
