"""The real client against the practice exchange over real HTTP: every endpoint and its documented errors."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from decimal import Decimal

import pytest

from gui.bitget.classic import Classic
from gui.bitget.signed import SignedCalls
from gui.bitget.transport import Transport
from gui.panic import errors, refusals
from gui.panic.orders import ALL_FUTURES, OpenOrder, ProductType
from gui.panic.secrets import Credentials
from gui.practice import KEY, PASSPHRASE, SECRET, PracticeExchange, parse_fault

USDT, USDC, COIN = ALL_FUTURES
Open = Callable[..., tuple[PracticeExchange, Classic]]


def soon() -> float:
    return time.monotonic() + 30


def client_with(url: str, key: str = KEY, secret: str = SECRET, passphrase: str = PASSPHRASE) -> Classic:
    return Classic(SignedCalls(Transport(url), Credentials.of(key, secret, passphrase)))


@pytest.fixture
def open_venue() -> Iterator[Open]:
    with ExitStack() as stack:

        def make(*faults: str, orders: int = 14, **given: str) -> tuple[PracticeExchange, Classic]:
            exchange = PracticeExchange(orders=orders, faults=[parse_fault(text) for text in faults])
            stack.enter_context(exchange)
            client = client_with(exchange.url, **given)
            stack.callback(client.close)
            return exchange, client

        yield make


@pytest.mark.parametrize("kind", list(ProductType))
def test_the_book_is_read_whole_and_exactly(open_venue: Open, kind: ProductType) -> None:
    exchange, client = open_venue(orders=40)
    book = client.open_orders(kind, until=soon())
    there = {order.order_id: order for order in exchange.book.open_orders(kind.value)}
    assert {order.order_id for order in book.orders} == set(there)
    for order in book.orders:
        theirs = there[order.order_id]
        assert order.product_type is kind
        assert (order.size, order.filled, order.price) == (theirs.size, theirs.filled, theirs.price)
        assert (order.symbol, order.side, order.status) == (theirs.symbol, theirs.side, theirs.status)
        assert (order.client_oid, order.margin_coin) == (theirs.client_oid, theirs.margin_coin)
        assert order.created_ms == theirs.placed_ms


def test_more_orders_than_two_pages_are_read_whole(open_venue: Open) -> None:
    exchange, client = open_venue(orders=420)
    book = client.open_orders(USDT, until=soon())
    assert len(book.orders) == len(exchange.book.open_orders("USDT-FUTURES")) > 200


def test_cancel_all_cancels_one_product_type_and_names_what_went(open_venue: Open) -> None:
    exchange, client = open_venue()
    there = {order.order_id for order in exchange.book.open_orders("USDT-FUTURES")}
    answered = client.cancel_all(USDT, None, until=soon())
    assert {ref.order_id for ref in answered.cancelled} == there
    assert exchange.book.open_orders("USDT-FUTURES") == []
    assert exchange.book.open_orders("USDC-FUTURES")
    assert answered.server_ms == pytest.approx(time.time() * 1000, abs=2_000)
    assert client.cancel_all(USDT, None, until=soon()).nothing_to_cancel


def test_cancel_all_of_one_coin_leaves_the_others(open_venue: Open) -> None:
    exchange, client = open_venue(orders=0)
    exchange.book.place("BTCUSD", margin_coin="BTC")
    kept = exchange.book.place("BTCUSD", margin_coin="ETH")
    client.cancel_all(COIN, "BTC", until=soon())
    assert exchange.book.open_orders() == [kept]


def test_orders_are_cancelled_by_id_across_symbols(open_venue: Open) -> None:
    exchange, client = open_venue(orders=60)
    orders = client.open_orders(USDT, until=soon()).orders
    answered = client.cancel_orders(orders[1:], until=soon())
    assert len(answered.cancelled) == len(orders) - 1
    assert [each.order_id for each in exchange.book.open_orders("USDT-FUTURES")] == [orders[0].order_id]
    gone = client.cancel_orders(orders[1:3], until=soon())
    assert {each.code for each in gone.refused} <= {"43001"}
    assert gone.cancelled == ()


def test_the_clock_the_accounts_and_the_key_can_be_asked(open_venue: Open) -> None:
    _, client = open_venue()
    assert client.server_time(until=soon()) == pytest.approx(time.time() * 1000, abs=2_000)
    for kind in ALL_FUTURES:
        client.account(kind, until=soon())
    assert client.clock_offset_ms == pytest.approx(0, abs=1_000)


@pytest.mark.parametrize(
    ("given", "kind", "code"),
    [
        ({"key": "another"}, refusals.KeyUnknown, "40006"),
        ({"secret": "another"}, refusals.SecretWrong, "40009"),
        ({"passphrase": "another"}, refusals.PassphraseWrong, "40012"),
        ({"key": ""}, refusals.CredentialMissing, "40001"),
        ({"passphrase": ""}, refusals.CredentialMissing, "40011"),
    ],
)
def test_a_wrong_credential_is_told_by_its_part(
    open_venue: Open, given: dict[str, str], kind: type[errors.Refused], code: str
) -> None:
    exchange, client = open_venue(**given)
    before = exchange.book.open_orders()
    order = OpenOrder("1", USDT, symbol="BTCUSDT")
    calls: list[Callable[[], object]] = [
        lambda: client.cancel_all(USDT, None, until=soon()),
        lambda: client.open_orders(USDT, until=soon()),
        lambda: client.cancel_orders([order], until=soon()),
        lambda: client.account(USDT, until=soon()),
    ]
    for call in calls:
        with pytest.raises(kind) as caught:
            call()
        assert caught.value.code == code
    assert exchange.book.open_orders() == before


@pytest.mark.parametrize(
    ("fault", "kind", "code"),
    [
        ("deny-permission", refusals.PermissionMissing, "40014"),
        ("ip-not-listed", refusals.AddressNotListed, "40018"),
        ("unified-account", refusals.WrongAccountMode, "40085"),
        *[
            (f"code={code}", kind, code)
            for code, kind in [
                ("40010", errors.ExchangeTrouble),
                ("40015", errors.ExchangeTrouble),
                ("40200", errors.UnderMaintenance),
                ("45001", errors.ExchangeTrouble),
                ("40099", refusals.WrongEnvironment),
                ("40037", refusals.KeyUnknown),
                ("40731", refusals.CopyTradingKey),
                ("40778", refusals.ParameterRefused),
                ("41114", refusals.PairUnavailable),
                ("40768", refusals.OrderGone),
                ("49999", errors.UnknownCode),
            ]
        ],
        ("rate-limited*1", errors.RateLimited, "429"),
        ("http=503", errors.Unintelligible, ""),
        ("http=403", errors.Blocked, ""),
        ("redirect", errors.Redirected, ""),
    ],
)
def test_a_documented_error_gives_its_class(
    open_venue: Open, fault: str, kind: type[errors.ExchangeError], code: str
) -> None:
    exchange, client = open_venue(fault)
    before = len(exchange.book.open_orders())
    with pytest.raises(errors.ExchangeError) as caught:
        client.cancel_all(USDT, None, until=soon())
    assert type(caught.value) is kind
    assert caught.value.code == code
    assert len(exchange.book.open_orders()) == before


def test_a_margin_coin_in_small_letters_is_what_the_exchange_refuses_too(open_venue: Open) -> None:
    _, client = open_venue()
    with pytest.raises(refusals.ParameterRefused):
        client.cancel_all(USDT, "usdt", until=soon())


def test_a_late_request_with_a_window_is_thrown_away(open_venue: Open) -> None:
    exchange, client = open_venue()
    late_ms = int(time.time() * 1000) - 20_000
    with pytest.raises(refusals.OurMistake):
        client.cancel_all(USDT, None, until=soon(), request_time_ms=late_ms, receive_window_ms=5_000)
    assert exchange.book.open_orders("USDT-FUTURES")


def test_sizes_are_decimals_and_never_floats(open_venue: Open) -> None:
    _, client = open_venue()
    for order in client.open_orders(USDT, until=soon()).orders:
        assert all(isinstance(number, Decimal) for number in (order.size, order.filled, order.price))
