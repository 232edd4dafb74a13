"""What can be set in the settings dialog."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from gui.panic.proxy import read_proxy

SHORTEST_DEADLINE_S = 2.0
LONGEST_DEADLINE_S = 60.0
LONGEST_WATCH_S = 600.0
LOUDEST = 100
SHORTEST_HOLD_MS = 300  # shorter is no guard: a hand that brushes the mouse takes a third of that
LONGEST_HOLD_MS = 600
LONGEST_TEXT = 10_000  # no shortcut comes near it


class Theme(StrEnum):
    """The colours of the window; SYSTEM follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Language(StrEnum):
    """The language of the window; SYSTEM follows the desktop, the others are named as their files are."""

    SYSTEM = "system"
    ENGLISH = "en"
    CHINESE = "zh_CN"


@dataclass(frozen=True, slots=True)
class Preferences:
    """What holds for every press. shortcut is in Qt's portable spelling, "" for none; deadline_s is how long
    a press tries, watch_s how long the book is watched closely after EMPTY (0 is not at all). hold_ms is how
    long the button is held before it presses, hotkey_hold_ms how long the shortcut is (0: at once); volume
    goes from 0, which is silence, to 100. proxy is "http://host:port", "" for none.

    Raises ValueError with a sentence for a value that cannot be.
    """

    shortcut: str = "Ctrl+Shift+X"
    deadline_s: float = 10.0
    theme: Theme = Theme.SYSTEM
    watch_s: float = 60.0
    stays_in_tray: bool = False
    language: Language = Language.SYSTEM
    has_sounds: bool = True
    volume: int = 70
    notifies: bool = True
    hold_ms: int = 0
    hotkey_hold_ms: int = 0
    proxy: str = ""

    def __post_init__(self) -> None:
        if not SHORTEST_DEADLINE_S <= self.deadline_s <= LONGEST_DEADLINE_S:
            limits = f"{SHORTEST_DEADLINE_S:g} and {LONGEST_DEADLINE_S:g}"
            raise ValueError(f"The deadline of a press lies between {limits} seconds.")
        if not 0 <= self.watch_s <= LONGEST_WATCH_S:
            raise ValueError(f"The watch after a press lasts {LONGEST_WATCH_S:g} seconds at most.")
        if not 0 <= self.volume <= LOUDEST:
            raise ValueError(f"The volume lies between 0 and {LOUDEST}.")
        for hold_ms in (self.hold_ms, self.hotkey_hold_ms):
            if hold_ms and not SHORTEST_HOLD_MS <= hold_ms <= LONGEST_HOLD_MS:
                limits = f"{SHORTEST_HOLD_MS} and {LONGEST_HOLD_MS}"
                raise ValueError(f"A press is held between {limits} milliseconds, or not at all.")
        read_proxy(self.proxy)


def preference_fields(preferences: Preferences) -> dict[str, object]:
    """What the settings file says of them."""
    return {
        "shortcut": preferences.shortcut,
        "deadline_s": preferences.deadline_s,
        "watch_s": preferences.watch_s,
        "theme": preferences.theme.value,
        "stays_in_tray": preferences.stays_in_tray,
        "language": preferences.language.value,
        "has_sounds": preferences.has_sounds,
        "volume": preferences.volume,
        "notifies": preferences.notifies,
        "hold_ms": preferences.hold_ms,
        "hotkey_hold_ms": preferences.hotkey_hold_ms,
        "proxy": preferences.proxy,
    }


def read_preferences(fields: Mapping[str, object]) -> Preferences:
    """Make them of what the settings file says, every field there. Raises ValueError or TypeError."""
    return Preferences(
        shortcut=text(fields["shortcut"]),
        deadline_s=number(fields["deadline_s"]),
        watch_s=number(fields["watch_s"]),
        theme=Theme(text(fields["theme"])),
        stays_in_tray=is_on(fields["stays_in_tray"]),
        language=Language(text(fields["language"])),
        has_sounds=is_on(fields["has_sounds"]),
        volume=whole(fields["volume"]),
        notifies=is_on(fields["notifies"]),
        hold_ms=whole(fields["hold_ms"]),
        hotkey_hold_ms=whole(fields["hotkey_hold_ms"]),
        proxy=text(fields["proxy"]),
    )


def text(value: object) -> str:
    """A short text, as it is. Raises TypeError for anything else."""
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise TypeError("A setting is not a short text.")
    return value


def is_on(value: object) -> bool:
    """On or off, as it is. Raises TypeError for anything else."""
    if not isinstance(value, bool):
        raise TypeError("A choice is neither on nor off.")
    return value


def whole(value: object) -> int:
    """A whole number. Raises TypeError for anything else."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError("A setting is not a whole number.")
    return value


def number(value: object) -> float:
    """A number. Raises TypeError for anything else, ValueError for one that no float can hold."""
    # True is an int to Python, and a number of 400 digits is no float.
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError("A setting is not a number.")
    try:
        return float(value)
    except OverflowError:
        raise ValueError("A number is out of range.") from None
