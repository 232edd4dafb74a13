"""A proxy on the way: what it spoils before anything left, and what it loses of what has left."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.certificates import server_context
from tests.connect_proxy import ConnectProxy

from .conftest import RunRow
from .rows import SHORT_S, UNKNOWN, Row

_REACH = "Nothing was sent; your orders are as they were."


def _gone() -> ConnectProxy:
    proxy = ConnectProxy()
    proxy.cut()
    return proxy


def _back_soon() -> ConnectProxy:
    proxy = _gone()
    threading.Timer(0.7, proxy.come_back).start()
    return proxy


def _cut_for_a_moment() -> ConnectProxy:
    proxy = ConnectProxy()

    def cut() -> None:
        proxy.cut()
        proxy.come_back()

    threading.Timer(0.03, cut).start()
    return proxy


def _losing(count: int) -> ConnectProxy:
    proxy = ConnectProxy()
    proxy.swallows = count
    return proxy


def _saying(said: bytes, *, hangs_up: bool = False) -> partial[ConnectProxy]:
    return partial(ConnectProxy, said, hangs_up=hangs_up)


_OF_NO_USE: dict[str, tuple[Callable[[], ConnectProxy], str]] = {
    "is not running": (_gone, "could not be reached"),
    "wants a password": (_saying(b"HTTP/1.1 407 Password\r\n\r\n"), "asks for a password"),
    "refuses": (_saying(b"HTTP/1.1 403 Forbidden\r\n\r\n"), "refused to pass the connection on"),
    "finds no exchange": (_saying(b"HTTP/1.1 502 Bad Gateway\r\n\r\n"), "could not reach the exchange"),
    "talks nonsense": (_saying(b"\x05\x00\r\n\r\n"), "did not answer as an HTTP proxy does"),
    "talks without end": (_saying(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000), "did not answer as"),
    "stops in its answer": (_saying(b"HTTP/1.1 200 O", hangs_up=True), "closed the connection"),
    "says nothing": (_saying(b""), "did not answer in time"),
}
ROWS = [
    Row(f"a proxy that {name}", verdicts=(UNKNOWN,), says=says, deadline_s=SHORT_S, proxy=proxy)
    for name, (proxy, says) in _OF_NO_USE.items()
]
PASSING = [
    Row("a proxy that passes on", proxy=ConnectProxy),
    Row("a proxy that comes back", proxy=_back_soon),
    Row("a proxy that starts anew during the press", proxy=_cut_for_a_moment),
    *(Row(f"a proxy that loses {count} answers", proxy=partial(_losing, count)) for count in (1, 2, 3)),
]


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_through_a_proxy_of_no_use_nothing_leaves(row: Row, run_row: RunRow) -> None:
    pressed = run_row(row)
    assert pressed.front.asked == []
    assert all(_REACH in product.sentence for product in pressed.report.product_types)


@pytest.mark.parametrize("row", PASSING, ids=str)
def test_what_passes_is_overcome(row: Row, run_row: RunRow) -> None:
    assert run_row(row).front.asked


def test_a_press_through_a_proxy_over_tls_is_proved(
    run_row: RunRow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def context(_folder: Path) -> ssl.SSLContext:
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "trusted.pem"))
        return server_context(tmp_path)[0]

    run_row(Row("TLS through a proxy", tls=context, proxy=ConnectProxy, alone=True))
