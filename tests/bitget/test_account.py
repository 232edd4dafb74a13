"""One account whose mode nobody knows, or somebody knows wrongly: found out, remembered, corrected."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest

from gui.bitget.account import BitgetAccount
from gui.panic import errors, refusals
from gui.panic.exchange import Exchange
from gui.panic.orders import AccountMode, Environment, Namespace, OpenOrder, ProductType
from gui.venue import open_exchange

from .clients import CREDENTIALS, account_of, soon
from .raw_server import LISTS, RawServer, Reply, Seen, answer, http, serving

USDT = ProductType.USDT_FUTURES
CLASSIC, UNIFIED = AccountMode.CLASSIC, AccountMode.UNIFIED
IN_UNIFIED = "You are in Unified Account mode, and the Classic Account API is not supported at this time"
IN_CLASSIC = "You are in Classic Account mode, and the Unified Account API is not supported"
ORDER = OpenOrder("1", USDT, symbol="BTCUSDT")
STOP = OpenOrder("2", USDT, symbol="BTCUSDT", namespace=Namespace.PROFIT_LOSS, plan_type="pos_loss")
NOTHING = {
    **LISTS,
    "entrustedList": None,
    "list": None,
    "serverTime": "1700000000000",
    "accountMode": "unified",
}
BARE = ("all-position", "accounts", "unfilled-strategy-orders", "cancel-batch", "cancel-strategy-order")


def is_v3(seen: Seen) -> bool:
    return seen.path.startswith("/api/v3/")


def venue(mode: AccountMode, code: str | None = None) -> Reply:
    """Bitget for an account of one mode: the other interface refuses before it looks at anything else."""

    def reply(_connection: object, seen: Seen) -> bytes:
        if mode is UNIFIED and not is_v3(seen) and "/public/" not in seen.path:
            return answer(None, "40085", status=400, message=IN_UNIFIED)
        if mode is CLASSIC and is_v3(seen):
            return answer(None, code or "40084", status=400, message=IN_CLASSIC)
        return answer([] if seen.path.rsplit("/", 1)[1] in BARE else NOTHING)

    return reply


def neither(_connection: object, seen: Seen) -> bytes:
    return answer(None, "40084" if is_v3(seen) else "40085", status=400)


def versions(server: RawServer) -> list[str]:
    return [seen.path.split("/")[2] for seen in server.seen]


Ask = Callable[[Exchange], object]
CALLS: dict[str, Ask] = {
    "cancel_all": lambda client: client.cancel_all(USDT, None, until=soon()),
    "open_orders": lambda client: client.open_orders(USDT, until=soon()),
    "cancel_orders": lambda client: client.cancel_orders([ORDER], until=soon()),
    "stops": lambda client: client.stops(USDT, until=soon()),
    "cancel_stops": lambda client: client.cancel_stops([STOP], until=soon()),
    "positions": lambda client: client.positions(USDT, until=soon()),
    "key_facts": lambda client: client.key_facts(until=soon()),
    "account": lambda client: client.account(USDT, until=soon()),
}


def asked_at_once(call: Ask) -> int:
    """How many questions leave together: a classic account's lists do."""
    return {CALLS["open_orders"]: 2, CALLS["stops"]: 3}.get(call, 1)


every_call = pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)


@every_call
def test_an_unknown_account_that_is_unified_costs_one_refusal_and_no_press(call: Ask) -> None:
    with serving(venue(UNIFIED)) as server, account_of(server.url) as client:
        call(client)
        assert client.mode is UNIFIED
        seen_before = len(server.seen)
        call(client)
        assert set(versions(server)[seen_before:]) == {"v3"}
        assert versions(server).count("v2") <= asked_at_once(call)


@pytest.mark.parametrize("name", CALLS)
def test_an_unknown_account_that_is_classic_is_pressed_as_one(name: str) -> None:
    with serving(venue(CLASSIC)) as server, account_of(server.url) as client:
        CALLS[name](client)
        # A cancel by ID can succeed without a request, so it teaches nothing.
        assert client.mode is (None if name in ("cancel_orders", "cancel_stops") else CLASSIC)
        assert versions(server).count("v3") == (1 if name == "account" else 0)


