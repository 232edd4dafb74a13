"""The API key and keyrings that misbehave."""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable

import keyring.errors
import pytest
from hypothesis import given
from hypothesis import strategies as st
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail
from secretstorage.exceptions import (
    LockedException,
    PromptDismissedException,
    SecretServiceNotAvailableException,
)

from gui.kept import credentials, keyrings
from gui.kept.credentials import (
    AccountsBroken,
    EntryBroken,
    KeyIncomplete,
    KeyringFailed,
    KeyringIsLocked,
    KeyringMissing,
    KeyringUnsafe,
    KeyringUnusable,
    Keys,
    KeyStore,
    SessionKeys,
)
from gui.panic.orders import Environment
from gui.panic.secrets import Credentials

LIVE = Environment.LIVE
WHOLE = Credentials.of("bg_0123456789", "TOP-SECRET", "HUSH-HUSH")


class Shelf(KeyringBackend):
    """A keyring in memory, with a mishap to order."""

    priority = 5

    def __init__(self, mishap: Exception | None = None) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.entries: dict[str, str] = {}
        self.mishap = mishap

    def get_password(self, service: str, username: str) -> str | None:
        assert service == "panic-button"
        if self.mishap:
            raise self.mishap
        return self.entries.get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        assert service == "panic-button"
        self.entries[username] = password

    def delete_password(self, service: str, username: str) -> None:
        assert service == "panic-button"
        del self.entries[username]


class Plaintext(Shelf):
    priority = 0.5  # type: ignore[assignment]


class Safe(Shelf):
    """Passes for the Secret Service."""


Safe.__module__ = "keyring.backends.SecretService"


class Feeble(Shelf):
    """A known module, but below the line that `keyring` itself draws."""

    priority = 0.9  # type: ignore[assignment]


Feeble.__module__ = "keyring.backends.libsecret"


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> Shelf:
    shelf = Shelf()
    monkeypatch.setattr(credentials, "usable_keyring", lambda: shelf)
    return shelf


def choose(monkeypatch: pytest.MonkeyPatch, backend: KeyringBackend) -> None:
    monkeypatch.setattr(keyring.core, "_keyring_backend", backend)
    monkeypatch.setattr(keyrings, "_secret_service", lambda: None)  # one that runs here goes first


@pytest.mark.parametrize("kind", [SessionKeys, KeyStore])
def test_both_kinds_keep_the_same_promise(kind: Callable[[], Keys], shelf: Shelf) -> None:
    keys = kind()
    assert keys.load(LIVE) is None
    keys.forget(LIVE)
    keys.save(LIVE, WHOLE)
    assert keys.load(LIVE) == WHOLE
    assert keys.load(Environment.DEMO) is None
    keys.save(LIVE, Credentials.of("a", "b", "c"))
    assert keys.load(LIVE) == Credentials.of("a", "b", "c")
    keys.forget(LIVE)
    assert keys.load(LIVE) is None
    assert not shelf.entries


@pytest.mark.parametrize("kind", [SessionKeys, KeyStore])
def test_every_account_of_every_environment_has_a_key_of_its_own(
    kind: Callable[[], Keys], shelf: Shelf
) -> None:
    keys = kind()
    places = [
        (place, name) for place in (LIVE, Environment.DEMO) for name in ("main", "sub1", "live", "demo")
    ]
    for number, (place, name) in enumerate(places):
        keys.save(place, Credentials.of(f"key {number}", "b", "c"), name)
    for number, (place, name) in enumerate(places):
        assert keys.load(place, name) == Credentials.of(f"key {number}", "b", "c")
    keys.forget(LIVE, "sub1")
    assert [each for each in places if keys.load(*each) is None] == [(LIVE, "sub1")]
    for place, name in places:
        keys.forget(place, name)
    assert not shelf.entries


@pytest.mark.parametrize("kind", [SessionKeys, KeyStore])
@pytest.mark.parametrize("parts", [("", "b", "c"), ("a", "", "c"), ("a", "b", "  ")])
def test_all_three_parts_or_none(kind: Callable[[], Keys], parts: tuple[str, str, str], shelf: Shelf) -> None:
    keys = kind()
    with pytest.raises(KeyIncomplete):
        keys.save(LIVE, Credentials.of(*parts))
    assert keys.load(LIVE) is None
    assert not shelf.entries


