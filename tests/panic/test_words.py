"""Sentences say what is known, and no more."""

from __future__ import annotations

from dataclasses import replace

from gui.panic import errors
from gui.panic.accounts import MAIN
from gui.panic.exchange import CancelAnswer
from gui.panic.orders import OrderResult, ProductType, Scope
from gui.panic.sweep import Sweep
from gui.panic.verdict import Report, Verdict

from .fakes import COIN, USDT, FakeExchange, Step, book_of, order

ONLY_USDT = Scope((USDT,))


def press(exchange: FakeExchange, scope: Scope = ONLY_USDT, deadline_s: float = 0.6) -> Report:
    return Sweep({MAIN: exchange}, scope, deadline_s=deadline_s).run()


def test_an_empty_for_one_margin_coin_speaks_of_that_coin_only() -> None:
    exchange = FakeExchange(order("1", COIN, "ETH"))
    report = press(exchange, Scope((COIN,), "BTC"))
    assert report.verdict is Verdict.EMPTY
    assert report.sentence.endswith("nothing is open in COIN-FUTURES, margin coin BTC only.")
    assert "with margin coin BTC" in report.product_types[0].sentence


def test_left_says_that_no_cancel_was_acknowledged() -> None:
    exchange = FakeExchange(*book_of(1, USDT))
    exchange.always("cancel_all", USDT, errors.RateLimited(code="429"))
    report = press(exchange)
    assert report.verdict is Verdict.LEFT
    assert "No cancel was acknowledged: Too many requests" in report.sentence


def test_nothing_to_cancel_is_the_exchanges_word() -> None:
    class Taciturn(FakeExchange):
        def cancel_all(
            self, product_type: ProductType, margin_coin: str | None, *, until: float
        ) -> CancelAnswer:
            answer = super().cancel_all(product_type, margin_coin, until=until)
            return replace(answer, nothing_to_cancel=False)

    assert "There was nothing to cancel." in press(FakeExchange()).sentence
    assert "Bitget accepted the cancel and named no orders." in press(Taciturn()).sentence


def test_a_lost_answer_is_blamed_only_where_one_was_lost() -> None:
    exchange = FakeExchange(*book_of(1, USDT))
    known = exchange.book.open()
    exchange.script("cancel_all", USDT, Step(keeps=frozenset({known[0].order_id})))
    exchange.script("open_orders", USDT, Step(then=exchange.book.orders.clear))
    report = Sweep({MAIN: exchange}, ONLY_USDT, known={MAIN: known}, deadline_s=2).run()
    assert [row.result for row in report.orders] == [OrderResult.GONE]
    assert "filled, or cancelled without a word from Bitget" in report.sentence


def test_symbols_from_outside_cannot_steer_what_shows_them() -> None:
    exchange = FakeExchange(replace(order("1"), symbol="BTC\x1b[2J\ud800"))
    exchange.always("cancel_all", USDT, Step(keeps=frozenset({"1"})))
    exchange.always("cancel_orders", USDT, Step(keeps=frozenset({"1"})))
    assert "BTC?[2J?" in press(exchange).sentence


def test_what_a_lane_cannot_cancel_is_told_in_parts() -> None:
    exchange = FakeExchange(*book_of(1, USDT), *book_of(1, COIN))
    for kind in (USDT, COIN):
        exchange.always("cancel_all", kind, errors.RateLimited(code="429"))
    report = press(exchange, Scope((USDT, COIN)))
    assert report.sentence.count("Too many requests") == 1
    assert report.sentence.count("Press again") == 1
    assert report.sentence.endswith("Press again, or cancel what is left in the Bitget app.")
    assert all(report.advice_first.startswith("Press again, ") for _ in report.product_types)
    # Each by itself, as the journal has it, is whole.
    assert all("Press again" in product.sentence for product in report.product_types)
