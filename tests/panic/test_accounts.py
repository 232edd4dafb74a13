"""What an account may be called, and how several are said."""

from __future__ import annotations

import pytest

from gui.panic.accounts import MAIN, AccountNameError, account_name, name_accounts
from gui.panic.orders import OpenOrder, OrderOutcome, OrderResult, ProductType


@pytest.mark.parametrize(
    "name", ["main", "sub1", "Zweitkonto Ö", "a.b-c_d@e", "x" * 32, "7", "allen", "子账户"]
)
def test_names_that_can_be_used(name: str) -> None:
    assert account_name(f"  {name}\t") == name


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "missing"),
        ("   ", "missing"),
        ("x" * 33, "at most 32"),
        ("all", "stands for all"),
        (" ALL ", "stands for all"),
        ("sub/1", "“/”"),
        ("a:b", "“:”"),
        ("<b>", "“<”"),
        ("two\nlines", "cannot be seen"),
        ("zero\u200bwidth", "cannot be seen"),
    ],
)
def test_names_that_cannot_be_used_are_told_why(text: str, words: str) -> None:
    with pytest.raises(AccountNameError, match=words) as told:
        account_name(text)
    assert str(told.value).endswith(".")


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ([], ""),
        (["main"], "main"),
        (["main", "sub1"], "main and sub1"),
        (["main", "sub1", "sub2"], "main, sub1 and sub2"),
    ],
)
def test_several_are_said_as_a_person_would(names: list[str], words: str) -> None:
    assert name_accounts(names) == words


def test_an_outcome_is_of_the_main_account_unless_told() -> None:
    order = OpenOrder("1", ProductType.USDT_FUTURES)
    assert OrderOutcome(order, OrderResult.GONE).account == MAIN
