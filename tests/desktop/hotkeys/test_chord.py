from __future__ import annotations

import pytest
from PySide6.QtGui import Qt

from gui.desktop.hotkeys.chord import Chord, ChordRefused, fault


@pytest.mark.parametrize(
    "text", ["Ctrl+Shift+X", "Ctrl+Alt+P", "Meta+Shift+1", "Ctrl+Alt+Shift+Ü", "F1", "F24"]
)
def test_what_may_be_a_hotkey(text: str) -> None:
    assert fault(text) == ""
    assert Chord.of(text).text == text


@pytest.mark.parametrize("text", ["X", "Shift+X", "Ctrl+X", "Alt+P", "Meta+P", "Space", "F25", "Ctrl+Pause"])
def test_too_few_modifiers_are_refused(text: str) -> None:
    assert fault(text).startswith("A hotkey needs two of Ctrl, Alt, Shift")


def test_what_types_a_character_somewhere_is_refused() -> None:
    assert "types a character on some keyboards" in fault("Alt+Shift+X")


@pytest.mark.parametrize("text", ["", "Ctrl+K, Ctrl+B", "nonsense+"])
def test_what_is_not_one_chord_is_refused(text: str) -> None:
    with pytest.raises(ChordRefused, match=r"\.$"):
        Chord.of(text)


def test_function_keys_know_their_number() -> None:
    assert Chord.of("Ctrl+F12").function_number == 12
    assert Chord.of("Ctrl+Shift+X").function_number is None
    assert Chord.of("Ctrl+Shift+X").has(Qt.KeyboardModifier.ShiftModifier)
