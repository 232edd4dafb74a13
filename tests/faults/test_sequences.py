"""Whatever happens in whatever order: no EMPTY while an order stands, and the exchange's own books judge."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from hypothesis import Phase, settings

from gui.panic.orders import Covers, ProductType, Scope

from .judge import Event
from .machine import Presses
from .machine_front import Fronted
from .running import MODES

TestPresses = Presses.TestCase
# A failure is told as it was found: each step towards a smaller one would press anew, for minutes.
OTHERS = os.environ.get("SEQUENCES")  # so many, by the seed that is given: `make sequences`
TestPresses.settings = settings(
    max_examples=int(OTHERS or 40),
    derandomize=OTHERS is None,
    stateful_step_count=8,
    phases=[Phase.generate],
)


TestFronted = Fronted.TestCase
TestFronted.settings = settings(TestPresses.settings, max_examples=int(OTHERS or 40) // 2)


def _placed_as_the_cancel_is_done(presses: Presses) -> None:
    presses.press(Scope(), (), [], (Event.PLACE, "cancelled", 1))


def _acknowledged_in_vain(presses: Presses) -> None:
    presses.press(Scope(), (Event.PLACE, Event.BEGIN_TO_FILL), ["ack-only"])


def _begun_orders_stay(presses: Presses) -> None:
    presses.press(Scope(), (Event.PLACE, Event.BEGIN_TO_FILL, Event.PLACE), ["some-fail=2"])


def _stops_stay(presses: Presses) -> None:
    everything = Scope(kinds=Covers.EVERYTHING)
    presses.press(everything, (Event.PLACE_STOP,), ["plan-cancel+strategy-cancel:ack-only"])


def _no_list_can_be_read(presses: Presses) -> None:
    presses.press(Scope(), (Event.PLACE,), ["ack-only", "read:http=503"])


def _lists_are_null(presses: Presses) -> None:
    presses.press(Scope(), (Event.PLACE,), ["ack-only", "read:null-lists"])


def _placed_after_one_account_was_proved(presses: Presses) -> None:
    presses.press(Scope(), (Event.PLACE,), ["cancel@sub1:silent"])
    presses.let_it_ask(100)
    presses.happens(Event.PLACE, "main", "BTCUSDT")
    presses.press_again()


def _refused_after_an_answer_was_lost(presses: Presses) -> None:
    for name in MODES:
        presses.exchange.when("cancelled", 1, name, lambda: presses.arm(["cancel:code=40014"]))
    presses.press(Scope((ProductType.USDT_FUTURES,)), (Event.PLACE,), ["answer-lost*2"])


def _refused_beside_one_that_is_silent(presses: Presses) -> None:
    for name in MODES:
        presses.exchange.when("cancelled", 1, name, lambda: presses.arm(["cancel:code=40014"]))
    presses.press(Scope((ProductType.USDT_FUTURES,)), (Event.PLACE,), ["silent-after*2"])


@pytest.mark.parametrize(
    "drive",
    [
        _placed_as_the_cancel_is_done,
        _acknowledged_in_vain,
        _begun_orders_stay,
        _stops_stay,
        _no_list_can_be_read,
        _lists_are_null,
        _placed_after_one_account_was_proved,
        _refused_after_an_answer_was_lost,
        _refused_beside_one_that_is_silent,
    ],
)
def test_the_worst_that_is_known_does_not_wait_for_chance(drive: Callable[[Presses], None]) -> None:
    presses = Presses()
    try:
        drive(presses)
    finally:
        presses.teardown()
