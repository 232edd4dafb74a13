"""The signature of a request, as one pure function."""

from __future__ import annotations

import base64
import hashlib
import hmac


def sign(secret: str, timestamp_ms: str, method: str, target: str, body: bytes) -> str:
    """Sign one request and give the value of ACCESS-SIGN (page: Signature).

    The prehash is timestamp (ms, as text), method in capitals, target (the path and, after "?", the query,
    exactly as sent) and the body bytes exactly as sent; HMAC-SHA256 with the secret, in base64.
    """
    prehash = f"{timestamp_ms}{method}{target}".encode() + body
    digest = hmac.new(secret.encode(), prehash, hashlib.sha256).digest()
    return base64.b64encode(digest).decode("ascii")
