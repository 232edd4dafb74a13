"""A proxy between this computer and the exchange: its address, as a person gives it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gui.words import say

EXAMPLE = "http://127.0.0.1:7890"
# Not compiled here: hardly anyone has a proxy, and every start would wait for it.
_SCHEME = r"([A-Za-z][A-Za-z0-9+.-]*)://"
_ADDRESS = r"http://(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9._-]+)):([0-9]{1,5})/?"
_LONGEST = 300  # a host name has 253 characters at most


class ProxyError(ValueError):
    """An address that cannot be used, with the sentence for the person who gave it."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Proxy:
    """An HTTP proxy that passes a connection on when it is asked by CONNECT; its text is "127.0.0.1:7890"."""

    host: str
    port: int

    def __str__(self) -> str:
        return host_and_port(self.host, self.port)


def host_and_port(host: str, port: int) -> str:
    """Write both as they stand in an address, an IPv6 literal in brackets."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def read_proxy(text: str) -> Proxy | None:
    """Read "http://host:port"; None for an empty text, which is no proxy. Raises ProxyError."""
    text = text.strip()
    if not text:
        return None
    if "@" in text:
        # What stands there is not repeated: it may be a password.
        raise ProxyError(
            say(
                "A user name or password cannot be used here: it would lie in the settings file in plain "
                "text. Use a proxy that needs none, such as a program on this computer."
            )
        )
    scheme = re.match(_SCHEME, text)
    if scheme and scheme[1].lower() != "http":
        raise ProxyError(
            say(
                "Only HTTP proxies can be used, not {scheme}. Most proxy programs have an HTTP port too: "
                "give it as {example}.",
                scheme=scheme[1][:20],
                example=EXAMPLE,
            )
        )
    found = re.fullmatch(_ADDRESS, text, re.IGNORECASE) if len(text) <= _LONGEST else None
    if found is None or not 0 < int(found[3]) < 65536 or (found[1] and not _is_ipv6(found[1])):
        raise ProxyError(say("A proxy is given by its host and its port, as {example}.", example=EXAMPLE))
    return Proxy(found[1] or found[2], int(found[3]))


def _is_ipv6(text: str) -> bool:
    import ipaddress  # hardly anyone needs it, and every start reads the settings

    try:
        ipaddress.IPv6Address(text)
    except ValueError:
        return False
    return True
