"""An entry that is a file: deleted only if it was written here, mended when its program is gone."""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import Path
from typing import Generic, TypeVar

from gui.kept.at_login.entry import CannotChange, refused
from gui.words import Sentence

Fields = TypeVar("Fields")


class FileEntry(ABC, Generic[Fields]):
    """One file, whose fields each system spells its own way."""

    _path: Path

    @abstractmethod
    def turn_on(self) -> None:
        """Write the file. Raises CannotChange."""

    def turn_off(self) -> None:
        """Delete the file, if it was written here. Raises CannotChange."""
        try:
            fields = self._fields()
            if fields is not None and not self._is_ours(fields):
                raise CannotChange(self._foreign())
            self._path.unlink(missing_ok=True)
        except OSError as fault:
            raise refused(fault, self._path) from None

    def mend(self) -> bool:
        """Write the file anew if its program is gone. Raises CannotChange."""
        try:
            fields = self._fields()
        except OSError as fault:
            raise refused(fault, self._path) from None
        if fields is None or self._is_off(fields) or not self._is_ours(fields):
            return False
        if self._is_there(fields):
            return False
        self.turn_on()
        return True

    @abstractmethod
    def _fields(self) -> Fields | None:
        """What the file says, None where there is none. Raises OSError."""

    @abstractmethod
    def _is_ours(self, fields: Fields) -> bool:
        """Was it written by this program?"""

    @abstractmethod
    def _is_off(self, fields: Fields) -> bool:
        """Was it turned off elsewhere?"""

    @abstractmethod
    def _is_there(self, fields: Fields) -> bool:
        """Does the program that it starts still exist?"""

    @abstractmethod
    def _foreign(self) -> Sentence:
        """The sentence for a file that somebody else wrote."""
