"""Would a press work, check by check: what the window shows before anything was asked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gui.words import say


class Standing(StrEnum):
    """How one check stands; UNSURE is "could not check" or "works, but", which is not "bad"."""

    GOOD = "good"
    UNSURE = "unsure"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that a press needs: few words for the readiness line, a sentence for `check` and tooltips."""

    name: str
    standing: Standing
    words: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Readiness:
    """The checks made so far; open_orders is None until the book was read."""

    checks: tuple[Check, ...] = ()
    open_orders: int | None = None

    @property
    def is_known(self) -> bool:
        """False before the first check has ended."""
        return bool(self.checks)

    @property
    def is_answered(self) -> bool:
        """True when the exchange took the key at the last question, whatever else stands in the way."""
        return any(check.name == "key" and check.standing is Standing.GOOD for check in self.checks)

    @property
    def is_ready(self) -> bool:
        """True when checks were made and none of them is bad."""
        return self.is_known and all(check.standing is not Standing.BAD for check in self.checks)

    @property
    def sentence(self) -> str:
        """The first thing that stands in the way, or that a press would work."""
        if not self.is_known:
            return say("Checking whether a press would work.")
        bad = [check.sentence for check in self.checks if check.standing is Standing.BAD]
        return bad[0] if bad else say("A press would work now.")
