"""Accounts by name: the main one, and sub-accounts."""

from __future__ import annotations

from collections.abc import Sequence

MAIN = "main"
MOST_ACCOUNTS = 50
_LONGEST = 32
_SIGNS = "-_.@ "


class AccountNameError(ValueError):
    """A name that no account can have; its text is the sentence for the person who gave it."""


def account_name(text: str) -> str:
    """Check a name that a person gave, and take the spaces around it away. Raises AccountNameError."""
    name = text.strip()
    if not name:
        raise AccountNameError("Give the account a name, such as sub1.")
    if len(name) > _LONGEST:
        raise AccountNameError(f"An account's name has {_LONGEST} characters at most.")
    if not all(character.isalnum() or character in _SIGNS for character in name):
        raise AccountNameError("An account's name has letters, digits, spaces and - _ . @ only.")
    if name.casefold() == "all":
        raise AccountNameError("No account can be called “all”, which stands for every account.")
    return name


def name_accounts(names: Sequence[str]) -> str:
    """Join names as a person would: "main", "main and sub1", "main, sub1 and sub2"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
