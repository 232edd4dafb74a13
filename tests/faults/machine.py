"""The machine of rules that sequences are made of: what happens to two accounts while they are pressed."""

from __future__ import annotations

import itertools
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import cast

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from gui.bitget.account import BitgetAccount
from gui.bitget.budget import RateBudget
from gui.bitget.signed import SignedCalls
from gui.bitget.transport import Transport
from gui.kept.journal import Journal, Origin, read
from gui.kept.proof import prove
from gui.panic.exchange import Exchange
from gui.panic.orders import AccountMode, Covers, Environment, ProductType, Scope
from gui.panic.secrets import Credentials
from gui.panic.verdict import Report
from gui.practice import PASSPHRASE, SECRET, EndpointKind, FaultName, key_of, parse_fault
from gui.practice.fault_kinds import FAULT_WORDS, KINDS
from gui.pressing import Pressing

from .hearing import Heard
from .judge import Event, JudgedExchange
from .judging import Case
from .running import MODES, UNEXPECTED, Overheard, is_complete, reads_well, warm

# The program's own patience is divided by ten, so that what never answers costs no seconds.
_DEADLINE_S, _CONNECT_S, _READ_S = 0.8, 0.3, 0.3
_PATIENCE_S = {
    "gui.panic.lane._FIRST_PAUSE_S": 0.02,
    "gui.panic.lane._LONGEST_PAUSE_S": 0.1,
    "gui.panic.lane._LAST_CHANCE_S": 0.3,
    "gui.panic.lane._LAST_CHANCE_FOR_STOPS_S": 0.3,
    "gui.bitget.budget.LEAST_PENALTY_S": 0.1,
    "gui.bitget.signed._LEAST_WAIT_S": 0.1,
    "gui.bitget.transport._LEAST_BEFORE_A_COPY_S": 0.1,
}
_HANGS_S = 30.0
_SYMBOLS = ("BTCUSDT", "BTCPERP", "BTCUSD")
_KINDS = (ProductType.USDT_FUTURES, ProductType.USDC_FUTURES, ProductType.COIN_FUTURES)
# What a fault's values may be, by the name of each; the empty one is its default.
_VALUES = {
    "K": ("", "1", "2"),
    "MS": ("", "0", "60", "400", "45000"),
    "CODE": ("", "00000", "22001", "25204", "43001", "40014", "40010", "40768", "99999"),
    "STATUS": ("", "429", "400", "500"),
    "KIND": ("", "numbers", "objects", "data", "envelope"),
    "null|missing": ("", "missing"),
    "effect": ("", "effect"),
}

# Those that make an acknowledgement, an answer or a list worth nothing; of all others most change nothing.
_WORST = (
    *("ack-only", "settle=60", "settle=200", "some-fail=2", "some-fail=1,13010,100"),
    *("rearm=1,0", "rearm=1,40"),
    *("plan-cancel+strategy-cancel:ack-only", "plan-cancel+strategy-cancel:settle=100"),
    *("read:http=503", "read:reset", "read:empty-200", "read:code=22001"),
    *("read:null-lists", "read:half-answer"),
    *("plan-read+strategy-read:http=503", "plan-read:null-lists"),
    *("answer-lost*1", "cancel:code=22001", "cancel:code=40014", "cancel:http=503,effect*1"),
)

ACCOUNTS = st.sampled_from(tuple(MODES))
SYMBOLS = st.sampled_from(_SYMBOLS)
SCOPES = st.builds(
    Scope,
    st.sampled_from((_KINDS, _KINDS[:1], _KINDS[1:])),
    kinds=st.sampled_from((Covers.EVERYTHING, Covers.ORDERS)),
)