@pytest.mark.parametrize(
    "entry",
    [
        "",
        "TOP-SECRET",
        '{"key": "TOP-SECRET"',
        '{"key":"a","secret":"TOP-SECRET"}',
        '{"key":"a","secret":"TOP-SECRET","passphrase":""}',
        '{"key":"a","secret":"TOP-SECRET","passphrase":7}',
        '["TOP-SECRET"]',
        '"TOP-SECRET"',
        "null",
        "[" * 100_000,
    ],
)
def test_a_broken_entry_is_a_sentence_that_shows_nothing(entry: str, shelf: Shelf) -> None:
    shelf.entries["live"] = entry
    with pytest.raises(EntryBroken, match="not a whole API key") as caught:
        KeyStore().load(LIVE)
    assert "TOP-SECRET" not in _all_of(caught.value)
    KeyStore().save(LIVE, WHOLE)
    assert KeyStore().load(LIVE) == WHOLE


PARTS = st.dictionaries(st.sampled_from(["key", "secret", "passphrase"]), st.text() | st.integers())


@given(st.text() | PARTS.map(json.dumps))
def test_any_entry_gives_a_whole_key_or_a_sentence(entry: str) -> None:
    shelf = Shelf()
    shelf.entries["live"] = entry
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(credentials, "usable_keyring", lambda: shelf)
        try:
            found = KeyStore().load(LIVE)
        except EntryBroken:
            return
    assert found is not None
    assert found.is_complete


@pytest.mark.parametrize(
    ("mishap", "sentence"),
    [
        (keyring.errors.KeyringLocked("TOP-SECRET"), KeyringIsLocked),
        (keyring.errors.InitError("TOP-SECRET"), KeyringIsLocked),
        (keyring.errors.NoKeyringError("TOP-SECRET"), KeyringMissing),
        (keyring.errors.PasswordSetError("TOP-SECRET"), KeyringFailed),
        (SecretServiceNotAvailableException("TOP-SECRET"), KeyringMissing),
        (LockedException("TOP-SECRET"), KeyringIsLocked),
        (PromptDismissedException("TOP-SECRET"), KeyringIsLocked),
        (OSError(5, "TOP-SECRET"), KeyringFailed),
        (UnicodeDecodeError("utf-8", b"TOP-SECRET", 0, 1, "TOP-SECRET"), KeyringFailed),
    ],
)
def test_a_mishap_becomes_a_sentence_and_nothing_of_it_is_kept(
    mishap: Exception, sentence: type[KeyringUnusable], shelf: Shelf
) -> None:
    shelf.mishap = mishap
    keys = KeyStore()
    calls: list[Callable[[], object]] = [
        lambda: keys.load(LIVE),
        lambda: keys.save(LIVE, WHOLE),
        lambda: keys.forget(LIVE),
    ]
    for call in calls:
        with pytest.raises(sentence) as caught:
            call()
        assert "TOP-SECRET" not in _all_of(caught.value)
        assert "HUSH-HUSH" not in _all_of(caught.value)


@pytest.mark.parametrize("kind", [SessionKeys, KeyStore])
def test_both_kinds_name_their_accounts(kind: Callable[[], Keys], shelf: Shelf) -> None:
    keys = kind()
    assert keys.accounts(LIVE) == ("main",)
    for name in ("sub1", "main", "sub2", "sub1"):
        keys.save(LIVE, WHOLE, name)
    assert sorted(keys.accounts(LIVE)) == ["main", "sub1", "sub2"]
    assert keys.accounts(Environment.DEMO) == ("main",)
    keys.forget(LIVE, "sub1")
    assert keys.accounts(LIVE) == ("main", "sub2")
    assert all(user.startswith("live") for user in shelf.entries)


@pytest.mark.parametrize("entry", ["", "sub1", '"sub1"', '{"sub1": 1}', '["sub1", 7]', "null", "[" * 100_000])
def test_a_list_of_accounts_that_makes_no_sense_is_never_an_empty_one(entry: str, shelf: Shelf) -> None:
    shelf.entries["live accounts"] = entry
    keys = KeyStore()
    with pytest.raises(AccountsBroken):
        keys.accounts(LIVE)
    with pytest.raises(AccountsBroken):
        keys.save(LIVE, WHOLE, "sub2")
    assert shelf.entries == {"live accounts": entry}


