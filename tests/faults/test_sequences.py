"""Whatever goes wrong, in whatever order, however often somebody presses: no EMPTY while an order stands."""

from __future__ import annotations

import itertools
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from gui.panic.orders import AccountMode
from gui.panic.verdict import Verdict

from . import spoils
from .front import Asked, Shot, Spoil, honest
from .running import Pressed, exchange_of, must_hold, press


def _place(shot: Shot) -> bytes | None:
    told = shot.reply().wire()
    shot.front.exchange.book_of(shot.asked.account).place()
    return told


def _place_first(shot: Shot) -> bytes | None:
    shot.front.exchange.book_of(shot.asked.account).place()
    return shot.reply().wire()


def _fill(shot: Shot) -> bytes | None:
    book = shot.front.exchange.book_of(shot.asked.account)
    for order in book.open_orders()[:1]:
        book.fill(order.order_id)
    return shot.reply().wire()


SPOILS: tuple[Spoil, ...] = (
    honest,
    _place,
    _place_first,
    _fill,
    spoils.close_before,
    spoils.close_after,
    spoils.reset_after,
    spoils.silent_after,
    spoils.silent_before,
    spoils.half,
    spoils.chunk_cut,
    spoils.chunked,
    spoils.http10,
    spoils.late(0.1),
    spoils.page(503, acts=True),
    spoils.page(429),
    spoils.body_of(b"{}"),
    spoils.coded("40015"),
    spoils.coded("40008"),
    spoils.coded("22001", status=200),
    spoils.coded("43001"),
    spoils.coded("40006"),
    spoils.coded("99999", acts=True),
)
PRACTICE = (
    "ack-only",
    "settle=200",
    "some-fail=2,13010,200",
    "rearm=1,40",
    "cancel:null-lists",
    "all:clock=45000",
)


@dataclass(frozen=True)
class Case:
    """What strikes the n-th request, the exchange's own faults, and when somebody presses again (ms)."""

    mode: AccountMode
    strikes: tuple[int, ...]
    practice: tuple[str, ...]
    again_ms: tuple[int, ...]
    orders: int


CASES = st.builds(
    Case,
    st.sampled_from(AccountMode),
    st.lists(st.integers(0, len(SPOILS) - 1), max_size=8).map(tuple),
    st.lists(st.sampled_from(PRACTICE), max_size=2, unique=True).map(tuple),
    st.lists(st.sampled_from((0, 50, 200, 500)), max_size=2).map(tuple),
    st.integers(0, 4),
)
_DEADLINE_S = 1.7


def _press(case: Case) -> Pressed:
    turn, lock = itertools.count(), threading.Lock()

    def rule(asked: Asked) -> Spoil | None:
        if asked.kind == "other":
            return None
        with lock:
            nth = next(turn)
        return SPOILS[case.strikes[nth]] if nth < len(case.strikes) else None

    modes = {"main": case.mode}
    with (
        tempfile.TemporaryDirectory() as folder,
        exchange_of(modes, case.orders, case.practice) as exchange,
    ):
        return press(
            exchange,
            rule,
            Path(folder, "journal.jsonl"),
            modes=modes,
            deadline_s=_DEADLINE_S,
            again_after_s=[after_ms / 1000 for after_ms in case.again_ms],
        )


def _judge(case: Case, pressed: Pressed) -> None:
    # Each further press has a deadline of its own.
    must_hold(pressed, "", _DEADLINE_S + max(case.again_ms, default=0) / 1000)
    if "ack-only" in case.practice and case.orders > 3 and len(case.strikes) < 2:
        # Two fills at most: something stands, and the press must not have missed it.
        assert pressed.of("main").verdict is not Verdict.EMPTY


@settings(max_examples=6)
@given(st.lists(CASES, min_size=12, max_size=12))
def test_no_press_is_empty_while_an_order_stands(cases: list[Case]) -> None:
    with ThreadPoolExecutor(len(cases)) as pool:
        for case, pressed in zip(cases, pool.map(_press, cases), strict=True):
            _judge(case, pressed)
