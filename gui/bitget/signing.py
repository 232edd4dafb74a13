"""The signature of a request, as one pure function, and the headers that carry it."""

from __future__ import annotations

import base64
import hashlib
import hmac

from gui.bitget.wire.calls import Call, Headers
from gui.panic.refusals import CredentialMissing
from gui.panic.secrets import Credentials, Secret
from gui.words import say


def sign(secret: Secret, timestamp_ms: str, method: str, target: str, body: bytes) -> str:
    """Sign one request and give the value of ACCESS-SIGN (page: Signature).

    The prehash is timestamp (ms, as text), method in capitals, target (the path and, after "?", the query,
    exactly as sent) and the body bytes exactly as sent; HMAC-SHA256 with the secret, in base64.
    """
    prehash = f"{timestamp_ms}{method}{target}".encode() + body
    # Nothing revealed is a local of its own: a traceback that tells of locals would show it.
    return base64.b64encode(hmac.digest(secret.reveal().encode(), prehash, hashlib.sha256)).decode("ascii")


def headers(credentials: Credentials, timestamp_ms: int, call: Call, *, demo: bool) -> Headers:
    """Make the headers of a signed call, for a demo key with `paptrading: 1`. Raises CredentialMissing."""
    timestamp = str(timestamp_ms)
    for part in (credentials.key, credentials.passphrase):
        if not (part.reveal().isascii() and part.reveal().isprintable()):
            # Not a header then; what HTTP libraries say of such a one would show it.
            raise CredentialMissing(
                say("The API key or its passphrase holds characters that Bitget never gives.")
            )
    # Nothing revealed is a local of its own, as above.
    return Headers(
        {
            "ACCESS-KEY": credentials.key.reveal(),
            "ACCESS-SIGN": sign(credentials.secret, timestamp, call.method, call.target, call.body),
            "ACCESS-TIMESTAMP": timestamp,
            "ACCESS-PASSPHRASE": credentials.passphrase.reveal(),
            "Content-Type": "application/json",
            "locale": "en-US",
            **({"paptrading": "1"} if demo else {}),
        }
    )
