"""The lines break in the middle of a press, and what each new connection finds is no exchange."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.certificates import server_context

from .conftest import RunRow
from .front import Front, Shot, Spoil, honest
from .rows import EMPTY, FIRST_CANCEL, LATER_READ, LEFT, LONG_S, READ_BACK, SHORT_S, UNKNOWN, Moment, Row

_HOST = ".bitget.invalid"
_HERE, _NOWHERE = "127.0.0.1", "240.0.0.1"
_REACH, _TRUST = "could not be reached", "could not prove that it is the exchange"
_AWAY_S = 0.5
# Nothing goes before the lines break, so that no account can be proved empty ahead of it.
_STANDS = ("settle=900",)
_NAMES: dict[str, str | None] = {}  # what the name servers say of each front; None: there is no such name
_CONTEXTS: dict[str, ssl.SSLContext] = {}


def _name(front: Front) -> str:
    return f"front-{front.port}{_HOST}"


@pytest.fixture(scope="module", autouse=True)
def _names_and_certificates(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    resolve: Callable[..., Any] = socket.getaddrinfo

    def resolved(host: Any, *given: Any, **named: Any) -> Any:
        if str(host).endswith(_HOST):
            host = _NAMES.get(host, _HERE)
            if host is None:
                raise socket.gaierror(socket.EAI_NONAME, "no such name")
        return resolve(host, *given, **named)

    root, trusted = tmp_path_factory.mktemp("certificates"), b""
    for name, days, address in (("right", 1, _HERE), ("expired", -1, _HERE), ("another's", 1, "127.0.0.2")):
        folder = root / name
        folder.mkdir()
        _CONTEXTS[name], public = server_context(folder, address, days)
        trusted += public.read_bytes()
    (root / "trusted.pem").write_bytes(trusted)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", resolved)
        patch.setenv("REQUESTS_CA_BUNDLE", str(root / "trusted.pem"))
        yield


def _breaking(away: Callable[[Front], None], back: Callable[[Front], None] | None) -> Spoil:
    """Break every line at the first request that this strikes; what comes later is answered."""

    def spoil(shot: Shot) -> bytes | None:
        front = shot.front
        if front.broken.is_set():
            return honest(shot)
        front.broken.set()
        away(front)
        if back is not None:
            threading.Thread(target=later, args=(front, back), daemon=True).start()
        return None

    def later(front: Front, back: Callable[[Front], None]) -> None:
        if not front.over.wait(_AWAY_S):
            back(front)

    return spoil


def _row(
    name: str,
    away: Callable[[Front], None],
    back: Callable[[Front], None],
    moment: Moment,
    says: str,
    *,
    where: Callable[[Front], str] = lambda front: front.url,
    tls: Callable[[Path], ssl.SSLContext] | None = None,
) -> list[Row]:
    """Gone for good, and gone for a while."""
    gone = _breaking(away, None)
    for_a_while = _breaking(away, back)
    return [
        Row(name, gone, moment, (UNKNOWN, LEFT), says, SHORT_S, ("settle=3000",), where=where, tls=tls),
        Row(f"{name}, for a while", for_a_while, moment, (EMPTY,), "", LONG_S, _STANDS, where=where, tls=tls),
    ]


def _unreachable(found: str, moment: Moment) -> list[Row]:
    """A known address is tried whatever the name servers say: where it comes back, so does the press."""

    def away(front: Front) -> None:
        _NAMES[_name(front)] = {"refused": _HERE, "no such name": None, "no route": _NOWHERE}[found]
        front.cut()

    def back(front: Front) -> None:
        if found == "no route":
            _NAMES[_name(front)] = _HERE
        front.come_back()

    where = lambda front: f"http://{_name(front)}:{front.port}"  # noqa: E731
    return _row(found, away, back, moment, _REACH, where=where)


def _untrusted(found: str, moment: Moment) -> list[Row]:
    def away(front: Front) -> None:
        front.tls = _CONTEXTS[found]
        front.drop()

    def back(front: Front) -> None:
        front.tls = _CONTEXTS["right"]

    name = f"a certificate that is {found}"
    return _row(name, away, back, moment, _TRUST, tls=lambda _: _CONTEXTS["right"])


UNREACHABLE = [
    row
    for found in ("refused", "no such name", "no route")
    for moment in (FIRST_CANCEL, READ_BACK, LATER_READ)
    for row in _unreachable(found, moment)
]
UNTRUSTED = [
    row
    for found in ("expired", "another's")
    for moment in (FIRST_CANCEL, READ_BACK, LATER_READ)
    for row in _untrusted(found, moment)
]


@pytest.mark.parametrize("row", UNREACHABLE, ids=str)
def test_nothing_can_be_reached_any_more(row: Row, run_row: RunRow) -> None:
    assert run_row(row).front.broken.is_set()


@pytest.mark.parametrize("row", UNTRUSTED, ids=str)
def test_another_answers_from_then_on(row: Row, run_row: RunRow) -> None:
    """Who cannot prove that it is the exchange is told nothing, in the middle as at the beginning."""
    front = run_row(row).front
    assert front.broken.is_set()
    assert set(front.believed) == {_CONTEXTS["right"]}
