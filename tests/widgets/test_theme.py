"""The colours can be read, and the look follows the desktop and the user's font."""

from __future__ import annotations

import re
import time

import pytest
from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from gui.desktop.wishes.wishes import Wishes
from gui.kept.paths import resources
from gui.widgets import theme
from gui.widgets.artwork import app_icon
from gui.widgets.fire_button import FireButton
from gui.widgets.palette import DARK, LIGHT, TEXT_PAIRS, Tokens, contrast


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_every_text_can_be_read_on_its_ground(tokens: Tokens, text: str, ground: str) -> None:
    assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_a_focus_ring_is_seen_on_every_ground(tokens: Tokens) -> None:
    for ground in (tokens.bg, tokens.card, tokens.field, tokens.line):
        assert contrast(tokens.accent, ground) >= 3


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_what_can_be_used_has_an_edge_that_is_seen(tokens: Tokens) -> None:
    for ground in (tokens.bg, tokens.card, tokens.row, tokens.field, tokens.line, tokens.warn_bg):
        assert contrast(tokens.edge, ground) >= 3
        assert contrast(tokens.mute, ground) >= 3  # icons and arrows


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_the_style_sheet_names_only_colours_that_are_there() -> None:
    sheet = (resources() / "style.qss").read_text(encoding="utf-8")
    filled = theme.fill(sheet, DARK)
    assert "@" not in filled.split("*/", 1)[1]
    assert not re.search(r"#[0-9a-f]{6}", sheet), "a colour belongs into palette.py"


def test_a_wrong_name_is_an_error() -> None:
    with pytest.raises(KeyError):
        theme.fill("color: @nothing;", LIGHT)


def test_a_theme_can_be_changed_at_any_time(qapp: QApplication) -> None:
    theme.apply(qapp, "dark")
    assert theme.tokens() is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == DARK.bg
    theme.apply(qapp, "light")
    assert theme.tokens() is LIGHT
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == LIGHT.bg


def test_the_look_follows_the_desktop(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    hints = qapp.styleHints()
    theme.apply(qapp, "system")
    monkeypatch.setattr(type(hints), "colorScheme", lambda _: Qt.ColorScheme.Dark)
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.tokens() is DARK
    assert DARK.bg in qapp.styleSheet()


def test_what_the_desktop_tells_counts_for_as_the_desktop_only(qapp: QApplication) -> None:
    theme.apply(qapp, "system")
    try:
        theme.heed(Wishes(is_dark=True))
        assert theme.tokens() is DARK
        assert DARK.bg in qapp.styleSheet()
        theme.apply(qapp, "light")
        assert theme.tokens() is LIGHT
        theme.apply(qapp, "system")
        theme.heed(Wishes(is_dark=False))
        assert theme.tokens() is LIGHT
    finally:
        theme.heed(Wishes())


def test_the_window_looks_as_it_did_until_the_desktop_has_told(qapp: QApplication) -> None:
    try:
        theme.prepare(qapp, "system", was_dark=True)
        assert theme.is_dark()
        theme.prepare(qapp, "light", was_dark=True)
        assert not theme.is_dark()
        theme.prepare(qapp, "system", was_dark=True)
        theme.apply(qapp, "system")
        assert theme.is_dark()
    finally:
        theme.heed(Wishes())
    assert not theme.is_dark()


def test_whoever_wants_less_motion_sees_less(qapp: QApplication, qtbot: QtBot) -> None:
    button = FireButton()
    qtbot.addWidget(button)
    theme.apply(qapp, "light")
    had_menus = qapp.isEffectEnabled(Qt.UIEffect.UI_AnimateMenu)
    try:
        theme.heed(Wishes(is_still=True))
        assert theme.is_still()
        assert not qapp.isEffectEnabled(Qt.UIEffect.UI_AnimateMenu)
        button.set_running(True, time.monotonic() - 3.4)
        assert button.second_line().startswith("3 s · ")
        button._ticks.timeout.emit()
        assert button._ticks.interval() == 1000
    finally:
        theme.heed(Wishes())
    button._ticks.timeout.emit()
    assert button._ticks.interval() == 50
    assert qapp.isEffectEnabled(Qt.UIEffect.UI_AnimateMenu) is had_menus


def test_sizes_grow_with_the_font_of_the_user(qapp: QApplication) -> None:
    base = qapp.font().pixelSize()
    assert base >= 13
    assert theme.px(13) == base
    assert theme.px(26) == 2 * base


def test_a_mark_reaches_the_children(qapp: QApplication) -> None:  # noqa: ARG001
    label = QLabel()
    theme.mark(label, "tone", "ok")
    assert label.property("tone") == "ok"


def test_what_is_marked_before_the_sheet_is_put_on_is_not_searched(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Whole(QLabel):
        def findChildren(self, *_: object) -> list[QObject]:  # type: ignore[override]
            raise AssertionError("each child became a Python object")

    monkeypatch.delitem(vars(qapp), "look", raising=False)
    label = Whole()
    theme.mark(label, "tone", "ok")
    assert label.property("tone") == "ok"


def test_the_icon_can_be_drawn(qapp: QApplication) -> None:  # noqa: ARG001
    assert app_icon().pixmap(QSize(64, 64)).toImage().pixelColor(32, 30).red() > 180
