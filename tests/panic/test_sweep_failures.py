from __future__ import annotations

import logging
import threading
import time

import pytest

from gui.panic import errors, refusals
from gui.panic.accounts import MAIN
from gui.panic.crew import Crew
from gui.panic.orders import ALL_FUTURES, Covers, OrderResult, Scope
from gui.panic.sweep import Sweep
from gui.panic.verdict import ProductReport, Report, Verdict

from .fakes import COIN, PLAIN, USDC, USDT, FakeExchange, Step, book_of, coded, order

ONLY_USDT = Scope((USDT,))
NO_ANSWERS = [
    errors.Silent,
    errors.CutOff,
    errors.Unintelligible,
    errors.Blocked,
    errors.Redirected,
    errors.Malformed,
    errors.ExchangeTrouble,
    errors.UnderMaintenance,
    errors.UnknownCode,
]
REFUSALS = [
    refusals.ClockRefused,
    refusals.CredentialMissing,
    refusals.KeyUnknown,
    refusals.SecretWrong,
    refusals.PassphraseWrong,
    refusals.PermissionMissing,
    refusals.AddressNotListed,
    refusals.AccountRestricted,
    refusals.RegionRefused,
    refusals.WrongAccountMode,
    refusals.WrongEnvironment,
    refusals.CopyTradingKey,
    refusals.NotInDemo,
    refusals.ParameterRefused,
    refusals.PairUnavailable,
    refusals.OurMistake,
]
EVERY_FAILURE = [errors.Unreachable, errors.Untrusted, errors.OutOfTime, errors.RateLimited, *NO_ANSWERS]


def press(exchange: FakeExchange, scope: Scope = ONLY_USDT, deadline_s: float = 0.45) -> Report:
    return Sweep({MAIN: exchange}, scope, deadline_s=deadline_s).run()


def only(report: Report) -> ProductReport:
    (product,) = report.product_types
    return product


@pytest.mark.parametrize("kind", REFUSALS)
def test_a_definite_refusal_ends_at_once_and_says_so(kind: type[errors.Refused]) -> None:
    exchange = FakeExchange(order("1"))
    exchange.always("cancel_all", USDT, coded(kind, "40009"))
    report = press(exchange, deadline_s=5)
    assert report.verdict is Verdict.REFUSED
    assert report.elapsed_ms < 4000
    assert exchange.count("cancel_all") == 1
    assert only(report).code == "40009"
    assert kind.sentence in report.sentence
    assert "Nothing was cancelled." in report.sentence
    lasts = {refusals.PermissionMissing: True, refusals.AccountRestricted: True, refusals.KeyUnknown: False}
    assert only(report).is_lasting is lasts.get(kind, only(report).is_lasting)


def test_a_lost_answer_that_had_effect_ends_empty_and_says_that_it_was_lost() -> None:
    exchange = FakeExchange(*book_of(2, USDT))
    exchange.script("cancel_all", USDT, Step(after=errors.CutOff()))
    report = press(exchange, deadline_s=5)
    assert report.verdict is Verdict.EMPTY
    assert exchange.count("cancel_all") == 2  # the second one is what is acknowledged
    assert only(report).answer_lost
    assert "An answer was lost, so what it cancelled is not known." in report.sentence
    assert "nothing to cancel" not in only(report).sentence


@pytest.mark.parametrize("kind", EVERY_FAILURE)
def test_a_failure_that_passes_is_overcome(kind: type[errors.ExchangeError]) -> None:
    exchange = FakeExchange(*book_of(2, USDT))
    exchange.script("cancel_all", USDT, kind(), kind())
    exchange.script("open_orders", USDT, kind())
    report = press(exchange, deadline_s=5)
    assert report.verdict is Verdict.EMPTY
    assert {row.result for row in report.orders} == {OrderResult.CANCELLED}


@pytest.mark.parametrize("kind", EVERY_FAILURE)
def test_a_read_that_fails_for_ever_is_unknown_and_never_empty(kind: type[errors.ExchangeError]) -> None:
    exchange = FakeExchange(*book_of(2, USDT))
    exchange.always("open_orders", USDT, kind())
    report = press(exchange)
    assert report.verdict is Verdict.UNKNOWN
    assert exchange.count("cancel_all") == 1  # acknowledged; only the proof was missing
    assert only(report).left is None
    assert {row.result for row in report.orders} == {OrderResult.UNCONFIRMED}
    assert "Orders may still be open." in report.sentence


