"""Through a proxy: it is told where to and nothing else, and whatever it does wrong is a sentence."""

from __future__ import annotations

import selectors
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from gui.bitget.classic import Classic
from gui.bitget.signed import SignedCalls
from gui.bitget.transport import Transport
from gui.bitget.wire.tunnel import Tunnel
from gui.panic import errors
from gui.panic.orders import Environment, ProductType
from gui.panic.proxy import Proxy
from gui.venue import open_exchange
from tests.certificates import server_context
from tests.connect_proxy import PASSED, proxying

from .clients import CREDENTIALS, soon
from .dead_ends import dead_end
from .raw_server import KEY, LISTS, PASSPHRASE, SECRET, answer, serving

USDT = ProductType.USDT_FUTURES
NOWHERE = Proxy("127.0.0.1", 9)
PLAIN = "http://127.0.0.1:1"  # no certificates are read within the time to connect
REFUSALS = [
    (407, "asks for a password, and this program keeps none."),
    (403, "refused to pass the connection on (HTTP 403)."),
    (302, "refused to pass the connection on (HTTP 302)."),
    (502, "could not reach the exchange (HTTP 502)."),
    (504, "could not reach the exchange (HTTP 504)."),
]
NONSENSE = {
    "another protocol": b"SSH-2.0-OpenSSH_9.6\r\n\r\n",
    "no status": b"HTTP/1.1 OK\r\n\r\n",
    "a status of four digits": b"HTTP/1.1 2000 OK\r\n\r\n",
    "an answer before the answer": b"HTTP/1.1 100 Continue\r\n\r\n",
    "zeros": b"\0" * 40_000,
    "a head that does not end": b"HTTP/1.1 200 OK\r\n" + b"X-Long: " + b"x" * 40_000,
}


@contextmanager
def client_through(proxy: Proxy, url: str, *, connect_s: float = 2.0) -> Iterator[Classic]:
    transport = Transport(url, connect_s=connect_s, proxy=proxy)
    with closing(Classic(SignedCalls(transport, CREDENTIALS))) as client:
        yield client


def failure(proxy: Proxy, url: str = "https://127.0.0.1:1", connect_s: float = 2.0) -> errors.ExchangeError:
    with (
        client_through(proxy, url, connect_s=connect_s) as client,
        pytest.raises(errors.ExchangeError) as caught,
    ):
        client.cancel_all(USDT, None, until=soon())
    return caught.value


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    context, file = server_context(tmp_path)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(file))
    return context


def test_the_proxy_sees_where_to_and_nothing_else_in_clear(trusted: ssl.SSLContext) -> None:
    with serving(answer(LISTS), tls=trusted) as server, proxying() as proxy:
        with client_through(proxy.address, server.url) as client:
            client.cancel_all(USDT, None, until=soon())
        [seen] = server.seen
        target = f"127.0.0.1:{server.port}"
        assert proxy.heads == [f"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n\r\n".encode()]
        assert (seen.headers["host"], seen.signature_fits()) == (target, True)
        in_clear = b"".join(proxy.heads + proxy.heard)
        for secret in (KEY, SECRET, PASSPHRASE, seen.path, seen.headers["access-sign"], "panic-button"):
            assert secret.encode() not in in_clear


def test_a_certificate_that_nobody_vouches_for_ends_it_before_the_request(tmp_path: Path) -> None:
    context, _ = server_context(tmp_path)
    with serving(answer(LISTS), tls=context) as server, proxying() as proxy:
        problem = failure(proxy.address, server.url)
        assert type(problem) is errors.Untrusted
        assert str(proxy.address) in problem.advice
        assert server.seen == []


def test_the_name_of_the_exchange_is_left_to_the_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    resolve = socket.getaddrinfo

    def noted(host: object, *more: object, **named: object) -> object:
        asked.append(host)
        return resolve(host, *more, **named)  # type: ignore[arg-type]

    with serving(answer(LISTS)) as server, proxying(to=server.port) as proxy:
        monkeypatch.setattr(socket, "getaddrinfo", noted)
        with client_through(proxy.address, "http://exchange.invalid") as client:
            client.cancel_all(USDT, None, until=soon())
        monkeypatch.undo()
        assert set(asked) <= {"127.0.0.1"}
        assert proxy.heads[0].startswith(b"CONNECT exchange.invalid:80 ")


def test_proxies_of_the_environment_are_ignored_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(answer(LISTS)) as server, proxying() as trap, proxying() as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, f"http://{trap.address}")
        monkeypatch.setenv("NO_PROXY", "*")
        with client_through(proxy.address, server.url) as client:
            client.cancel_all(USDT, None, until=soon())
        assert (len(trap.heads), len(proxy.heads)) == (0, 1)


@pytest.mark.parametrize(("status", "says"), REFUSALS)
def test_a_proxy_that_refuses_says_so(status: int, says: str) -> None:
    with proxying(f"HTTP/1.1 {status} No\r\nContent-Length: 0\r\n\r\n".encode()) as proxy:
        problem = failure(proxy.address)
        assert type(problem) is errors.Unreachable
        assert problem.sentence == f"The proxy {proxy.address} {says}"
        assert problem.meaning == "Nothing was sent; your orders are as they were."
        assert problem.advice.startswith("Check the proxy")


