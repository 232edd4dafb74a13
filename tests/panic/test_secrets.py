from __future__ import annotations

import copy
import dataclasses
import io
import json
import logging
import pickle
import traceback

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.panic.secrets import Credentials, Secret

TEXT = "tell-nobody-Zq7"


def shown_by_every_way(secret: Secret) -> str:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    log = logging.getLogger("tests.secrets")
    log.propagate = False
    log.addHandler(handler)
    try:
        log.error("%s %r", secret, secret)
        log.error({"secret": secret})
    finally:
        log.removeHandler(handler)
    try:
        raise ValueError(secret, f"{secret}")
    except ValueError as error:
        stream.write(f"{error} {error!r} {''.join(traceback.format_exception(error))}")
    credentials = Credentials(secret, secret, secret)
    stream.write(f"{secret} {secret!s} {secret!r} {secret:>40} {[secret]} {f'{secret}'} {credentials}")
    stream.write(f"{credentials!r} {dataclasses.replace(credentials, key=secret)!r}")
    stream.write(format(secret, "s") + str({secret: secret}) + ascii(secret))
    return stream.getvalue()


def test_no_way_of_showing_a_secret_shows_it() -> None:
    shown = shown_by_every_way(Secret(TEXT))
    assert "…" in shown
    assert TEXT not in shown


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="…"), min_size=1))
def test_what_is_shown_is_the_same_for_every_secret(text: str) -> None:
    secret = Secret(text)
    assert (repr(secret), str(secret), f"{secret}", f"{secret:10}") == ("Secret(…)", "…", "…", "…")
    assert secret.reveal() == text


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_secret_is_not_pickled(protocol: int) -> None:
    with pytest.raises(TypeError, match="not pickled") as caught:
        pickle.dumps(Secret(TEXT), protocol)
    assert TEXT not in str(caught.value)


def test_a_secret_is_neither_copied_nor_written_as_json_nor_given_attributes() -> None:
    secret = Secret(TEXT)
    with pytest.raises(TypeError):
        copy.deepcopy(secret)
    with pytest.raises(TypeError):
        json.dumps(secret)
    with pytest.raises(TypeError):
        dataclasses.asdict(Credentials(secret, secret, secret))
    assert not hasattr(secret, "__dict__")


def test_secrets_compare_by_their_text_and_only_with_secrets() -> None:
    assert Secret("a") == Secret("a")
    assert Secret("a") != Secret("b")
    assert Secret("a") != "a"
    assert len({Secret("a"), Secret("a"), Secret("b")}) == 2
    assert not Secret("")
    assert Secret("a")


def test_white_space_around_pasted_parts_is_dropped() -> None:
    credentials = Credentials.of(" key\n", "\tsecret ", " pass phrase ")
    revealed = [part.reveal() for part in (credentials.key, credentials.secret, credentials.passphrase)]
    assert revealed == ["key", "secret", "pass phrase"]


@pytest.mark.parametrize(("key", "secret", "passphrase"), [("", "s", "p"), ("k", " ", "p"), ("k", "s", "\n")])
def test_an_empty_part_makes_credentials_incomplete(key: str, secret: str, passphrase: str) -> None:
    assert not Credentials.of(key, secret, passphrase).is_complete
    assert Credentials.of("k", "s", "p").is_complete


@given(st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=126), max_size=60))
def test_the_hint_shows_four_characters_of_a_long_key_and_none_of_a_short_one(key: str) -> None:
    hint = Credentials.of(key, "s", "p").hint
    assert hint == (f"…{key[-4:]}" if len(key) >= 12 else "…")
