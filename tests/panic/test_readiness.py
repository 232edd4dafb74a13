from __future__ import annotations

import time
from dataclasses import replace

import pytest

from gui.panic import errors, refusals
from gui.panic.exchange import KeyFacts
from gui.panic.orders import ALL_FUTURES, AccountMode, OpenOrder, Scope
from gui.panic.proxy import Proxy
from gui.panic.readiness import Readiness, Standing, examine, examine_again, not_ready, refreshed

from .fakes import COIN, USDC, USDT, FakeExchange, book_of, order

GOOD_KEY = KeyFacts(may_cancel=True, may_withdraw=False, has_ip_list=True, may_transfer=False)


def ask(exchange: FakeExchange, scope: Scope | None = None) -> tuple[Readiness, tuple[OpenOrder, ...] | None]:
    return examine(exchange, scope or Scope(), until=time.monotonic() + 30)


def standings(readiness: Readiness) -> dict[str, Standing]:
    return {check.name: check.standing for check in readiness.checks}


def test_a_good_key_on_a_good_link_is_ready_and_the_book_is_counted() -> None:
    exchange = FakeExchange(*book_of(2, *ALL_FUTURES))
    exchange.facts = GOOD_KEY
    readiness, orders = ask(exchange)
    assert readiness.is_ready
    assert set(standings(readiness).values()) == {Standing.GOOD}
    assert readiness.sentence == "A press would work now."
    assert readiness.open_orders == 6
    assert orders is not None
    assert len(orders) == 6


def test_looking_touches_no_order() -> None:
    exchange = FakeExchange(*book_of(2, *ALL_FUTURES))
    ask(exchange)
    assert {call for call, _, _ in exchange.calls} == {"account", "open_orders", "key_facts"}
    assert len(exchange.book.open()) == 6


@pytest.mark.parametrize(
    ("problem", "name"),
    [
        (refusals.KeyUnknown(), "key"),
        (refusals.PassphraseWrong(), "key"),
        (refusals.WrongAccountMode(), "key"),
        (refusals.ClockRefused(), "clock"),
        (errors.Unreachable(), "link"),
        (errors.Untrusted(), "link"),
        (errors.Silent(), "link"),
        (errors.RateLimited(), "link"),
    ],
)
def test_what_stands_in_the_way_is_named_and_nothing_else_is_asked(
    problem: errors.ExchangeError, name: str
) -> None:
    exchange = FakeExchange()
    exchange.always("account", USDT, problem)
    readiness, orders = ask(exchange)
    assert standings(readiness) == {name: Standing.BAD}
    assert not readiness.is_ready
    assert readiness.sentence.startswith(problem.sentence)
    assert "ress again" not in readiness.sentence, "nobody has pressed"
    assert orders is None
    assert readiness.open_orders is None
    assert {call for call, _, _ in exchange.calls} == {"account"}


def test_asked_again_everything_is_but_the_book_which_stands_as_it_was() -> None:
    exchange = FakeExchange(*book_of(2, *ALL_FUTURES))
    exchange.facts = GOOD_KEY
    before, _ = ask(exchange)
    exchange.calls.clear()
    exchange.facts = KeyFacts(may_cancel=False)
    again = examine_again(exchange, Scope(), before, until=time.monotonic() + 30)
    assert [call for call, _, _ in exchange.calls] == ["account", "key_facts"]
    assert again.open_orders == 6
    assert standings(again)["permission"] is Standing.BAD
    assert standings(again)["book"] is Standing.GOOD


def test_asked_again_trouble_stands_alone() -> None:
    exchange = FakeExchange(order("1"))
    before, _ = ask(exchange)
    exchange.always("account", USDT, errors.Unreachable())
    again = examine_again(exchange, Scope(), before, until=time.monotonic() + 30)
    assert (standings(again), again.open_orders) == ({"link": Standing.BAD}, None)


def test_a_key_that_may_not_cancel_is_not_ready() -> None:
    exchange = FakeExchange()
    exchange.facts = KeyFacts(may_cancel=False)
    readiness, _ = ask(exchange)
    assert not readiness.is_ready
    assert standings(readiness)["permission"] is Standing.BAD
    assert "Futures – Orders – Read/Write" in readiness.sentence


def test_a_key_that_can_withdraw_is_ready_with_a_warning() -> None:
    exchange = FakeExchange()
    exchange.facts = KeyFacts(may_cancel=True, may_withdraw=True)
    readiness, _ = ask(exchange)
    assert readiness.is_ready
    assert standings(readiness)["withdrawal"] is Standing.UNSURE


@pytest.mark.parametrize(
    ("too_much", "name", "words"),
    [
        ({"may_withdraw": True}, "withdrawal", "can withdraw money"),
        ({"may_transfer": True}, "transfer", "can transfer money"),
        ({"has_ip_list": False}, "addresses", "whoever gets hold of it can use it from anywhere"),
    ],
)
def test_a_key_that_can_do_too_much_is_warned_of_and_still_ready(
    too_much: dict[str, bool], name: str, words: str
) -> None:
    exchange = FakeExchange()
    exchange.facts = replace(GOOD_KEY, **too_much)
    readiness, _ = ask(exchange)
    assert readiness.is_ready
    unsure = [check for check in readiness.checks if check.standing is Standing.UNSURE]
    assert [check.name for check in unsure] == [name]
    assert words in unsure[0].sentence
    assert "at Bitget under API management" in unsure[0].sentence


