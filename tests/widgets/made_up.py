"""Orders, reports and checks that nobody ever had, for the tests and for the gallery."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from gui.bitget.codes import sentence_for
from gui.kept.records import Book, End, Press, PressRecord
from gui.panic import refusals
from gui.panic.adding_up import add_up
from gui.panic.checks import clock_check, link_check
from gui.panic.orders import (
    Covers,
    Environment,
    Namespace,
    OpenOrder,
    OrderOutcome,
    OrderResult,
    Position,
    ProductType,
    Scope,
)
from gui.panic.readiness import Check, Readiness, Standing
from gui.panic.verdict import ProductReport, Report, Verdict, nothing_named
from gui.words import join, say

_USDT, _USDC, _COIN = ProductType.USDT_FUTURES, ProductType.USDC_FUTURES, ProductType.COIN_FUTURES

_ROWS = (
    (_USDT, "BTCUSDT", "buy", "0.500", "58200.0", "1182004410021336577"),
    (_USDT, "BTCUSDT", "buy", "0.250", "57950.0", "1182004410188140545"),
    (_USDT, "ETHUSDT", "sell", "4.00", "3412.50", "1182004411035004929"),
    (_USDT, "SOLUSDT", "sell", "120", "214.350", "1182004411520086017"),
    (_USDT, "XRPUSDT", "buy", "9000", "1.9820", "1182004412266995713"),
    (_USDC, "BTCPERP", "sell", "0.100", "63900.0", "1182004412907012097"),
    (_COIN, "BTCUSD", "buy", "2500", "58000.0", "1182004413344980993"),
)


def order(number: int = 0, **changes: object) -> OpenOrder:
    """One of seven orders, or another one made of it."""
    product_type, symbol, side, size, price, order_id = _ROWS[number % len(_ROWS)]
    fields: dict[str, object] = {
        "order_id": order_id if number < len(_ROWS) else f"{10**18 + number}",
        "product_type": product_type,
        "symbol": symbol,
        "side": side,
        "size": Decimal(size),
        "price": Decimal(price),
        "created_ms": 1_752_000_000_000 + number * 1000,
    }
    return OpenOrder(**{**fields, **changes})  # type: ignore[arg-type]


_STOPS = (
    (0, Namespace.NORMAL_PLAN, "normal_plan", "60000.0", "1182004500120994817"),
    (0, Namespace.PROFIT_LOSS, "pos_loss", "52000.0", "1182004500187021313"),
    (2, Namespace.PROFIT_LOSS, "profit_plan", "3050.00", "1182004500243341825"),
    (3, Namespace.TRACK_PLAN, "track_plan", "221.000", "1182004500311822337"),
)


def stops() -> list[OpenOrder]:
    """A trigger order, two of TP/SL, and a trailing one."""
    return [
        order(like, namespace=namespace, plan_type=plan_type, price=Decimal(price), order_id=order_id)
        for like, namespace, plan_type, price, order_id in _STOPS
    ]


def restore_record(count: int = 12, age_ms: int = 3_100) -> PressRecord:
    """A press that took away so many orders of every sort, four stops among them, and one known by its ID."""
    placed = [
        order(
            number,
            client_oid=f"grid-{number:04}",
            filled=Decimal(0) if number % 4 else Decimal("0.1"),
            order_type="limit",
            force="post_only" if number % 3 else "gtc",
            reduce_only=number % 5 == 2,
            preset_take_profit=Decimal("61000.5") if number % 4 == 1 else None,
            preset_stop_loss=Decimal("51000") if number % 4 == 1 else None,
            margin_mode="crossed",
            margin_coin="USDT",
            position_side="net",
            trade_side="buy_single",
            leverage=Decimal(20),
            status="live",
            source="API",
        )
        for number in range(count)
    ]
    waiting = [
        replace(stop, trigger_price=stop.price, trigger_type="mark_price", order_type="market")
        for stop in stops()
    ]
    met = [OrderOutcome(each, OrderResult.CANCELLED) for each in (*placed, *waiting)]
    met[2] = replace(
        met[2],
        result=OrderResult.GONE,
        reason=say("Not open any more: filled, or cancelled without a word from Bitget."),
    )
    lost = OpenOrder("1182004599999999999", _USDT)
    met.append(OrderOutcome(lost, OrderResult.UNCONFIRMED, say("Bitget has not said what became of it.")))
    at = datetime(2026, 3, 12, 8, 12, 4, tzinfo=UTC)
    end = End(at, Verdict.UNKNOWN, "No answer.", 10_000, tuple(met))
    press = Press(Environment.LIVE, Scope(kinds=Covers.EVERYTHING), id="a" * 32, at=at)
    return PressRecord(press, end=end, books=(Book("main", age_ms, tuple(placed)),))


def positions(count: int = 2) -> tuple[Position, ...]:
    """Up to eight open positions."""
    symbols = ("BTC", "ETH", "SOL", "XRP", "DOGE", "ADA", "LINK", "LTC")
    sizes = ("0.5", "4", "120", "9000", "55000", "7200", "310", "18.25")
    made = zip(symbols, sizes, strict=True)
    return tuple(
        Position(_USDT, f"{symbol}USDT", "short" if at % 2 else "long", Decimal(size))
        for at, (symbol, size) in enumerate(made)
    )[:count]


def book(count: int = 7) -> list[OpenOrder]:
    """So many open orders, each with its own id."""
    return [order(number) for number in range(count)]


def outcomes(tell: Callable[[int], tuple[OrderResult, str, str]], count: int = 7) -> list[OrderOutcome]:
    """A result for each order of the book."""
    made = []
    for number in range(count):
        result, reason, code = tell(number)
        made.append(OrderOutcome(order(number), result, reason, code, at_ms=96 + number))
    return made


def all_cancelled(_: int) -> tuple[OrderResult, str, str]:
    """Every order was cancelled."""
    return OrderResult.CANCELLED, "", ""


def two_left(number: int) -> tuple[OrderResult, str, str]:
    """Two orders are still open."""
    if number == 3:
        reason = sentence_for("22067", "")
        return OrderResult.STILL_OPEN, reason, "22067"
    if number == 4:
        return OrderResult.STILL_OPEN, sentence_for("13010", ""), "13010"
    return all_cancelled(number)


def two_unknown(number: int) -> tuple[OrderResult, str, str]:
    """Two product types did not answer."""
    if number > 4:
        return OrderResult.UNCONFIRMED, say("Bitget has not said what became of it."), ""
    return all_cancelled(number)


def report(
    verdict: Verdict,
    sentence: str,
    elapsed_ms: int,
    left: int | None = None,
    unprotected: tuple[Position, ...] | None = (),
) -> Report:
    """A report with a verdict and a sentence of one's choice."""
    product = ProductReport(_USDT, verdict, sentence, left=left, unprotected=unprotected)
    return Report(verdict, sentence, elapsed_ms, (product,), ())