@pytest.mark.parametrize("kind", EVERY_FAILURE)
def test_a_cancel_that_is_never_acknowledged_is_unknown_although_the_read_is_empty(
    kind: type[errors.ExchangeError],
) -> None:
    exchange = FakeExchange()
    exchange.always("cancel_all", USDT, kind())
    report = press(exchange)
    assert report.verdict is Verdict.UNKNOWN
    assert kind.sentence in report.sentence


def test_a_refusal_after_an_attempt_that_may_have_acted_is_not_refused() -> None:
    exchange = FakeExchange(*book_of(2, USDT))
    exchange.script("cancel_all", USDT, Step(after=errors.Silent()))
    exchange.always("cancel_all", USDT, coded(refusals.KeyUnknown, "40006"))
    exchange.always("open_orders", USDT, coded(refusals.KeyUnknown, "40006"))
    report = press(exchange)
    assert report.verdict is Verdict.UNKNOWN
    assert only(report).code == "40006"
    assert "Nothing was cancelled" not in report.sentence


def test_a_refusal_beside_a_copy_that_was_never_answered_is_not_refused() -> None:
    exchange = FakeExchange(order("1"))
    refusal = refusals.PermissionMissing()
    refusal.is_partly_lost = True
    exchange.script("cancel_all", USDT, Step(after=refusal))
    exchange.always("cancel_all", USDT, refusals.PermissionMissing())
    report = press(exchange)
    assert report.verdict is Verdict.UNKNOWN
    assert only(report).answer_lost


def test_a_refusal_after_one_that_never_left_is_refused() -> None:
    exchange = FakeExchange(order("1"))
    exchange.script("cancel_all", USDT, errors.Unreachable())
    exchange.always("cancel_all", USDT, refusals.PermissionMissing())
    assert press(exchange, deadline_s=5).verdict is Verdict.REFUSED


@pytest.mark.parametrize("kind", REFUSALS)
def test_a_read_that_is_refused_twice_is_unknown_soon(kind: type[errors.Refused]) -> None:
    exchange = FakeExchange(order("1"))
    exchange.always("open_orders", USDT, coded(kind, "40009"))
    report = press(exchange, deadline_s=5)
    assert report.verdict is Verdict.UNKNOWN
    assert report.elapsed_ms < 4000
    assert (exchange.count("cancel_all"), exchange.count("open_orders")) == (1, 2)
    assert only(report).code == "40009"
    assert only(report).sentence.startswith(f"{kind.sentence} Orders may still be open.")
    assert {row.result for row in report.orders} == {OrderResult.UNCONFIRMED}


@pytest.mark.parametrize("kind", REFUSALS)
def test_a_read_that_is_refused_once_is_read_again(kind: type[errors.Refused]) -> None:
    exchange = FakeExchange(order("1"))
    exchange.script("open_orders", USDT, kind())
    report = press(exchange, deadline_s=5)
    assert report.verdict is Verdict.EMPTY
    assert {row.result for row in report.orders} == {OrderResult.CANCELLED}
    assert report.elapsed_ms < 1500


def test_a_later_read_that_is_refused_once_keeps_no_further_cancel_back() -> None:
    exchange = FakeExchange(*book_of(3, USDT))
    exchange.script("cancel_all", USDT, Step(keeps=frozenset({"USDT-FUTURES-0", "USDT-FUTURES-1"})))
    exchange.script("cancel_orders", USDT, Step(keeps=frozenset({"USDT-FUTURES-1"})))
    exchange.script("open_orders", USDT, PLAIN, refusals.PermissionMissing())
    report = press(exchange, deadline_s=5)
    assert report.verdict is Verdict.EMPTY
    assert exchange.book.open() == ()
    assert len(report.orders) == 3


def test_refusals_with_a_good_read_between_them_are_two_false_ones() -> None:
    exchange = FakeExchange(*book_of(2, USDT))
    refused = refusals.KeyUnknown()
    exchange.script("cancel_all", USDT, Step(keeps=frozenset({"USDT-FUTURES-0"})))
    exchange.script("cancel_orders", USDT, Step(keeps=frozenset({"USDT-FUTURES-0"})))
    exchange.script("open_orders", USDT, refused, PLAIN, refused)
    assert press(exchange, deadline_s=5).verdict is Verdict.EMPTY


