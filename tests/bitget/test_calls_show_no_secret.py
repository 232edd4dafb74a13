"""Whatever shows, copies or writes a call or what makes it: the values of its headers are not in it."""

from __future__ import annotations

import base64
import copy
import dataclasses
import json
import logging
import pickle
import re
import time
import traceback
from collections.abc import Callable

import pytest

from gui.bitget import signing
from gui.bitget.signed import SignedCalls
from gui.bitget.transport import Call, Transport
from gui.bitget.wire.connection import Connection
from gui.bitget.wire.dial import Dialler
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
    written = _call().to_bytes("127.0.0.1")
    assert b"ACCESS-KEY: tell-nobody-key" in bytes(written)
    assert "tell-nobody" not in repr(written)


def test_a_failure_while_signing_leaves_no_secret_in_the_locals_of_the_calls(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(*_: object) -> str:
        raise ValueError

    monkeypatch.setattr(signing, "sign", fails)
    with pytest.raises(ValueError) as caught:  # noqa: PT011
        _signed().get("lane", "/path", {}, time.monotonic() + 1)
    frames = [entry for entry in caught.traceback if str(entry.path).endswith(("signed.py", "signing.py"))]
    shown = repr([entry.locals for entry in frames])
    assert "ACCESS" not in shown
    assert not [secret for secret in SECRETS if secret in shown]
    assert len(frames) > 3


class _Failing:
    """A socket that takes everything and then breaks in a way that nobody expects."""

    def __init__(self) -> None:
        self.taken = b""

    def settimeout(self, _: float) -> None:
        pass

    def sendall(self, whole: memoryview) -> None:
        self.taken += whole
        raise MemoryError

    def fileno(self) -> int:
        return -1

    def shutdown(self, _: int) -> None:
        pass

    def close(self) -> None:
        pass


def _fault(work: Callable[[], object]) -> tuple[str, str]:
    """The name of what it raises, and a traceback of it that tells of every local."""
    try:
        work()
    except Exception as fault:  # noqa: BLE001 whatever it is, it must show none
        told = traceback.TracebackException.from_exception(fault, capture_locals=True)
        return type(fault).__name__, "".join(told.format())
    raise AssertionError("nothing was raised")


def _assert_is_silent(told: str, *more: str) -> None:
    for secret in (*SECRETS, *more):
        assert secret not in told


@pytest.mark.parametrize("ask", ["get", "get_in_turn", "post", "get_now"])
def test_a_failure_while_writing_leaves_no_secret_in_any_frame(
    monkeypatch: pytest.MonkeyPatch, ask: str
) -> None:
    failing, calls, until = _Failing(), _signed(), time.monotonic() + 5
    monkeypatch.setattr(Dialler, "dial", lambda *_: Connection(failing, "lane", 0.0))  # type: ignore[arg-type]
    ways: dict[str, Callable[[], object]] = {
        "get": lambda: calls.get("lane", "/path", {}, until),
        "get_in_turn": lambda: calls.get_in_turn("lane", "/path", [{}, {"a": "b"}], until),
        "post": lambda: calls.post("lane", "/path", {}, until),
        "get_now": lambda: calls.get_now("lane", "/path", {}, until, leaving=0),
    }
    name, told = _fault(ways[ask])
    assert name == "MemoryError"
    assert "in sendall" in told
    signature = re.search(rb"ACCESS-SIGN: (\S+)", failing.taken)
    assert signature is not None
    _assert_is_silent(told, signature[1].decode(), repr(base64.b64decode(signature[1]))[2:-1])


@pytest.mark.parametrize("path", ["/a b", "/\x00", "/\udc80"])
def test_a_request_that_cannot_be_made_leaves_no_secret_in_any_frame(
    monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setattr(Dialler, "dial", lambda *_: Connection(_Failing(), "lane", 0.0))  # type: ignore[arg-type]
    name, told = _fault(lambda: _signed().get("lane", path, {}, time.monotonic() + 1))
    assert name == ("UnicodeEncodeError" if "\udc80" in path else "OurMistake")
    _assert_is_silent(told)
    name, told = _fault(lambda: Call("GET", path, _call().headers).to_bytes("127.0.0.1"))
    assert name == "OurMistake"
    _assert_is_silent(told)


@pytest.mark.parametrize("headers", [{"KEY": f"{SECRETS[0]}\r\nX: y"}, {"KEY": "é"}, {"KEY\n": "b"}])
def test_what_cannot_be_a_header_is_not_sent_and_not_shown(headers: dict[str, str]) -> None:
    call = Call("GET", "/path", headers)
    name, told = _fault(lambda: call.to_bytes("127.0.0.1"))
    assert name == "OurMistake"
    _assert_is_silent(told)
