"""A certificate that proves nothing: not one byte of the request reaches the other side."""

from __future__ import annotations

from pathlib import Path

import pytest

from gui.panic import errors
from gui.panic.orders import ProductType
from tests.certificates import server_context

from .clients import client_of, soon
from .raw_server import LISTS, answer, serving

USDT = ProductType.USDT_FUTURES


def press(url: str) -> errors.ExchangeError | None:
    with client_of(url, read_s=2) as client:
        try:
            client.cancel_all(USDT, None, until=soon())
        except errors.ExchangeError as problem:
            return problem
    return None


def test_a_certificate_that_nobody_vouches_for_ends_it_before_the_request(tmp_path: Path) -> None:
    context, _ = server_context(tmp_path)
    with serving(answer(LISTS), tls=context) as server:
        problem = press(server.url)
        assert type(problem) is errors.Untrusted
        assert isinstance(problem, errors.NeverLeft)
        assert server.connections == 1
        assert server.seen == []


@pytest.mark.parametrize(("address", "days"), [("127.0.0.2", 1), ("127.0.0.1", -1)])
def test_a_trusted_certificate_of_another_host_or_of_yesterday_ends_it_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str, days: int
) -> None:
    context, file = server_context(tmp_path, address, days)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(file))
    with serving(answer(LISTS), tls=context) as server:
        assert type(press(server.url)) is errors.Untrusted
        assert server.seen == []


def test_a_certificate_that_the_user_trusts_is_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, file = server_context(tmp_path)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(file))
    with serving(answer(LISTS), tls=context) as server:
        assert press(server.url) is None
        assert len(server.seen) == 1


def test_https_to_a_server_without_tls_sends_no_request() -> None:
    with serving(answer(LISTS)) as server:
        problem = press(server.url.replace("http:", "https:"))
        assert isinstance(problem, errors.ExchangeError)
        assert server.seen == []
