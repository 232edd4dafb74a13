"""The desk reaches Bitget through the proxy that is set, and goes over to another one without a restart."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from gui import venue
from gui.desktop import stations
from gui.desktop.desk import Desk
from gui.desktop.keys import KeyAnswer
from gui.panic.orders import Environment
from gui.panic.proxy import Proxy
from gui.panic.readiness import Readiness
from gui.panic.secrets import Credentials
from gui.panic.verdict import Verdict
from gui.practice import KEY, PASSPHRASE, SECRET, PracticeExchange, parse_fault
from tests.connect_proxy import ConnectProxy, proxying

WHOLE = Credentials.of(KEY, SECRET, PASSPHRASE)


@pytest.fixture
def first() -> Iterator[ConnectProxy]:
    with proxying() as proxy:
        yield proxy


@pytest.fixture
def second() -> Iterator[ConnectProxy]:
    with proxying() as proxy:
        yield proxy


@pytest.fixture
def desk(make_desk: Callable[[], Desk], exchange: PracticeExchange, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk for which the practice exchange is Bitget itself: only that is reached through a proxy."""
    for module in (venue, stations):
        monkeypatch.setattr(module, "BITGET", exchange.url)
    desk = make_desk()
    desk._stations._address_of = desk.keys._address_of = lambda _: None
    desk.keys.keep_for_session(Environment.LIVE, WHOLE)
    return desk


class Readinesses:
    """The last that a desk told."""

    def __init__(self, desk: Desk) -> None:
        self.last = Readiness()
        desk.readiness_changed.connect(self._take)

    def _take(self, readiness: Readiness) -> None:
        self.last = readiness

    def are(self, *, ready: bool, through: Proxy | None) -> bool:
        words = [check.words for check in self.last.checks if check.name == "proxy"]
        wanted = [] if through is None else [f"through the proxy {through}"]
        return self.last.is_known and self.last.is_ready is ready and words == wanted


def test_another_proxy_is_in_force_at_once(
    qtbot: QtBot, desk: Desk, first: ConnectProxy, second: ConnectProxy
) -> None:
    told = Readinesses(desk)
    desk.reach_through(first.address)
    desk.choose(Environment.LIVE)
    qtbot.waitUntil(lambda: told.are(ready=True, through=first.address), timeout=15_000)
    desk.reach_through(second.address)
    assert not told.last.is_known
    qtbot.waitUntil(lambda: told.are(ready=True, through=second.address), timeout=15_000)
    qtbot.waitUntil(lambda: first.passing == 0 and second.passing >= 2, timeout=15_000)
    before = len(first.heads)
    with qtbot.waitSignal(desk.press_ended, timeout=15_000) as ended:
        desk.fire()
    assert ended.args[0].verdict is Verdict.EMPTY
    assert len(first.heads) == before
    second.cut()
    desk.reach_through(None)
    qtbot.waitUntil(lambda: told.are(ready=True, through=None), timeout=15_000)


def test_the_same_proxy_again_changes_nothing(qtbot: QtBot, desk: Desk, first: ConnectProxy) -> None:
    told = Readinesses(desk)
    desk.reach_through(first.address)
    desk.choose(Environment.LIVE)
    qtbot.waitUntil(lambda: told.are(ready=True, through=first.address), timeout=15_000)
    exchanges = dict(desk._stations.exchanges)
    desk.reach_through(Proxy(first.address.host, first.address.port))
    assert desk._stations.exchanges == exchanges
    assert told.last.is_known


def test_a_proxy_that_is_not_running_is_named(qtbot: QtBot, desk: Desk, first: ConnectProxy) -> None:
    told = Readinesses(desk)
    first.cut()
    desk.reach_through(first.address)
    desk.choose(Environment.LIVE)
    qtbot.waitUntil(lambda: told.are(ready=False, through=first.address), timeout=15_000)
    assert told.last.sentence.startswith(f"The proxy {first.address} could not be reached")
    first.come_back()
    desk.watches.look_now()
    qtbot.waitUntil(lambda: told.are(ready=True, through=first.address), timeout=15_000)


def test_a_press_that_runs_ends_the_way_it_began(
    qtbot: QtBot, desk: Desk, first: ConnectProxy, second: ConnectProxy, exchange: PracticeExchange
) -> None:
    told = Readinesses(desk)
    desk.reach_through(first.address)
    desk.choose(Environment.LIVE)
    qtbot.waitUntil(lambda: told.are(ready=True, through=first.address), timeout=15_000)
    exchange.arm(parse_fault("settle=700"))
    seconds_of_press: list[int] = []
    desk.press_ended.connect(lambda _: seconds_of_press.append(len(second.heads)))
    with qtbot.waitSignal(desk.press_ended, timeout=15_000) as ended:
        desk.fire()
        desk.reach_through(second.address)
    assert ended.args[0].verdict is Verdict.EMPTY
    assert seconds_of_press == [0]
    qtbot.waitUntil(lambda: told.are(ready=True, through=second.address), timeout=15_000)
    qtbot.waitUntil(lambda: first.passing == 0, timeout=15_000)


def test_a_key_is_tested_through_it(qtbot: QtBot, desk: Desk, first: ConnectProxy) -> None:
    desk.reach_through(first.address)
    with qtbot.waitSignal(desk.keys.answered, timeout=15_000) as told:
        desk.keys.test(Environment.LIVE, WHOLE)
    answer = told.args[0]
    assert isinstance(answer, KeyAnswer)
    assert answer.is_good
    assert first.heads
    first.cut()
    with qtbot.waitSignal(desk.keys.answered, timeout=15_000) as told:
        desk.keys.test(Environment.LIVE, WHOLE)
    assert str(first.address) in told.args[0].sentence


@pytest.mark.parametrize("is_in_the_box", [False, True])
def test_a_practice_exchange_is_reached_without_it(
    qtbot: QtBot, make_desk: Callable[[], Desk], first: ConnectProxy, is_in_the_box: bool
) -> None:
    desk = make_desk()
    if is_in_the_box:
        desk._stations._address_of = lambda _: None
    told = Readinesses(desk)
    desk.choose(Environment.PRACTICE)
    qtbot.waitUntil(lambda: told.are(ready=True, through=None), timeout=15_000)
    desk.reach_through(first.address)
    with qtbot.waitSignal(desk.press_ended, timeout=15_000) as ended:
        desk.fire()
    assert ended.args[0].verdict is Verdict.EMPTY
    qtbot.waitUntil(lambda: told.are(ready=True, through=None), timeout=15_000)
    assert first.heads == []
