"""A chord as the portal wants it spelled, and the sentences for what the desktop makes of it."""

from __future__ import annotations

import re

from PySide6.QtGui import Qt

from gui.desktop.hotkeys.chord import Chord
from gui.desktop.hotkeys.hotkey import Answer, granted, impossible
from gui.desktop.hotkeys.wayland_calls import Failure
from gui.words import join, say

BY_HAND = say(
    "Bind the command “panic-button press” to a key in the desktop's own settings, and try it there."
)
_SETTINGS = say("To be asked again, click into the shortcut field of the settings.")
_GIVE_A_KEY = say("Give it a key in the desktop's keyboard settings, or choose another one here.")
_AGAIN = say("It is asked again every 5 s.")
# The shortcuts specification of freedesktop.org: modifiers by these names, keys by those of xkbcommon.
_MODIFIERS = (
    (Qt.KeyboardModifier.ControlModifier, "CTRL"),
    (Qt.KeyboardModifier.AltModifier, "ALT"),
    (Qt.KeyboardModifier.ShiftModifier, "SHIFT"),
    (Qt.KeyboardModifier.MetaModifier, "LOGO"),
)
_KEYS = {
    Qt.Key.Key_Escape: "Escape",
    Qt.Key.Key_Tab: "Tab",
    Qt.Key.Key_Backtab: "Tab",
    Qt.Key.Key_Backspace: "BackSpace",
    Qt.Key.Key_Return: "Return",
    Qt.Key.Key_Enter: "KP_Enter",
    Qt.Key.Key_Insert: "Insert",
    Qt.Key.Key_Delete: "Delete",
    Qt.Key.Key_Pause: "Pause",
    Qt.Key.Key_Print: "Print",
    Qt.Key.Key_Home: "Home",
    Qt.Key.Key_End: "End",
    Qt.Key.Key_Left: "Left",
    Qt.Key.Key_Up: "Up",
    Qt.Key.Key_Right: "Right",
    Qt.Key.Key_Down: "Down",
    Qt.Key.Key_PageUp: "Page_Up",
    Qt.Key.Key_PageDown: "Page_Down",
    Qt.Key.Key_Menu: "Menu",
    Qt.Key.Key_Space: "space",
}
_CHARACTERS = range(0x21, 0x110000)  # Qt's numbers of keys that type one
# How desktops write what the specification writes otherwise.
_SAME = {"control": "ctrl", "primary": "ctrl", "super": "logo", "meta": "logo", "win": "logo", "mod4": "logo"}
_LONGEST = 40


def trigger_of(chord: Chord) -> str:
    """The chord as a portal reads it; "" for a key without a name, for which the desktop then chooses."""
    key = _key_name(chord)
    return "+".join((*_modifiers(chord), key)) if key else ""


def shortcut_name(chord: Chord) -> str:
    """What the desktop knows the shortcut by.

    Each chord has a name of its own: a desktop keeps the key that it once granted to a name, whatever
    is preferred later.
    """
    parts = *_modifiers(chord), _key_name(chord) or f"key{chord.key.value:x}"
    return "-".join(("press", *parts)).lower()


def grant_answer(chord: Chord, described: str | None) -> Answer:
    """What the desktop made of it; described is how it names the key, None where it bound nothing."""
    if described is None:
        none = say("The desktop granted no hotkey where {key} was asked for.", key=chord.shown)
        return Answer(False, join(none, _GIVE_A_KEY), say("no hotkey granted"), is_final=True)
    key = _plain(described)
    if not key:
        keyless = say("The desktop took the hotkey, but gave it no key: {key} may be taken.", key=chord.shown)
        return Answer(False, join(keyless, _GIVE_A_KEY), say("hotkey has no key"), is_final=True)
    if _is_it(key, chord):
        return granted(chord)
    sentence = say("The desktop calls the hotkey “{key}”; asked for was {asked}.", key=key, asked=chord.shown)
    return Answer(True, sentence, say("hotkey is {key}, not seen yet", key=key), instead=key)


def unnamed_answer() -> Answer:
    """The answer where a press came, though the desktop said that there is no key for it."""
    sentence = say(
        "The desktop names no key for the hotkey, but one that is set in its own settings arrives."
    )
    return Answer(True, sentence, say("hotkey arrives"), instead=say("a key without a name"))


def pending_answer(chord: Chord) -> Answer:
    """For as long as the desktop, or the person whom it asks, has not answered."""
    sentence = say(
        "The desktop is being asked for {key}. If it shows a window about it, answer there.", key=chord.shown
    )
    return Answer(False, sentence, say("hotkey asked for"), is_pending=True)


def failure_answer(chord: Chord, failure: Failure) -> Answer:
    """Why there is no hotkey, and what to do."""
    key = chord.shown
    if failure is Failure.NO_PORTAL:
        none = say("This desktop runs no portal (xdg-desktop-portal) to ask for a key.")
        return impossible(chord, join(none, BY_HAND))
    if failure is Failure.NO_INTERFACE:
        none = say("The portal of this desktop gives no program a key for every window.")
        return impossible(chord, join(none, BY_HAND))
    if failure is Failure.NO_BUS:
        unasked = say("The desktop's message bus (D-Bus) could not be asked for {key}.", key=key)
        return Answer(False, join(unasked, _AGAIN))
    if failure is Failure.SILENT:
        silent = say("The desktop's portal did not answer when asked for {key}.", key=key)
        return Answer(False, join(silent, _AGAIN), say("portal silent"))
    if failure is Failure.UNANSWERED:
        nobody = say("Nobody answered the desktop's question about {key}, so it was taken back.", key=key)
        return Answer(False, join(nobody, _SETTINGS), say("hotkey not answered"), is_final=True)
    if failure is Failure.DENIED:
        denied = say("{key} was refused in the desktop's own window.", key=key)
        return Answer(False, join(denied, _SETTINGS), say("hotkey denied"), is_final=True)
    if failure is Failure.ENDED:
        ended = say("The desktop ended the question about {key} without an answer.", key=key)
        return Answer(False, join(ended, _SETTINGS), is_final=True)
    if failure is Failure.NOT_ALLOWED:
        unknown = say(
            "The desktop does not let this program have {key}; it may know no menu entry “panic-button” "
            "for it. Install the package, or do without:",
            key=key,
        )
        return Answer(False, join(unknown, BY_HAND))
    senseless = say("The desktop's portal answered something without sense when asked for {key}.", key=key)
    return Answer(False, join(senseless, BY_HAND))


def _key_name(chord: Chord) -> str:
    if chord.function_number is not None:
        return f"F{chord.function_number}"
    code = chord.key.value
    if code not in _CHARACTERS:
        return _KEYS.get(chord.key, "")
    character = chr(code).lower()
    return character if character.isascii() and character.isalnum() else f"U{ord(character[0]):04X}"


def _plain(described: str) -> str:
    """One short line of it, whatever a desktop sends."""
    line = " ".join("".join(character if character.isprintable() else " " for character in described).split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _modifiers(chord: Chord) -> list[str]:
    return [name for modifier, name in _MODIFIERS if chord.has(modifier)]


def _is_it(described: str, chord: Chord) -> bool:
    """Tell whether a description ("Ctrl+Shift+X", "Press <Control><Shift>x") is surely this chord."""
    if described in (chord.text, chord.shown):
        return True
    return _parts(trigger_of(chord)) in (_parts(described), _parts(described.rpartition(" ")[2]))


def _parts(text: str) -> frozenset[str]:
    parts = (part.lower() for part in re.split(r"[<>+]+", text) if part)
    return frozenset(_SAME.get(part, part) for part in parts)
