"""The read that overlaps with a cancel: only where the proof finds its room afterwards."""

from __future__ import annotations

import pytest

from gui.bitget.account import BitgetAccount
from gui.bitget.classic import PENDING
from gui.bitget.signed import SignedCalls
from gui.bitget.unified import UNFILLED
from gui.panic import errors
from gui.panic.orders import AccountMode, ProductType

from .clients import CREDENTIALS, FakeTransport, body, soon

USDT = ProductType.USDT_FUTURES
ITEM = {"orderId": "1", "symbol": "BTCUSDT"}
PATHS = {AccountMode.CLASSIC: (PENDING, 10, 6), AccountMode.UNIFIED: (UNFILLED, 20, 3)}
LISTED = {AccountMode.CLASSIC: {"entrustedList": [ITEM]}, AccountMode.UNIFIED: {"list": [ITEM]}}


def account(mode: AccountMode | None, answer: object) -> tuple[BitgetAccount, SignedCalls, FakeTransport]:
    transport = FakeTransport((200, body(answer)))
    calls = SignedCalls(transport, CREDENTIALS)
    return BitgetAccount(calls, mode), calls, transport


@pytest.mark.parametrize("mode", PATHS)
def test_it_asks_once_and_only_where_the_proof_finds_room_after_it(mode: AccountMode) -> None:
    path, limit, proof = PATHS[mode]
    client, calls, transport = account(mode, LISTED[mode])
    found = client.glimpse(USDT, until=soon())
    assert [order.order_id for order in found or ()] == ["1"]
    assert len(transport.sent) == 1
    assert calls.budget.take_now(path, limit - proof - 2)
    assert client.glimpse(USDT, until=soon()) is not None  # the last for which there is room
    assert client.glimpse(USDT, until=soon()) is None
    assert len(transport.sent) == 2
    assert calls.budget.take_now(path, proof)


def test_while_nobody_knows_the_interface_none_is_asked() -> None:
    client, _, transport = account(None, {})
    assert client.glimpse(USDT, until=soon()) is None
    assert transport.sent == []


@pytest.mark.parametrize("mode", PATHS)
def test_a_list_that_is_missing_is_an_error_and_not_an_empty_book(mode: AccountMode) -> None:
    client, _, _ = account(mode, {})
    with pytest.raises(errors.Malformed):
        client.glimpse(USDT, until=soon())
