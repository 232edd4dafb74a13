"""The colours of the window, light and dark, and which text stands on which ground."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme's colours as #rrggbb, named by what they are for."""

    bg: str  # the window
    card: str  # what lies on it
    row: str  # every second row of a table
    field: str  # where one types
    line: str  # hairlines, and the ground of a segmented control
    edge: str  # the outline of something that can be used
    ink: str  # text
    mute: str  # quieter text
    select: str  # the ground of what is selected
    accent: str  # focus, links
    on_accent: str  # text on the accent
    red: str  # the button, its lower end
    red_hi: str  # the button, its upper end
    red_lo: str  # the button's edge, and its ground while it runs
    on_red: str  # text on the three reds
    ok: str
    ok_bg: str
    warn: str
    warn_bg: str
    unknown: str
    unknown_bg: str
    bad: str
    bad_bg: str
    practice: str  # the band along the top edge
    practice_hi: str
    demo: str
    live: str


LIGHT = Tokens(
    bg="#f4f5f7",
    card="#ffffff",
    row="#f8f9fb",
    field="#ffffff",
    line="#dfe3e8",
    edge="#727d8a",
    ink="#16191d",
    mute="#5b6470",
    select="#dfe9fb",
    accent="#1d5fd1",
    on_accent="#ffffff",
    red="#c81e1e",
    red_hi="#dd2b2b",
    red_lo="#9f1414",
    on_red="#ffffff",
    ok="#0b6b3a",
    ok_bg="#e3f4ea",
    warn="#8a4b00",
    warn_bg="#fdf0da",
    unknown="#4b3a8f",
    unknown_bg="#ece8fb",
    bad="#a31212",
    bad_bg="#fde7e7",
    practice="#2a78d6",
    practice_hi="#7db2f0",
    demo="#e59a16",
    live="#c81e1e",
)

DARK = Tokens(
    bg="#14171b",
    card="#1c2026",
    row="#20252c",
    field="#14171b",
    line="#2f353d",
    edge="#7a8594",
    ink="#eceff3",
    mute="#9aa4b1",
    select="#26364f",
    accent="#76a7ff",
    on_accent="#14171b",
    red="#cf2626",
    red_hi="#df3030",
    red_lo="#a01818",
    on_red="#ffffff",
    ok="#5fd495",
    ok_bg="#12301f",
    warn="#f2b65a",
    warn_bg="#33240d",
    unknown="#b5a6f7",
    unknown_bg="#251f42",
    bad="#ff8b8b",
    bad_bg="#391616",
    practice="#2a78d6",
    practice_hi="#7db2f0",
    demo="#f2b65a",
    live="#df3030",
)

_GROUNDS = ("bg", "card", "row", "field")
_VERDICTS = ("ok", "warn", "unknown", "bad")

# Every text and the ground it may stand on; a test holds each of them to a contrast of 4.5.
TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *((text, ground) for text in ("ink", "mute", "accent", *_VERDICTS) for ground in _GROUNDS),
    *((text, "select") for text in ("ink", "mute", *_VERDICTS)),
    *((text, "line") for text in ("ink", "mute")),
    *((verdict, f"{verdict}_bg") for verdict in _VERDICTS),
    *((text, f"{verdict}_bg") for text in ("ink", "mute") for verdict in _VERDICTS),
    *(("card", verdict) for verdict in _VERDICTS),  # the sign inside a verdict's shape
    *(("on_red", red) for red in ("red", "red_hi", "red_lo")),
    ("on_accent", "accent"),
)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21, as WCAG 2 computes it."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
