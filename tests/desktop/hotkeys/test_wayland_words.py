"""How a chord is spelled for a portal."""

from __future__ import annotations

import pytest

from gui.desktop.hotkeys.chord import Chord
from gui.desktop.hotkeys.wayland_words import grant_answer, shortcut_name, trigger_of


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Ctrl+Shift+X", "CTRL+SHIFT+x"),
        ("Meta+Ctrl+Alt+1", "CTRL+ALT+LOGO+1"),
        ("F9", "F9"),
        ("Ctrl+Shift+PgUp", "CTRL+SHIFT+Page_Up"),
        ("Ctrl+Alt+Space", "CTRL+ALT+space"),
        ("Ctrl+Shift+Ü", "CTRL+SHIFT+U00FC"),
        ("Ctrl+Shift++", "CTRL+SHIFT+U002B"),
        ("Ctrl+Shift+Media Play", ""),
    ],
)
def test_the_specification_spells_it_otherwise(text: str, trigger: str) -> None:
    assert trigger_of(Chord.of(text)) == trigger


def test_every_chord_has_a_name_of_its_own_that_a_portal_can_keep() -> None:
    texts = ("X", "Shift+X", "Alt+X", "+", "-", "Ü", "F1", "Media Play", "PgUp", "Space")
    names = [shortcut_name(Chord.of(f"Ctrl+Meta+{text}")) for text in texts]
    assert len(set(names)) == len(texts)
    assert all(name.replace("-", "").replace("_", "").isalnum() and name.isascii() for name in names)


@pytest.mark.parametrize(
    "text", ["Ctrl+Shift++", "Ctrl+Shift+PgUp", "Ctrl+Alt+Space", "Ctrl+Shift+Media Play"]
)
def test_a_key_called_as_qt_calls_it_is_the_same(text: str) -> None:
    chord = Chord.of(text)
    assert grant_answer(chord, text).instead == ""
    assert grant_answer(chord, "Ctrl+Shift+Z").instead == "Ctrl+Shift+Z"
