"""What keeps a press ready while nobody is there, and how little is asked meanwhile."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication

from gui.desktop.looks import Looks, Outlook
from gui.desktop.pace import BETWEEN_LOOKS_S, Pace, Turn, Turns
from gui.desktop.surroundings import Surroundings
from gui.desktop.watch import Watch
from gui.panic import errors, refusals
from gui.panic.orders import ALL_FUTURES, Scope
from gui.wiring.in_use import InUse
from tests.panic.fakes import COIN, USDT, FakeExchange, order

ONLY_USDT = Scope((USDT,))


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
def watch_on() -> Iterator[Callable[..., tuple[Watch, Still, list[Outlook]]]]:
    made: list[Watch] = []

    def begin(
        exchange: FakeExchange, pace: Pace, scope: Scope = ONLY_USDT
    ) -> tuple[Watch, Still, list[Outlook]]:
        told: list[Outlook] = []
        still = Still()
        made.append(Watch(told.append, pace, still))
        made[-1].look_at(exchange, scope)
        wait_until(lambda: bool(told))
        return made[-1], still, told

    yield begin
    for each in made:
        each.stop()


def wait_until(is_so: Callable[[], bool], seconds: float = 30.0) -> None:
    until = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < until, "it did not come"
        time.sleep(0.01)


def test_while_used_it_looks_each_15_s_and_idle_for_long_each_30_s() -> None:
    looks = looked(FakeExchange(), Scope())
    assert looks.next_at(0.0, is_used=True) == BETWEEN_LOOKS_S == 15.0
    assert looks.next_at(15.0, is_used=False) == 45.0


def test_every_look_keeps_connections_open() -> None:
    exchange = FakeExchange()
    looks = looked(exchange)
    for turn in range(1, 10):
        looks.look(turn * 15.0, lambda: True)
    assert exchange.warmed == [((USDT,), False)] * 10


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


def test_nobody_there_it_looks_seldom_and_at_everything_when_somebody_comes(watch_on) -> None:  # type: ignore[no-untyped-def]
    exchange = FakeExchange()
    watch, _, told = watch_on(exchange, Pace(used_s=0.05, idle_s=3_000, used_for_s=0.3, asked_s=0.1))
    wait_until(lambda: not watch._is_used)
    quiet_since = wait_for_quiet(exchange)
    watch.used()
    wait_until(lambda: len(told) > 0 and exchange.count("key_facts") == 2)
    assert len(exchange.calls) > quiet_since


def wait_for_quiet(exchange: FakeExchange) -> int:
    """Wait until nothing was asked for a while; gives how much was."""
    asked, since = -1, time.monotonic()
    while time.monotonic() - since < 0.5:
        if len(exchange.calls) != asked:
            asked, since = len(exchange.calls), time.monotonic()
        time.sleep(0.01)
    return asked


def test_who_asks_gets_everything_at_once_a_product_type_a_second(watch_on) -> None:  # type: ignore[no-untyped-def]
    exchange = FakeExchange()
    watch, _, told = watch_on(exchange, Pace(asked_s=0.0), Scope())
    exchange.book.place(order("1"), order("2", COIN))
    watch.look_now()
    wait_until(lambda: told[-1].orders is not None and len(told[-1].orders) == 2)
    asked = [call for call, _, _ in exchange.calls[5:]]
    assert asked == ["account", "key_facts", *3 * ["open_orders"]]
    moments = [proof.begun_at for proof in exchange.proofs[3:]]
    # So a press in between finds room for its six reads among the ten of a second.
    assert min(later - earlier for earlier, later in pairwise(moments)) > 0.5  # each may be late


def test_who_asks_over_and_over_gets_it_each_three_seconds(watch_on) -> None:  # type: ignore[no-untyped-def]
    exchange = FakeExchange()
    watch, _, _ = watch_on(exchange, Pace())
    until = time.monotonic() + 4.0
    while time.monotonic() < until:
        watch.look_now()
        time.sleep(0.002)
    wait_until(lambda: exchange.count("key_facts") >= 2)
    moments = [proof.begun_at for proof in exchange.proofs]
    assert min(later - earlier for earlier, later in pairwise(moments)) > 2  # each may be late
    assert exchange.count("key_facts") == len(moments)


def test_of_many_accounts_one_a_second_is_asked_over_and_over(watch_on) -> None:  # type: ignore[no-untyped-def]
    watch, _, _ = watch_on(FakeExchange(), Pace())
    for accounts, pause_s in ((20, 20.0), (2, 3.0)):
        watch.share_with(accounts)
        watch._whole_due_at = float("inf")
        watch.look_now()
        assert watch._whole_due_at == watch._whole_at + pause_s


def test_who_goes_through_the_scopes_leaves_room_for_a_press(watch_on) -> None:  # type: ignore[no-untyped-def]
    exchange = FakeExchange()
    watch, _, told = watch_on(exchange, Pace(), Scope())
    for _ in range(5):
        for scope in (ONLY_USDT, Scope()):
            watch.look_at(exchange, scope)
            time.sleep(0.01)
    seen = len(told)
    wait_until(lambda: len(told) > seen)
    assert told[-1].scope == Scope()
    moments = [proof.begun_at for proof in exchange.proofs]
    assert len(moments) == 6
    assert moments[3] - moments[0] > 2


def test_nothing_is_asked_for_while_a_press_runs(watch_on) -> None:  # type: ignore[no-untyped-def]
    exchange = FakeExchange()
    watch, _, _ = watch_on(exchange, Pace(asked_s=0.0))
    watch.hold()
    asked = len(exchange.calls)
    for _ in range(20):
        watch.look_now()
        time.sleep(0.01)
    assert len(exchange.calls) == asked
    watch.release()
    wait_until(lambda: exchange.count("open_orders") == 2)


def test_a_sign_of_somebody_is_told_once_in_a_while_and_again_later(qapp: QGuiApplication) -> None:
    there, told, back = QObject(), [], []
    in_use = InUse(qapp, lambda: told.append(1), lambda: back.append(1), there, between_ms=100)
    on = QObject(there)
    QCoreApplication.sendEvent(on, QEvent(QEvent.Type.Paint))
    assert told == []
    for _ in range(5):
        QCoreApplication.sendEvent(on, QEvent(QEvent.Type.MouseMove))
    assert told == [1]
    until = time.monotonic() + 30
    while len(told) < 2 and time.monotonic() < until:
        QCoreApplication.processEvents()
        QCoreApplication.sendEvent(on, QEvent(QEvent.Type.KeyPress))
    assert told == [1, 1]
    back.clear()
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    assert back == []
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert back == [1]
    qapp.removeEventFilter(in_use)
    qapp.applicationStateChanged.disconnect(in_use._see_state)


def test_after_a_press_no_event_passes_through_python_for_a_while(qapp: QGuiApplication) -> None:
    passed, told = [], []

    class Counting(InUse):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            passed.append(event.type())
            return super().eventFilter(watched, event)

    there = QObject()
    in_use = Counting(qapp, lambda: told.append(1), lambda: None, there, between_ms=100)
    in_use.pause()
    passed.clear()
    on = QObject(there)
    for _ in range(5):
        QCoreApplication.sendEvent(on, QEvent(QEvent.Type.MouseMove))
    assert (passed, told) == ([], [])
    until = time.monotonic() + 10
    while not told and time.monotonic() < until:
        QCoreApplication.processEvents()
        QCoreApplication.sendEvent(on, QEvent(QEvent.Type.MouseMove))
    assert told == [1], "who is there afterwards is seen again"
    qapp.removeEventFilter(in_use)
    qapp.applicationStateChanged.disconnect(in_use._see_state)


def looked(exchange: FakeExchange, scope: Scope = ONLY_USDT) -> Looks:
    """Looks of which the first has been."""
    looks = Looks(exchange, scope, Pace(), Turn(Turns()))
    looks.look(0.0, lambda: True)
    return looks


def test_the_rights_of_the_key_are_asked_seldom_and_the_account_where_books_have_no_room() -> None:
    exchange = FakeExchange()
    exchange.requests = 2
    looks = looked(exchange, Scope())
    for turn in range(1, 9):
        looks.look(turn * 15.0, lambda: True)
    asked = " ".join(call for call, _, _ in exchange.calls)
    first = "account key_facts" + 3 * " open_orders"
    # 15, 30 and 45 s: the first look has used the share up. 105 s: the rights.
    assert asked == first + 3 * " account" + 3 * " open_orders" + " account key_facts" + " open_orders"
    read = [place for call, place, _ in exchange.calls if call == "open_orders"]
    assert read == [*ALL_FUTURES, *ALL_FUTURES, USDT]
    assert looks.outlook().readiness.is_ready
    assert looks.outlook().orders == ()


def test_a_key_that_is_taken_away_later_is_not_ready_and_its_book_not_known() -> None:
    exchange = FakeExchange(order("1"))
    looks = looked(exchange)
    refused = refusals.KeyUnknown()
    exchange.always("account", USDT, refused)
    exchange.always("open_orders", USDT, refused)
    looks.look(15.0, lambda: True)  # one look is enough
    assert not looks.outlook().readiness.is_ready
    assert looks.outlook().orders is None
    assert refused.sentence in looks.outlook().readiness.sentence
    reads = exchange.count("open_orders")
    looks.look(30.0, lambda: True)
    looks.look(45.0, lambda: True)
    assert exchange.count("open_orders") == reads


def is_ready(looks: Looks) -> bool:
    return looks.readiness.is_ready


def test_once_it_answers_again_everything_is_read() -> None:
    exchange = FakeExchange(order("1"))
    exchange.script("account", USDT, *[errors.Unreachable()] * 2)
    looks = looked(exchange, Scope())
    looks.look(15.0, lambda: True)
    assert not is_ready(looks)
    looks.look(30.0, lambda: True)
    assert is_ready(looks)
    assert looks.outlook().orders is None
    now = 30.0
    for _ in range(3):
        now = looks.next_at(now, is_used=True)
        looks.look(now, lambda: True)
    assert now == 33.0
    assert looks.outlook().orders == (order("1"),)
    assert looks.readiness.open_orders == 1


def test_a_read_that_fails_alone_is_made_once_more() -> None:
    exchange = FakeExchange(order("1"))
    looks = looked(exchange)
    exchange.script("open_orders", USDT, errors.Silent())
    looks.look(15.0, lambda: True)
    assert exchange.count("open_orders") == 3
    assert looks.outlook().readiness.is_ready
    assert looks.outlook().orders == (order("1"),)


def test_a_book_that_cannot_be_read_is_not_ready_until_it_can() -> None:
    exchange = FakeExchange(order("1"))
    looks = looked(exchange, Scope())
    exchange.script("open_orders", USDT, *[errors.Silent()] * 2)
    looks.look(15.0, lambda: True)
    assert not is_ready(looks)
    assert "The open orders in USDT-FUTURES could not be read." in looks.readiness.sentence
    assert looks.outlook().orders is None
    looks.look(30.0, lambda: True)  # the account, as there is no room for a read
    assert not is_ready(looks)
    looks.look(75.0, lambda: True)
    assert is_ready(looks)
    assert looks.outlook().orders == (order("1"),)


def test_after_a_press_nobody_knows_what_is_open_until_all_of_it_is_read() -> None:
    looks = looked(FakeExchange(), Scope())
    assert looks.outlook().readiness.open_orders == 0
    looks.forget_books()
    looks.want()
    counts = []
    for turn in range(3):
        looks.look(60.0 + turn, lambda: True)
        assert looks.outlook().readiness.is_ready
        counts.append(looks.outlook().readiness.open_orders)
    assert counts == [None, None, 0]


def test_who_asks_over_and_over_does_not_put_off_the_next_look_of_its_own_accord() -> None:
    turns = Turns()
    own, others = Turn(turns), [Turn(turns) for _ in range(9)]
    for now in range(0, 3600, 15):
        moments = [turn.take(now, now + 15.0, 2) for turn in (own, *others)]
        assert max(moments) - now < 60


def test_after_a_book_of_many_pages_the_account_is_asked_as_often_as_before() -> None:
    exchange = FakeExchange()
    exchange.requests = 103
    looks = looked(exchange)
    now = 0.0
    for _ in range(8):
        due = looks.next_at(now, is_used=True)
        assert due - now <= 20
        looks.look(due, lambda: True)
        now = due
    assert exchange.count("account") == 9


def test_a_watch_of_nothing_rests_though_a_look_at_everything_was_due(watch_on) -> None:  # type: ignore[no-untyped-def]
    watch, _, _ = watch_on(FakeExchange(), Pace(used_s=3_000, asked_s=0.01))
    turns, wait = [0], watch._wait

    def count() -> None:
        turns[0] += 1
        wait()

    watch._wait = count
    with watch._wake:
        watch._looks = None
        watch._ask_whole()
    time.sleep(0.3)
    assert turns[0] < 20
