"""The published recipe, by vectors that four independent implementations agree on, and by what arrives."""

from __future__ import annotations

import pytest

from gui.bitget.signing import headers, sign
from gui.bitget.wire.calls import Call
from gui.panic.orders import OpenOrder, ProductType
from gui.panic.refusals import CredentialMissing
from gui.panic.secrets import Credentials, Secret

from .clients import client_of, soon
from .raw_server import KEY, LISTS, PASSPHRASE, Seen, answer, serving

SECRET = "DUMMYSECRET_0123456789abcdef0123456789abcdef"
AT = "1700000000000"
CANCEL = "/api/v2/mix/order/cancel-all-orders"
# Each as method, target, body and ACCESS-SIGN.
VECTORS = {
    "A": ("POST", CANCEL, b'{"productType":"USDT-FUTURES","marginCoin":"USDT"}',
          "tW2gewljeph4r+hash6ag7MqK5tudmlu2Vxpfi78fnE="),
    "B": ("GET", "/api/v2/mix/order/orders-pending?limit=100&productType=USDT-FUTURES", b"",
          "/wa3Ni/k58Hxs0l6HXmYn4e61u5DFZlYhNqkKjyggJc="),
    "C": ("GET", "/api/v2/spot/account/info", b"", "0fFI1oO1S52b9Qwu1X8InVhyWxXER4DdxQizsSavgHQ="),
    "F": ("POST", CANCEL, b'{"productType":"USDT-FUTURES"}', "u/uo2mf4Gcp1bWOIsrN0FWEWTu/Sjqbpgkaeqny0DwE="),
    "G": ("POST", CANCEL, b'{"productType":"COIN-FUTURES"}', "sEQ9OB9y2kWLyXhV1h5N6JmnFZm2c/LYNVSLw56F5T0="),
}  # fmt: skip
USDT = ProductType.USDT_FUTURES
COIN = ProductType.COIN_FUTURES


@pytest.mark.parametrize("name", VECTORS)
def test_a_published_vector_is_signed_as_published(name: str) -> None:
    method, target, body, expected = VECTORS[name]
    assert sign(Secret(SECRET), AT, method, target, body) == expected


def test_the_headers_are_named_as_published_and_only_a_demo_key_has_one_more() -> None:
    call, credentials = Call("POST", CANCEL, {}, VECTORS["F"][2]), Credentials.of("the-key", SECRET, "phrase")
    usual = {
        "ACCESS-KEY": "the-key",
        "ACCESS-SIGN": VECTORS["F"][3],
        "ACCESS-TIMESTAMP": AT,
        "ACCESS-PASSPHRASE": "phrase",
        "Content-Type": "application/json",
        "locale": "en-US",
    }
    assert dict(headers(credentials, int(AT), call, demo=False)) == usual
    assert dict(headers(credentials, int(AT), call, demo=True)) == {**usual, "paptrading": "1"}


@pytest.mark.parametrize("odd", ["k\u00e9y", "k\x07y"])
def test_what_cannot_be_a_header_is_told_in_a_sentence(odd: str) -> None:
    """Printable and not ASCII, and the other way round."""
    for credentials in (Credentials.of(odd, SECRET, "phrase"), Credentials.of("key", SECRET, odd)):
        with pytest.raises(CredentialMissing) as caught:
            headers(credentials, int(AT), Call("GET", CANCEL, {}), demo=False)
        assert (
            caught.value.sentence == "The API key or its passphrase holds characters that Bitget never gives."
        )


def sent_by_cancel_all(product_type: ProductType, coin: str | None, **more: int) -> Seen:
    with serving(answer(LISTS)) as server, client_of(server.url) as client:
        client.cancel_all(product_type, coin, until=soon(), **more)
        (seen,) = server.seen
        return seen


@pytest.mark.parametrize(
    ("coin", "body"),
    [
        (None, b'{"productType":"USDT-FUTURES"}'),
        ("USDT", b'{"productType":"USDT-FUTURES","marginCoin":"USDT"}'),
    ],
)
def test_the_bytes_signed_are_the_bytes_sent(coin: str | None, body: bytes) -> None:
    seen = sent_by_cancel_all(USDT, coin)
    assert seen.body == body
    assert (seen.method, seen.target) == ("POST", CANCEL)
    assert seen.signature_fits()
    assert not seen.signature_fits("another secret")


