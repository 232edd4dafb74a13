"""The exchange cannot be reached, or the other side cannot prove that it is the exchange: nothing leaves."""

from __future__ import annotations

import ssl
import time
from pathlib import Path

import pytest

from tests.certificates import server_context

from .conftest import RunRow
from .front import Front
from .rows import ALL, EMPTY, LEFT, LONG_S, SHORT_S, UNKNOWN, Row
from .spoils import tls_alert

_REACH, _TRUST = "Nothing was sent; your orders are as they were.", "could not prove that it is the exchange"


def _down(front: Front) -> None:
    front.cut()


def _down_for(seconds: float, after_s: float = 0.0) -> object:
    def meanwhile(front: Front) -> None:
        time.sleep(after_s)
        front.cut()
        time.sleep(seconds)
        front.come_back()

    return meanwhile


ROWS = [
    Row("connection refused", before=_down, verdicts=(UNKNOWN,), says=_REACH, deadline_s=SHORT_S),
    Row(
        "no such host",
        where=lambda front: f"http://no-such-host.invalid:{front.port}",
        verdicts=(UNKNOWN,),
        says=_REACH,
        deadline_s=SHORT_S,
    ),
    Row(
        "no route",
        where=lambda front: f"http://240.0.0.1:{front.port}",
        verdicts=(UNKNOWN,),
        says=_REACH,
        deadline_s=SHORT_S,
    ),
    Row(
        "TLS where there is none",
        where=lambda front: f"https://127.0.0.1:{front.port}",
        verdicts=(UNKNOWN,),
        deadline_s=SHORT_S,
    ),
    Row(
        "a TLS handshake that is not answered",
        where=lambda front: front.mute_url(),
        verdicts=(UNKNOWN,),
        says=_REACH,
        deadline_s=SHORT_S,
    ),
]


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_what_cannot_be_reached(row: Row, run_row: RunRow) -> None:
    assert not [asked for asked in run_row(row).front.asked if asked.headers.get("access-key")]


def _today(folder: Path) -> ssl.SSLContext:
    return server_context(folder)[0]


def _expired(folder: Path) -> ssl.SSLContext:
    return server_context(folder, days=-1)[0]


def _of_another(folder: Path) -> ssl.SSLContext:
    return server_context(folder, address="127.0.0.2")[0]


_TLS = [
    ("a certificate that nobody vouches for", _today, False, (UNKNOWN,), _TRUST),
    ("a certificate that has run out", _expired, True, (UNKNOWN,), _TRUST),
    ("a certificate of another host", _of_another, True, (UNKNOWN,), _TRUST),
    ("a certificate that is trusted", _today, True, (EMPTY,), ""),
]


@pytest.mark.parametrize(("name", "tls", "trusted", "verdicts", "says"), _TLS, ids=[each[0] for each in _TLS])
def test_a_certificate_decides_whether_anything_leaves(
    name: str,
    tls: object,
    trusted: bool,
    verdicts: tuple[object, ...],
    says: str,
    run_row: RunRow,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    def context(_folder: Path) -> ssl.SSLContext:
        made: ssl.SSLContext = tls(tmp_path)  # type: ignore[operator]
        if trusted:
            monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "trusted.pem"))
        return made

    wait_s = LONG_S if trusted and not says else SHORT_S
    row = Row(name, tls=context, verdicts=verdicts, says=says, deadline_s=wait_s, alone=True)  # type: ignore[arg-type]
    pressed = run_row(row)
    assert bool(pressed.front.asked) == (verdicts == (EMPTY,))


def test_a_tls_alert_in_the_middle_is_no_proof(
    run_row: RunRow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def context(_folder: Path) -> ssl.SSLContext:
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "trusted.pem"))
        return server_context(tmp_path)[0]

    run_row(Row("garbage under TLS", tls_alert, ALL, (UNKNOWN,), deadline_s=SHORT_S, tls=context, alone=True))


_OUTAGES = [
    Row("down at the press, back after a second", before=_down, meanwhile=lambda front: _back(front, 1.0)),
    # Where the line breaks in the middle, what was under way is lost, and asked again.
    *(
        Row(
            f"the network changes after {after_ms} ms",
            meanwhile=_down_for(0.5, after_ms / 1000),  # type: ignore[arg-type]
            practice=("settle=700",),
        )
        for after_ms in (0, 20, 60, 150, 400)
    ),
    Row(
        "the network goes for good after 20 ms",
        meanwhile=lambda front: _gone(front, 0.02),
        practice=("settle=3000",),
        verdicts=(LEFT, UNKNOWN),
        deadline_s=SHORT_S,
    ),
]


def _back(front: Front, after_s: float) -> None:
    time.sleep(after_s)
    front.come_back()


def _gone(front: Front, after_s: float) -> None:
    time.sleep(after_s)
    front.cut()


@pytest.mark.parametrize("row", _OUTAGES, ids=str)
def test_a_network_that_goes_and_comes_back(row: Row, run_row: RunRow) -> None:
    run_row(row)
