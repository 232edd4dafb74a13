"""The lines above the button: environment, readiness, notice."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from gui.panic.orders import Environment
from gui.panic.readiness import Check, Readiness, Standing
from gui.widgets.band import EnvironmentBand
from gui.widgets.environment import EnvironmentChoice
from gui.widgets.notice import NoticeBar
from gui.widgets.readiness import ReadinessStrip
from tests.widgets import made_up


def _segment(choice: EnvironmentChoice, word: str) -> QPushButton:
    return next(button for button in choice.findChildren(QPushButton) if button.text() == word)


@pytest.fixture
def choice(qtbot: QtBot) -> EnvironmentChoice:
    made = EnvironmentChoice()
    qtbot.addWidget(made)
    made.show()
    return made


def test_choosing_an_environment_tells_which(choice: EnvironmentChoice, qtbot: QtBot) -> None:
    with qtbot.waitSignal(choice.chosen) as told:
        QTest.mouseClick(_segment(choice, "Live"), Qt.MouseButton.LeftButton)
    assert told.args == [Environment.LIVE]
    assert choice.environment() is Environment.LIVE


def test_setting_an_environment_tells_nothing(choice: EnvironmentChoice, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(choice.chosen):
        choice.set_environment(Environment.DEMO)
    assert choice.environment() is Environment.DEMO


def test_arrow_keys_choose_the_neighbour(choice: EnvironmentChoice, qtbot: QtBot) -> None:
    practice = _segment(choice, "Practice")
    practice.setFocus()
    with qtbot.waitSignal(choice.chosen) as told:
        QTest.keyClick(practice, Qt.Key.Key_Right)
    assert told.args == [Environment.DEMO]


def test_segments_have_names(choice: EnvironmentChoice) -> None:
    assert choice.accessibleName() == "Environment"
    assert _segment(choice, "Live").accessibleName() == "Live environment"


def test_the_three_bands_differ(qtbot: QtBot) -> None:
    band = EnvironmentBand()
    qtbot.addWidget(band)
    band.resize(200, 5)
    seen = set()
    for environment in Environment:
        band.set_environment(environment)
        image = band.grab().toImage()
        seen.add(tuple(image.pixel(x, 2) for x in range(0, 200, 7)))
    assert len(seen) == 3
    assert [len(set(pixels)) > 1 for pixels in seen].count(True) == 1, "only practice is striped"


@pytest.fixture
def strip(qtbot: QtBot) -> ReadinessStrip:
    made = ReadinessStrip()
    qtbot.addWidget(made)
    made.show()
    return made


def _words(strip: ReadinessStrip) -> list[str]:
    return [label.text() for label in strip.findChildren(QLabel) if label.isVisible()]


@pytest.mark.parametrize(
    ("readiness", "word"),
    [
        (Readiness(), "CHECKING"),
        (made_up.checks(), "READY"),
        (made_up.checks(is_ready=False), "NOT READY"),
    ],
)
def test_the_pill_says_it_in_a_word(strip: ReadinessStrip, readiness: Readiness, word: str) -> None:
    strip.set_readiness(readiness, "Main")
    assert _words(strip)[0] == word
    assert strip.accessibleName() == f"Readiness: {word.lower()}"
    assert strip.accessibleDescription() == readiness.sentence


# As the style sheet has it, and as one that comes later, or for letters of twice the size.
@pytest.mark.parametrize("dress", ["", "padding: 4px 40px", "font-size: 24px; padding: 8px 20px"])
def test_the_pill_is_as_wide_as_its_longest_word_whenever_it_is_dressed(
    strip: ReadinessStrip, dress: str
) -> None:
    pill = strip.findChild(QLabel, "pill")
    assert isinstance(pill, QLabel)
    # It alone: when an application is dressed, Qt tells the strip of it before the pill, or after.
    pill.setStyleSheet(dress)
    widths = set()
    for readiness in (Readiness(), made_up.checks(), made_up.checks(is_ready=False)):
        strip.set_readiness(readiness, "Main")
        QTest.qWait(0)
        widths.add(pill.width())
    assert len(widths) == 1, widths
    longest = pill.fontMetrics().horizontalAdvance("NOT READY")
    assert longest <= pill.contentsRect().width() < longest + 4


def test_each_check_has_its_words_and_its_sentence(strip: ReadinessStrip) -> None:
    strip.set_readiness(made_up.checks(), "Main · classic")
    assert _words(strip)[1:4] == ["Main · classic", "14 open", "link 41 ms"]
    label = next(label for label in strip.findChildren(QLabel) if label.text() == "link 41 ms")
    assert label.toolTip() == "<qt>The exchange answered in 41 ms.</qt>"


def test_checks_go_on_in_the_next_line(strip: ReadinessStrip, qtbot: QtBot) -> None:
    strip.set_readiness(made_up.checks(), "Main · classic")
    wide, narrow = strip.heightForWidth(900), strip.heightForWidth(360)
    assert narrow >= 2 * wide
    strip.resize(360, narrow)
    qtbot.waitUntil(lambda: strip.width() == 360)
    for label in filter(QLabel.isVisible, strip.findChildren(QLabel)):
        corner = label.mapTo(strip, label.rect().bottomRight())
        assert corner.x() < 360
        assert corner.y() < narrow


def test_words_of_a_check_are_never_markup(strip: ReadinessStrip) -> None:
    evil = "<img src=x>"
    strip.set_readiness(Readiness((Check("x", Standing.BAD, evil, evil),)), evil)
    assert _words(strip)[1:] == [evil, evil]
    for label in strip.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText
        assert "<img" not in label.toolTip()


def test_a_notice_is_told_once_and_can_be_put_away(qtbot: QtBot, told: list[str]) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    assert bar.isHidden()
    bar.show_notice("The journal could not be written.")
    bar.show_notice("The journal could not be written.")
    assert bar.isVisible()
    assert told == ["The journal could not be written."]
    close = bar.findChild(QToolButton)
    assert isinstance(close, QToolButton)
    with qtbot.waitSignal(bar.dismissed):
        QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    assert bar.isHidden()
    assert bar.text() == ""
