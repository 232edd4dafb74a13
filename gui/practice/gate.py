"""Who may come in: credentials, signature and clock of a signed request, in the exchange's order."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from urllib.parse import unquote

from gui.practice.codes import Refusal
from gui.practice.fault_kinds import FaultName, KeyFault
from gui.practice.faults import Fault
from gui.practice.messages import Request

# Public on purpose: these open nothing but a practice exchange on the same computer.
KEY = "practice-key"
SECRET = "practice-secret"  # noqa: S105
PASSPHRASE = "practice-passphrase"  # noqa: S105

CLOCK_TOLERANCE_MS = 30_000

# The order in which missing headers are named.
_REQUIRED = (
    ("access-key", "40001"),
    ("access-sign", "40003"),
    ("access-timestamp", "40005"),
    ("access-passphrase", "40011"),
)


def sign(secret: str, timestamp: str, method: str, path: str, query: str, body: bytes) -> str:
    """The signature that Bitget expects: base64 of HMAC-SHA256 (page: Signature).

    `timestamp` is in ms since 1970 as text, `path` comes without the host, `query` without its "?".
    """
    target = f"{path}?{query}" if query else path
    prehash = f"{timestamp}{method}{target}".encode() + body
    return base64.b64encode(hmac.new(secret.encode(), prehash, hashlib.sha256).digest()).decode()


def check(
    request: Request,
    now_ms: int,
    fault: Fault | None = None,
    *,
    key_is_known: bool,
    wrong_mode: str | None = None,
    lacks: str | None = None,
) -> None:
    """Let a signed request in, or raise the Refusal that Bitget would answer.

    Headers come first, then the clock, the key, the account mode, the signature, the passphrase, and the
    permission last. `fault` is an account fault in force, `wrong_mode` the code for an interface that does
    not serve the account, and `lacks` the permission that the key needs and has not.
    """
    _check_headers(request)
    _check_clock(request.headers["access-timestamp"], now_ms)
    if not key_is_known:
        raise Refusal("40006")
    name = fault.name if fault else None
    if name is KeyFault.WRONG_ENVIRONMENT:
        raise Refusal("40099")
    if name is FaultName.UNIFIED_ACCOUNT:
        raise Refusal("40085")
    if wrong_mode:
        raise Refusal(wrong_mode)
    if not signature_fits(request, SECRET):
        raise Refusal("40009")
    if request.headers["access-passphrase"] != PASSPHRASE:
        raise Refusal("40012")
    if fault and name is FaultName.IP_NOT_LISTED:
        raise Refusal("40018", *fault.values)
    if fault and name is FaultName.DENY_PERMISSION:
        raise Refusal("40014", *fault.values)
    if lacks:
        raise Refusal("40014", lacks)
    if name is KeyFault.COPY_TRADING:
        raise Refusal("40731")


def signature_fits(request: Request, secret: str) -> bool:
    """Tell whether ACCESS-SIGN signs exactly the request that arrived."""
    given = request.headers.get("access-sign", "").encode()
    timestamp = request.headers.get("access-timestamp", "")
    # Clients disagree on whether a query is signed as it is sent or decoded; both are at home at Bitget.
    for query in dict.fromkeys((request.query, unquote(request.query))):
        expected = sign(secret, timestamp, request.method, request.path, query, request.body)
        if hmac.compare_digest(given, expected.encode()):
            return True
    return False


def _check_headers(request: Request) -> None:
    for name, code in _REQUIRED:
        if not request.headers.get(name):
            raise Refusal(code)
    media_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if request.method == "POST" and media_type != "application/json":
        raise Refusal("40007")


def _check_clock(timestamp: str, now_ms: int) -> None:
    if not re.fullmatch(r"[0-9]{13}", timestamp):
        raise Refusal("40005")
    if abs(now_ms - int(timestamp)) > CLOCK_TOLERANCE_MS:
        raise Refusal("40008")