def emptied(cancelled: int, stops: int = 0) -> str:
    """The sentence of a press that was proved empty."""
    where = say("Read back: nothing is open in {where}.", where=Scope().places)
    return join(nothing_named(cancelled, stops, answer_lost=False, had_nothing=False), where)


def added_up(ended: Mapping[ProductType, tuple[Verdict, str] | None]) -> str:
    """The sentence of a press whose product types ended so; None is one that was proved empty."""
    reports = [ProductReport(kind, *(how or (Verdict.EMPTY, ""))) for kind, how in ended.items()]
    return add_up(reports, (), 10_000).sentence


def checks(*, is_ready: bool = True) -> Readiness:
    """A readiness of five checks, of which the address is bad when it is not ready."""
    address = Check(
        "address", Standing.GOOD, say("key cannot withdraw"), say("The key cannot withdraw money.")
    )
    if not is_ready:
        trouble = refusals.AddressNotListed(
            say("This computer's address {address} is not on the key's IP list.", address="203.0.113.9")
        )
        sentence = join(trouble.sentence, trouble.advice)
        address = Check("address", Standing.BAD, say("key refused"), sentence)
    return Readiness(
        (
            Check(
                "book", Standing.GOOD, say("{count:,} open", count=14), say("Open orders: {each}.", each="14")
            ),
            link_check(41),
            clock_check(12),
            address,
            Check(
                "hotkey",
                Standing.UNSURE,
                say("hotkey in this window only"),
                say("The desktop gave no global hotkey."),
            ),
        ),
        open_orders=14,
    )
