"""One HTTP exchange at a time: warm connections, time-outs, and "never left" told from "no answer".

requests gives one class, ConnectionError, to two opposite things; the reason inside tells them apart.
"""

from __future__ import annotations

import os
import threading
import time
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy

import requests
from requests.adapters import HTTPAdapter
from urllib3 import exceptions as u3

from gui.panic.errors import (
    CutOff,
    ExchangeError,
    NeverLeft,
    OurMistake,
    OutOfTime,
    Silent,
    Unintelligible,
    Unreachable,
    Untrusted,
)

CONNECT_S = 2.0
READ_S = 3.0
MOST_BYTES = 32 * 1024 * 1024
_LEAST_S = 0.05


@dataclass(frozen=True, slots=True)
class Call:
    """One request, complete: the target is path and query exactly as signed, the body exactly as signed."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; times are seconds of time.monotonic."""

    http_status: int
    body: bytes
    retry_after: str | None
    sent_at: float
    received_at: float


class Transport:
    """Sends calls to one address over connections that stay open, a lane for each product type.

    Any thread may use any lane. Redirects are never followed, no cookie is kept, no proxy or .netrc of the
    environment is used, TLS is always verified.
    """

    def __init__(self, address: str, *, connect_s: float = CONNECT_S, read_s: float = READ_S) -> None:
        self.address = address
        self._connect_s = connect_s
        self._read_s = read_s
        self._sessions: dict[str, requests.Session] = {}
        self._lock = threading.Lock()
        self._closed = False

    def send(self, lane: str, call: Call, until: float) -> Answer:
        """Send one call and read the whole answer, by `until` at the latest. Raises ExchangeError."""
        now = time.monotonic()
        left_s = until - now
        if left_s < _LEAST_S or self._closed:
            raise OutOfTime()
        session = self._session(lane)
        prepared = self._prepared(session, call)
        sent_at = time.monotonic()
        try:
            with session.send(
                prepared,
                stream=True,
                allow_redirects=False,
                timeout=(min(self._connect_s, left_s), min(self._read_s, left_s)),
            ) as response:
                body = _read(response, min(until, sent_at + self._connect_s + 2 * self._read_s))
                retry_after = response.headers.get("Retry-After")
                return Answer(response.status_code, body, retry_after, sent_at, time.monotonic())
        except (requests.RequestException, u3.HTTPError, OSError, ValueError) as problem:
            raise _failure(problem, sent_at) from None
        except ExchangeError as problem:
            problem.sent_at = sent_at
            raise

    def _prepared(self, session: requests.Session, call: Call) -> requests.PreparedRequest:
        url = self.address + call.target
        try:
            prepared = session.prepare_request(
                requests.Request(call.method, url, headers=call.headers, data=call.body)
            )
        except (requests.RequestException, ValueError):
            # The library's own words would show the header that it did not like.
            raise OurMistake("This program made a request that cannot be sent.") from None
        # requests may re-quote a URL; the signed text must be the sent text.
        prepared.url = url
        return prepared

    def close(self) -> None:
        """Close every idle connection; later calls raise OutOfTime."""
        with self._lock:
            self._closed = True
            sessions, self._sessions = self._sessions, {}
        for session in sessions.values():
            session.close()

    def _session(self, lane: str) -> requests.Session:
        with self._lock:
            session = self._sessions.get(lane)
            if session is None:
                session = self._sessions[lane] = _new_session()
            return session


def _new_session() -> requests.Session:
    session = requests.Session()
    session.trust_env = False
    session.verify = os.environ.get("REQUESTS_CA_BUNDLE") or True
    session.headers.clear()
    session.headers.update(
        {"Accept": "application/json", "Accept-Encoding": "gzip", "User-Agent": "panic-button"}
    )
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    adapter = HTTPAdapter(pool_connections=1, pool_maxsize=4, max_retries=0)
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    return session


def _read(response: requests.Response, until: float) -> bytes:
    """Read the body piece by piece, so that neither a trickle nor a flood holds the caller."""
    body = bytearray()
    # read1 gives what has arrived; read and iter_content would wait until 64 KiB are together.
    while piece := response.raw.read1(65536, decode_content=True):
        body += piece
        if len(body) > MOST_BYTES:
            raise Unintelligible("The answer was larger than any that Bitget gives.")
        if time.monotonic() > until:
            raise Silent()
    return bytes(body)


def _failure(problem: Exception, sent_at: float) -> ExchangeError:
    never_left = _never_left(problem)
    if never_left is not None:
        return never_left
    if isinstance(problem, (requests.ReadTimeout, u3.ReadTimeoutError)) or _reason_is(
        problem, u3.ReadTimeoutError
    ):
        return Silent(sent_at=sent_at)
    return CutOff(sent_at=sent_at)


def _never_left(problem: Exception) -> NeverLeft | None:
    reason = _reason(problem)
    if isinstance(problem, requests.ConnectTimeout):
        return Unreachable("Connecting to the exchange took too long.")
    if isinstance(reason, u3.NameResolutionError):
        return Unreachable("The exchange's address could not be found; the network may be down.")
    if isinstance(reason, (u3.NewConnectionError, u3.ConnectTimeoutError)):
        return Unreachable()
    # A failed certificate check ends the handshake, before a request is written. Other TLS errors can
    # come later, in the middle of an answer, so they do not count as "never left".
    if isinstance(problem, requests.exceptions.SSLError) and "CERTIFICATE_VERIFY_FAILED" in str(reason):
        return Untrusted()
    if isinstance(problem, (requests.exceptions.InvalidURL, requests.exceptions.MissingSchema)):
        return Unreachable()
    if type(problem) is OSError and "CA certificate" in str(problem):  # as requests puts it, before it sends
        return Untrusted("The file of trusted certificates that REQUESTS_CA_BUNDLE names is not there.")
    return None


def _reason(problem: Exception) -> object:
    """The innermost cause that urllib3 names."""
    inner: object = problem.args[0] if problem.args else None
    return inner.reason if isinstance(inner, u3.MaxRetryError) else inner


def _reason_is(problem: Exception, kind: type[Exception]) -> bool:
    return isinstance(_reason(problem), kind)
