"""Questions asked over a transport, and noted with what came of them."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import zip_longest

from gui.bitget.transport import Answer, Call, Transport
from gui.bitget.wire.race import Again
from gui.panic.exchange import Before, Written
from gui.panic.on_record import MOST_OF_ONE, CallRecord, Recorder

_SERVER_MS = re.compile(rb'"requestTime"\s*:\s*"?(\d{13})\b')
_HEAD = 512  # bytes of an answer within which Bitget tells its clock
_SECRETS = ("ACCESS-KEY", "ACCESS-SIGN", "ACCESS-PASSPHRASE")
_NO_ANSWER = "NotAnswered"  # of questions asked together, by a server that did not go on


def ask(
    transport: Transport,
    recorder: Recorder,
    lane: str,
    calls: Sequence[Call],
    until: float,
    again: Again | None = None,
    written: Written = None,
) -> list[Answer]:
    """Ask one question, or several in one go, as Transport does; each is noted with what came."""

    def tell() -> None:
        recorder.written(calls[0].method)
        if written is not None:
            written()

    def answers() -> list[Answer]:
        if len(calls) == 1:
            return [transport.send(lane, calls[0], until, again, tell)]
        return transport.send_all(lane, calls, until, again, tell)

    return _noted(recorder, lane, calls, answers, time.monotonic())


def begin(
    transport: Transport, recorder: Recorder, lane: str, until: float, signed: Again, before: Before
) -> Callable[[], list[Answer]] | None:
    """Send what `signed` gives if that takes no waiting, as Transport.begin does; gives what waits for it.

    That is noted as a question that ask() asks is, on the thread that waits.
    """
    began = time.monotonic()
    begun = transport.begin(lane, until, signed, before)
    if begun is None:
        return None
    recorder.written(begun.calls[0].method)
    return lambda: _noted(recorder, lane, begun.calls, begun.answers, began)


def _noted(
    recorder: Recorder, lane: str, calls: Sequence[Call], ask: Callable[[], list[Answer]], began: float
) -> list[Answer]:
    answers, problem = list[Answer](), _NO_ANSWER
    try:
        answers = ask()
        return answers
    except BaseException as error:
        problem = type(error).__name__
        raise
    finally:
        if recorder.is_wanted:
            for call, answer in zip_longest(calls, answers):
                recorder.note(_record(lane, call, answer, began, problem))


def _record(lane: str, call: Call, answer: Answer | None, began: float, problem: str) -> CallRecord:
    now = time.monotonic()
    sent_at = began if answer is None else answer.sent_at
    asked_at = datetime.now(UTC) - timedelta(seconds=now - sent_at)
    signed = call.headers.get("ACCESS-TIMESTAMP")  # a time, and no secret
    asked = partial(
        CallRecord,
        lane,
        call.method,
        call.target,
        tuple(call.headers),
        asked_at,
        sent_at,
        body=call.body,
        signed_ms=int(signed) if signed else None,
    )
    if answer is None:
        return asked(received_at=now, problem=problem)
    told = _SERVER_MS.search(answer.body[:_HEAD])
    return asked(
        received_at=answer.received_at,
        http_status=answer.http_status,
        retry_after=answer.retry_after,
        server_ms=int(told[1]) if told else None,
        answer=b"" if _repeats_a_secret(call, answer.body) else answer.body[:MOST_OF_ONE],
        answer_size=len(answer.body),
        is_partly_lost=answer.is_partly_lost,
    )


def _repeats_a_secret(call: Call, body: bytes) -> bool:
    """Tell whether an answer holds a secret of its question: a gateway's page may, and is left out whole."""
    return any(call.headers.get(name) and call.headers[name].encode() in body for name in _SECRETS)
