"""What keeps a press ready while nobody is there, and how little is asked meanwhile."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject

from gui.desktop.pace import Pace
from gui.desktop.surroundings import Surroundings
from gui.desktop.watch import Outlook, Watch
from gui.panic import errors
from gui.panic.orders import Scope
from gui.wiring.in_use import InUse
from tests.panic.fakes import USDT, FakeExchange

ONLY_USDT = Scope((USDT,))
MOST_A_SECOND = 0.1


class Still(Surroundings):
    """Surroundings that change when a test says so."""

    def __init__(self) -> None:
        super().__init__(lambda: 0.0, lambda: 0.0, lambda: ())
        self.moved = threading.Event()

    def changed(self) -> bool:
        was_moved = self.moved.is_set()
        self.moved.clear()
        return was_moved


@pytest.fixture
def watch_on() -> Iterator[Callable[[FakeExchange, Pace], tuple[Watch, Still, list[Outlook]]]]:
    made: list[Watch] = []

    def begin(exchange: FakeExchange, pace: Pace) -> tuple[Watch, Still, list[Outlook]]:
        told: list[Outlook] = []
        still = Still()
        made.append(Watch(told.append, pace, still))
        made[-1].look_at(exchange, ONLY_USDT)
        wait_until(lambda: bool(told))
        return made[-1], still, told

    yield begin
    for each in made:
        each.stop()


def wait_until(is_so: Callable[[], bool], seconds: float = 5.0) -> None:
    until = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < until, "it did not come"
        time.sleep(0.01)


@pytest.mark.parametrize("is_ready", [True, False])
def test_idle_for_long_a_classic_account_sees_one_percent_of_its_limit(is_ready: bool) -> None:
    pace, hour_s = Pace(), 3_600.0
    at_s, examined_s, requests = 0.0, 0.0, 0
    while at_s < hour_s:
        at_s += pace.pause_s(is_used=False, is_ready=is_ready)
        is_examined = not is_ready or at_s - examined_s > pace.examine_s(is_used=False)
        examined_s = at_s if is_examined else examined_s
        requests += 6 if is_examined else 2
    assert requests / hour_s <= MOST_A_SECOND


def test_while_used_it_looks_as_often_as_ever() -> None:
    assert Pace().pause_s(is_used=True, is_ready=True) == 5.0
    assert Pace().examine_s(is_used=True) == 60.0


def test_every_look_keeps_connections_open(watch_on) -> None:  # type: ignore[no-untyped-def]
    exchange = FakeExchange()
    watch_on(exchange, Pace(used_s=0.1))
    wait_until(lambda: len(exchange.warmed) > 4)
    assert set(exchange.warmed) == {((USDT,), False)}


def test_after_sleep_it_opens_them_anew_and_looks_at_once(watch_on) -> None:  # type: ignore[no-untyped-def]
    exchange = FakeExchange()
    _, still, _ = watch_on(exchange, Pace(used_s=3_000, surroundings_s=0.05))
    asked = exchange.count("account")
    still.moved.set()
    wait_until(lambda: exchange.count("account") > asked)
    assert exchange.warmed.count(((USDT,), True)) == 1


def test_during_a_press_no_connection_is_given_up(watch_on) -> None:  # type: ignore[no-untyped-def]
    exchange = FakeExchange()
    watch, still, _ = watch_on(exchange, Pace(used_s=3_000, surroundings_s=0.05))
    watch.hold()
    still.moved.set()
    time.sleep(0.3)
    assert ((USDT,), True) not in exchange.warmed
    watch.release()
    wait_until(lambda: ((USDT,), True) in exchange.warmed)


def test_nobody_there_it_looks_seldom_and_at_once_when_somebody_comes(watch_on) -> None:  # type: ignore[no-untyped-def]
    exchange = FakeExchange()
    watch, _, told = watch_on(exchange, Pace(used_s=0.05, idle_s=3_000, used_for_s=0.3, surroundings_s=1))
    time.sleep(0.8)
    seen = len(told)
    time.sleep(0.3)
    assert len(told) == seen
    watch.used()
    wait_until(lambda: len(told) > seen, 1.0)


def test_a_sign_of_somebody_is_told_once_in_a_while_and_again_later(qapp: QCoreApplication) -> None:
    there, told = QObject(), []
    in_use = InUse(qapp, lambda: told.append(1), there, between_ms=100)
    on = QObject(there)
    QCoreApplication.sendEvent(on, QEvent(QEvent.Type.Paint))
    assert told == []
    for _ in range(5):
        QCoreApplication.sendEvent(on, QEvent(QEvent.Type.MouseMove))
    assert told == [1]
    until = time.monotonic() + 2
    while len(told) < 2 and time.monotonic() < until:
        QCoreApplication.processEvents()
        QCoreApplication.sendEvent(on, QEvent(QEvent.Type.KeyPress))
    assert told == [1, 1]
    qapp.removeEventFilter(in_use)


def test_examined_again_the_whole_book_is_not_read_so_that_a_press_finds_room(watch_on) -> None:  # type: ignore[no-untyped-def]
    exchange = FakeExchange()
    watch, _, told = watch_on(exchange, Pace(used_s=0.05, examine_used_s=0.0))
    everything = FakeExchange()
    watch.look_at(everything, Scope())
    wait_until(lambda: everything.count("account") > 5)
    asked = " ".join(call for call, _, _ in everything.calls)
    assert asked.startswith("account key_facts" + 3 * " open_orders" + 4 * " account key_facts open_orders")
    assert all(outlook.readiness.is_ready and outlook.orders == () for outlook in told)


def test_a_key_that_is_taken_away_later_is_not_ready_and_its_book_not_known(watch_on) -> None:  # type: ignore[no-untyped-def]
    exchange = FakeExchange()
    _, _, told = watch_on(exchange, Pace(used_s=0.05, examine_used_s=0.0))
    exchange.always("account", USDT, errors.KeyUnknown())
    wait_until(lambda: not told[-1].readiness.is_ready)
    assert told[-1].orders is None
    assert errors.KeyUnknown().sentence in told[-1].readiness.sentence
    reads = exchange.count("open_orders")
    wait_until(lambda: exchange.count("account") > 8)
    assert exchange.count("open_orders") == reads
