"""What went wrong on the way, told apart: it never left, or it may have happened."""

from __future__ import annotations

import socket
import struct
import threading
import time

import pytest

from gui.bitget.transport import Call, Transport
from gui.panic import errors
from gui.panic.orders import ProductType

from .clients import client_of, soon
from .dead_ends import dead_end
from .raw_server import LISTS, RawServer, Seen, answer, http, serving

USDT = ProductType.USDT_FUTURES


def fail_at(url: str, connect_s: float = 1.0, read_s: float = 0.5) -> errors.ExchangeError:
    with (
        client_of(url, connect_s=connect_s, read_s=read_s) as client,
        pytest.raises(errors.ExchangeError) as caught,
    ):
        client.cancel_all(USDT, None, until=soon())
    return caught.value


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def test_a_refused_connection_never_left() -> None:
    problem = fail_at(f"http://127.0.0.1:{free_port()}")
    assert type(problem) is errors.Unreachable
    assert problem.sent_at is None


def test_a_host_name_that_does_not_exist_never_left() -> None:
    assert type(fail_at("http://nowhere.invalid")) is errors.Unreachable


def test_a_connection_that_nobody_accepts_never_left() -> None:
    with dead_end() as port:
        begun_at = time.monotonic()
        problem = fail_at(f"http://127.0.0.1:{port}", connect_s=0.3)
        assert time.monotonic() - begun_at < 10
        assert type(problem) is errors.Unreachable
        assert "too long" in problem.sentence


def reset(connection: socket.socket, _seen: Seen) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def silence(connection: socket.socket, _seen: Seen) -> None:
    connection.settimeout(10)
    connection.recv(1)


def half(connection: socket.socket, _seen: Seen) -> None:
    whole = answer(LISTS)
    connection.sendall(whole[:-20])


def half_and_then_silence(connection: socket.socket, seen: Seen) -> None:
    half(connection, seen)
    silence(connection, seen)


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (None, errors.CutOff),
        (reset, errors.CutOff),
        (half, errors.CutOff),
        (http(b"")[:7], errors.CutOff),
        (silence, errors.Silent),
        (half_and_then_silence, errors.Silent),
        (b"not http at all\r\n\r\n", errors.CutOff),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", errors.CutOff),
        (http(b"not gzip", headers={"Content-Encoding": "gzip"}), errors.CutOff),
    ],
)
def test_what_arrived_and_was_not_answered_may_have_happened(
    reply: object, kind: type[errors.NoAnswer]
) -> None:
    def then_close(connection: socket.socket, seen: Seen) -> None:
        if callable(reply):
            reply(connection, seen)
        elif isinstance(reply, bytes):
            connection.sendall(reply)

    with serving(then_close) as server:
        problem = fail_at(server.url, read_s=0.3)
        assert len(server.seen) == 1  # it is not sent again behind anybody's back
    assert type(problem) is kind
    assert isinstance(problem, errors.NoAnswer)
    assert problem.sent_at is not None


def test_a_warm_connection_that_the_server_closed_is_told_as_no_answer_or_opened_anew() -> None:
    with serving(answer(LISTS, headers={"Connection": "keep-alive"})) as server:
        transport = Transport(server.url, read_s=0.5)
        call = Call("POST", "/x", {}, b"{}")
        transport.send("lane", call, soon())
        assert transport.send("lane", call, soon()).http_status == 200
        transport.close()
        assert server.connections == 1


def test_a_redirect_is_never_followed() -> None:
    with serving(answer(LISTS)) as trap:
        for status in (301, 302, 303, 307, 308):
            with serving(http(b"", status, {"Location": trap.url + "/"})) as server:
                assert type(fail_at(server.url)) is errors.Redirected
                assert len(server.seen) == 1
        assert trap.connections == 0


def test_a_success_under_a_redirect_status_is_none() -> None:
    with serving(answer(LISTS, status=302)) as server:
        assert type(fail_at(server.url)) is errors.Redirected


def test_proxies_and_passwords_of_the_environment_are_ignored(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    netrc = tmp_path_factory.mktemp("home") / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password hunter2\n")
    netrc.chmod(0o600)
    with serving(answer(LISTS)) as trap, serving(answer(LISTS)) as server:
        for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, trap.url)
        for name in ("NO_PROXY", "no_proxy"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("NETRC", str(netrc))
        with client_of(server.url) as client:
            client.cancel_all(USDT, None, until=soon())
        assert trap.connections == 0
        assert "authorization" not in server.seen[0].headers


def test_cookies_are_not_kept() -> None:
    with serving(answer(LISTS, headers={"Set-Cookie": "tracked=1; Path=/"})) as server:
        with client_of(server.url) as client:
            client.cancel_all(USDT, None, until=soon())
            client.cancel_all(USDT, None, until=soon())
        assert len(server.seen) == 2
        assert "cookie" not in server.seen[1].headers


def test_a_flood_is_cut_off() -> None:
    def flood(connection: socket.socket, _seen: Seen) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 41943040\r\n\r\n")
        for _ in range(640):
            connection.sendall(b" " * 65536)

    with serving(flood) as server:
        begun_at = time.monotonic()
        problem = fail_at(server.url)
        assert time.monotonic() - begun_at < 20
    assert type(problem) is errors.Unintelligible
    assert "larger" in problem.sentence


def test_a_body_that_trickles_is_given_up_in_time() -> None:
    server: RawServer

    def drip(connection: socket.socket, _seen: Seen) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        while not server.stopped.wait(0.02):
            connection.sendall(b" ")

    with serving(drip) as server, client_of(server.url, read_s=3) as client:
        begun_at = time.monotonic()
        with pytest.raises(errors.Silent):
            client.cancel_all(USDT, None, until=soon(0.6))
        assert time.monotonic() - begun_at < 2.8


def test_without_time_nothing_is_sent() -> None:
    with serving(answer(LISTS)) as server, client_of(server.url) as client:
        with pytest.raises(errors.OutOfTime):
            client.cancel_all(USDT, None, until=time.monotonic() + 0.01)
        assert server.connections == 0


def test_a_closed_client_sends_nothing() -> None:
    with serving(answer(LISTS)) as server, client_of(server.url) as client:
        client.close()
        with pytest.raises(errors.OutOfTime):
            client.cancel_all(USDT, None, until=soon())
        assert server.connections == 0


def test_a_missing_certificate_file_means_that_nothing_was_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/nowhere/bundle.pem")
    with serving(answer(LISTS)) as server:
        problem = fail_at(server.url.replace("http:", "https:"))
        assert isinstance(problem, errors.NeverLeft)
        assert server.seen == []


def test_many_threads_may_use_one_lane() -> None:
    with serving(answer(LISTS)) as server, client_of(server.url, read_s=3) as client:
        outcomes: list[object] = []

        def call() -> None:
            outcomes.append(client.cancel_all(USDT, None, until=soon()))

        threads = [threading.Thread(target=call) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(outcomes) == 8
        assert len(server.seen) == 8
