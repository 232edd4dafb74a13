"""In every state of every window: nothing is left in English by oversight, and nothing is cut."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QApplication

from gui.desktop import language
from gui.desktop.language import put_in, speak, tr
from gui.kept.preferences import Language
from gui.widgets import fire_paint
from gui.widgets.fire_button import FireButton
from packing import words
from tests.widgets import gallery, visible
from tests.widgets.pseudo import Pseudo, accented, left_in_english

ROOT = Path(__file__).resolve().parent.parent.parent
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
STATES = gallery.STATES


def _named(state: Callable[[Any], Any]) -> str:
    return state.__name__.strip("_")


@pytest.fixture
def _pseudo(qapp: QApplication) -> Iterator[None]:
    put_in(qapp, (Pseudo(),))
    yield
    put_in(qapp, ())


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The words of every language, compiled."""
    return words.compile_into(tmp_path_factory.mktemp("words"))[0].parent


@pytest.fixture
def _chinese(qapp: QApplication, compiled: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(language, "has_signs", lambda _: True)  # this computer may have no such font
    assert speak(qapp, Language.CHINESE, compiled) == ""
    yield
    put_in(qapp, ())


@pytest.mark.usefixtures("_pseudo")
def test_the_made_up_language_marks_every_word() -> None:
    assert left_in_english(tr("Cancelled {n} of {name}", n=3, name="sub1")) == []
    assert left_in_english("Cancelled 3 of sub1") == ["Cancelled", "of"]
    assert len(accented("Cancelled by a lost answer")) >= 1.3 * len("Cancelled by a lost answer")


@pytest.mark.usefixtures("_pseudo")
@pytest.mark.parametrize("state", STATES, ids=_named)
def test_every_word_that_is_shown_is_translated(qapp: QApplication, state: Callable[[Any], Any]) -> None:
    with gallery.on_stage(qapp, state) as (widget, window):
        found = [
            (where, text)
            for top in {widget.window(), window}
            for where, text in visible.texts(top)
            if left_in_english(text)
        ]
    assert found == []


@pytest.mark.usefixtures("_pseudo")
@pytest.mark.parametrize("state", STATES, ids=_named)
def test_nothing_is_cut_in_a_language_that_needs_more_room(
    qapp: QApplication, state: Callable[[Any], Any]
) -> None:
    with gallery.on_stage(qapp, state) as (widget, _):
        assert list(visible.cut(widget.window())) == []


@pytest.mark.usefixtures("_chinese")
@pytest.mark.parametrize("state", STATES, ids=_named)
def test_nothing_is_cut_in_chinese(qapp: QApplication, state: Callable[[Any], Any]) -> None:
    with gallery.on_stage(qapp, state) as (widget, window):
        assert list(visible.cut(widget.window())) == []
        assert window.minimumWidth() == (340 if "compact" in _named(state) else 560)


@pytest.mark.parametrize("scale", ["2"])
def test_nothing_is_cut_on_a_screen_of_twice_the_dots(scale: str) -> None:
    # Qt reads the scale once, when a program starts.
    asked = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", "cut_in", __file__]
    environment = {**os.environ, "QT_SCALE_FACTOR": scale}
    ran = subprocess.run(asked, capture_output=True, text=True, cwd=ROOT, timeout=300, env=environment)
    assert ran.returncode == 0, ran.stdout
    assert f"{2 * len(STATES)} passed" in ran.stdout


@pytest.mark.parametrize("points", [13, 16])
def test_the_button_makes_long_words_smaller_until_they_fit(qapp: QApplication, points: int) -> None:
    put_in(qapp, (Pseudo(),))
    button = FireButton()
    button.set_covers_everything(True)
    for title in (button.title(), tr("CANCEL ALL ORDERS"), tr("CANCELLING…")):
        font = QFont(qapp.font())
        font.setPixelSize(points)
        fitted = fire_paint.fitted(fire_paint.title_font(font), title, 480)
        assert QFontMetricsF(fitted).horizontalAdvance(title) <= 480
    put_in(qapp, ())
