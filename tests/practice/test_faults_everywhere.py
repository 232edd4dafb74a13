"""The faults at the endpoints of plan orders, strategy orders, positions and settings, and at v3 twins."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from http.client import IncompleteRead, RemoteDisconnected
from typing import Any

import pytest

from gui.practice import PlanOrder, PracticeExchange, PracticeOrder

from .conftest import Later, Open
from .signed import (
    CANCEL_BATCH,
    CANCEL_ONE,
    CANCEL_PLAN,
    CANCEL_STRATEGY,
    CANCEL_SYMBOL,
    CURRENT_POSITION,
    PLANS,
    POSITIONS,
    SETTINGS,
    STRATEGIES,
    UNFILLED,
    UNIFIED_KEY_INFO,
    Answer,
    Client,
)

USDT = "USDT-FUTURES"
Ask = Callable[[PracticeExchange, Client], Answer]


@dataclass(frozen=True)
class Endpoint:
    kind: str
    mode: str
    ask: Ask


def cancel_stop(exchange: PracticeExchange, client: Client) -> Answer:
    del exchange
    return client.post(CANCEL_PLAN, productType=USDT, planType="loss_plan")


def cancel_strategy(exchange: PracticeExchange, client: Client) -> Answer:
    stop = next(plan for plan in exchange.book.open_plans(USDT) if plan.plan_type == "loss_plan")
    return client.post(CANCEL_STRATEGY, orderId=stop.order_id)


def cancel_one(exchange: PracticeExchange, client: Client) -> Answer:
    return client.post(CANCEL_ONE, orderId=exchange.book.open_orders(USDT)[0].order_id)


def cancel_batch(exchange: PracticeExchange, client: Client) -> Answer:
    named = [
        {"orderId": order.order_id, "category": USDT, "symbol": order.symbol}
        for order in exchange.book.open_orders(USDT)
    ]
    return client.post_list(CANCEL_BATCH, *named)


CANCELS = {
    "plan-cancel": Endpoint("plan-cancel", "classic", cancel_stop),
    "strategy-cancel": Endpoint("strategy-cancel", "unified", cancel_strategy),
    "cancel-symbol": Endpoint("cancel", "unified", lambda _, it: it.post(CANCEL_SYMBOL, category=USDT)),
    "cancel-one": Endpoint("batch", "unified", cancel_one),
    "cancel-batch": Endpoint("batch", "unified", cancel_batch),
}
READS = {
    "plan-read": Endpoint(
        "plan-read", "classic", lambda _, it: it.get(PLANS, productType=USDT, planType="profit_loss")
    ),
    "strategy-read": Endpoint("strategy-read", "unified", lambda _, it: it.get(STRATEGIES, category=USDT)),
    "positions": Endpoint("positions", "classic", lambda _, it: it.get(POSITIONS, productType=USDT)),
    "current-position": Endpoint(
        "positions", "unified", lambda _, it: it.get(CURRENT_POSITION, category=USDT)
    ),
    "settings": Endpoint("settings", "unified", lambda _, it: it.get(SETTINGS)),
    "unified-key": Endpoint("key", "unified", lambda _, it: it.get(UNIFIED_KEY_INFO)),
    "unfilled": Endpoint("read", "unified", lambda _, it: it.get(UNFILLED, category=USDT)),
}
ALL = {**CANCELS, **READS}


def standing(exchange: PracticeExchange) -> list[PracticeOrder | PlanOrder]:
    return [*exchange.book.open_orders(), *exchange.book.open_plans()]


def everything(exchange: PracticeExchange) -> int:
    return len(standing(exchange))


@pytest.fixture(params=ALL)
def endpoint(request: pytest.FixtureRequest) -> Endpoint:
    return ALL[request.param]


@pytest.fixture(params=CANCELS)
def cancelling(request: pytest.FixtureRequest) -> Endpoint:
    return CANCELS[request.param]


def at(open_exchange: Open, where: Endpoint, fault: str, **how: Any) -> tuple[PracticeExchange, Client]:
    return open_exchange(f"{where.kind}:{fault}", account_mode=where.mode, **how)


@pytest.mark.parametrize("fault", ["http=503", "html-200", "empty-200", "rate-limited*1", "redirect"])
def test_another_answer_is_given_instead(open_exchange: Open, endpoint: Endpoint, fault: str) -> None:
    exchange, client = at(open_exchange, endpoint, fault)
    answer = endpoint.ask(exchange, client)
    expected = {"http=503": 503, "rate-limited*1": 429, "redirect": 302}.get(fault, 200)
    assert answer.status == expected
    assert not answer.raw.startswith(b'{"code":"00000"')
    assert everything(exchange) == 19


def test_a_code_is_answered(open_exchange: Open, endpoint: Endpoint) -> None:
    exchange, client = at(open_exchange, endpoint, "code=45001")
    answer = endpoint.ask(exchange, client)
    assert (answer.status, answer.code, everything(exchange)) == (400, "45001", 19)


def test_a_code_may_hide_an_effect(open_exchange: Open, cancelling: Endpoint) -> None:
    exchange, client = at(open_exchange, cancelling, "code=40010,effect")
    assert cancelling.ask(exchange, client).code == "40010"
    assert everything(exchange) < 19


def test_silence(open_exchange: Open, endpoint: Endpoint) -> None:
    exchange, client = at(open_exchange, endpoint, "silent", timeout=0.2)
    with pytest.raises(TimeoutError):
        endpoint.ask(exchange, client)
    assert everything(exchange) == 19


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("reset", ConnectionResetError),
        ("answer-lost", RemoteDisconnected),
        ("half-answer", IncompleteRead),
    ],
)
def test_broken_connections(
    open_exchange: Open, endpoint: Endpoint, fault: str, error: type[Exception]
) -> None:
    exchange, client = at(open_exchange, endpoint, fault)
    with pytest.raises(error):
        endpoint.ask(exchange, client)


def test_truncated_json(open_exchange: Open, endpoint: Endpoint) -> None:
    exchange, client = at(open_exchange, endpoint, "truncated-json")
    answer = endpoint.ask(exchange, client)
    assert answer.status == 200
    with pytest.raises(json.JSONDecodeError):
        json.loads(answer.raw)


@pytest.mark.parametrize("shape", ["mixed", "numbers", "objects", "data", "envelope"])
def test_wrong_types_are_well_formed(open_exchange: Open, endpoint: Endpoint, shape: str) -> None:
    exchange, client = at(open_exchange, endpoint, f"wrong-types={shape}")
    said: Any = endpoint.ask(exchange, client).json
    if shape == "envelope":
        assert isinstance(said, list)
        assert said[0]["code"] == "00000"
    else:
        assert said["code"] == "00000"
        assert shape != "data" or said["data"] == "success"
        assert shape != "objects" or "[" not in json.dumps(said)


@pytest.mark.parametrize("name", ["plan-read", "strategy-read", "positions", "current-position", "unfilled"])
@pytest.mark.parametrize("how", ["null", "missing"])
def test_lists_are_null(open_exchange: Open, name: str, how: str) -> None:
    endpoint = READS[name]
    exchange, client = at(open_exchange, endpoint, f"null-lists={how}")
    data = endpoint.ask(exchange, client).data
    assert not [value for value in (data or {}).values() if isinstance(value, list)]
    assert (data is None) is (name in ("strategy-read", "positions"))


@pytest.mark.parametrize("name", ["plan-cancel", "cancel-symbol", "cancel-batch"])
def test_some_are_refused_inside_a_success(open_exchange: Open, name: str) -> None:
    endpoint = CANCELS[name]
    exchange, client = at(open_exchange, endpoint, "some-fail=2,22067")
    for _ in range(3):
        exchange.book.place_plan("loss_plan")
    answer = endpoint.ask(exchange, client)
    assert answer.code == "00000"
    told = json.dumps(answer.data)
    assert told.count('"22067"') in (2, 4)
    stubborn = everything(exchange)
    endpoint.ask(exchange, client)
    assert everything(exchange) == stubborn


@pytest.mark.parametrize("name", ["strategy-cancel", "cancel-one"])
def test_a_single_one_is_refused_with_the_code(open_exchange: Open, name: str) -> None:
    endpoint = CANCELS[name]
    exchange, client = at(open_exchange, endpoint, "some-fail=1,22067")
    assert endpoint.ask(exchange, client).code == "22067"
    assert everything(exchange) == 19


def test_what_is_cancelled_may_settle_later(open_exchange: Open, cancelling: Endpoint, later: Later) -> None:
    exchange, client = at(open_exchange, cancelling, "settle=60000")
    assert cancelling.ask(exchange, client).code == "00000"
    assert everything(exchange) == 19
    later(60)
    assert everything(exchange) < 19


def test_what_is_acknowledged_may_stay_for_good(open_exchange: Open, cancelling: Endpoint) -> None:
    exchange, client = at(open_exchange, cancelling, "ack-only")
    assert cancelling.ask(exchange, client).code == "00000"
    assert everything(exchange) == 19


def test_a_bot_places_again_what_it_lost(open_exchange: Open, cancelling: Endpoint, later: Later) -> None:
    exchange, client = at(open_exchange, cancelling, "rearm=1,60000*1")
    before = {each.order_id for each in standing(exchange)}
    cancelling.ask(exchange, client)
    later(60)
    (new,) = [each for each in standing(exchange) if each.order_id not in before]
    assert new.client_oid == f"bot-{new.order_id[-12:]}"
    plan = cancelling.kind in ("plan-cancel", "strategy-cancel")
    assert isinstance(new, PlanOrder) is plan
    exchange.set_account_mode("classic")
    read = client.get(PLANS, productType=USDT, planType="profit_loss") if plan else client.pending()
    (item,) = [each for each in read.data["entrustedList"] if each["orderId"] == new.order_id]
    assert (item["clientOid"], item["enterPointSource"]) == (new.client_oid, "API")


def test_faults_without_an_endpoint_strike_the_twins_and_not_the_stops(open_exchange: Open) -> None:
    exchange, client = open_exchange("http=503", "some-fail=1", account_mode="unified")
    assert client.post(CANCEL_SYMBOL, category=USDT).status == 503
    assert cancel_strategy(exchange, client).code == "00000"
    assert cancel_one(exchange, client).code == "13010"


def test_all_means_the_new_endpoints_too(open_exchange: Open) -> None:
    for endpoint in ALL.values():
        exchange, client = open_exchange("all:http=502", account_mode=endpoint.mode)
        assert endpoint.ask(exchange, client).status == 502