@pytest.mark.parametrize("said", NONSENSE.values(), ids=NONSENSE)
def test_nonsense_is_told_and_never_read_without_end(said: bytes) -> None:
    with proxying(said) as proxy:
        problem = failure(proxy.address)
        assert type(problem) is errors.Unreachable
        assert problem.sentence == f"The proxy {proxy.address} did not answer as an HTTP proxy does."


@pytest.mark.parametrize("said", [b"", b"HTTP/1.1 200 Connec", b"HTTP/1.1 200 OK\r\n"])
def test_a_proxy_that_hangs_up_or_falls_silent_within_its_answer(said: bytes) -> None:
    with proxying(said, hangs_up=True) as proxy:
        assert failure(proxy.address).sentence == f"The proxy {proxy.address} closed the connection."
    with proxying(said) as proxy:
        problem = failure(proxy.address, PLAIN, connect_s=0.3)
        assert type(problem) is errors.Unreachable
        assert problem.sentence == f"The proxy {proxy.address} did not answer in time."


def test_a_head_that_drips_has_no_more_time_than_any_other() -> None:
    def drip(connection: socket.socket) -> None:
        with suppress(OSError):
            while True:
                connection.sendall(b"x")
                time.sleep(0.02)

    with far_side(drip) as proxy:
        problem = failure(proxy, PLAIN, connect_s=0.3)
        assert problem.sentence == f"The proxy {proxy} did not answer in time."


def test_a_proxy_that_takes_too_long_is_said_to_take_too_long() -> None:
    with dead_end() as port:
        dead = Proxy("127.0.0.1", port)
        assert failure(dead, PLAIN, 0.5).sentence == f"Connecting to the proxy {dead} took too long."
    # It passes the connection on, and then nothing comes through it.
    with socket.create_server(("127.0.0.1", 0)) as mute, proxying(to=mute.getsockname()[1]) as proxy:
        problem = failure(proxy.address)
        assert type(problem) is errors.Unreachable
        assert (
            problem.sentence == f"Connecting to the exchange through the proxy {proxy.address} took too long."
        )
        assert problem.advice.startswith("Check the proxy")


@pytest.mark.parametrize("url", [PLAIN, "https://127.0.0.1:1"])
def test_without_time_for_any_place_it_took_too_long(url: str) -> None:
    problem = failure(NOWHERE, url, connect_s=0.0)
    assert problem.sentence == f"Connecting to the exchange through the proxy {NOWHERE} took too long."
    near = Classic(SignedCalls(Transport(url, connect_s=0.0), CREDENTIALS))
    with closing(near) as client, pytest.raises(errors.Unreachable) as caught:
        client.cancel_all(USDT, None, until=soon())
    assert caught.value.sentence == "Connecting to the exchange took too long."


def test_no_byte_after_the_blank_line_is_taken() -> None:
    with far_side(lambda each: each.sendall(PASSED + b"the exchange's")) as proxy, socket.socket() as near:
        near.setblocking(False)
        for _, event in Tunnel(proxy, "exchange:443").reaching(near, (proxy.host, proxy.port)):
            with selectors.DefaultSelector() as selector:
                selector.register(near, event)
                assert selector.select(30)
        near.settimeout(5)
        assert near.recv(100) == b"the exchange's"


@contextmanager
def far_side(speak: Callable[[socket.socket], None]) -> Iterator[Proxy]:
    """A listener that speaks to the first who connects, and lets go of the connection afterwards."""

    def serve() -> None:
        with suppress(OSError):
            connection, _ = listener.accept()
            with connection:
                speak(connection)
                connection.recv(4096)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=serve, daemon=True).start()
        yield Proxy("127.0.0.1", listener.getsockname()[1])


def test_a_proxy_that_is_not_there_is_named() -> None:
    problem = failure(NOWHERE)
    assert type(problem) is errors.Unreachable
    assert problem.sentence == "The proxy 127.0.0.1:9 could not be reached; it may not be running."
    lost = failure(Proxy("no-such-proxy.invalid", 7890))
    assert lost.sentence == "The address of the proxy no-such-proxy.invalid:7890 could not be found."


def test_an_exchange_without_tls_behind_the_proxy_is_told_with_the_proxy() -> None:
    def refuse(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 400 No\r\n\r\n")

    with far_side(refuse) as plain, proxying(to=plain.port) as proxy:
        problem = failure(proxy.address)
        assert type(problem) is errors.Unreachable
        assert problem.sentence == f"The exchange could not be reached through the proxy {proxy.address}."


def test_a_lost_answer_is_asked_for_again_through_the_proxy() -> None:
    with serving(answer(LISTS)) as server, proxying() as proxy:
        proxy.swallows = 1
        with closing(SignedCalls(Transport(server.url, proxy=proxy.address), CREDENTIALS)) as calls:
            answered = calls.post(USDT.value, "/cancel", {}, soon())
        assert answered.is_partly_lost
        assert len(server.seen) >= 2
        assert len(proxy.heads) >= 2


def test_loopback_is_never_reached_through_it() -> None:
    for address, proxy in (("http://127.0.0.1:9", None), ("https://localhost:9", None), (None, NOWHERE)):
        with closing(open_exchange(Environment.LIVE, CREDENTIALS, address, proxy=NOWHERE)) as exchange:
            assert exchange.proxy == proxy