@every_call
@pytest.mark.parametrize("code", ["40084", "25245"])
def test_an_account_remembered_as_unified_that_is_classic_is_corrected_at_once(call: Ask, code: str) -> None:
    with serving(venue(CLASSIC, code)) as server, account_of(server.url, UNIFIED) as client:
        call(client)
        assert client.mode is CLASSIC
        assert versions(server)[:2] == ["v3", "v2"]
        assert versions(server).count("v3") == 1


@every_call
def test_an_account_remembered_as_classic_that_is_unified_is_corrected_at_once(call: Ask) -> None:
    with serving(venue(UNIFIED)) as server, account_of(server.url, CLASSIC) as client:
        call(client)
        assert client.mode is UNIFIED
        refused = asked_at_once(call)
        assert versions(server)[: refused + 1] == ["v2"] * refused + ["v3"]
        assert versions(server).count("v2") == refused


@every_call
@pytest.mark.parametrize("mode", [None, CLASSIC, UNIFIED])
def test_an_account_of_neither_kind_is_said_to_be_so(call: Ask, mode: AccountMode | None) -> None:
    with serving(neither) as server, account_of(server.url, mode) as client:
        with pytest.raises(refusals.WrongAccountMode, match="neither") as caught:
            call(client)
        assert caught.value.code in ("40084", "40085")
        assert client.mode is None
        assert len(server.seen) <= 2 + asked_at_once(call)


def test_by_id_alone_nothing_is_learnt_where_nothing_was_asked() -> None:
    with serving(venue(UNIFIED)) as server, account_of(server.url) as client:
        client.cancel_orders([OpenOrder("1", USDT)], until=soon())
        client.cancel_stops([], until=soon())
        assert (client.mode, server.seen) == (None, [])
        client.server_time(until=soon())
        assert client.mode is None


@pytest.mark.parametrize(
    ("told", "mode"),
    [
        (answer({"accountMode": "unified"}), UNIFIED),
        (answer({"accountMode": "hybrid"}), UNIFIED),
        (answer(None, "40084", status=400), CLASSIC),
        (answer(None, "25245", status=400), CLASSIC),
        (answer(None, "40085", status=400), None),
        (answer(None, "40014", status=400), None),
        (answer(None, "40006", status=400), None),
        (answer(None, "22001"), None),
        (answer({"accountMode": "unified"}, status=500), None),
        (answer(None, "45001"), None),
        (answer(None, "99999"), None),
        (http(b"", 200), None),
        (http(b"<html>", 503), None),
        (http(b"", 429), None),
        (None, None),
    ],
)
def test_a_mode_is_told_by_a_clear_answer_and_never_guessed(
    told: bytes | None, mode: AccountMode | None
) -> None:
    with serving(told) as server:
        with account_of(server.url) as client:
            assert client.detect(soon()) is mode
            assert client.mode is mode
            assert [seen.target for seen in server.seen] == ["/api/v3/account/settings"]
        for known in (CLASSIC, UNIFIED):
            with account_of(server.url, known) as client:
                assert client.detect(soon()) is (mode or known)


def test_the_account_is_asked_for_its_mode_only_while_nobody_knows() -> None:
    with serving(venue(CLASSIC)) as server, account_of(server.url) as client:
        client.account(USDT, until=soon())
        client.account(USDT, until=soon())
        assert [seen.path.rsplit("/", 1)[1] for seen in server.seen] == ["settings", "accounts", "accounts"]
    with serving(venue(CLASSIC)) as server, account_of(server.url, CLASSIC) as client:
        client.account(USDT, until=soon())
        assert versions(server) == ["v2"]


def test_a_wrong_key_is_told_as_such_and_leaves_the_mode_open() -> None:
    with serving(answer(None, "40006", status=400)) as server, account_of(server.url) as client:
        with pytest.raises(refusals.KeyUnknown):
            client.account(USDT, until=soon())
        assert client.mode is None


