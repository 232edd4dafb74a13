"""Secrets that cannot be shown by accident, and the API key that holds two of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn


class Secret:
    """A text that repr, str, format, pickle, logging and exceptions cannot show; reveal() gives it."""

    __slots__ = ("__text",)

    def __init__(self, text: str) -> None:
        self.__text = text

    def reveal(self) -> str:
        """The text itself: for signing and for the keyring, nowhere else."""
        return self.__text

    def __repr__(self) -> str:
        return "Secret(…)"

    def __str__(self) -> str:
        return "…"

    def __format__(self, spec: str) -> str:
        return "…"

    def __bool__(self) -> bool:
        return bool(self.__text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other.reveal() == self.__text

    def __hash__(self) -> int:
        return hash((Secret, self.__text))

    def __reduce__(self) -> NoReturn:
        raise TypeError("A secret is not pickled.")


@dataclass(frozen=True, slots=True)
class Credentials:
    """An API key: the key itself, its secret and its passphrase (page: Signature)."""

    key: Secret
    secret: Secret
    passphrase: Secret

    @classmethod
    def of(cls, key: str, secret: str, passphrase: str) -> Credentials:
        """Build from typed or pasted text; white space around each part is dropped."""
        return cls(Secret(key.strip()), Secret(secret.strip()), Secret(passphrase.strip()))

    @property
    def is_complete(self) -> bool:
        """True when none of the three parts is empty."""
        return bool(self.key) and bool(self.secret) and bool(self.passphrase)

    @property
    def hint(self) -> str:
        """The last four characters of the key, the most that is ever shown; none of a key under 12."""
        key = self.key.reveal()
        return f"…{key[-4:]}" if len(key) >= 12 else "…"
