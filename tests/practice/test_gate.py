from __future__ import annotations

import time

import pytest

from gui.practice import PracticeExchange
from gui.practice.gate import signature_fits
from gui.practice.messages import Request

from .conftest import Open
from .signed import ACCOUNTS, CANCEL_ALL, Client, headers, signature

SECRET = "DUMMYSECRET_0123456789abcdef0123456789abcdef"
PENDING_QUERY = "limit=100&productType=USDT-FUTURES"

# Computed by several public clients independently of this code.
VECTORS = [
    (
        *("POST", "/api/v2/mix/order/cancel-all-orders", ""),
        *(
            '{"productType":"USDT-FUTURES","marginCoin":"USDT"}',
            "tW2gewljeph4r+hash6ag7MqK5tudmlu2Vxpfi78fnE=",
        ),
    ),
    (
        *("GET", "/api/v2/mix/order/orders-pending", PENDING_QUERY),
        *("", "/wa3Ni/k58Hxs0l6HXmYn4e61u5DFZlYhNqkKjyggJc="),
    ),
    (
        *("POST", "/api/v2/mix/order/cancel-all-orders", ""),
        *('{"productType":"USDT-FUTURES"}', "u/uo2mf4Gcp1bWOIsrN0FWEWTu/Sjqbpgkaeqny0DwE="),
    ),
    (
        *("POST", "/api/v2/mix/order/cancel-all-orders", ""),
        *('{"productType":"COIN-FUTURES"}', "sEQ9OB9y2kWLyXhV1h5N6JmnFZm2c/LYNVSLw56F5T0="),
    ),
]


@pytest.mark.parametrize(("method", "path", "query", "body", "expected"), VECTORS)
def test_known_signatures_fit_and_altered_ones_do_not(
    method: str, path: str, query: str, body: str, expected: str
) -> None:
    def request(sign: str, sent: str = body) -> Request:
        head = {"access-sign": sign, "access-timestamp": "1700000000000"}
        return Request(method, path, query, head, sent.encode())

    assert signature_fits(request(expected), SECRET)
    assert not signature_fits(request(expected), SECRET + "x")
    assert not signature_fits(request(expected, body + " "), SECRET)
    assert not signature_fits(request(expected.lower()), SECRET)
    assert not signature_fits(request("é"), SECRET)


def now(offset_ms: int = 0) -> str:
    return str(time.time_ns() // 1_000_000 + offset_ms)


# Each line breaks one thing more than the line below it, from what is checked first to what is checked last.
STEPS: list[tuple[str, dict[str, str | None]]] = [
    ("40001", {"ACCESS_KEY": None}),
    ("40003", {"ACCESS_SIGN": None}),
    ("40005", {"ACCESS_TIMESTAMP": None}),
    ("40011", {"ACCESS_PASSPHRASE": None}),
    ("40007", {"Content_Type": "text/plain"}),
    ("40005", {"ACCESS_TIMESTAMP": "yesterday"}),
    ("40006", {"ACCESS_KEY": "someone-else"}),
    ("40009", {"ACCESS_SIGN": "c2lnbmF0dXJl"}),
    ("40012", {"ACCESS_PASSPHRASE": "guess"}),
]


@pytest.mark.parametrize("step", range(len(STEPS)))
def test_checks_come_in_the_documented_order(
    exchange_and_client: tuple[PracticeExchange, Client], step: int
) -> None:
    exchange, client = exchange_and_client
    broken: dict[str, str | None] = {}
    for _, change in reversed(STEPS[step:]):
        broken.update(change)
    answer = client.post(CANCEL_ALL, changed=broken, productType="USDT-FUTURES")
    assert (answer.status, answer.code, answer.data) == (400, STEPS[step][0], None)
    assert isinstance(answer.json["requestTime"], int)
    assert len(exchange.book.open_orders()) == 14


@pytest.mark.parametrize(("offset_ms", "code"), [(-29_000, "00000"), (29_000, "00000")])
def test_a_clock_within_thirty_seconds_is_fine(open_exchange: Open, offset_ms: int, code: str) -> None:
    _, client = open_exchange()
    answer = client.post(CANCEL_ALL, changed={"timestamp": now(offset_ms)}, productType="USDT-FUTURES")
    assert answer.code == code


@pytest.mark.parametrize("offset_ms", [-31_000, 31_000])
def test_a_stale_timestamp_comes_before_an_unknown_key(open_exchange: Open, offset_ms: int) -> None:
    _, client = open_exchange()
    changed: dict[str, str | None] = {"timestamp": now(offset_ms), "ACCESS_KEY": "someone-else"}
    answer = client.post(CANCEL_ALL, changed=changed, productType="USDT-FUTURES")
    assert (answer.code, answer.json["msg"]) == ("40008", "Request timestamp expired")


def test_a_get_needs_no_content_type_and_a_charset_does_no_harm(open_exchange: Open) -> None:
    _, client = open_exchange()
    assert client.get(ACCOUNTS, changed={"Content_Type": None}, productType="USDT-FUTURES").code == "00000"
    charset: dict[str, str | None] = {"Content_Type": "application/json; charset=utf-8"}
    assert client.post(CANCEL_ALL, changed=charset, productType="USDT-FUTURES").code == "00000"


def test_a_body_signed_compactly_and_sent_with_spaces_is_refused(open_exchange: Open) -> None:
    _, client = open_exchange()
    signed = headers("POST", CANCEL_ALL, '{"productType":"USDT-FUTURES"}')
    assert client.send("POST", CANCEL_ALL, '{"productType": "USDT-FUTURES"}', signed).code == "40009"


def test_a_query_may_be_signed_decoded(open_exchange: Open) -> None:
    _, client = open_exchange()
    stamp = now()
    decoded = signature("practice-secret", f"{stamp}GET{ACCOUNTS}?productType=USDT-FUTURES")
    target = f"{ACCOUNTS}?productType=USDT%2DFUTURES"
    signed = headers("GET", target, timestamp=stamp, ACCESS_SIGN=decoded)
    assert client.send("GET", target, "", signed).code == "00000"


@pytest.mark.parametrize(
    ("fault", "wrong", "code"),
    [
        # The account mode comes out before the signature is looked at, but not before the key.
        ("unified-account", {"ACCESS_SIGN": "bad"}, "40085"),
        ("unified-account", {"ACCESS_KEY": "unknown"}, "40006"),
        ("ip-not-listed", {"ACCESS_SIGN": "bad"}, "40009"),
        ("ip-not-listed", {}, "40018"),
        ("deny-permission", {"ACCESS_PASSPHRASE": "bad"}, "40012"),
        ("deny-permission", {}, "40014"),
    ],
)
def test_account_faults_take_their_place_in_the_order(
    open_exchange: Open, fault: str, wrong: dict[str, str | None], code: str
) -> None:
    exchange, client = open_exchange(fault)
    answer = client.post(CANCEL_ALL, changed=wrong, productType="USDT-FUTURES")
    assert (answer.status, answer.code) == (400, code)
    assert len(exchange.book.open_orders()) == 14


def test_account_faults_say_what_is_wrong_and_where(open_exchange: Open) -> None:
    _, client = open_exchange("ip-not-listed=198.51.100.4")
    assert "198.51.100.4" in client.cancel_all().json["msg"]
    _, client = open_exchange("deny-permission=futures order write")
    assert client.cancel_all().json["msg"] == "Incorrect permissions, need futures order write permissions"
    assert client.pending().code == "00000"