def test_two_lists_that_are_refused_once_each_are_two_false_refusals() -> None:
    exchange, refused = FakeExchange(order("1")), refusals.KeyUnknown()
    exchange.script("stops", USDT, refused)
    exchange.script("open_orders", USDT, PLAIN, refused)
    exchange.script("cancel_all", USDT, Step(keeps=frozenset({"1"})))
    exchange.script("cancel_orders", USDT, PLAIN)
    report = press(exchange, Scope((USDT,), kinds=Covers.EVERYTHING), deadline_s=8)
    assert report.verdict is Verdict.EMPTY


def test_a_refused_cancel_does_not_stand_for_a_refused_read() -> None:
    exchange = FakeExchange(order("1"))
    refused = refusals.KeyUnknown()
    exchange.script("cancel_all", USDT, Step(before=errors.Silent()), refused, refused)
    exchange.script("open_orders", USDT, errors.Silent(), errors.Silent(), refused)
    assert press(exchange, deadline_s=5).verdict is Verdict.EMPTY


def test_where_a_cancel_cannot_leave_nothing_is_claimed_of_the_orders() -> None:
    exchange = FakeExchange(order("1"))
    exchange.always("cancel_all", USDT, errors.Unreachable())
    report = press(exchange)
    assert report.verdict is Verdict.UNKNOWN
    assert "Nothing was sent; your orders are as they were." in report.sentence
    assert exchange.count("open_orders") == 0


def test_an_old_read_does_not_tell_what_a_later_attempt_did() -> None:
    exchange = FakeExchange(*book_of(2, USDT))
    exchange.script("cancel_all", USDT, Step(keeps=frozenset({"USDT-FUTURES-0"})))
    exchange.script("open_orders", USDT, Step())
    exchange.always("open_orders", USDT, errors.Silent())
    report = press(exchange, deadline_s=2.0)
    assert report.verdict is Verdict.UNKNOWN
    assert exchange.count("cancel_orders") >= 1  # the second pass was sent, and never read back


def test_one_product_type_that_fails_never_stops_the_others() -> None:
    exchange = FakeExchange(*book_of(2, *ALL_FUTURES))
    exchange.always("cancel_all", USDT, errors.Silent())
    exchange.always("cancel_all", USDC, refusals.KeyUnknown())
    report = press(exchange, Scope())
    verdicts = {product.product_type: product.verdict for product in report.product_types}
    assert verdicts == {USDT: Verdict.LEFT, USDC: Verdict.REFUSED, COIN: Verdict.EMPTY}
    assert report.verdict is Verdict.REFUSED
    assert {each.product_type for each in exchange.book.open()} == {USDT, USDC}


