"""The signature of a request, as one pure function."""

from __future__ import annotations

import base64
import hashlib
import hmac

from gui.panic.secrets import Secret


def sign(secret: Secret, timestamp_ms: str, method: str, target: str, body: bytes) -> str:
    """Sign one request and give the value of ACCESS-SIGN (page: Signature).

    The prehash is timestamp (ms, as text), method in capitals, target (the path and, after "?", the query,
    exactly as sent) and the body bytes exactly as sent; HMAC-SHA256 with the secret, in base64.
    """
    prehash = f"{timestamp_ms}{method}{target}".encode() + body
    # Nothing revealed is a local of its own: a traceback that tells of locals would show it.
    return base64.b64encode(hmac.digest(secret.reveal().encode(), prehash, hashlib.sha256)).decode("ascii")
