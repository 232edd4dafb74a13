"""A request as it came in, a reply as it goes out, and how a reply ends on the wire."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from http import HTTPStatus
from urllib.parse import parse_qsl

from gui.practice.items import Json

_SECRET_HEADERS = ("access-sign", "access-passphrase")

JSON_TYPE = "application/json;charset=UTF-8"
HTML_TYPE = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Request:
    """A request: header names in small letters, the query as it was sent, `at` in time.monotonic seconds."""

    method: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    at: float = 0.0
    remote_ip: str = ""
    remote_port: int = 0

    @property
    def parameters(self) -> dict[str, str]:
        """The query by name; of a name given twice the last counts."""
        return dict(parse_qsl(self.query, keep_blank_values=True))

    def without_secrets(self) -> Request:
        """The same request without its signature and its passphrase."""
        kept = {name: value for name, value in self.headers.items() if name not in _SECRET_HEADERS}
        return replace(self, headers=kept)


class Ending(StrEnum):
    """What becomes of a reply on its way out."""

    SENT = "sent in one piece"
    DRIPPED = "sent one byte at a time"
    HALF = "sent by half, then the connection is closed"
    LOST = "not sent, the connection is closed"
    HELD = "not sent, the connection is held open"
    RESET = "not sent, the connection is reset"


@dataclass(frozen=True, slots=True)
class Reply:
    """An HTTP reply; `drip_ms` is the time between two bytes of a reply that is dripped."""

    status: int = 200
    body: bytes = b""
    content_type: str = JSON_TYPE
    headers: tuple[tuple[str, str], ...] = ()
    ending: Ending = Ending.SENT
    drip_ms: int = 0

    def to_bytes(self, date: str, *, keep_alive: bool = True) -> bytes:
        """The whole reply as it goes over the wire, with `date` as its Date header."""
        try:
            phrase = HTTPStatus(self.status).phrase
        except ValueError:
            phrase = "Unnamed"
        lines = (
            f"HTTP/1.1 {self.status} {phrase}",
            f"Date: {date}",
            f"Content-Type: {self.content_type}",
            f"Content-Length: {len(self.body)}",
            f"Connection: {'keep-alive' if keep_alive else 'close'}",
            *(f"{name}: {value}" for name, value in self.headers),
        )
        return "\r\n".join((*lines, "", "")).encode("latin-1") + self.body


def envelope(code: str, message: str, now_ms: int, data: Json) -> dict[str, Json]:
    """The frame of every JSON answer of Bitget; `now_ms` is the exchange's clock, ms since 1970."""
    return {"code": code, "msg": message, "requestTime": now_ms, "data": data}


def to_json(value: Json) -> bytes:
    """Compact JSON in UTF-8."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()
