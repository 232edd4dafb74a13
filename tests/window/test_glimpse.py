"""What the window shows of a read that overlaps with the cancel: not that the book is empty, and no green."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.desktop import language
from gui.desktop.columns import Tone
from gui.desktop.language import put_in, speak
from gui.kept.preferences import Language
from gui.panic.orders import ALL_FUTURES, OrderOutcome, OrderResult
from gui.panic.progress import Progress, Stage
from gui.panic.verdict import Verdict
from gui.practice import PracticeExchange, parse_fault
from gui.program import Program
from gui.widgets.tray_icon import Standing
from gui.widgets.verdict_sign import Shape
from packing import words
from tests.widgets import made_up, visible
from tests.window.conftest import MakeProgram

_EMPTY = re.compile("EMPTY|已清空")  # the verdict, in each language
_SHARE_MS = (
    1100  # until the start's reads are no part of the rate budget: a glimpse is made where there is room
)
_RUNNING = {"en": "Cancelling", "zh_CN": "正在撤单"}
_LOOKS_EMPTY = {"en": "looks empty, confirming.", "zh_CN": "看来没有挂单了，正在确认。"}  # noqa: RUF001
_SEEM_LEFT = {"en": "{} seem to be left, confirming.", "zh_CN": "似乎还剩 {} 笔，正在确认。"}  # noqa: RUF001


@dataclass(frozen=True, slots=True)
class Seen:
    """All that the window and the icon say at one moment, and in which colour."""

    banner: tuple[str, str]
    tones: frozenset[str]  # of the banner and its sign
    shape: Shape
    standing: Standing
    rows: frozenset[Tone]
    texts: tuple[str, ...]


def look(program: Program) -> Seen:
    banner, icon = program.window.verdict, program.beside.tray.icon
    return Seen(
        banner.text(),
        frozenset((banner.property("tone"), banner._sign._tone)),
        banner._sign._shape,
        icon.standing,
        frozenset(row.tone for row in program._orders.all_rows()),
        (*(text for _, text in visible.texts(program.window)), *icon.texts()),
    )


def shows_no_proof(seen: Seen, tongue: str) -> None:
    """The banner, the table and the icon say that a press runs, and nothing that only a proof may say."""
    assert seen.banner[0] == _RUNNING[tongue]
    assert seen.tones == {"idle"}
    assert seen.shape is Shape.RUNNING
    assert seen.standing is Standing.RUNNING
    assert Tone.GOOD not in seen.rows
    assert [text for text in seen.texts if _EMPTY.search(text)] == []


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return words.compile_into(tmp_path_factory.mktemp("words"))[0].parent


@pytest.fixture(params=["en", "zh_CN"])
def tongue(
    request: pytest.FixtureRequest, qapp: QApplication, compiled: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """The window speaks this language."""
    spoken = Language(request.param)
    monkeypatch.setattr(language, "has_signs", lambda _: True)  # this computer may have no such font
    monkeypatch.setattr("gui.wiring.first_sight.speak", lambda app, _: speak(app, spoken, compiled))
    yield request.param
    put_in(qapp, ())


@pytest.fixture
def program(qtbot: QtBot, make_program: MakeProgram, tongue: str) -> Program:  # noqa: ARG001 before the window
    """Begun once the language is chosen, and as far as everything of it is there."""
    program = make_program()
    with qtbot.waitSignal(program.desk.book_changed, timeout=15_000):
        pass
    qtbot.waitUntil(lambda: "beside" in vars(program), timeout=15_000)
    return program


def step(tongue: str, left: int) -> str:
    return _SEEM_LEFT[tongue].format(left) if left else _LOOKS_EMPTY[tongue]


@pytest.mark.parametrize("left", [0, 3])
def test_a_glimpse_is_told_as_what_it_is(qtbot: QtBot, program: Program, tongue: str, left: int) -> None:
    program.desk._lookout.hold()
    qtbot.waitUntil(lambda: not program.showing.is_filling)
    program.desk.press_started.emit(time.monotonic())
    for kind in ALL_FUTURES:
        new = (made_up.order(number, product_type=kind) for number in range(left))
        rows = tuple(OrderOutcome(order, OrderResult.UNCONFIRMED, at_ms=30, appeared=True) for order in new)
        program.desk.progressed.emit([Progress(kind, Stage.GLIMPSED, 30, orders=rows, left=left)])
    qtbot.waitUntil(lambda: not program.showing.is_filling)
    seen = look(program)
    shows_no_proof(seen, tongue)
    assert seen.banner[1].endswith(step(tongue, left))
    program.desk.press_ended.emit(made_up.report(Verdict.LEFT, "Two are left.", 800, left=2))


@pytest.mark.parametrize(
    ("fault", "left", "verdict"),
    [("slow-drip=60", 0, Verdict.UNKNOWN), ("silent", 7, Verdict.LEFT)],
    ids=["looks empty", "seem to be left"],
)
def test_what_a_press_shows_while_only_a_glimpse_was_had(
    qtbot: QtBot,
    program: Program,
    exchange: PracticeExchange,
    tongue: str,
    fault: str,
    left: int,
    verdict: Verdict,
) -> None:
    """The answer to the cancel does not come, whether it acted or not: a read alone is no EMPTY.

    A glimpse reads the live ones only, 7 of the 8 that are open.
    """
    told: list[Seen] = []

    def note(_: object) -> None:
        if {each.stage for each in program.showing._steps.values()} <= {Stage.SENT, Stage.GLIMPSED}:
            told.append(look(program))

    qtbot.wait(_SHARE_MS)
    exchange.arm(parse_fault(fault))
    program.desk.try_for(1.5)
    program.desk.progressed.connect(note)
    with qtbot.waitSignal(program.desk.press_ended, timeout=20_000) as ended:
        program.window.fire_wanted.emit(time.monotonic())
    assert any(step(tongue, left) in seen.banner[1] for seen in told)
    for seen in told:
        shows_no_proof(seen, tongue)
    [report] = ended.args
    assert report.verdict is verdict
