"""Keysyms, modifiers and lock keys of an X server: what has to be grabbed for a chord."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from PySide6.QtGui import Qt
from Xlib import XK, X
from Xlib.display import Display

from gui.desktop.hotkeys.chord import Chord

_MODIFIER_BITS = (
    X.ShiftMask,
    X.LockMask,
    X.ControlMask,
    X.Mod1Mask,
    X.Mod2Mask,
    X.Mod3Mask,
    X.Mod4Mask,
    X.Mod5Mask,
)
_SHIFT_LOCK_CONTROL = 3  # the first modifiers, whose meaning does not depend on the keys that set them
_LATIN_1 = range(0x20, 0x100)
_UNICODE = 0x01000000  # what X adds to a character that has no keysym of its own
# Qt's keys without a character, by X's names for them.
_NAMES = {
    Qt.Key.Key_Escape: ("Escape",),
    Qt.Key.Key_Tab: ("Tab", "ISO_Left_Tab"),
    Qt.Key.Key_Backtab: ("ISO_Left_Tab", "Tab"),
    Qt.Key.Key_Backspace: ("BackSpace",),
    Qt.Key.Key_Return: ("Return",),
    Qt.Key.Key_Enter: ("KP_Enter",),
    Qt.Key.Key_Insert: ("Insert", "KP_Insert"),
    Qt.Key.Key_Delete: ("Delete", "KP_Delete"),
    Qt.Key.Key_Pause: ("Pause",),
    Qt.Key.Key_Print: ("Print",),
    Qt.Key.Key_Home: ("Home", "KP_Home"),
    Qt.Key.Key_End: ("End", "KP_End"),
    Qt.Key.Key_Left: ("Left", "KP_Left"),
    Qt.Key.Key_Up: ("Up", "KP_Up"),
    Qt.Key.Key_Right: ("Right", "KP_Right"),
    Qt.Key.Key_Down: ("Down", "KP_Down"),
    Qt.Key.Key_PageUp: ("Prior", "KP_Prior"),
    Qt.Key.Key_PageDown: ("Next", "KP_Next"),
    Qt.Key.Key_Menu: ("Menu",),
}
# Of each modifier, the keys that have it on one of X's eight bits.
_MODIFIER_KEYS = {
    Qt.KeyboardModifier.AltModifier: ("Alt_L", "Alt_R"),
    Qt.KeyboardModifier.MetaModifier: ("Super_L", "Super_R", "Meta_L", "Meta_R"),
}


@dataclass(frozen=True, slots=True)
class Grabs:
    """What to grab for a chord; by_group has the keycodes that mean its key in each keyboard layout."""

    pairs: frozenset[tuple[int, int]]  # keycode, modifier mask
    by_group: dict[int, frozenset[int]]

    @property
    def keycodes(self) -> frozenset[int]:
        """Every keycode among them."""
        return frozenset(keycode for keycode, _ in self.pairs)

    @property
    def is_one_place(self) -> bool:
        """True where every layout that has the key has it in the same places."""
        return len(set(self.by_group.values())) <= 1

    def means_it(self, keycode: int, group: int) -> bool:
        """Tell whether this key is the chord's while the layout of this number is on.

        A layout that has the key nowhere (Cyrillic has no X) leaves it where the other layouts have it.
        """
        here = self.by_group.get(group)
        return keycode in here if here else keycode in self.keycodes


def grabs_for(display: Display, chord: Chord) -> Grabs:
    """Find the keycodes and masks; without pairs when no key of this keyboard, or no modifier, fits."""
    by_group: dict[int, set[int]] = {}
    for keysym in _keysyms(chord):
        for keycode, index in display.keysym_to_keycodes(keysym):
            by_group.setdefault(_group(index), set()).add(keycode)
    keycodes = frozenset[int]().union(*by_group.values())
    needed = _mask(display, chord)
    locks = _lock_masks(display, needed or 0)
    pairs = (
        frozenset((code, needed | lock) for code in keycodes for lock in locks) if needed is not None else ()
    )
    return Grabs(frozenset(pairs), {group: frozenset(codes) for group, codes in by_group.items()})


def _keysyms(chord: Chord) -> list[int]:
    number = chord.function_number
    if number is not None:
        return [XK.XK_F1 + number - 1]
    if chord.key in _NAMES:
        return [XK.string_to_keysym(name) for name in _NAMES[chord.key]]
    code = chord.key.value
    if code in _LATIN_1:
        return [ord(chr(code).lower())]
    return [] if code >= _UNICODE else [_UNICODE | ord(chr(code).lower())]


def _group(index: int) -> int:
    """The layout of a column of the keyboard table: two columns each, and two more for their third level."""
    return index // 2 % 2


def _mask(display: Display, chord: Chord) -> int | None:
    mask = X.ControlMask if chord.has(Qt.KeyboardModifier.ControlModifier) else 0
    mask |= X.ShiftMask if chord.has(Qt.KeyboardModifier.ShiftModifier) else 0
    for modifier, names in _MODIFIER_KEYS.items():
        if chord.has(modifier):
            bit = next((bit for name in names for bit in _bits_of(display, name)), None)
            if bit is None:
                return None
            mask |= bit
    return mask


def _lock_masks(display: Display, needed: int) -> list[int]:
    """Every state that the lock keys may be in: a grab is for one exact state only."""
    locks = {X.LockMask, *_bits_of(display, "Num_Lock"), *_bits_of(display, "Scroll_Lock")}
    free = sorted(bit for bit in locks if not bit & needed)
    return [sum(some) for size in range(len(free) + 1) for some in combinations(free, size)]


def _bits_of(display: Display, name: str) -> Iterator[int]:
    """The modifier bits that a key sets, looked up anew: the user may have moved them."""
    keycodes = {keycode for keycode, _ in display.keysym_to_keycodes(XK.string_to_keysym(name))}
    for place, setters in enumerate(display.get_modifier_mapping()):
        if place >= _SHIFT_LOCK_CONTROL and keycodes & set(setters):
            yield _MODIFIER_BITS[place]