@st.composite
def faults(draw: st.DrawFn) -> str:
    """A fault as a person writes it."""
    name = draw(st.sampled_from(FAULT_WORDS))
    # A list of strategies is data of its own: where it is null, nobody can tell that it should not be.
    tells = {EndpointKind.STRATEGY_READ, "all"} if name is FaultName.NULL_LISTS else set()
    wheres = ("", "", "read", "all", "cancel+batch+read", *EndpointKind)
    where = draw(st.sampled_from([each for each in wheres if each not in tells]))
    whom = draw(st.sampled_from(("", "", "@main", "@sub1")))
    values = [draw(st.sampled_from(_VALUES.get(part.name, ("",)))) for part in KINDS[name].parts]
    given = f"={','.join(values)}" if any(values) else ""
    times = draw(st.sampled_from(("*1", "*1", "*2", "*3", "*6", "")))
    return f"{where}{whom}{':' if where or whom else ''}{name}{given}{times}"


FAULTS = st.lists(st.sampled_from(_WORST) | faults(), min_size=1, max_size=3)
BEFORE = st.sampled_from(
    (
        (Event.PLACE,),
        (Event.PLACE, Event.BEGIN_TO_FILL),
        (Event.PLACE, Event.BEGIN_TO_FILL, Event.PLACE, Event.PLACE_STOP),
        (Event.PLACE_STOP,),
        (),
        (),
    )
)
# Between two requests of a press there is no time for a rule, so that these wait for one.
MEETS = st.none() | st.tuples(
    st.sampled_from((Event.PLACE, *Event)),
    st.sampled_from(("cancelled", "cancel", "read")),
    st.integers(1, 2),
)
JUMPS_S = (-86_400.0, -3600.0, -45.0, -5.0, 0.0, 5.0, 45.0, 3600.0, 86_400.0)
AGAIN = st.sampled_from((None, None, 1, 4, 16))


@dataclass
class Run:
    """A press under way."""

    pressing: Pressing
    ends: Future[tuple[Report, float]]
    began_at: float
    pressed_at: float  # the last time
    overheard: dict[str, Overheard]
    again: int = 0
    problems: list[str] = field(default_factory=list)