@pytest.mark.parametrize(("mode", "code"), [(CLASSIC, "40084"), (CLASSIC, "25245"), (UNIFIED, "40085")])
def test_a_refusal_that_contradicts_the_interface_it_came_from_changes_nothing(
    mode: AccountMode, code: str
) -> None:
    with serving(answer(None, code, status=400)) as server, account_of(server.url, mode) as client:
        with pytest.raises(refusals.WrongAccountMode):
            client.cancel_all(USDT, None, until=soon())
        assert (client.mode, len(server.seen)) == (mode, 1)


def test_an_error_after_the_switch_is_the_one_that_is_told_and_the_switch_stays() -> None:
    def reply(_connection: object, seen: Seen) -> bytes | None:
        return None if is_v3(seen) else answer(None, "40085", status=400)

    with serving(reply) as server, account_of(server.url) as client:
        with pytest.raises(errors.CutOff):
            client.cancel_all(USDT, None, until=soon())
        assert client.mode is UNIFIED


def test_the_wrong_mode_ends_a_cancel_by_id_at_the_first_request() -> None:
    many = [OpenOrder(str(number), USDT, symbol=f"S{number}") for number in range(5)]
    with serving(venue(UNIFIED)) as server, account_of(server.url) as client:
        client.cancel_orders(many, until=soon())
        assert versions(server) == ["v2", "v3"]


def test_a_success_that_was_late_does_not_undo_what_was_found_out_since() -> None:
    asked, let_go = threading.Event(), threading.Event()

    def reply(_connection: object, seen: Seen) -> bytes:
        if seen.path.endswith("cancel-all-orders"):
            asked.set()
            assert let_go.wait(30)
            return answer(LISTS)
        return answer(None, "40085", status=400) if not is_v3(seen) else answer({"list": None})

    with serving(reply) as server, account_of(server.url) as client:
        client._calls._transport._read_s = 5
        late = threading.Thread(target=lambda: client.cancel_all(USDT, None, until=soon()))
        late.start()
        assert asked.wait(30)
        client.open_orders(USDT, until=soon())
        let_go.set()
        late.join()
        assert client.mode is UNIFIED


def test_many_threads_find_the_same_mode() -> None:
    failures: list[BaseException] = []

    def press(client: BitgetAccount) -> None:
        try:
            client.open_orders(USDT, until=soon(20))
        except BaseException as failure:  # noqa: BLE001 a thread's failure is the test's
            failures.append(failure)

    with serving(venue(UNIFIED)) as server, account_of(server.url) as client:
        threads = [threading.Thread(target=press, args=(client,)) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []
        assert client.mode is UNIFIED
        assert versions(server).count("v3") == 8


def test_the_venue_opens_an_account_with_what_is_known_of_it() -> None:
    for mode in (None, CLASSIC, UNIFIED):
        exchange = open_exchange(Environment.PRACTICE, CREDENTIALS, "http://127.0.0.1:9", mode)
        assert isinstance(exchange, BitgetAccount)
        assert exchange.mode is mode
        assert exchange.clock_offset_ms is None
        exchange.close()


def test_a_copy_that_was_lost_before_the_other_interface_was_asked_is_still_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for reply, is_refused in ((venue(UNIFIED), False), (neither, True)):
        with serving(reply) as server, account_of(server.url, CLASSIC) as account:
            ask = account._calls._transport.send

            def send(*given: object, ask: Callable[..., object] = ask, server: RawServer = server) -> object:
                is_first = not server.seen
                return replace(ask(*given), is_partly_lost=is_first)  # type: ignore[type-var]

            monkeypatch.setattr(account._calls._transport, "send", send)
            if is_refused:
                with pytest.raises(refusals.WrongAccountMode) as caught:
                    account.cancel_all(USDT, None, until=soon())
                assert caught.value.may_have_acted
            else:
                assert account.cancel_all(USDT, None, until=soon()).is_partly_lost
                assert not account.cancel_all(USDT, None, until=soon()).is_partly_lost
