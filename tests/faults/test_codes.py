"""Every code of the table, and what each means for a press; written down here a second time, on purpose."""

from __future__ import annotations

import pytest

from gui.bitget.codes import MEANINGS, NOTHING_TO_CANCEL

from . import spoils
from .conftest import RunRow
from .rows import (
    ALL_CANCELS,
    ALL_READS,
    EMPTY,
    FIRST_CANCEL,
    LATER_CANCEL,
    LATER_READ,
    LEFT,
    READ_BACK,
    REFUSED,
    SHORT_S,
    STUBBORN,
    UNKNOWN,
    Moment,
    Row,
)


def _codes(text: str) -> list[str]:
    return text.split()


# A definite no, the same however often it is asked (bitget-api: "N", and R1 once the clock was set).
NO = _codes(
    "40001 40002 40003 40011 40006 40037 40041 40009 40012 40036 40007 40013 40022 40023 40024 40025 "
    "40026 40031 40710 40752 40753 40916 40301 40014 40016 40017 40019 40020 40034 400172 40018 40038 "
    "40000 40100 40101 40103 40104 40111 40035 40099 40731 40086 40199 40081 40105 40110 22030 40404 "
    "41114 40778 40912 40306 40812 25620 30032 40078 40079"
)
# The exchange's own trouble: it passes, and what it did is not known.
TRIES_AGAIN = _codes(
    "40010 40015 40200 40725 45001 40808 43059 50031 80002 40908 40910 40846 22067 13010 22043 22044 "
    "40931 25000 25001 25003 25113"
)
BUSY = _codes("429 1001 25004")
NOTHING_THERE = _codes("22001 31054 43004")
GONE = _codes("40768 43001 40109 45057 31007 80011 25204 43020 43025 43033 24056 22002 25227")
CLOCK = _codes("40005 40008")
MODE = _codes("40084 40085 25245")
REFUSED_ONCE = _codes("40014 40017 40084 40768")  # a read; it is asked once more before it is believed
NOBODY_KNOWS = _codes("99999 12345 0 -1")


# What each says where it decides: not once can it be another's sentence.
SAYS = {
    "A part of the API key is missing.": "40001 40002 40003 40011",
    "This computer's clock gave a time that Bitget could not use.": "40005",
    "This computer's clock differs from Bitget's by more than 30 s.": "40008",
    "Bitget does not know this API key.": "40006",
    "This API key does not exist any more, or belongs to demo trading.": "40037 40041",
    "The secret key does not belong to this API key.": "40009",
    "The passphrase is wrong.": "40012 40036",
    "Bitget timed out.": "40010",
    "Bitget has restricted this account or its API.": (
        "40013 40022 40023 40024 40025 40026 40031 40301 40710 40752 40753 40916"
    ),
    "This key may not do this.": "40014",
    "This key lacks the unified-trading permission.": "25620",
    "Bitget reports a system problem.": "40015",
    "Bitget asks you to bind a phone or an authenticator first.": "40016",
    "Bitget rejected the request: m.": "40017 40019 40020 40034 400172",
    "This computer's address is not on the key's IP list.": "40018 40038",
    "Bitget refuses requests from this location, or asks for identity verification.": (
        "40000 40035 40100 40101 40103 40104 40111"
    ),
    # Each account's own interface may say it; the other one's own words follow.
    "account": "40084 40085 25245",
    "This key belongs to the other environment": "40099",
    "This key belongs to a copy-trading account": "40731",
    "Bitget does not allow API calls for this trader account.": "40199",
    "Bitget does not offer this in demo trading.": "40081 40105 40110 22030",
    "Bitget is being updated.": "40200",
    "Bitget has a problem with one of its services.": "40725 45001",
    "Bitget could not check the request, as happens during its updates.": "40808",
    "Bitget reports a problem of its own.": "43059 50031 80002 40908 40910 40846 25000 25001 25003",
    "Cancelling is already under way at Bitget.": "25113",
    "The symbol is in auto-deleveraging; Bitget blocks operations for a moment.": "22067",
    "Bitget's risk control does not let this be done right now.": "22043 22044 40931",
    "An order is under review and cannot be cancelled yet.": "13010",
    "This trading pair is under maintenance.": "41114",
    "This margin coin does not belong to this product type.": "40778",
    "The order does not exist any more.": (
        "24056 25204 31007 40109 40768 43001 43020 43025 43033 45057 80011"
    ),
    "There is no position to close.": "22002 25227",
    "as if it were a cancel.": "22001 31054 43004",
    "Too many requests from this key or address.": "429 1001 25004",
    "This program made a request that Bitget does not accept.": (
        "40007 40086 40306 40404 40812 40912 40078 40079 30032"
    ),
    **{f"a code that this program does not know. ({code})": code for code in NOBODY_KNOWS},
}
_SAYS = {code: says for says, codes in SAYS.items() for code in _codes(codes)}
_STAND = "4 orders still open"
# Where each kind has to be tried.
MOMENTS = [
    (NO, {FIRST_CANCEL, ALL_READS}),
    (TRIES_AGAIN, {FIRST_CANCEL, READ_BACK, ALL_READS}),
    (BUSY, {FIRST_CANCEL, READ_BACK, ALL_CANCELS, ALL_READS}),
    (NOTHING_THERE, {FIRST_CANCEL, ALL_CANCELS, ALL_READS}),
    (GONE, {FIRST_CANCEL, ALL_CANCELS, ALL_READS}),
    (CLOCK, {FIRST_CANCEL, READ_BACK, ALL_CANCELS, ALL_READS}),
    (MODE, {ALL_CANCELS, ALL_READS}),
    (NOBODY_KNOWS, {FIRST_CANCEL, ALL_CANCELS, ALL_READS}),
]


