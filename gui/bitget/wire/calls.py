"""A request as it is sent, and an answer as it came."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NoReturn
from urllib.parse import urlencode

from gui.panic.refusals import OurMistake
from gui.words import say

Fields = Mapping[str, Any] | Sequence[Mapping[str, Any]]  # of a body
Withheld = Callable[[dict[str, Any]], dict[str, Any]]


class Headers(Mapping[str, str]):
    """A request's headers, some of them secret: shown by their names only, neither copied nor pickled."""

    __slots__ = ("__values",)

    def __init__(self, values: Mapping[str, str]) -> None:
        self.__values = dict(values)

    def __getitem__(self, name: str) -> str:
        return self.__values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.__values)

    def __len__(self) -> int:
        return len(self.__values)

    def __repr__(self) -> str:
        return f"Headers({', '.join(self.__values)})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("Headers are not pickled, as there are secrets among them.")


@dataclass(frozen=True, slots=True)
class Call:
    """One request, complete: the target is path and query exactly as signed, the body exactly as signed."""

    method: str
    target: str
    headers: Mapping[str, str] = field(repr=False)  # among them the key
    body: bytes = b""

    def __post_init__(self) -> None:
        if not isinstance(self.headers, Headers):
            object.__setattr__(self, "headers", Headers(self.headers))

    @classmethod
    def get(cls, path: str, query: Mapping[str, str]) -> Call:
        """Make a GET without headers; the query is sorted."""
        return cls("GET", f"{path}?{urlencode(sorted(query.items()))}" if query else path, {})

    @classmethod
    def post(cls, path: str, fields: Fields) -> Call:
        """Make a POST without headers, with an object or a list as JSON."""
        body = json.dumps(fields, separators=(",", ":"), ensure_ascii=True).encode("ascii")
        return cls("POST", path, {}, body)

    def to_bytes(self, host: str) -> memoryview:
        """Write it as HTTP/1.1, head and body in one piece. Raises OurMistake for what cannot be a header.

        A view, as that shows nothing where a traceback tells of the locals of whoever sends it.
        """
        length = {"Content-Length": str(len(self.body))} if self.body or self.method == "POST" else {}
        headers = Headers({"Host": host, **_COMMON, **self.headers, **length})
        first = f"{self.method} {self.target} HTTP/1.1"
        if " " in self.target or not _is_plain("".join((first, *headers, *headers.values()))):
            # What the line holds must not be told: it may be a key.
            raise OurMistake(say("This program made a request that cannot be sent."))
        return memoryview(
            "\r\n".join([first, *(f"{name}: {headers[name]}" for name in headers), "", ""]).encode("ascii")
            + self.body
        )


def _is_plain(text: str) -> bool:
    return text.isascii() and text.isprintable()


_COMMON = {"Accept": "application/json", "Accept-Encoding": "gzip", "User-Agent": "panic-button"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; times are seconds of time.monotonic.

    is_partly_lost is True when the same request was sent more than once and a copy was never answered.
    withheld is there where it repeats a secret of its question: its text is not kept then, and each object
    in it is what withheld makes of that.
    """

    http_status: int
    body: bytes
    retry_after: str | None
    sent_at: float
    received_at: float
    is_partly_lost: bool = False
    withheld: Withheld | None = None

    @property
    def is_turned_away(self) -> bool:
        """Whether a gateway, not the exchange, may have answered: too many, blocked, out of order."""
        return self.http_status in (403, 429) or self.http_status >= 500
