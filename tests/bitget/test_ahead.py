"""A cancel that is sent first and waited for later: what it needs, and what it survives meanwhile."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from gui.bitget.account import BitgetAccount
from gui.bitget.classic import CANCEL_ALL
from gui.bitget.signed import SignedCalls
from gui.bitget.transport import Transport
from gui.bitget.unified import CANCEL_ALL as CANCEL_UNIFIED
from gui.panic import errors
from gui.panic.exchange import Before, Begun
from gui.panic.on_record import CallRecord
from gui.panic.orders import AccountMode, ProductType
from gui.panic.secrets import Credentials

from .clients import CREDENTIALS, soon
from .raw_server import RawServer, Seen, answer
from .test_warm import LANES, silence, wait_for_pairs, wait_until

USDT = ProductType.USDT_FUTURES
GONE = answer({"successList": [{"orderId": "1", "clientOid": None}], "failureList": []})


class Server:
    """Answers cancels one after another, each with what stands next; the last one for ever."""

    def __init__(self, *replies: object) -> None:
        self.replies = list(replies)
        self.server = RawServer(self._reply)

    def _reply(self, connection: socket.socket, seen: Seen) -> bytes | None:
        if seen.path.endswith("/time"):
            return answer({"serverTime": str(int(time.time() * 1000))})
        reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        return reply(connection, seen) if callable(reply) else reply  # type: ignore[return-value]

    @property
    def cancels(self) -> list[Seen]:
        return [seen for seen in list(self.server.seen) if not seen.path.endswith("/time")]


@contextmanager
def account_at(
    server: Server, mode: AccountMode | None = AccountMode.CLASSIC, *, credentials: Credentials = CREDENTIALS
) -> Iterator[tuple[BitgetAccount, SignedCalls]]:
    calls = SignedCalls(Transport(server.server.url), credentials)
    try:
        yield BitgetAccount(calls, mode), calls
    finally:
        calls.close()
        server.server.stop()


def warm(calls: SignedCalls) -> None:
    calls.warm(LANES[:1])
    wait_for_pairs(calls)


def begin(
    account: BitgetAccount, coin: str | None = None, before: Before = lambda: None, *, until: float = 0.0
) -> Begun | None:
    return account.begin_cancel_all(USDT, coin, until=until or soon(), before=before)


def begun(account: BitgetAccount) -> Begun:
    found = begin(account)
    assert found is not None
    return found


def test_it_leaves_at_once_and_is_noted_as_any_other_when_it_is_answered() -> None:
    server, taken, told = Server(GONE), list[CallRecord](), list[str]()
    with account_at(server) as (account, calls), account.recorder.noting(taken.append, told.append):
        warm(calls)
        answering = begun(account)
        assert told == ["POST"]
        wait_until(lambda: len(server.cancels) == 1, "it did not leave")
        assert taken == []
        assert [ref.order_id for ref in answering().cancelled] == ["1"]
        [call] = taken
        assert (call.lane, call.method, call.target) == (USDT.value, "POST", CANCEL_ALL)
        assert call.body == b'{"productType":"USDT-FUTURES"}'
        assert "ACCESS-SIGN" in call.header_names
        assert call.signed_ms is not None
        assert (call.http_status, call.problem) == (200, "")
        account.cancel_all(USDT, None, until=soon())
        assert len(server.cancels) == len(taken) == 2


def test_what_has_to_come_before_is_called_when_all_is_ready_and_nothing_has_left_then() -> None:
    server, left_before = Server(GONE), list[int]()
    with account_at(server) as (account, calls):
        warm(calls)

        def before() -> None:
            time.sleep(0.05)
            left_before.append(len(server.cancels))
            # Its room is taken, its connection as well: what is left to do is to write.
            assert not calls.budget.take_now(CANCEL_ALL, 10)
            assert len(calls._transport._lanes._idle[USDT.value]) == 1

        answering = begin(account, before=before)
        assert answering is not None
        assert left_before == [0]
        assert [ref.order_id for ref in answering().cancelled] == ["1"]
        assert len(server.cancels) == 1


def test_where_what_comes_before_fails_nothing_leaves_and_the_connection_stays() -> None:
    server = Server(GONE)
    with account_at(server) as (account, calls):
        warm(calls)
        with pytest.raises(ZeroDivisionError):
            begin(account, before=lambda: 1 // 0)
        wait_for_pairs(calls)
        assert server.cancels == []


def test_without_an_open_connection_nothing_is_sent_and_no_room_taken() -> None:
    server = Server(GONE)
    with account_at(server) as (account, calls):
        assert begin(account) is None
        assert server.cancels == []
        assert calls.budget.take_now(CANCEL_ALL, 10)


def test_without_room_nothing_is_sent_and_the_connection_stays() -> None:
    server = Server(GONE)
    with account_at(server) as (account, calls):
        warm(calls)
        assert calls.budget.take_now(CANCEL_ALL, 10)
        assert begin(account) is None
        assert server.cancels == []
        wait_for_pairs(calls)


def test_a_key_that_cannot_be_sent_sends_nothing_and_is_told_by_whoever_waits() -> None:
    server = Server(GONE)
    odd = Credentials.of("k\u00e9y", "secret", "passphrase")
    with account_at(server, credentials=odd) as (account, calls):
        warm(calls)
        assert begin(account) is None
        wait_for_pairs(calls)
        with pytest.raises(errors.ExchangeError, match="characters that Bitget never gives"):
            account.cancel_all(USDT, None, until=soon())
        assert server.cancels == []


def test_after_the_end_nothing_is_sent() -> None:
    server = Server(GONE)
    with account_at(server) as (account, calls):
        warm(calls)
        assert begin(account, until=time.monotonic()) is None
        calls.close()
        assert begin(account) is None
        assert server.cancels == []


def test_a_connection_that_breaks_as_it_is_written_to_is_replaced_by_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server = Server(GONE)
    with account_at(server) as (account, calls):
        warm(calls)
        [oldest, other] = sorted(calls._transport._lanes._idle[USDT.value], key=lambda one: one.used_at)

        def gone(*_: object) -> None:
            raise BrokenPipeError

        monkeypatch.setattr(oldest, "write", gone)
        answering = begun(account)
        assert oldest.is_closed
        answer_ = answering()
        assert [ref.order_id for ref in answer_.cancelled] == ["1"]
        assert answer_.is_partly_lost  # how much of the first one left, nobody knows
        assert not other.is_closed
        assert len(server.cancels) == 1


def test_one_that_is_not_answered_is_copied_after_the_usual_time_from_its_leaving() -> None:
    server = Server(silence, GONE)
    with account_at(server) as (account, calls):
        warm(calls)
        answering, left_at = begun(account), time.monotonic()
        time.sleep(0.2)
        assert answering().is_partly_lost
        # 0.3 s after it has left, and not after somebody began to wait
        assert server.cancels[1].at - left_at > 0.29
        assert len(server.cancels) == 2


def test_a_copy_that_breaks_as_it_is_written_is_replaced_at_once_while_the_first_is_silent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server = Server(silence, GONE)
    with account_at(server) as (account, calls):
        calls.warm(LANES[:2])
        wait_for_pairs(calls, 2)
        calls._transport._trips.extend([0.4] * 16)  # a copy after 1.2 s
        [_, other] = sorted(calls._transport._lanes._idle[USDT.value], key=lambda one: one.used_at)

        def gone(*_: object) -> None:
            raise BrokenPipeError

        monkeypatch.setattr(other, "write", gone)
        answering, left_at = begun(account), time.monotonic()
        assert [ref.order_id for ref in answering().cancelled] == ["1"]
        assert server.cancels[1].at - left_at < 2.3  # 2.4 s had it waited once more


def test_a_clock_that_is_refused_is_set_right_and_the_cancel_sent_once_more() -> None:
    late = answer(None, "40008", status=400, server_ms=int(time.time() * 1000) + 60_000)
    server = Server(late, GONE)
    with account_at(server) as (account, calls):
        warm(calls)
        assert [ref.order_id for ref in begun(account)().cancelled] == ["1"]
        first, second = (int(seen.headers["access-timestamp"]) for seen in server.cancels)
        assert second - first > 55_000


def test_an_account_that_is_the_other_kind_is_cancelled_by_its_own_interface() -> None:
    other = answer(None, "40085", status=400)
    server = Server(other, answer({"list": [{"orderId": "1", "code": "00000"}]}))
    with account_at(server, None) as (account, calls):
        warm(calls)
        assert [ref.order_id for ref in begun(account)().cancelled] == ["1"]
        assert [seen.path for seen in server.cancels] == [CANCEL_ALL, CANCEL_UNIFIED]
        assert account.mode is AccountMode.UNIFIED


def test_a_unified_account_sends_no_more_than_was_chosen() -> None:
    server = Server(answer({"list": []}))
    with account_at(server, AccountMode.UNIFIED) as (account, calls):
        warm(calls)
        assert begin(account, "USDT") is None
        assert begin(account) is not None
        wait_until(lambda: len(server.cancels) == 1, "it did not leave")
        assert server.cancels[0].path == CANCEL_UNIFIED