class Presses(RuleBasedStateMachine):
    """A classic and a unified account, pressed while traders, bots, networks and exchanges do their worst."""

    def __init__(self) -> None:
        super().__init__()
        self.patience = pytest.MonkeyPatch()
        for name, seconds in _PATIENCE_S.items():
            self.patience.setattr(name, seconds)
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name, "journal.jsonl")
        self.journal = Journal(self.path)
        self.clock_is_off_s = 0.0
        self.exchange = JudgedExchange(len(MODES), lambda: time.time() + self.clock_is_off_s)
        self.exchange.start()
        self.stand_between()
        self.clients = {name: self.client(name, mode) for name, mode in MODES.items()}
        self.pool = ThreadPoolExecutor(1, "press")
        self.run: Run | None = None
        self.presses = 0
        for name, mode in MODES.items():
            self.exchange.set_account_mode(mode.value, name)

    def stand_between(self) -> None:
        """Begin whatever passes on between the accounts and the exchange: nothing."""

    def address(self) -> str:
        return self.exchange.url

    def credentials(self, name: str) -> Credentials:
        return Credentials.of(key_of(name), SECRET, PASSPHRASE)

    def heard(self) -> Sequence[Heard]:
        """What the accounts were truly told."""
        return self.exchange.heard

    def client(self, name: str, mode: AccountMode) -> BitgetAccount:
        credentials = self.credentials(name)
        transport = Transport(self.address(), connect_s=_CONNECT_S, read_s=_READ_S)
        calls = SignedCalls(transport, credentials)
        calls.budget = RateBudget(limit=1000, limits={})  # to wait for room takes whole seconds
        return BitgetAccount(calls, mode)

    @rule(event=st.sampled_from(Event), account=ACCOUNTS, symbol=SYMBOLS)
    def happens(self, event: Event, account: str, symbol: str) -> None:
        self.exchange.happen(event, account, symbol)

    @rule(written=FAULTS)
    def arm(self, written: list[str]) -> None:
        self.exchange.arm(*map(parse_fault, written))

    @rule()
    def cut(self) -> None:
        self.exchange.stop()
        self.exchange.start()

    @rule(seconds=st.sampled_from(JUMPS_S))
    def set_clock(self, seconds: float) -> None:
        self.clock_is_off_s = seconds

    @rule(account=ACCOUNTS, mode=st.sampled_from(AccountMode))
    def move_account(self, account: str, mode: AccountMode) -> None:
        self.exchange.set_account_mode(mode.value, account)

    @rule(number=st.integers(1, 12))
    def let_it_ask(self, number: int) -> None:
        if self.run is not None:
            self.exchange.wait_for_requests(number, 0.2)

    @rule(scope=SCOPES, before=BEFORE, written=FAULTS, meets=MEETS, again_after=AGAIN)
    def press(
        self,
        scope: Scope,
        before: tuple[Event, ...],
        written: list[str],
        meets: tuple[Event, str, int] | None = None,
        again_after: int | None = None,
    ) -> None:
        """Press: over books in which something stands, faults in force; an earlier press ends before."""
        if self.run is not None:
            self.verdict()
        for event, name, symbol in itertools.product(before, MODES, _SYMBOLS):
            self.exchange.happen(event, name, symbol)
        self.arm(written)
        if meets is not None:
            for name, symbol in itertools.product(MODES, _SYMBOLS):
                self.exchange.when(*meets[1:], name, partial(self.exchange.happen, meets[0], name, symbol))
        self._begin(scope)
        if again_after is not None:
            self.exchange.wait_for_requests(again_after, 0.2)
            self.press_again()

    def _begin(self, scope: Scope) -> None:
        problems: list[str] = []
        warm(self.clients.values(), scope.product_types)
        overheard = {name: Overheard(each, problems, name) for name, each in self.clients.items()}
        pressing = Pressing(
            {name: cast(Exchange, each) for name, each in overheard.items()},
            scope,
            Environment.PRACTICE,
            self.journal,
            origin=Origin.WINDOW,
            deadline_s=_DEADLINE_S,
        )
        now = time.monotonic()
        self.run = Run(pressing, self.pool.submit(_run, pressing), now, now, overheard, problems=problems)
        self.presses += 1
        while not (pressing._sweep._lanes or self.run.ends.done()):
            time.sleep(0.001)

    @precondition(lambda self: self.run is not None)
    @rule()
    def press_again(self) -> None:
        assert self.run is not None
        now = time.monotonic()
        if self.run.pressing.again():
            self.run.pressed_at = now
            self.run.again += 1

    @precondition(lambda self: self.run is not None)
    @rule()
    def verdict(self) -> None:
        assert self.run is not None
        run, self.run = self.run, None
        report, ended_at = run.ends.result(_HANGS_S)
        assert UNEXPECTED not in run.problems, run.problems
        for product in report.product_types:
            reads_well(product.sentence)
            assert "This program failed" not in product.sentence
        reads = {name: each.reads for name, each in run.overheard.items()}
        Case(
            self.exchange,
            self.heard(),
            reads,
            report,
            run.began_at,
            run.pressed_at,
            ended_at,
            run.pressing.scope.takes_stops,
        ).judge()
        self._is_in_the_journal(run, report)
        # Of many orders a cancel by ID may outlive its press: what it cancels is not the next one's.
        until = time.monotonic() + _HANGS_S
        while any(each.by_id for each in run.overheard.values()) and time.monotonic() < until:
            time.sleep(0.002)

    def teardown(self) -> None:
        try:
            if self.run is None:
                self.press(Scope(), (Event.PLACE,), [])
            self.verdict()
        finally:
            self.exchange.stop()
            for each in self.clients.values():
                each.close()
            self.pool.shutdown()
            self.journal.close()
            self.folder.cleanup()
            self.patience.undo()

    def _is_in_the_journal(self, run: Run, report: Report) -> None:
        self.journal.close(_HANGS_S)
        records, unreadable = read(self.path)
        assert (len(records), unreadable) == (self.presses, 0)
        assert len(records[-1].again) == run.again
        assert prove(self.path.read_bytes().splitlines(keepends=True)).is_sound
        is_complete(records[-1], report)


def _run(pressing: Pressing) -> tuple[Report, float]:
    return pressing.run(), time.monotonic()
