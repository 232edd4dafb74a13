"""The button stays where it is, whatever the readiness says: a button that moves is a missed click."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from gui.desktop.language import put_in
from gui.panic.readiness import Check, Readiness, Standing
from gui.widgets import theme
from gui.widgets.readiness import ReadinessStrip
from gui.widgets.window import PanicWindow
from gui.words import say
from tests.widgets import made_up
from tests.widgets.pseudo import Pseudo

_READY = made_up.checks()
_MUCH = tuple(Check(f"c{at}", Standing.UNSURE, say("rights unchecked"), "Why.") for at in range(12))
READINESSES = {
    "checking": Readiness(),
    "ready": _READY,
    "not ready": made_up.checks(is_ready=False),
    "one word": replace(_READY, checks=_READY.checks[:1]),
    "too much": Readiness((*_MUCH, *made_up.checks(is_ready=False).checks)),
}


@pytest.fixture(params=[*product((9, 18), (False, True))], ids=lambda them: f"{them[0]} points, {them[1]}")
def _sized(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[None]:
    """The desktop's font in two sizes, and English beside a language that needs more room."""
    points, is_long = request.param
    before = qapp.font()
    qapp.setFont(QFont(before.family(), points))
    put_in(qapp, (Pseudo(),) if is_long else ())
    theme.apply(qapp, "light")
    yield
    qapp.setFont(before)
    put_in(qapp, ())
    theme.apply(qapp, "light")


@pytest.fixture(params=["full", "narrow", "compact"])
def shown(request: pytest.FixtureRequest, _sized: None, window: PanicWindow, qtbot: QtBot) -> PanicWindow:
    window.set_compact(request.param == "compact")
    window.show()
    if request.param == "narrow":
        window.resize(window.minimumWidth(), 800)
    qtbot.waitUntil(lambda: window.isVisible())
    return window


def _top(window: PanicWindow) -> int:
    """Where the button stands, once everything that was asked for has been laid out."""
    for _ in range(3):  # a part tells its page, the page the window, and that its parts
        QApplication.processEvents()
    return window.fire_button.mapTo(window, QPoint(0, 0)).y()


def test_the_button_stays_where_it_is(shown: PanicWindow) -> None:
    places = {}
    for name, readiness in READINESSES.items():
        for age_s in (None, 1000):
            shown.readiness.set_readiness(readiness, say("Practice"))
            shown.readiness.set_read_at(None if age_s is None else time.monotonic() - age_s)
            places[name, age_s] = _top(shown)
    assert len(set(places.values())) == 1, places


def test_the_button_stays_where_it_is_when_something_is_noticed(shown: PanicWindow) -> None:
    before = _top(shown)
    shown.notice.show_notice("The journal could not be written. " * 5)
    assert shown.notice.isVisible()
    assert _top(shown) == before


def test_what_is_wrong_is_shown_where_not_all_is(qtbot: QtBot) -> None:
    strip = ReadinessStrip()
    qtbot.addWidget(strip)
    strip.show()
    strip.set_readiness(READINESSES["too much"], "Live")
    strip.resize(700, strip.heightForWidth(700))
    seen = [label for label in strip.findChildren(QLabel) if label.isVisible()]
    assert [label.text() for label in seen[:3]] == ["NOT READY", "Live", "key refused"]
    more = seen[-1]
    assert more.text() == "…"
    for words in ("14 open", "link 41 ms"):
        assert words in more.toolTip()
        assert words in more.accessibleName()
    strip.set_readiness(_READY, "Live")
    assert more.isHidden(), "nothing is left out any more"


@pytest.mark.parametrize("width", [345, 500, 1260])
def test_what_is_wrong_is_cut_and_not_left_out_where_it_fills_the_line(qtbot: QtBot, width: int) -> None:
    strip = ReadinessStrip()
    qtbot.addWidget(strip)
    strip.show()
    words = say("main, sub-1 and sub-2: the key was refused by Bitget, and so was that of all others")
    wrong = Check("c", Standing.BAD, words, "Why.")
    strip.set_readiness(Readiness((wrong, *_READY.checks)), "Live")
    strip._words._room = 0  # one line
    strip._words.resize(width // 2, strip._words.height())
    seen = [label for label in strip._words.findChildren(QLabel) if label.isVisible()]
    place, cut, more = seen
    assert (place.text(), cut.text()[:4], more.text()) == ("Live", "main", "…")
    assert cut.text().endswith("…")
    assert cut.toolTip()
    assert place.geometry().right() < cut.geometry().left()
    assert cut.geometry().right() < more.geometry().left()
    assert more.geometry().right() < width // 2


def test_the_compact_form_keeps_room_for_two_lines(window: PanicWindow, qtbot: QtBot) -> None:
    window.set_compact(True)
    window.show()
    qtbot.waitUntil(lambda: window.width() < 400)
    words = window.readiness._words
    qtbot.waitUntil(lambda: words.height() == 2 * words.minimumSizeHint().height())
