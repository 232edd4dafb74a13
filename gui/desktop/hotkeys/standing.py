"""What the readiness line says of the hotkey: good only after a press of it arrived."""

from __future__ import annotations

from datetime import datetime

from gui.desktop.hotkeys.hotkey import Answer
from gui.panic.checks import Check, Standing

_NAME = "hotkey"
_ONLY_HERE = "Until then it works only while this window is active."


def hotkey_check(answer: Answer, shown: str, seen_at: datetime | None) -> Check:
    """How the hotkey stands; seen_at is when it last arrived through the whole desktop, None for never."""
    if not answer.is_possible:
        return Check(_NAME, Standing.UNSURE, answer.words, answer.sentence)
    if not answer.taken:
        return Check(_NAME, Standing.BAD, answer.words, f"{answer.sentence} {_ONLY_HERE}")
    if seen_at is None:
        sentence = f"{answer.sentence} Whether it arrives is not known: test it in the settings."
        return Check(_NAME, Standing.UNSURE, answer.words, sentence)
    return Check(_NAME, Standing.GOOD, "hotkey works", f"{shown} last arrived at {seen_at:%H:%M:%S}.")


def lost_answer(sentence: str) -> Answer:
    """The answer of a hotkey that was registered and is not any more."""
    return Answer(False, sentence, "hotkey lost")


def trial_check() -> Check:
    """While it is tested in the settings it presses nothing, and nobody shall believe otherwise."""
    sentence = "The hotkey is being tested in the settings, and presses nothing until that field is left."
    return Check(_NAME, Standing.UNSURE, "hotkey in test", sentence)
