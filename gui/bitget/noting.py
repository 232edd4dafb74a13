"""Questions asked over a transport, looked through for what they repeat, and noted with what came of them."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import zip_longest

from gui.bitget.repeats import Unsaid
from gui.bitget.transport import Answer, Call, Transport
from gui.bitget.wire.race import Again
from gui.panic.exchange import Before, Written
from gui.panic.on_record import MOST_OF_ONE, CallRecord, Recorder
from gui.panic.secrets import Credentials

_SERVER_MS = re.compile(rb'"requestTime"\s*:\s*"?(\d{13})\b')
_HEAD = 512  # bytes of an answer within which Bitget tells its clock
_NO_ANSWER = "NotAnswered"  # of questions asked together, by a server that did not go on


class Questions:
    """Asks with one key; for any thread. What an answer repeats of it goes no further than here."""

    def __init__(self, transport: Transport, credentials: Credentials) -> None:
        self.recorder = Recorder()
        self._transport = transport
        self._unsaid = Unsaid.of(credentials)

    def ask(
        self,
        lane: str,
        calls: Sequence[Call],
        until: float,
        again: Again | None = None,
        written: Written = None,
    ) -> list[Answer]:
        """Ask one question, or several in one go, as Transport does; each is noted with what came."""
        sent = list(calls)

        def tell() -> None:
            self.recorder.written(calls[0].method)
            if written is not None:
                written()

        def answers() -> list[Answer]:
            copies = None if again is None else partial(_kept, again, sent)
            if len(calls) == 1:
                return [self._transport.send(lane, calls[0], until, copies, tell)]
            return self._transport.send_all(lane, calls, until, copies, tell)

        return self._noted(lane, calls, sent, answers, time.monotonic())

    def begin(
        self, lane: str, until: float, signed: Again, before: Before
    ) -> Callable[[], list[Answer]] | None:
        """Send what `signed` gives if that takes no waiting, as Transport.begin does; give what waits for it.

        That is noted as a question that ask() asks is, on the thread that waits.
        """
        began, sent = time.monotonic(), list[Call]()
        begun = self._transport.begin(lane, until, partial(_kept, signed, sent), before)
        if begun is None:
            return None
        self.recorder.written(begun.calls[0].method)
        return lambda: self._noted(lane, begun.calls, sent, begun.answers, began)

    def _noted(
        self,
        lane: str,
        calls: Sequence[Call],
        sent: Sequence[Call],
        ask: Callable[[], list[Answer]],
        began: float,
    ) -> list[Answer]:
        answers, problem = list[Answer](), _NO_ANSWER
        try:
            answers = self._looked_through(ask(), sent)
            return answers
        except BaseException as error:
            problem = type(error).__name__
            raise
        finally:
            if self.recorder.is_wanted:
                for call, answer in zip_longest(calls, answers):
                    self.recorder.note(_record(lane, call, answer, began, problem))

    def _looked_through(self, answers: Sequence[Answer], sent: Sequence[Call]) -> list[Answer]:
        """Mark those that repeat a secret of what was sent, of a copy of it as well."""
        unsaid = self._unsaid.and_of(sent)
        return [
            replace(answer, withheld=unsaid.withheld)
            if unsaid.is_in(answer.body) or unsaid.is_in((answer.retry_after or "").encode())
            else answer
            for answer in answers
        ]


def _kept(again: Again, sent: list[Call]) -> Sequence[Call] | None:
    """Sign calls, and keep them: an answer may repeat the signature of any copy."""
    calls = again()
    sent += calls or ()
    return calls


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
        retry_after=None if answer.withheld else answer.retry_after,
        server_ms=int(told[1]) if told else None,
        answer=b"" if answer.withheld else answer.body[:MOST_OF_ONE],
        answer_size=len(answer.body),
        is_partly_lost=answer.is_partly_lost,
    )
