"""A sentence in the journal and out of it again: English there, in any language here."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.kept.said import read_said, said_fields
from gui.words import Sentence, all_of, join, say, say_count

_SENTENCES = (
    say("Press again."),
    say("{ms:,} ms", ms=12_345),
    say_count("1 order", "{count:,} orders", 1),
    say_count("1 order", "{count:,} orders", 14),
    join(say("{s:.1f} s.", s=3.14), all_of(["main", say("sub1")]), "data {as it is}"),
    say("{size} left", size=Decimal("0.10")),
)


def _kept(text: str) -> str:
    return read_said(json.loads(json.dumps(said_fields(text))), str(text))


@pytest.mark.parametrize("sentence", _SENTENCES)
def test_a_sentence_comes_back_whole(sentence: Sentence) -> None:
    back = _kept(sentence)
    assert back == sentence
    assert isinstance(back, Sentence)
    assert (back.template, back.plural, back.number) == (sentence.template, sentence.plural, sentence.number)
    assert {name: str(value) for name, value in back.values.items()} == {
        name: str(value) for name, value in sentence.values.items()
    }


def test_what_is_no_sentence_stays_a_text() -> None:
    assert said_fields("IP not listed") is None
    assert type(_kept("IP not listed")) is str


def test_what_says_something_else_is_not_believed() -> None:
    other = said_fields(say("Nothing is open."))
    assert type(read_said(other, "2 orders are open.")) is str


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(_JSON | st.fixed_dictionaries({"template": _JSON, "values": _JSON, "number": _JSON, "plural": _JSON}))
def test_anything_at_all_is_borne(found: object) -> None:
    assert read_said(found, "EMPTY.") == "EMPTY."
