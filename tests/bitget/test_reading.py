"""The read that proves: every page, both statuses, and never part of it; whatever the answers are."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gui.bitget.envelope import open_envelope
from gui.panic import errors
from gui.panic.exchange import BookRead, CancelAnswer
from gui.panic.orders import OpenOrder, ProductType

from .clients import body, classic, client_of, sent_by, soon, unified
from .raw_server import Seen, answer, serving

USDT = ProductType.USDT_FUTURES
END = (200, body({"entrustedList": None, "endId": None}))


def page(*order_ids: str, end: str | None = None) -> tuple[int, bytes]:
    items = [{"orderId": each, "symbol": "BTCUSDT"} for each in order_ids]
    return 200, body({"entrustedList": items, "endId": end})


def test_two_hundred_and_fifty_orders_are_read_to_the_last() -> None:
    ids = [str(number) for number in range(1250, 1000, -1)]

    def reply(_connection: object, seen: Seen) -> bytes:
        query = dict(part.split("=") for part in seen.target.split("?")[1].split("&"))
        before = int(query.get("idLessThan", "99999"))
        found = [each for each in ids if int(each) < before][:100] if query["status"] == "live" else []
        items = [{"orderId": each, "symbol": "X"} for each in found]
        return answer({"entrustedList": items or None, "endId": found[-1] if found else None})

    with serving(reply) as server, client_of(server.url) as client:
        book = client.open_orders(USDT, until=soon())
        assert [order.order_id for order in book.orders] == ids
        # Three pages of live orders, and the others twice: beside the first page, and after the last.
        assert len(server.seen) == 5
        assert all(seen.signature_fits() for seen in server.seen)


FULL = [str(number) for number in range(300, 200, -1)]


def test_where_an_order_was_placed_is_read_where_it_is_told() -> None:
    item = {"orderId": "1", "symbol": "BTCUSDT"}
    for told, source in (({"enterPointSource": "WEB"}, "WEB"), ({"enterPointSource": ""}, None), ({}, None)):
        listed = (200, body({"entrustedList": [item | told], "endId": None}))
        [order] = classic(listed, END).open_orders(USDT, until=soon()).orders
        assert order.source == source
    for told, source in (({"orderSource": "bot"}, "bot"), ({"enterPointSource": "API"}, "API"), ({}, None)):
        [order] = unified((200, body({"list": [item | told]}))).open_orders(USDT, until=soon()).orders
        assert order.source == source


def test_a_full_page_is_never_taken_for_the_last() -> None:
    book = classic(page(*FULL), END, page("9"), END).open_orders(USDT, until=soon())
    assert [order.order_id for order in book.orders] == [*FULL, "9"]


def test_what_was_read_beside_the_first_page_is_read_again_after_the_last() -> None:
    """An order that fills meanwhile leaves the list of live ones, and was not in the other yet."""
    book = classic(page(*FULL), END, page("9"), page("8")).open_orders(USDT, until=soon())
    assert [order.order_id for order in book.orders] == [*FULL, "9", "8"]


def test_an_order_that_fills_between_the_two_reads_is_counted_once_and_one_that_moved_is_not_lost() -> None:
    book = classic(page("9"), page("9", "8")).open_orders(USDT, until=soon())
    assert [order.order_id for order in book.orders] == ["9", "8"]


def test_partly_filled_orders_alone_keep_a_book_from_being_empty() -> None:
    book = classic(END, page("5")).open_orders(USDT, until=soon())
    assert [order.order_id for order in book.orders] == ["5"]


def test_pages_that_repeat_are_an_error_and_not_a_loop() -> None:
    with pytest.raises(errors.Malformed, match="does not end"):
        classic(page(*FULL)).open_orders(USDT, until=soon())


@pytest.mark.parametrize(
    "broken", [(200, b""), (502, b"<html>"), (200, body({"endId": None})), (200, body([]))]
)
def test_a_page_that_fails_fails_the_whole_read(broken: tuple[int, bytes]) -> None:
    for answers in ([page(*FULL), broken], [END, broken], [END, page(*FULL), broken]):
        with pytest.raises(errors.ExchangeError):
            classic(*answers).open_orders(USDT, until=soon())


def test_a_list_that_is_null_beside_the_id_of_its_last_order_is_no_empty_list() -> None:
    contradiction = (200, body({"entrustedList": None, "endId": "7"}))
    for answers in ([contradiction, END], [END, contradiction]):
        with pytest.raises(errors.Malformed):
            classic(*answers).open_orders(USDT, until=soon())
    # After a full page it says where the list was asked to go on.
    assert len(classic(page(*FULL), contradiction, END).open_orders(USDT, until=soon()).orders) == 100


def test_an_empty_page_that_names_another_place_is_followed_there() -> None:
    more = (200, body({"entrustedList": [], "endId": "7"}))
    for answers in ([more, END, page("6"), END], [END, more, page("6")], [more, END, more, page("6"), END]):
        client = classic(*answers)
        assert [order.order_id for order in client.open_orders(USDT, until=soon()).orders] == ["6"]
        assert any("idLessThan=7" in call.target for call in sent_by(client))


def test_an_empty_page_that_names_the_place_it_was_asked_for_is_the_last() -> None:
    more = (200, body({"entrustedList": [], "endId": "7"}))
    client = classic(more, END, more, END)
    assert client.open_orders(USDT, until=soon()).orders == ()
    assert len(sent_by(client)) == 4


def test_empty_pages_that_lead_on_and_on_are_an_error() -> None:
    empty = [(200, body({"entrustedList": [], "endId": str(place)})) for place in range(9)]
    with pytest.raises(errors.Malformed, match="does not end"):
        classic(empty[0], END, *empty[1:]).open_orders(USDT, until=soon())


def test_many_orders_are_cancelled_by_id_twenty_at_a_time_and_one_failure_is_not_the_end() -> None:
    orders = [OpenOrder(str(number), USDT, symbol="BTCUSDT") for number in range(45)]
    done = body({"successList": [{"orderId": "0"}], "failureList": []})
    client = classic((200, done), (500, b"<html>"), (200, done))
    answered = client.cancel_orders(orders, until=soon())
    assert len(answered.cancelled) == 2
    assert len(answered.refused) == 20
    assert not answered.nothing_to_cancel
    with pytest.raises(errors.Unintelligible):
        classic((500, b"<html>")).cancel_orders(orders, until=soon())


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)
ITEMS = st.lists(
    st.fixed_dictionaries(
        {"orderId": JSON},
        optional={"code": JSON, "symbol": JSON, "type": JSON, "total": JSON, "planType": JSON, "qty": JSON},
    ),
    max_size=3,
)
LISTED = st.fixed_dictionaries(
    {},
    optional={
        "list": JSON | ITEMS,
        "cursor": JSON,
        "entrustedList": JSON | st.lists(st.fixed_dictionaries({"orderId": JSON}, optional={"size": JSON})),
        "successList": JSON | st.lists(st.fixed_dictionaries({"orderId": JSON})),
        "failureList": JSON | st.lists(st.fixed_dictionaries({"orderId": JSON, "errorCode": JSON})),
        "endId": JSON,
    },
)
CODES = st.sampled_from(["00000", "22001", "31054", "40009", "99999", ""]) | JSON
ENVELOPES = st.fixed_dictionaries(
    {"code": CODES, "data": JSON | LISTED}, optional={"msg": JSON, "requestTime": JSON}
)
STATUSES = st.sampled_from([200, 200, 200, 201, 204, 302, 400, 403, 404, 429, 500, 503])
BODIES = st.binary(max_size=60) | (ENVELOPES | JSON).map(lambda value: json.dumps(value).encode())


def proves_empty(status: int, content: bytes) -> bool:
    """The rule, said once more without the program's own readers."""
    try:
        whole: Any = json.loads(content)
    except (ValueError, RecursionError):
        return False
    return (
        200 <= status < 300
        and isinstance(whole, dict)
        and whole.get("code") in ("00000",)
        and isinstance(whole.get("data"), dict)
        and "entrustedList" in whole["data"]
        and whole["data"]["entrustedList"] in (None, [])
    )