@pytest.mark.parametrize("fault", [RuntimeError("broken"), KeyError("x"), ValueError(), AssertionError()])
@pytest.mark.parametrize("call", ["cancel_all", "open_orders"])
def test_a_broken_exchange_is_unknown_for_its_product_type_only(
    call: str, fault: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    exchange = FakeExchange(*book_of(1, *ALL_FUTURES))
    exchange.always(call, USDC, fault)
    report = press(exchange, Scope(), 5)
    verdicts = {product.product_type: product.verdict for product in report.product_types}
    assert verdicts == {USDT: Verdict.EMPTY, USDC: Verdict.UNKNOWN, COIN: Verdict.EMPTY}
    assert "This program failed. Orders may still be open." in report.sentence
    assert report.elapsed_ms < 4000
    assert f"A fault of this program in USDC-FUTURES: {type(fault).__name__}" in caplog.messages
    traced = [(each.getMessage(), each.exc_info[1]) for each in caplog.records if each.exc_info]
    assert traced == [("The fault:", fault)]
    (broken,) = [product for product in report.product_types if product.product_type is USDC]
    assert broken.unprotected == ()  # stops were left alone, so none is missing


def test_a_fault_with_everything_leaves_open_which_positions_have_no_stop() -> None:
    exchange = FakeExchange(*book_of(1, *ALL_FUTURES))
    exchange.always("cancel_all", USDC, RuntimeError("broken"))
    report = press(exchange, Scope(kinds=Covers.EVERYTHING), 5)
    (broken,) = [product for product in report.product_types if product.product_type is USDC]
    assert (broken.verdict, broken.unprotected) == (Verdict.UNKNOWN, None)


@pytest.mark.parametrize("call", ["cancel_all", "open_orders"])
def test_a_call_that_hangs_does_not_hold_up_the_verdict(call: str) -> None:
    exchange = FakeExchange(*book_of(1, *ALL_FUTURES))
    freed = threading.Event()
    exchange.always(call, COIN, Step(hangs=freed))
    begun_at = time.monotonic()
    try:
        report = press(exchange, Scope(), 0.5)
        took_s = time.monotonic() - begun_at
    finally:
        freed.set()
    assert 0.5 <= took_s <= 5
    verdicts = {product.product_type: product.verdict for product in report.product_types}
    assert verdicts == {USDT: Verdict.EMPTY, USDC: Verdict.EMPTY, COIN: Verdict.UNKNOWN}


def test_a_listener_that_fails_makes_the_verdict_unknown_and_nothing_worse(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(_progress: object) -> None:
        raise RuntimeError("no")

    exchange = FakeExchange(order("1"))
    report = Sweep({MAIN: exchange}, ONLY_USDT, deadline_s=2, on_progress=fail).run()
    assert report.verdict is Verdict.UNKNOWN
    assert "A fault of this program" in caplog.text


def test_where_the_system_gives_no_thread_the_program_says_that_it_failed() -> None:
    class NoThreads(Crew):
        def do(self, job: object) -> None:  # noqa: ARG002
            raise RuntimeError("can't start new thread")

    report = Sweep({MAIN: FakeExchange(order("1"))}, ONLY_USDT, deadline_s=5, crew=NoThreads()).run()
    assert report.verdict is Verdict.UNKNOWN
    assert "This program failed. Orders may still be open." in report.sentence


def test_a_press_that_proved_nothing_tells_how_long_it_took() -> None:
    exchange = FakeExchange(order("1"))
    exchange.always("open_orders", USDT, errors.Silent())
    long_ago_s = 10_000.0
    pressed_at = time.monotonic() - long_ago_s
    sweep = Sweep({MAIN: exchange}, ONLY_USDT, deadline_s=long_ago_s + 0.3, pressed_at=pressed_at)
    took_ms = sweep.run().elapsed_ms
    assert long_ago_s * 1000 <= took_ms <= (time.monotonic() - pressed_at) * 1000 + 1


@pytest.mark.parametrize("kind", [*EVERY_FAILURE, *REFUSALS, refusals.OrderGone])
def test_every_failure_has_sentences_for_a_person(kind: type[errors.ExchangeError]) -> None:
    failure = kind()
    assert failure.sentence.endswith(".")
    assert failure.meaning.endswith(".")
    assert failure.advice.endswith(".") or kind is refusals.OrderGone
    assert failure.text.startswith(failure.sentence)
    assert str(failure) == failure.sentence


@pytest.mark.parametrize("cut_off", [errors.Silent, errors.OutOfTime])
def test_an_answer_of_the_exchange_is_named_before_a_time_out_of_ours(
    cut_off: type[errors.ExchangeError],
) -> None:
    exchange = FakeExchange(order("1"))
    exchange.script("cancel_all", USDT, coded(errors.UnderMaintenance, "40725"))
    exchange.always("cancel_all", USDT, cut_off())
    exchange.always("open_orders", USDT, cut_off())
    report = press(exchange)
    assert report.verdict is Verdict.UNKNOWN
    assert only(report).code == "40725"
    assert "Bitget is being updated." in report.sentence
    assert "Orders may still be open." in report.sentence


def test_what_is_named_changes_no_verdict() -> None:
    exchange = FakeExchange(order("1"))
    exchange.script("cancel_all", USDT, errors.RateLimited())
    exchange.script("cancel_all", USDT, errors.Silent())
    exchange.always("cancel_all", USDT, refusals.PermissionMissing())
    exchange.always("open_orders", USDT, errors.Silent())
    report = press(exchange)
    assert report.verdict is Verdict.UNKNOWN
    assert "Nothing was cancelled" not in report.sentence