@pytest.mark.parametrize("unsaid", ["may_withdraw", "may_transfer", "has_ip_list"])
def test_what_the_exchange_would_not_say_of_a_key_is_unsure(unsaid: str) -> None:
    exchange = FakeExchange()
    exchange.facts = replace(GOOD_KEY, **{unsaid: None})
    readiness, _ = ask(exchange)
    assert readiness.is_ready
    [unsure] = [check for check in readiness.checks if check.standing is Standing.UNSURE]
    assert unsure.name == "rights"
    assert unsure.sentence.startswith("Could not check whether the key")


@pytest.mark.parametrize(
    ("mode", "box"),
    [
        (AccountMode.CLASSIC, "“Futures – Orders – Read/Write”"),
        (AccountMode.UNIFIED, "“Unified account – Trade – Read/Write”"),
        (None, "“Futures – Orders – Read/Write”"),
    ],
)
def test_the_box_to_tick_is_named_as_the_account_has_it(mode: AccountMode | None, box: str) -> None:
    exchange = FakeExchange()
    exchange.account_mode = mode
    exchange.facts = replace(GOOD_KEY, may_cancel=False)
    readiness, _ = ask(exchange)
    assert not readiness.is_ready
    assert box in readiness.sentence


@pytest.mark.parametrize(
    ("mode", "words", "standing"),
    [
        (AccountMode.CLASSIC, "classic", Standing.GOOD),
        (AccountMode.UNIFIED, "unified", Standing.GOOD),
        (None, "account mode unchecked", Standing.UNSURE),
    ],
)
def test_the_account_mode_is_named(mode: AccountMode | None, words: str, standing: Standing) -> None:
    exchange = FakeExchange()
    exchange.account_mode = mode
    readiness, _ = ask(exchange)
    assert readiness.is_ready
    [check] = [check for check in readiness.checks if check.name == "account"]
    assert (check.words, check.standing) == (words, standing)


def test_facts_that_cannot_be_asked_are_unsure_and_not_bad() -> None:
    exchange = FakeExchange()
    exchange.always("key_facts", None, refusals.PermissionMissing())
    readiness, _ = ask(exchange)
    assert readiness.is_ready
    assert standings(readiness)["permission"] is Standing.UNSURE
    assert "withdrawal" not in standings(readiness)


def test_a_book_that_cannot_be_read_is_not_ready_because_no_press_could_be_proved() -> None:
    exchange = FakeExchange(*book_of(1, USDT))
    exchange.always("open_orders", USDC, errors.Malformed())
    readiness, orders = ask(exchange)
    assert not readiness.is_ready
    assert standings(readiness)["book"] is Standing.BAD
    assert orders is None
    assert readiness.open_orders is None


@pytest.mark.parametrize(
    ("offset_ms", "standing"),
    [
        (0, Standing.GOOD),
        (30_000, Standing.GOOD),
        (-30_000, Standing.GOOD),
        (30_001, Standing.UNSURE),
        (-30_001, Standing.UNSURE),
        (None, Standing.UNSURE),
    ],
)
def test_a_clock_that_is_off_is_told_and_does_not_stand_in_the_way(
    offset_ms: int | None, standing: Standing
) -> None:
    exchange = FakeExchange()
    exchange.offset_ms = offset_ms
    readiness, _ = ask(exchange)
    assert standings(readiness)["clock"] is standing
    assert readiness.is_ready


def test_only_orders_in_scope_are_counted() -> None:
    exchange = FakeExchange(order("1", COIN, "BTC"), order("2", COIN, "ETH"), order("3", USDT))
    readiness, orders = ask(exchange, Scope((COIN,), "BTC"))
    assert readiness.open_orders == 1
    assert orders is not None
    assert [each.order_id for each in orders] == ["1"]


def test_a_later_read_brings_link_clock_and_book_up_to_date_and_nothing_else() -> None:
    exchange = FakeExchange(*book_of(1, USDT))
    exchange.facts = KeyFacts(may_cancel=True, may_withdraw=True)
    readiness, _ = ask(exchange)
    later = refreshed(readiness, Scope(), 77, 40_000, 5)
    assert later.open_orders == 5
    words = {check.name: check.words for check in later.checks}
    assert words["link"] == "link 77 ms"
    assert words["clock"] == "clock +40 s"
    assert words["book"] == "5 open"
    assert standings(later)["withdrawal"] is Standing.UNSURE
    assert refreshed(readiness, Scope(), 77, 0, None).open_orders == 1


def test_nothing_checked_yet_is_not_ready() -> None:
    assert not Readiness().is_ready
    assert Readiness().sentence == "Checking whether a press would work."
    refusal = not_ready("key", "No key is stored.")
    assert not refusal.is_ready
    assert refusal.sentence == "No key is stored."


def test_a_proxy_is_named_whether_or_not_a_press_would_work() -> None:
    exchange = FakeExchange(*book_of(1, USDT))
    assert "proxy" not in standings(ask(exchange)[0])
    exchange.reached_through = Proxy("127.0.0.1", 7890)
    for problem in (None, errors.Silent(), errors.Unreachable()):
        if problem is not None:
            exchange.always("account", USDT, problem)
        readiness, _ = ask(exchange)
        [check] = [check for check in readiness.checks if check.name == "proxy"]
        assert check.words == "through the proxy 127.0.0.1:7890"
        assert check.sentence == "All calls go through the proxy 127.0.0.1:7890, as the settings say."
        assert readiness.is_ready is (problem is None)
