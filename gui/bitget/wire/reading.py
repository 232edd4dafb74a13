"""One answer out of a connection: bounded in size and time, unpacked as it comes."""

from __future__ import annotations

import http.client
import time
import zlib

from gui.bitget.wire.calls import Answer
from gui.bitget.wire.connection import Connection, Late
from gui.panic.errors import CutOff, NoAnswer, Silent, Unintelligible
from gui.words import say

MOST_BYTES = 8 * 1024 * 1024  # a cancel of 10,000 orders is answered with 1 MB
_PIECE = 65536
_GZIP = 16 + zlib.MAX_WBITS


def read_answer(
    connection: Connection, method: str, sent_at: float, until: float, silence_s: float
) -> Answer:
    """Read one whole answer; the connection is closed unless it can carry another call.

    Blocks until `until` at most, and no longer than silence_s for each piece. Raises NoAnswer.
    """
    connection.wait_no_longer_than(until, silence_s)
    # http.client wants a socket only for this stream.
    response = http.client.HTTPResponse(connection.stream, method=method)  # type: ignore[arg-type]
    failure: type[NoAnswer] | None = None  # raised outside: what http.client says of a line holds that line
    try:
        response.begin()
        body = _body(response)
    except Late:
        failure = Silent
    except Unintelligible as problem:
        connection.close()
        problem.sent_at = sent_at
        raise
    except (http.client.HTTPException, OSError, ValueError, zlib.error):
        failure = CutOff
    if failure is not None:
        connection.close()
        raise failure(sent_at=sent_at)
    if response.will_close:
        connection.close()
    told = response.headers.get("Retry-After")
    return Answer(response.status, body, told, sent_at, time.monotonic())


def _body(response: http.client.HTTPResponse) -> bytes:
    packed = response.headers.get("Content-Encoding", "identity").strip().lower()
    if packed not in ("identity", "gzip", ""):
        raise Unintelligible()
    unpack = zlib.decompressobj(_GZIP) if packed == "gzip" else None
    body, is_whole = bytearray(), True
    while piece := response.read1(_PIECE):
        while piece:
            # A small piece can unpack to any size, so it is unpacked in pieces as well.
            body += piece if unpack is None else unpack.decompress(piece, _PIECE)
            if len(body) > MOST_BYTES:
                body.clear()  # whoever keeps the error keeps this frame
                raise Unintelligible(say("The answer was larger than any that Bitget gives."))
            piece = b"" if unpack is None else unpack.unconsumed_tail
        is_whole = unpack is None or unpack.eof
    if response.length or not is_whole:
        raise http.client.IncompleteRead(b"")
    return bytes(body)