@settings(max_examples=400)
@given(STATUSES, BODIES)
def test_any_answer_is_a_valid_object_or_an_exchange_error(status: int, content: bytes) -> None:
    try:
        book = classic((status, content), END).open_orders(USDT, until=soon())
    except errors.ExchangeError:
        assert not proves_empty(status, content)
    else:
        assert isinstance(book, BookRead)
        assert bool(book.orders) != proves_empty(status, content)
    try:
        answered = classic((status, content)).cancel_all(USDT, None, until=soon())
    except errors.ExchangeError:
        pass  # any other exception fails the test
    else:
        assert isinstance(answered, CancelAnswer)
        assert json.loads(content)["code"] in ("00000", "22001", "31054", "43004")
    for call in ("account", "key_facts", "server_time"):
        client = classic((status, content))
        with suppress(errors.ExchangeError):
            getattr(client, call)(*((USDT,) if call == "account" else ()), until=soon())


@settings(max_examples=300)
@given(STATUSES, st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_an_envelope_or_an_exchange_error(status: int, content: bytes) -> None:
    try:
        envelope = open_envelope(status, content)
    except errors.ExchangeError:
        return
    assert envelope.code in ("00000", "22001", "31054", "43004")


def holds_nothing(status: int, content: bytes, name: str | None) -> bool:
    """True for a success whose list is null or empty: `data` itself for no name, and one in it otherwise."""
    try:
        whole: Any = json.loads(content)
    except (ValueError, RecursionError):
        return False
    if not (200 <= status < 300 and isinstance(whole, dict) and whole.get("code") == "00000"):
        return False
    if name is None:
        return "data" in whole and whole["data"] in (None, [])
    data = whole.get("data")
    return isinstance(data, dict) and name in data and data[name] in (None, [])


ANY_ENVELOPE = ENVELOPES | st.fixed_dictionaries({"code": CODES, "data": ITEMS}) | JSON
ANY_BODY = st.binary(max_size=60) | ANY_ENVELOPE.map(lambda value: json.dumps(value).encode())
NO_STRATEGIES = (200, body([]))


@settings(max_examples=300)
@given(STATUSES, ANY_BODY, st.integers(0, 2))
def test_no_answer_makes_stops_vanish(status: int, content: bytes, place: int) -> None:
    """An empty read needs a list that is empty, whichever of the lists the answer stands for."""
    classic_lists = [*[END] * place, (status, content), *[END] * (2 - place)]
    unified_lists = [*[NO_STRATEGIES] * place, (status, content), *[NO_STRATEGIES] * (2 - place)]
    try:
        book = classic(*classic_lists).stops(USDT, until=soon())
    except errors.ExchangeError:
        assert not holds_nothing(status, content, "entrustedList")
    else:
        assert isinstance(book, BookRead)
        assert bool(book.orders) != holds_nothing(status, content, "entrustedList")
    try:
        book = unified(*unified_lists).stops(USDT, until=soon())
    except errors.ExchangeError:
        assert not holds_nothing(status, content, None)
    else:
        is_empty = holds_nothing(status, content, None) or holds_nothing(status, content, "list")
        assert bool(book.orders) != is_empty


@settings(max_examples=300)
@given(STATUSES, ANY_BODY)
def test_any_answer_to_a_unified_account_is_a_valid_object_or_an_exchange_error(
    status: int, content: bytes
) -> None:
    try:
        book = unified((status, content)).open_orders(USDT, until=soon())
    except errors.ExchangeError:
        assert not holds_nothing(status, content, "list")
    else:
        assert bool(book.orders) != holds_nothing(status, content, "list")
    order = OpenOrder("1", USDT, symbol="X", plan_type="pos_loss")
    for client in (unified((status, content)), classic((status, content))):
        for cancel in (client.cancel_orders, client.cancel_stops):
            try:
                answered = cancel([order], until=soon())
            except errors.ExchangeError:
                continue
            assert isinstance(answered, CancelAnswer)
        with suppress(errors.ExchangeError):
            client.positions(USDT, until=soon())
    for call in ("account", "key_facts", "cancel_all"):
        given_to = {"account": (USDT,), "cancel_all": (USDT, None)}.get(call, ())
        with suppress(errors.ExchangeError):
            getattr(unified((status, content)), call)(*given_to, until=soon())


@settings(max_examples=200)
@given(STATUSES, ANY_BODY)
def test_a_classic_stop_counts_as_cancelled_only_where_the_answer_names_it(
    status: int, content: bytes
) -> None:
    stop = OpenOrder("1", USDT, symbol="X", plan_type="pos_loss")
    with suppress(errors.ExchangeError):
        answered = classic((status, content)).cancel_stops([stop], until=soon())
        named = [*answered.cancelled, *(each.ref for each in answered.refused)]
        assert [ref.order_id for ref in named] == ["1"]
        if answered.cancelled:
            assert any(str(item["orderId"]) == "1" for item in json.loads(content)["data"]["successList"])
