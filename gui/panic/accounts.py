"""The names of accounts: what one may be called, and how several are said in one breath."""

from __future__ import annotations

from collections.abc import Sequence

MAIN = "main"
OTHERS = "other accounts"  # those that there may be and that nobody could name
MOST_ACCOUNTS = 50
_LONGEST = 32
_ALL = "all"  # stands for every account, on the command line and in the window
_MARKS = " -_.@"


class AccountNameError(ValueError):
    """A name that no account can have; its text is the sentence for the person who typed it."""


def account_name(text: str) -> str:
    """Give the name without white space around it; raises AccountNameError for one that cannot be used."""
    name = text.strip()
    if not name:
        raise AccountNameError("The name of the account is missing.")
    if len(name) > _LONGEST:
        raise AccountNameError(
            f"A name has at most {_LONGEST} characters; this one has {len(name):,}. Choose a shorter one."
        )
    if name.casefold() == _ALL:
        raise AccountNameError(f"“{name}” stands for all accounts together; choose another name.")
    wrong = next((character for character in name if not _is_taken(character)), None)
    if wrong is not None:
        shown = f"“{wrong}”" if wrong.isprintable() else "a character that cannot be seen"
        raise AccountNameError(f"A name cannot have {shown} in it: use letters, digits, spaces and - _ . @.")
    return name


def name_accounts(names: Sequence[str]) -> str:
    """Join names as a person would write them: "main, sub1 and sub2"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _is_taken(character: str) -> bool:
    return character.isalnum() or character in _MARKS
