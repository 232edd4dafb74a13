"""What truly left for the client, request by request: the server's own log, by which a verdict is judged."""

from __future__ import annotations

import http.client
import io
import json
import socket
import time
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

from gui.practice import ProductType

CANCELS = {
    "/api/v2/mix/order/cancel-all-orders",
    "/api/v2/mix/order/batch-cancel-orders",
    "/api/v3/trade/cancel-symbol-order",
    "/api/v3/trade/cancel-batch",
}
READS = {"/api/v2/mix/order/orders-pending", "/api/v3/trade/unfilled-orders"}
STOP_CANCELS = {"/api/v2/mix/order/cancel-plan-order", "/api/v3/trade/cancel-strategy-order"}
STOP_READS = {"/api/v2/mix/order/orders-plan-pending", "/api/v3/trade/unfilled-strategy-orders"}
# What a cancel is answered with when it was carried out, or found nothing to cancel.
TAKEN = {"00000", "22001", "25204", "31054", "43001", "43004"}
# The lists that make a whole book: a classic account has two, a unified one a single one without a status.
_WHOLE = ({"live", "partially_filled"}, {""})
_MOST_KEPT = 4 << 20  # a flood is no answer


@dataclass(frozen=True, slots=True)
class Heard:
    """A request and the code of its whole answer; moments are of time.monotonic, told_at before it left."""

    account: str
    target: str
    body: bytes
    came_at: float
    told_at: float
    code: str | None

    @property
    def is_acknowledgement(self) -> bool:
        return urlsplit(self.target).path in CANCELS and self.code in TAKEN

    @property
    def is_list(self) -> bool:
        return urlsplit(self.target).path in READS and self.code == "00000"

    @property
    def list_name(self) -> str:
        return parse_qs(urlsplit(self.target).query).get("status", [""])[0]

    def is_of(self, account: str, kind: ProductType) -> bool:
        return self.account == account and kind.value in f"{self.target} {self.body.decode('latin-1')}"


@dataclass(slots=True)
class Line:
    """A client's socket that remembers what it was told of one request."""

    client: socket.socket
    account: str
    target: str
    body: bytes
    came_at: float = field(default_factory=time.monotonic)
    told_at: float | None = None
    told: list[bytes] = field(default_factory=list)

    def as_socket(self) -> socket.socket:
        return cast(socket.socket, self)

    def sendall(self, content: bytes) -> None:
        if self.told_at is None:
            self.told_at = time.monotonic()
        if sum(map(len, self.told)) + len(content) <= _MOST_KEPT:
            self.told.append(content)
        self.client.sendall(content)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.client, name)

    def heard(self) -> Heard | None:
        """What the client can have understood of it; None where it was told nothing."""
        if self.told_at is None:
            return None
        told = _code_in(b"".join(self.told))
        return Heard(self.account, self.target, self.body, self.came_at, self.told_at, told)


def is_proof(log: Iterable[Heard], account: str, kind: ProductType, since: float) -> float | None:
    """When the first cancel that came since was acknowledged, if a whole book was listed after that."""
    log = [each for each in log if each.is_of(account, kind) and each.came_at >= since]
    acknowledged_at = min((each.told_at for each in log if each.is_acknowledgement), default=None)
    if acknowledged_at is None:
        return None
    listed = {each.list_name for each in log if each.is_list and each.came_at >= acknowledged_at}
    return acknowledged_at if any(names <= listed for names in _WHOLE) else None


def code_of(status: int, body: bytes) -> str | None:
    """The code of an answer; None where it is none of the exchange's, or success under an error."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return None
    code = told.get("code") if isinstance(told, dict) else None
    if not isinstance(code, str | int) or (code == "00000" and not 200 <= status < 300):
        return None
    return str(code)


def _code_in(content: bytes) -> str | None:
    try:
        response = http.client.HTTPResponse(_Content(content))  # type: ignore[arg-type]
        response.begin()
        body = response.read()
        if response.headers.get("Content-Encoding") == "gzip":
            body = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(body, _MOST_KEPT)
        return code_of(response.status, body)
    except (http.client.HTTPException, OSError, ValueError, zlib.error):
        return None


@dataclass(frozen=True, slots=True)
class _Content:
    content: bytes

    def makefile(self, _mode: str) -> io.BytesIO:
        return io.BytesIO(self.content)
