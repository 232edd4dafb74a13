"""What the system holds of a start at login, and how it is changed; one interface for every system."""

from __future__ import annotations

import contextlib
import os
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from gui.kept.private import make_folder, open_file, why
from gui.words import say


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether this program starts at login now, whether that can be changed here, and what else to say."""

    is_on: bool
    can_change: bool = True
    sentence: str = ""


class CannotChange(Exception):
    """The system holds what it held before; sentence says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class LoginEntry(Protocol):
    """The entry of this program. Every method reads the disk or asks the system, so it blocks."""

    def standing(self) -> Standing:
        """See how things stand. Never raises."""
        ...

    def turn_on(self) -> None:
        """Have it started at login, also where somebody turned that off elsewhere. Raises CannotChange."""
        ...

    def turn_off(self) -> None:
        """Have it started no more. Raises CannotChange."""
        ...

    def mend(self) -> bool:
        """Name this program in an entry of ours whose program is gone; True if it did. Raises CannotChange.

        An entry that is not there, that was turned off, or whose program still exists stays as it is.
        """
        ...


class NoEntry:
    """A system that this program has no entry for, and why, in a sentence."""

    def __init__(self, sentence: str) -> None:
        self._sentence = sentence

    def standing(self) -> Standing:
        """Off, and not to be changed."""
        return Standing(False, can_change=False, sentence=self._sentence)

    def turn_on(self) -> None:
        """Raises CannotChange."""
        raise CannotChange(self._sentence)

    def turn_off(self) -> None:
        """Do nothing: it is off."""

    def mend(self) -> bool:
        """Do nothing."""
        return False


def unreadable(fault: OSError, place: object) -> str:
    """The sentence for an entry that could not be read."""
    return say(
        "Whether it starts at login could not be read, because {reason} ({place}).",
        reason=why(fault),
        place=place,
    )


def refused(fault: OSError, place: object) -> CannotChange:
    """The sentence for an entry that could not be changed."""
    sentence = say(
        "Starting at login was not changed, because {reason} ({place}).", reason=why(fault), place=place
    )
    return CannotChange(sentence)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all. Raises OSError."""
    target = Path(os.path.realpath(path))  # a link to a file kept elsewhere stays a link
    temporary = target.with_name(f".{target.name}.{uuid.uuid4().hex}")
    make_folder(target.parent)
    try:
        with os.fdopen(open_file(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, target)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
