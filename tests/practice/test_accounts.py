from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from gui.practice import KEY, PracticeExchange, account_names, key_of, parse_fault
from gui.practice.limits import AddressLimit

from .conftest import Open
from .signed import (
    CANCEL_ALL,
    CANCEL_STRATEGY,
    CANCEL_SYMBOL,
    KEY_INFO,
    PLANS,
    SETTINGS,
    TIME,
    UNFILLED,
    Client,
)

USDT = "USDT-FUTURES"


@pytest.fixture
def closing() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def client_of(exchange: PracticeExchange, account: str, stack: ExitStack) -> Client:
    client = Client(exchange.url, key=key_of(account))
    stack.callback(client.close)
    return client


def test_names_and_keys_are_public() -> None:
    assert account_names(4) == ("main", "sub1", "sub2", "sub3")
    assert [key_of(name) for name in account_names(3)] == [
        "practice-key",
        "practice-key-sub1",
        "practice-key-sub2",
    ]
    assert key_of("main") == KEY


def test_each_account_has_a_book_of_its_own_and_no_id_is_given_twice() -> None:
    exchange = PracticeExchange(accounts=25, orders=30, clock=lambda: 1.7e9)
    assert len(exchange.accounts) == 25
    assert exchange.book is exchange.book_of("main")
    books = [exchange.book_of(name) for name in exchange.accounts]
    for book in books:
        book.place()
        book.place_plan()
        assert (len(book.open_orders()), len(book.open_plans()), len(book.positions())) == (31, 6, 3)
    ids = [order.order_id for book in books for order in book.open_orders()]
    ids += [plan.order_id for book in books for plan in book.open_plans()]
    assert len(set(ids)) == 25 * 37
    seeded = {order.client_oid for book in books for order in book.open_orders()}
    assert len(seeded) == 25 * 31
    with pytest.raises(KeyError):
        exchange.book_of("sub25")


@pytest.mark.parametrize("count", [0, -1, 101])
def test_a_number_of_accounts_out_of_range_is_refused(count: int) -> None:
    with pytest.raises(ValueError, match="1 to 100 accounts"):
        PracticeExchange(accounts=count)


def test_a_press_in_one_account_leaves_the_others(open_exchange: Open, closing: ExitStack) -> None:
    exchange, main = open_exchange()
    sub = client_of(exchange, "sub1", closing)
    assert len(sub.cancel_all().data["successList"]) == 8
    counts = [len(exchange.book_of(name).open_orders()) for name in exchange.accounts]
    assert counts == [14, 6, 14]
    assert sub.pending().data["entrustedList"] is None
    assert main.pending().data["entrustedList"]
    users = [client.get(KEY_INFO).data["userId"] for client in (main, sub)]
    assert users == ["1000000001", "1000000002"]
    assert client_of(exchange, "sub3", closing).pending().code == "40006"


def test_an_order_of_another_account_cannot_be_cancelled(open_exchange: Open, closing: ExitStack) -> None:
    exchange, _ = open_exchange(account_mode="unified")
    stranger = client_of(exchange, "sub2", closing)
    stop = exchange.book.open_plans()[0]
    assert stranger.post(CANCEL_STRATEGY, orderId=stop.order_id).code == "25204"
    assert stop in exchange.book.open_plans()
    assert stranger.get(SETTINGS).data["uid"] == "1000000003"


@pytest.mark.usefixtures("long_second")
def test_the_limits_are_counted_for_each_account(open_exchange: Open, closing: ExitStack) -> None:
    exchange, main = open_exchange()
    sub = client_of(exchange, "sub1", closing)
    assert [main.pending().status for _ in range(11)] == [200] * 10 + [429]
    assert [sub.pending().status for _ in range(11)] == [200] * 10 + [429]


def test_a_fault_may_strike_one_account_only(open_exchange: Open, closing: ExitStack) -> None:
    exchange, main = open_exchange("@sub1:http=503", "all@sub2:code=40015", "plan-read@main:empty-200")
    first, second = (client_of(exchange, name, closing) for name in ("sub1", "sub2"))
    assert (main.cancel_all().status, first.cancel_all().status) == (200, 503)
    assert (first.pending().code, second.pending().code, main.pending().code) == ("00000", "40015", "00000")
    assert main.get(PLANS, productType=USDT, planType="profit_loss").raw == b""
    assert first.get(PLANS, productType=USDT, planType="profit_loss").code == "00000"
    # What is public belongs to no account.
    assert second.get(TIME).code == "00000"


def test_a_fault_of_an_account_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match=r"There is no account 'sub3'; there are main, sub1, sub2\."):
        PracticeExchange(faults=[parse_fault("cancel@sub3:reset")])
    with pytest.raises(ValueError, match="no account 'sub1'; there are main"):
        PracticeExchange(accounts=1).arm(parse_fault("@sub1:reset"))


def test_twenty_accounts_are_pressed_at_once(closing: ExitStack) -> None:
    names = account_names(20)
    exchange = closing.enter_context(PracticeExchange(accounts=20, account_mode="unified"))
    start, done = threading.Barrier(20), []

    def press(name: str) -> None:
        client = client_of(exchange, name, closing)
        start.wait(30)
        for category in (USDT, "USDC-FUTURES", "COIN-FUTURES"):
            assert client.post(CANCEL_SYMBOL, category=category).code == "00000"
        assert client.get(UNFILLED).data["list"] is None
        done.append(name)

    threads = [threading.Thread(target=press, args=(name,)) for name in names]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(done) == sorted(names)
    assert time.monotonic() - began < 20
    assert not [name for name in names if exchange.book_of(name).open_orders()]
    assert {request.headers["access-key"] for request in exchange.requests} == {*map(key_of, names)}


def test_too_much_from_one_address_shuts_it_out_for_a_while(open_exchange: Open, closing: ExitStack) -> None:
    exchange, main = open_exchange(address_limit=6, address_recovery_s=1.5)
    sub = client_of(exchange, "sub1", closing)
    statuses = [client.get(TIME).status for _ in range(3) for client in (main, sub)]
    assert statuses == [200] * 6
    shut = main.cancel_all()
    assert (shut.status, shut.json) == (429, {"code": "429", "msg": "Too Many Requests", "data": None})
    assert sub.post(CANCEL_ALL, productType=USDT).status == 429
    assert len(exchange.book.open_orders()) == 14
    time.sleep(1.51)
    assert main.cancel_all().code == "00000"


def test_the_address_limit_can_be_lifted_with_the_others(open_exchange: Open) -> None:
    _, client = open_exchange(address_limit=3, rate_limited=False)
    assert {client.pending().status for _ in range(10)} == {200}


def test_the_minute_of_an_address_slides_and_the_recovery_does_not() -> None:
    now = [1000.0]
    limit = AddressLimit(3, 300.0, lambda: now[0])
    assert [limit.admits("a") for _ in range(3)] == [True] * 3
    now[0] += 60
    assert [limit.admits("a") for _ in range(4)] == [True] * 3 + [False]
    assert limit.admits("b")
    now[0] += 299
    assert not limit.admits("a")
    now[0] += 2
    assert limit.admits("a")
