"""Whole answers that are not the exchange's: pages of gateways, redirects, bodies of nonsense."""

from __future__ import annotations

import pytest

from tests.bitget.raw_server import answer, serving

from . import spoils
from .conftest import RunRow
from .rows import (
    ALL,
    EMPTY,
    FIRST_CANCEL,
    LATER_CANCEL,
    LATER_READ,
    LEFT,
    LONG_S,
    PASSING,
    READ_BACK,
    SHORT_S,
    UNKNOWN,
    Row,
    at,
)

GATEWAY, UNABLE, ELSEWHERE = (
    "A gateway in front of Bitget",
    "Bitget is not able to answer right now",
    "pointed",
)
NOT_GIVEN, CONTRADICTS = "The answer was not one that Bitget gives.", "contradicts itself"
_BUSY = "Too many requests from this key or address."

ROWS = [
    row
    for status in (401, 403, 404)
    for row in at(f"a page with {status}", spoils.page(status), says=GATEWAY)
]
ROWS += [
    row
    for status in (500, 502, 503, 504)
    for acts in (False, True)
    for row in at(
        f"a page with {status}, {'acted' if acts else 'did not act'}",
        spoils.page(status, acts=acts),
        says=UNABLE,
        acts=acts,
    )
]
ROWS += [
    row for status in (200, 400) for row in at(f"a page with {status}", spoils.page(status), says=NOT_GIVEN)
]
# Refused a look, and nothing may have acted: but a 429 proves nothing about the book either.
ROWS += [
    Row(f"429 {headers or 'plain'}", spoils.page(429, headers=headers), moment)
    for headers in ({}, {"Retry-After": "1"}, {"Retry-After": "soon"})
    for moment in PASSING
]
# An hour is not waited for: five seconds are, and with no more than that there is nothing left to try.
_AN_HOUR = spoils.page(429, headers={"Retry-After": "3600"})
ROWS += [Row("429 for an hour, 8 s left", _AN_HOUR, moment, (EMPTY,), "", 8.0) for moment in PASSING]
ROWS += [
    Row("429 for an hour, 5 s left", _AN_HOUR, FIRST_CANCEL, (LEFT,), _BUSY, LONG_S),
    Row("429 for an hour, 5 s left", _AN_HOUR, READ_BACK, (UNKNOWN,), _BUSY, LONG_S),
]
ROWS += [Row("429 for ever", spoils.page(429), ALL, (UNKNOWN,), _BUSY, SHORT_S)]
ROWS += [row for row in at("a page with 429", spoils.page(429), says=_BUSY) if row.moment not in PASSING]
# Where nothing is left to go astray: test_no_secret_and_no_request_follows_a_redirect.
ROWS += [
    row
    for status in (301, 307)
    for row in at(
        f"a redirect with {status}",
        spoils.page(status, headers={"Location": "http://127.0.0.1:9/"}),
        says=ELSEWHERE,
    )
]
_NONSENSE: list[tuple[str, bytes]] = [
    ("no bytes at all", b""),
    ("null", b"null"),
    ("a number", b"0"),
    ("a list", b"[]"),
    ("an empty object", b"{}"),
    ("a text", b'"00000"'),
    ("JSON cut off", b'{"code":"00000","data":{"entrustedList":[]'),
    ("two JSON texts", b'{"code":"00000","data":null}{"code":"00000"}'),
    ("NUL bytes", b"\0" * 64),
    ("broken UTF-8", b'{"code":"00000","msg":"\xff\xfe","data":{}'),
    ("a hundred thousand brackets", b"[" * 100_000),
    ("an endless number", b'{"code":' + b"9" * 20_000 + b"}"),
    ("code 0", b'{"code":0,"data":null}'),
    ("code true", b'{"code":true,"data":null}'),
    ("code null", b'{"code":null,"data":{"entrustedList":[],"list":[]}}'),
    ("code in a list", b'{"code":["00000"],"data":{"entrustedList":[],"list":[]}}'),
]
ROWS += [
    row
    for name, body in _NONSENSE
    for row in at(name, spoils.body_of(body), acts=True)
    if row.moment not in (LATER_CANCEL, LATER_READ)
]
_TRUE_BUT = (
    b'{"code":"00000","msg":"success","data":'
    b'{"successList":[],"failureList":[],"entrustedList":[],"list":[]}}'
)
ROWS += [
    row
    for status in (400, 500)
    for row in at(f"success under {status}", spoils.body_of(_TRUE_BUT, status, acts=False), says=CONTRADICTS)
]


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_an_answer_that_is_not_the_exchanges(row: Row, run_row: RunRow) -> None:
    run_row(row)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_secret_and_no_request_follows_a_redirect(status: int, run_row: RunRow) -> None:
    with serving(
        answer({"successList": [], "failureList": [], "entrustedList": [], "list": []})
    ) as elsewhere:
        spoil = spoils.page(status, headers={"Location": f"{elsewhere.url}/api/v2/mix/order/orders-pending"})
        row = Row(f"redirect {status}", spoil, ALL, (UNKNOWN,), ELSEWHERE, SHORT_S, alone=True)
        run_row(row)
        assert elsewhere.connections == 0
        assert elsewhere.seen == []
