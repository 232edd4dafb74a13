"""Through a proxy to the exchange: it is told where to, and sees nothing else in clear."""

from __future__ import annotations

import re
import selectors
import socket
from collections.abc import Generator
from contextlib import suppress

from gui.bitget.wire.opening import Wait, connecting
from gui.panic.errors import Unreachable
from gui.panic.proxy import Proxy
from gui.words import say

_END = b"\r\n\r\n"
_MOST_BYTES = 16 * 1024  # of the head of an answer
_STATUS = re.compile(rb"HTTP/1\.[01] ([1-5][0-9]{2})(?: |\r)")
_ADVICE = say(
    "Check the proxy and its address in the settings, then press again, or use the Bitget app on your phone."
)


class Tunnel:
    """Asks a proxy for a connection to one place, such as "api.bitget.com:443"; for any thread.

    Whatever fails here fails before anything for the exchange was sent, and is Unreachable.
    """

    def __init__(self, proxy: Proxy, target: str) -> None:
        self._name = str(proxy)
        self._question = f"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n\r\n".encode("ascii")

    def reaching(self, plain: socket.socket, where: object) -> Generator[Wait, None, None]:
        """Connect to the proxy at one of its places, and through it. Raises Unreachable."""
        try:
            yield from connecting(plain, where)
        except TimeoutError:
            raise self.failed(
                say("Connecting to the proxy {proxy} took too long.", proxy=self._name)
            ) from None
        except OSError:
            raise self.failed(
                say("The proxy {proxy} could not be reached; it may not be running.", proxy=self._name)
            ) from None
        try:
            plain.sendall(self._question)  # less than an empty buffer takes at once
            self._judge((yield from _head(plain)))
        except TimeoutError:
            raise self.failed(say("The proxy {proxy} did not answer in time.", proxy=self._name)) from None
        except OSError:
            raise self.failed(say("The proxy {proxy} closed the connection.", proxy=self._name)) from None

    @property
    def suspicion(self) -> str:
        """What to do where the other end could not prove that it is the exchange."""
        return say(
            "The proxy {proxy}, or something beyond it, intercepts the connection: use another one now, or "
            "the Bitget app.",
            proxy=self._name,
        )

    def not_found(self) -> Unreachable:
        """The proxy's name stands for no address."""
        return self.failed(say("The address of the proxy {proxy} could not be found.", proxy=self._name))

    def beyond(self, *, is_late: bool) -> Unreachable:
        """The proxy passed the connection on, and no exchange was found at its other end, or none in time."""
        sentence = say("The exchange could not be reached through the proxy {proxy}.", proxy=self._name)
        if is_late:
            sentence = say(
                "Connecting to the exchange through the proxy {proxy} took too long.", proxy=self._name
            )
        return self.failed(sentence)

    def failed(self, sentence: str) -> Unreachable:
        """Give the error that says so, with what to do about a proxy."""
        return Unreachable(sentence, advice=_ADVICE)

    def _judge(self, head: bytes) -> None:
        found = _STATUS.match(head)
        status = int(found[1]) if found else 0
        if 200 <= status < 300:
            return
        if status == 407:
            sentence = say(
                "The proxy {proxy} asks for a password, and this program keeps none.", proxy=self._name
            )
        elif status in (502, 503, 504):
            sentence = say(
                "The proxy {proxy} could not reach the exchange (HTTP {status}).",
                proxy=self._name,
                status=status,
            )
        elif status >= 300:
            sentence = say(
                "The proxy {proxy} refused to pass the connection on (HTTP {status}).",
                proxy=self._name,
                status=status,
            )
        else:
            sentence = say("The proxy {proxy} did not answer as an HTTP proxy does.", proxy=self._name)
        raise self.failed(sentence)


def _head(plain: socket.socket) -> Generator[Wait, None, bytes]:
    """Read to the blank line and no byte further: what follows it is the exchange's.

    What is no head, or too long for one, is given as far as it was read. Raises OSError.
    """
    head = b""
    while not head.endswith(_END) and len(head) < _MOST_BYTES:
        yield plain, selectors.EVENT_READ
        with suppress(BlockingIOError):  # woken for nothing
            seen = head + plain.recv(_MOST_BYTES - len(head), socket.MSG_PEEK)
            if seen == head:
                raise ConnectionError
            end = seen.find(_END)
            head += plain.recv((len(seen) if end < 0 else end + len(_END)) - len(head))
    return head if head.endswith(_END) else b""
