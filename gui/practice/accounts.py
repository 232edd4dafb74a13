"""The accounts of the practice exchange: each with a key, a mode and a book of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from gui.practice.book import Book
from gui.practice.gate import KEY
from gui.practice.rights import KeyRights

MAIN = "main"
MOST_ACCOUNTS = 100


class AccountMode(StrEnum):
    """Which of the two interfaces serves an account."""

    CLASSIC = "classic"
    UNIFIED = "unified"

    @classmethod
    def _missing_(cls, value: object) -> AccountMode:
        raise ValueError(f"An account is classic or unified; {value!r} is not that.")


def account_names(count: int) -> tuple[str, ...]:
    """The names of so many accounts: main, sub1, sub2, …"""
    return (MAIN, *(f"sub{number}" for number in range(1, count)))


def key_of(account: str) -> str:
    """The public key of an account: practice-key for main, practice-key-sub1 for sub1, …"""
    return KEY if account == MAIN else f"{KEY}-{account}"


@dataclass(slots=True)
class Account:
    """One account; mode and rights may be changed while the exchange runs."""

    name: str
    number: int
    book: Book
    mode: AccountMode
    rights: KeyRights

    @property
    def user_id(self) -> str:
        """Its UID, made up."""
        return str(1_000_000_001 + self.number)


class Accounts:
    """All accounts, by name and by key. Raises ValueError for a number outside 1 to 100."""

    def __init__(self, count: int, mode: AccountMode, rights: KeyRights, now_ms: Callable[[], int]) -> None:
        if not 1 <= count <= MOST_ACCOUNTS:
            raise ValueError(f"A practice exchange has 1 to {MOST_ACCOUNTS} accounts.")
        self._by_name = {
            name: Account(name, number, Book(now_ms, lane=number), mode, rights)
            for number, name in enumerate(account_names(count))
        }
        self._by_key = {key_of(name): account for name, account in self._by_name.items()}

    def __iter__(self) -> Iterator[Account]:
        return iter(self._by_name.values())

    def __getitem__(self, name: str) -> Account:
        return self._by_name[name]

    def by_key(self, key: str) -> Account | None:
        """The account that a key belongs to, or None for a key that nobody has."""
        return self._by_key.get(key)

    def named(self, name: str | None) -> list[Account]:
        """The account of that name, or all for None. Raises KeyError if there is none."""
        return list(self) if name is None else [self._by_name[name]]