def test_a_key_whose_account_could_not_be_listed_is_not_stored(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "set_password", _nothing)
    with pytest.raises(KeyringFailed, match="took the list of accounts"):
        KeyStore().save(LIVE, WHOLE, "sub1")
    assert not shelf.entries


@pytest.mark.parametrize("copies", [1, 5])
def test_an_account_whose_last_copy_is_gone_is_listed_no_more(
    copies: int, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    KeyStore().save(LIVE, WHOLE, "sub1")
    left = {"live:sub1": copies}

    def delete(_: str, username: str) -> None:
        left[username] = left.get(username, 1) - 1
        if not left[username]:
            del shelf.entries[username]

    monkeypatch.setattr(shelf, "delete_password", delete)
    KeyStore().forget(LIVE, "sub1")
    assert KeyStore().accounts(LIVE) == ("main",)
    assert not shelf.entries


def test_a_keyring_that_keeps_something_else_is_found_out(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "set_password", _nothing)
    with pytest.raises(KeyringFailed, match="did not give the same back"):
        KeyStore().save(LIVE, WHOLE)


def test_a_keyring_that_does_not_let_go_is_found_out(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    KeyStore().save(LIVE, WHOLE)
    monkeypatch.setattr(shelf, "delete_password", _nothing)
    with pytest.raises(KeyringFailed, match="still holds it"):
        KeyStore().forget(LIVE)


@pytest.mark.parametrize("backend", [Plaintext(), Feeble(), Shelf()])
def test_an_unsafe_keyring_is_refused_by_name(backend: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    choose(monkeypatch, backend)
    with pytest.raises(KeyringUnsafe, match=type(backend).__name__):
        KeyStore().save(LIVE, WHOLE)
    assert not backend.entries


def test_of_several_keyrings_the_first_safe_one_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    safe, plain = Safe(), Plaintext()
    choose(monkeypatch, chainer.ChainerBackend())  # type: ignore[no-untyped-call]
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [plain, safe])
    assert keyrings.usable_keyring() is safe
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [plain])
    with pytest.raises(KeyringUnsafe, match="Plaintext"):
        keyrings.usable_keyring()
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [])
    with pytest.raises(KeyringMissing):
        keyrings.usable_keyring()


def test_a_keyring_that_came_up_later_is_taken_where_the_library_found_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    late = Safe()
    looks = iter([None, late])
    choose(monkeypatch, fail.Keyring())  # type: ignore[no-untyped-call]
    monkeypatch.setattr(keyrings, "_secret_service", lambda: next(looks))
    assert keyrings.usable_keyring() is late


def test_a_chosen_keyring_that_is_gone_by_now_says_so_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(_: object) -> float:
        raise RuntimeError("TOP-SECRET")

    for kind, is_taken in ((Safe, True), (Shelf, False)):
        backend = kind(SecretServiceNotAvailableException("TOP-SECRET"))
        choose(monkeypatch, backend)
        monkeypatch.setattr(kind, "priority", property(gone))
        with pytest.raises(KeyringMissing if is_taken else KeyringUnsafe) as caught:
            KeyStore().load(LIVE)
        assert "TOP-SECRET" not in _all_of(caught.value)


def test_every_sentence_says_what_to_do() -> None:
    for kind in (KeyringIsLocked, KeyringMissing, KeyringUnsafe, KeyringFailed, EntryBroken, KeyIncomplete):
        assert str(kind()) == kind().text
        assert kind().text.count(".") >= 3


def _nothing(*_: str) -> None:
    """Do as if."""


def _all_of(error: BaseException) -> str:
    """Everything of an exception that a log, a crash report or a debugger would show."""
    frames = traceback.TracebackException.from_exception(error, capture_locals=True)
    own = [frame for frame in frames.stack if "/gui/kept/" in frame.filename]
    assert error.__context__ is None
    assert error.__cause__ is None
    told = [repr(error.args), str(error), repr(vars(error)), *(repr(frame.locals) for frame in own)]
    return "\n".join(told)
