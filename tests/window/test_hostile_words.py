"""What comes from outside is shown as the plain text that it is: never markup, never a control character."""

from __future__ import annotations

import time
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import Qt as QtGuess
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from gui.panic.verdict import Report, Verdict
from gui.practice import PracticeExchange, parse_fault
from gui.program import Program
from tests.faults import spoils
from tests.faults.front import Asked, Front, Spoil
from tests.window.conftest import MakeProgram

HOSTILE = "<b>bold</b><img src='http://127.0.0.1:9/x'>\u202edesrever\0\nnext\x1b[31m"
_WORDS = ("bold", "desrever")


def _is_markup(text: str) -> bool:
    """As Qt guesses in tooltips and in labels that are not told."""
    return bool(QtGuess.mightBeRichText(text))


def _with_symbols(told: Any) -> Any:
    for item in told["data"].get("entrustedList") or []:
        item["symbol"], item["clientOid"] = HOSTILE, HOSTILE
    return told


def _refusing(asked: Asked) -> Spoil | None:
    return spoils.coded("40017", HOSTILE) if asked.kind == "cancel" else None


def _misnaming(asked: Asked) -> Spoil | None:
    return spoils.retold(_with_symbols) if asked.kind == "read" else None


def _unknown_code(asked: Asked) -> Spoil | None:
    return spoils.coded(HOSTILE, HOSTILE) if asked.kind == "cancel" else None


def _press(qtbot: QtBot, program: Program) -> Report:
    with qtbot.waitSignal(program.desk.press_ended, timeout=20_000) as told:
        program.window.fire_wanted.emit(time.monotonic())
    assert told.args is not None
    report = told.args[0]
    assert isinstance(report, Report)
    return report


def _texts(widget: QWidget) -> list[tuple[str, bool]]:
    """Every text of a widget, and whether Qt would read it as markup."""
    found = [(widget.toolTip(), _is_markup(widget.toolTip()))]
    if isinstance(widget, QLabel):
        form = widget.textFormat()
        guesses = form is Qt.TextFormat.AutoText and _is_markup(widget.text())
        found.append((widget.text(), form is Qt.TextFormat.RichText or guesses))
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        found += _cells(widget.model())
    return found


def _cells(model: QAbstractItemModel) -> list[tuple[str, bool]]:
    found = []
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            index = model.index(row, column)
            found.append((str(index.data() or ""), False))
            tip = str(index.data(Qt.ItemDataRole.ToolTipRole) or "")
            found.append((tip, _is_markup(tip)))
    return found


@pytest.mark.parametrize(
    ("rule", "verdict"),
    [
        pytest.param(_refusing, Verdict.REFUSED, id="a refusal"),
        pytest.param(_unknown_code, None, id="an unknown code"),
        pytest.param(_misnaming, None, id="symbols of orders that stay"),
    ],
)
def test_hostile_words_stay_plain_text(
    rule: Any,
    verdict: Verdict | None,
    qtbot: QtBot,
    exchange: PracticeExchange,
    make_program: MakeProgram,
) -> None:
    if rule is _misnaming:
        exchange.arm(parse_fault("ack-only"))
    with Front(exchange, rule) as front:
        program = make_program(url=front.url)
        with qtbot.waitSignal(program.desk.book_changed, timeout=15_000):
            pass
        report = _press(qtbot, program)
        assert report.verdict is not Verdict.EMPTY
        assert verdict in (None, report.verdict)
        qtbot.wait(200)
        shown = [text for widget in QApplication.allWidgets() for text in _texts(widget)]
        shown += [(text, False) for text in program.beside.tray.icon.texts()]
        hostile = [(text, is_markup) for text, is_markup in shown if any(word in text for word in _WORDS)]
        assert hostile, "the words were shown nowhere, so that nothing was tested"
        for text, is_markup in hostile:
            seen = QTextDocumentFragment.fromHtml(text).toPlainText() if is_markup else text
            assert "<b>" in seen or "bold" not in seen, ascii(text)
            assert all(character.isprintable() or character == "\n" for character in seen), ascii(text)
