"""The address of a proxy, as people give it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.panic.proxy import Proxy, ProxyError, read_proxy


@pytest.mark.parametrize("text", ["", "  ", "\t\n"])
def test_nothing_is_no_proxy(text: str) -> None:
    assert read_proxy(text) is None


@pytest.mark.parametrize(
    ("text", "host", "port", "shown"),
    [
        ("http://127.0.0.1:7890", "127.0.0.1", 7890, "127.0.0.1:7890"),
        (" HTTP://localhost:1/ ", "localhost", 1, "localhost:1"),
        ("http://my-proxy.example.com:65535", "my-proxy.example.com", 65535, "my-proxy.example.com:65535"),
        ("http://[::1]:7890", "::1", 7890, "[::1]:7890"),
    ],
)
def test_a_host_and_a_port(text: str, host: str, port: int, shown: str) -> None:
    proxy = read_proxy(text)
    assert proxy == Proxy(host, port)
    assert str(proxy) == shown


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("http://me:hunter2@127.0.0.1:7890", "it would lie in the settings file"),
        ("me@127.0.0.1:7890", "Use a proxy that needs none"),
        ("socks5://127.0.0.1:1080", "not socks5."),
        ("https://127.0.0.1:7890", "not https."),
        *(
            (text, "by its host and its port, as http://127.0.0.1:7890.")
            for text in (
                "127.0.0.1:7890",
                "7890",
                "http://127.0.0.1",
                "http://127.0.0.1:0",
                "http://127.0.0.1:65536",
                "http://127.0.0.1:7890/path",
                "http://127.0.0.1:7890?x",
                "http://:7890",
                "http://::1:7890",
                "http://[::1:7890",
                "http://[1:2]:7890",
                "http://a b:7890",
                "http://a\r\nHost:7890",
                "http://127.0.0.1:٧٨٩",
                "http://" + "x" * 400 + ":7890",
            )
        ),
    ],
)
def test_what_cannot_be_used_is_a_sentence(text: str, says: str) -> None:
    with pytest.raises(ProxyError) as caught:
        read_proxy(text)
    assert says in caught.value.sentence
    assert "hunter2" not in caught.value.sentence


@given(st.text())
def test_any_text_is_none_a_proxy_or_a_sentence(text: str) -> None:
    try:
        proxy = read_proxy(f"http://{text}:80")
    except ProxyError:
        return
    assert proxy is not None
    assert f"http://{proxy}".isascii()
    assert " " not in str(proxy)
