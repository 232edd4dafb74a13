"""The colours of what became of each order."""

from __future__ import annotations

from PySide6.QtGui import QColor

from gui.desktop.rows import Tone
from gui.widgets import theme

_TONES = {
    Tone.GOOD: "ok",
    Tone.WARN: "warn",
    Tone.BAD: "bad",
    Tone.UNKNOWN: "unknown",
    Tone.PLAIN: "ink",
    Tone.QUIET: "mute",
}


def colours() -> dict[Tone, QColor]:
    """The colours of now."""
    return {tone: theme.colour(name) for tone, name in _TONES.items()}
