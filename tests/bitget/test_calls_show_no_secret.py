"""Whatever shows, copies or writes a call or what makes it: the values of its headers are not in it."""

from __future__ import annotations

import copy
import dataclasses
import json
import logging
import pickle
import time
import traceback
from collections.abc import Callable

import pytest

from gui.bitget import signed
from gui.bitget.signed import SignedCalls
from gui.bitget.transport import Call, Transport
from gui.panic.secrets import Credentials

SECRETS = ("tell-nobody-key", "tell-nobody-secret", "tell-nobody-phrase")


def _signed() -> SignedCalls:
    return SignedCalls(Transport("http://127.0.0.1:9"), Credentials.of(*SECRETS))


def _call() -> Call:
    names = ("ACCESS-KEY", "ACCESS-SIGN", "ACCESS-PASSPHRASE")
    return Call("GET", "/api/v2/public/time", dict(zip(names, SECRETS, strict=True)))


def _logged(shown: object) -> str:
    return logging.LogRecord("x", logging.ERROR, "x", 1, "%s %r", (shown, shown), None).getMessage()


def _in_locals(shown: object) -> str:
    try:
        raise ValueError(shown)
    except ValueError as error:
        told = traceback.TracebackException.from_exception(error, capture_locals=True)
        return "".join(told.format())


SHOWN: list[Callable[[object], str]] = [repr, str, ascii, format, _logged, _in_locals, lambda it: f"{[it]}"]
HOLDERS: list[Callable[[], object]] = [
    _signed,
    _call,
    lambda: _call().headers,
    lambda: Credentials.of(*SECRETS),
]


@pytest.mark.parametrize("show", SHOWN)
@pytest.mark.parametrize("make", HOLDERS)
def test_no_way_of_showing_it_shows_a_secret(
    make: Callable[[], object], show: Callable[[object], str]
) -> None:
    shown = show(make())
    assert not [secret for secret in SECRETS if secret in shown]


@pytest.mark.parametrize("take", [pickle.dumps, copy.deepcopy, json.dumps])
@pytest.mark.parametrize("make", HOLDERS)
def test_it_is_neither_pickled_nor_copied_nor_written(
    make: Callable[[], object], take: Callable[[object], object]
) -> None:
    with pytest.raises(TypeError) as caught:
        take(make())
    assert "tell-nobody" not in str(caught.value)


def test_a_call_is_not_taken_apart_and_its_headers_tell_their_names() -> None:
    with pytest.raises(TypeError):
        dataclasses.asdict(_call())
    assert repr(_call().headers) == "Headers(ACCESS-KEY, ACCESS-SIGN, ACCESS-PASSPHRASE)"
    assert not hasattr(_call().headers, "__dict__")
    assert b"ACCESS-KEY: tell-nobody-key" in _call().to_bytes("127.0.0.1")


def test_a_failure_while_signing_leaves_no_secret_in_the_locals_of_the_calls(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(*_: object) -> str:
        raise ValueError

    monkeypatch.setattr(signed, "sign", fails)
    with pytest.raises(ValueError) as caught:  # noqa: PT011
        _signed().get("lane", "/path", {}, time.monotonic() + 1)
    frames = [entry for entry in caught.traceback if str(entry.path).endswith("signed.py")]
    shown = repr([entry.locals for entry in frames])
    assert "ACCESS" not in shown
    assert not [secret for secret in SECRETS if secret in shown]
    assert len(frames) > 2