def test_request_time_and_window_are_sent_only_when_asked_for() -> None:
    seen = sent_by_cancel_all(USDT, None, request_time_ms=1_700_000_000_000, receive_window_ms=5_000)
    assert seen.fields == {
        "productType": "USDT-FUTURES",
        "requestTime": "1700000000000",
        "receiveWindow": "5000",
    }
    assert seen.signature_fits()


def test_the_headers_are_those_of_the_reference_and_no_partner_code() -> None:
    headers = sent_by_cancel_all(COIN, None).headers
    assert headers["access-key"] == KEY
    assert headers["access-passphrase"] == PASSPHRASE
    assert headers["content-type"] == "application/json"
    assert headers["locale"] == "en-US"
    assert len(headers["access-timestamp"]) == 13
    assert headers["access-timestamp"].isdecimal()
    allowed = {"access-key", "access-sign", "access-timestamp", "access-passphrase", "content-type", "locale"}
    allowed |= {"host", "accept", "accept-encoding", "user-agent", "content-length", "connection"}
    assert set(headers) <= allowed  # no x-channel-api-code, no cookie, no paptrading


@pytest.mark.parametrize("demo", [True, False])
def test_only_demo_says_that_it_is_demo(demo: bool) -> None:
    with serving(answer(LISTS)) as server, client_of(server.url, demo=demo) as client:
        client.cancel_all(USDT, None, until=soon())
        assert server.seen[0].headers.get("paptrading") == ("1" if demo else None)


def test_every_signed_call_is_signed_as_it_arrives() -> None:
    orders = [OpenOrder(str(n), USDT, symbol="BTCUSDT") for n in range(3)]
    with serving(answer({"entrustedList": None, "authorities": [], **LISTS})) as server:
        with client_of(server.url) as client:
            client.open_orders(USDT, until=soon())
            client.cancel_orders(orders, until=soon())
            client.key_facts(until=soon())
        with client_of(server.url) as client, serving(answer([])) as lists, client_of(lists.url) as other:
            other.account(USDT, until=soon())
            client.cancel_all(USDT, "USDT", until=soon())
            seen = [*server.seen, *lists.seen]
    assert len(seen) == 6
    assert all(each.signature_fits() for each in seen)
    assert all(" " not in each.body.decode() for each in seen)


def test_the_query_is_sorted_and_asks_for_both_statuses_in_turn() -> None:
    with serving(answer({"entrustedList": None})) as server, client_of(server.url) as client:
        client.open_orders(USDT, until=soon())
        assert [each.target for each in server.seen] == [
            "/api/v2/mix/order/orders-pending?limit=100&productType=USDT-FUTURES&status=live",
            "/api/v2/mix/order/orders-pending?limit=100&productType=USDT-FUTURES&status=partially_filled",
        ]
        assert all(each.body == b"" and "content-length" not in each.headers for each in server.seen)


def test_cancel_all_never_names_a_symbol_and_cancel_by_id_always_does() -> None:
    assert "symbol" not in sent_by_cancel_all(USDT, "USDT").fields
    orders = [OpenOrder(str(n), USDT, symbol=symbol) for n, symbol in enumerate(["BTCUSDT", "ETHUSDT"])]
    with serving(answer(LISTS)) as server, client_of(server.url) as client:
        client.cancel_orders(orders, until=soon())
        assert [each.fields for each in server.seen] == [
            {"productType": "USDT-FUTURES", "symbol": "BTCUSDT", "orderIdList": [{"orderId": "0"}]},
            {"productType": "USDT-FUTURES", "symbol": "ETHUSDT", "orderIdList": [{"orderId": "1"}]},
        ]


def test_calls_of_one_product_type_share_a_warm_connection() -> None:
    with serving(answer({"entrustedList": None, **LISTS})) as server, client_of(server.url) as client:
        client.cancel_all(USDT, None, until=soon())
        client.open_orders(USDT, until=soon())
        assert len(server.seen) == 3
        assert server.connections == 1
