"""The names of accounts: what one may be called, and how several are said in one breath."""

from __future__ import annotations

from collections.abc import Sequence

from gui.words import all_of, say

MAIN = "main"
OTHERS = say("other accounts")  # those that there may be and that nobody could name
MOST_ACCOUNTS = 50
_LONGEST = 32
_ALL = "all"  # stands for every account, on the command line and in the window
_MARKS = " -_.@"


class AccountNameError(ValueError):
    """A name that no account can have; its text is the sentence for the person who typed it."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


def account_name(text: str) -> str:
    """Give the name without white space around it; raises AccountNameError for one that cannot be used."""
    name = text.strip()
    if not name:
        raise AccountNameError(say("The name of the account is missing."))
    if len(name) > _LONGEST:
        raise AccountNameError(
            say(
                "A name has at most {most} characters; this one has {count:,}. Choose a shorter one.",
                most=_LONGEST,
                count=len(name),
            )
        )
    if name.casefold() == _ALL:
        raise AccountNameError(
            say("“{name}” stands for all accounts together; choose another name.", name=name)
        )
    wrong = next((character for character in name if not _is_taken(character)), None)
    if wrong is not None:
        character = f"“{wrong}”" if wrong.isprintable() else say("a character that cannot be seen")
        raise AccountNameError(
            say(
                "A name cannot have {character} in it: use letters, digits, spaces and - _ . @.",
                character=character,
            )
        )
    return name


def name_accounts(names: Sequence[str]) -> str:
    """Join names as a person would write them: "main, sub1 and sub2"."""
    return all_of(names)


def _is_taken(character: str) -> bool:
    return character.isalnum() or character in _MARKS
