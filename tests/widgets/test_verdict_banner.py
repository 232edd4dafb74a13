"""The banner: each verdict by word, shape and colour, and told to a screen reader."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from gui.panic.verdict import Verdict
from gui.widgets.texts import announce
from gui.widgets.verdict_banner import VerdictBanner
from gui.widgets.verdict_sign import Shape, VerdictSign
from tests.widgets import made_up


@pytest.fixture
def banner(qtbot: QtBot) -> VerdictBanner:
    made = VerdictBanner()
    qtbot.addWidget(made)
    made.resize(700, 80)
    made.show()
    return made


def _shown(banner: VerdictBanner) -> list[str]:
    return [label.text() for label in banner.findChildren(QLabel) if label.isVisible()]


@pytest.mark.parametrize(
    ("verdict", "left", "elapsed", "shown", "tone"),
    [
        (Verdict.EMPTY, 0, 203, ["EMPTY", "Nothing is open.", "203 ms", "press to proof"], "ok"),
        (Verdict.LEFT, 2, 3100, ["LEFT 2", "Nothing is open.", "3.1 s", "no proof yet"], "warn"),
        (Verdict.UNKNOWN, None, 10_000, ["UNKNOWN", "Nothing is open.", "10.0 s", "no proof yet"], "unknown"),
        (Verdict.REFUSED, None, 88, ["REFUSED", "Nothing is open.", "88 ms", "no proof yet"], "bad"),
    ],
)
def test_a_report_is_shown_and_told(
    banner: VerdictBanner,
    told: list[str],
    verdict: Verdict,
    left: int | None,
    elapsed: int,
    shown: list[str],
    tone: str,
) -> None:
    banner.show_report(made_up.report(verdict, "Nothing is open.", elapsed, left))
    assert _shown(banner) == shown
    assert banner.property("tone") == tone
    assert told == [f"{shown[0]}. Nothing is open."]
    assert banner.accessibleName() == f"Verdict: {shown[0]}"


def test_nothing_pressed_yet_is_quiet(banner: VerdictBanner, told: list[str]) -> None:
    banner.show_idle("No press yet today", "Last drill 08:12.")
    assert _shown(banner) == ["No press yet today", "Last drill 08:12."]
    assert told == []


def test_a_running_press_is_not_green(banner: VerdictBanner, told: list[str]) -> None:
    banner.show_running("7 of 14 orders answered.", "118 ms")
    assert _shown(banner) == ["Cancelling", "7 of 14 orders answered.", "118 ms", "no proof yet"]
    assert banner.property("tone") == "idle"
    assert told == []


def test_not_ready_is_told_once(banner: VerdictBanner, told: list[str]) -> None:
    for _ in range(3):
        banner.show_not_ready("The key is gone.")
    assert told == ["Not ready: a press would fail. The key is gone."]
    assert _shown(banner)[0] == "NOT READY: a press would fail"


def test_a_sentence_is_never_markup(banner: VerdictBanner) -> None:
    banner.show_report(made_up.report(Verdict.UNKNOWN, "<img src=x><b>EMPTY</b>", 1))
    assert "<img src=x><b>EMPTY</b>" in _shown(banner)
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in banner.findChildren(QLabel))


def test_a_long_sentence_makes_the_banner_higher(banner: VerdictBanner, qapp: QApplication) -> None:
    banner.show_idle("Short", "Short.")
    qapp.processEvents()
    short = banner.heightForWidth(500)
    banner.show_idle("Long", "A sentence that has to wrap. " * 12)
    qapp.processEvents()
    assert banner.heightForWidth(500) > short + 40


def test_every_shape_is_another_one_without_colour(qtbot: QtBot) -> None:
    sign = VerdictSign()
    qtbot.addWidget(sign)
    seen = set()
    for shape in Shape:
        sign.set_sign(shape, "ok", "2")
        seen.add(bytes(sign.grab().toImage().constBits()))
    assert len(seen) == len(Shape)


def test_announcing_without_a_screen_reader_is_harmless(banner: VerdictBanner) -> None:
    announce(banner, "EMPTY.")
