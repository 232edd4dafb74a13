"""A sentence is its English text, and remembers what it was made of."""

from __future__ import annotations

import copy
import json
import pickle
import time

import pytest

from gui.desktop.language import shown
from gui.panic.secrets import Secret
from gui.words import Sentence, all_of, any_of, join, listed, say, say_count, set_apart


def test_a_sentence_is_its_english_text() -> None:
    said = say("{count:,} orders of {account} are left.", count=1234, account="sub1")
    assert said == "1,234 orders of sub1 are left."
    assert hash(said) == hash("1,234 orders of sub1 are left.")
    assert json.dumps(said) == '"1,234 orders of sub1 are left."'
    assert said.template == "{count:,} orders of {account} are left."
    assert said.values == {"count": 1234, "account": "sub1"}


@pytest.mark.parametrize(("number", "text"), [(0, "0 orders"), (1, "1 order"), (2, "2 orders")])
def test_one_thing_and_many_things_have_a_form_each(number: int, text: str) -> None:
    said = say_count("1 order", "{count:,} orders", number)
    assert said == text
    assert (said.template, said.plural, said.number) == ("1 order", "{count:,} orders", number)


def test_sentences_are_joined_and_empty_ones_left_out() -> None:
    first, second = say("Nothing was sent."), say("Press again.")
    joined = join(first, "", second)
    assert joined == "Nothing was sent. Press again."
    assert isinstance(joined, Sentence)
    assert joined.values == {"first": first, "second": second}
    assert join("", first) is first
    assert join() == ""


@pytest.mark.parametrize(
    ("names", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_names_are_listed_as_a_person_would(names: list[str], text: str) -> None:
    assert all_of(names) == text


def test_the_other_lists() -> None:
    assert listed(["a", "b", "c"]) == "a, b, c"
    assert set_apart(["a", "b"]) == "a; b"
    assert any_of(["a", "b", "c"]) == "a or b or c"


def test_thousands_are_listed_quickly_and_rendered(qapp: object) -> None:  # noqa: ARG001 as the window does
    names = [say("order {number}", number=number) for number in range(10_000)]
    begun = time.monotonic()
    for said, between in ((listed(names), ", "), (set_apart(names), "; "), (join(*names), " ")):
        assert said == shown(said) == between.join(names)
    assert time.monotonic() - begun < 5.0


def test_braces_and_percent_signs_in_values_are_text() -> None:
    assert (
        say("It says “{words}”.", words="{count} %n %1 {0.__class__}")
        == "It says “{count} %n %1 {0.__class__}”."
    )
    assert say("Callback %") == "Callback %"


def test_a_sentence_does_not_change() -> None:
    said = say("Press again.")
    with pytest.raises(AttributeError):
        said.template = "Something else."


def test_a_copy_is_plain_text() -> None:
    said = say("{count} orders", count=2)
    for copied in (copy.deepcopy(said), pickle.loads(pickle.dumps(said))):  # noqa: S301 made here
        assert copied == said
        assert type(copied) is str


def test_a_secret_among_the_values_is_shown_nowhere() -> None:
    said = say("The key {key} works.", key=Secret("abcdefgh"))
    assert "abcdefgh" not in f"{said!r} {said} {said.values!r}"


def test_ten_thousand_sentences_take_no_time_to_speak_of() -> None:
    begun = time.perf_counter()
    for number in range(10_000):
        say("Order {id} is left.", id=number)
    assert time.perf_counter() - begun < 1  # some 15 ms were measured