def _rows() -> list[Row]:
    rows: list[Row] = []
    for code in _SAYS:
        rows.append(
            Row(f"{code} for every read", spoils.coded(code), ALL_READS, (UNKNOWN,), _SAYS[code], SHORT_S)
        )
    for code in NO:
        name = f"{code} once, before it acts"
        rows.append(Row(name, spoils.coded(code), FIRST_CANCEL, (REFUSED,), _SAYS[code]))
    for code in TRIES_AGAIN:
        for acts in (False, True):
            name = f"{code}, {'acted' if acts else 'did not act'}"
            rows.append(Row(name, spoils.coded(code, acts=acts), FIRST_CANCEL))
    for code in (*TRIES_AGAIN, *BUSY, *CLOCK):
        rows.append(Row(f"{code} once", spoils.coded(code), READ_BACK))
    for code in REFUSED_ONCE:
        rows.append(Row(f"{code} once, falsely", spoils.coded(code), READ_BACK))
    for code in BUSY:
        rows.append(Row(f"{code} once", spoils.coded(code, status=429), FIRST_CANCEL))
    for code in NOTHING_THERE:
        # Said wrongly while orders stand: the read shows them, and they are cancelled by what follows.
        rows.append(Row(f"{code} once, wrongly", spoils.coded(code, status=200), FIRST_CANCEL))
        rows.append(Row(f"{code}, rightly", spoils.coded(code, acts=True), FIRST_CANCEL))
    for code in (*NOTHING_THERE, *GONE):
        rows.append(Row(f"{code} for ever", spoils.coded(code), ALL_CANCELS, (LEFT,), _STAND, SHORT_S))
    for code in (*GONE, *CLOCK, *NOBODY_KNOWS):
        rows.append(Row(f"{code} once", spoils.coded(code), FIRST_CANCEL))
    for code in CLOCK:
        rows.append(Row(f"{code} for ever", spoils.coded(code), ALL_CANCELS, (REFUSED,), _SAYS[code]))
    for code in MODE:
        # From the account's own interface it is believed, and the other one says no: neither serves it.
        rows.append(Row(f"{code} for ever", spoils.coded(code), ALL_CANCELS, (REFUSED,), _SAYS[code]))
    for code in (*BUSY, *NOBODY_KNOWS):
        rows.append(
            Row(f"{code} for ever", spoils.coded(code), ALL_CANCELS, (LEFT, UNKNOWN), _SAYS[code], SHORT_S)
        )
    return rows


# One code of each kind where it comes later: what was done before it stays done, whatever it says.
LATER = _codes("40014 40017 22001 40768 40008 40084 40010 429 99999")
DOES_NOT_PASS = _codes("40014 40017 22001 40768 40084")


def _later_rows() -> list[Row]:
    rows = [
        Row(f"{code} from then on", spoils.coded(code), *what, SHORT_S, STUBBORN)
        for code in LATER
        for what in ((LATER_CANCEL, (LEFT,), "2 orders still open"), (LATER_READ, (UNKNOWN,), _SAYS[code]))
    ]
    # A single look refused does not decide what became of orders that a cancel was acknowledged for.
    rows += [
        Row(f"{code} for one look", spoils.coded(code), READ_BACK, (EMPTY, UNKNOWN)) for code in DOES_NOT_PASS
    ]
    return rows


ROWS = _rows() + _later_rows()


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_a_code_of_bitgets(row: Row, run_row: RunRow) -> None:
    run_row(row)


def test_every_code_of_the_table_is_known_here() -> None:
    known = {*NO, *TRIES_AGAIN, *BUSY, *GONE, *CLOCK, *MODE}
    assert known == set(MEANINGS)
    assert set(NOTHING_THERE) == NOTHING_TO_CANCEL


@pytest.mark.parametrize(("codes", "moments"), MOMENTS, ids=lambda each: str(each)[:20])
def test_every_code_has_each_of_its_moments_and_a_sentence(codes: list[str], moments: set[Moment]) -> None:
    for code in codes:
        rows = [row for row in ROWS if row.name.replace(",", "").split()[0] == code]
        assert moments <= {row.moment for row in rows}, code
        assert all(row.says for row in rows if EMPTY not in row.verdicts), code
