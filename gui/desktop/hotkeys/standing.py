"""What the readiness line says of the hotkey: good only after a press of it arrived."""

from __future__ import annotations

from datetime import datetime

from gui.desktop.hotkeys.hotkey import Answer
from gui.panic.checks import Check, Standing
from gui.words import join, say

_NAME = "hotkey"
_ONLY_HERE = say("Until then it works only while this window is active.")


def hotkey_check(answer: Answer, shown: str, seen_at: datetime | None) -> Check:
    """How the hotkey stands; seen_at is when it last arrived through the whole desktop, None for never."""
    if not answer.is_possible:
        return Check(_NAME, Standing.UNSURE, answer.words, answer.sentence)
    if answer.is_pending:
        return Check(_NAME, Standing.UNSURE, answer.words, join(answer.sentence, _ONLY_HERE))
    if not answer.taken:
        return Check(_NAME, Standing.BAD, answer.words, join(answer.sentence, _ONLY_HERE))
    if seen_at is None:
        unseen = say("Whether it arrives is not known: test it in the settings.")
        return Check(_NAME, Standing.UNSURE, answer.words, join(answer.sentence, unseen))
    time = f"{seen_at:%H:%M:%S}"
    if answer.instead:
        sentence = join(answer.sentence, say("It last arrived at {time}.", time=time))
        return Check(_NAME, Standing.GOOD, say("hotkey works: {key}", key=answer.instead), sentence)
    arrived = say("{key} last arrived at {time}.", key=shown, time=time)
    return Check(_NAME, Standing.GOOD, say("hotkey works"), arrived)


def lost_answer(sentence: str) -> Answer:
    """The answer of a hotkey that was registered and is not any more."""
    return Answer(False, sentence, say("hotkey lost"))


def trial_check() -> Check:
    """While it is tested in the settings it presses nothing, and nobody shall believe otherwise."""
    sentence = say(
        "The hotkey is being tested in the settings, and presses nothing until that field is left."
    )
    return Check(_NAME, Standing.UNSURE, say("hotkey in test"), sentence)
