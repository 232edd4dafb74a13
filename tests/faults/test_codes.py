"""Every code of the table, and what each means for a press; written down here a second time, on purpose."""

from __future__ import annotations

import pytest

from gui.bitget.codes import MEANINGS

from . import spoils
from .conftest import RunRow
from .rows import ALL_CANCELS, ALL_READS, FIRST_CANCEL, LEFT, READ_BACK, REFUSED, SHORT_S, UNKNOWN, Row


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


def _rows() -> list[Row]:
    rows: list[Row] = []
    for code in NO:
        rows.append(Row(f"{code} once, before it acts", spoils.coded(code), FIRST_CANCEL, (REFUSED,)))
        rows.append(
            Row(f"{code} for every read", spoils.coded(code), ALL_READS, (UNKNOWN,), "may still be open.")
        )
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
        rows.append(Row(f"{code} for ever", spoils.coded(code), ALL_CANCELS, (LEFT, UNKNOWN), "", SHORT_S))
    for code in NOTHING_THERE:
        # Said wrongly while orders stand: the read shows them, and they are cancelled by what follows.
        rows.append(Row(f"{code} once, wrongly", spoils.coded(code, status=200), FIRST_CANCEL))
        rows.append(Row(f"{code}, rightly", spoils.coded(code, acts=True), FIRST_CANCEL))
        rows.append(Row(f"{code} for every read", spoils.coded(code), ALL_READS, (UNKNOWN,), "", SHORT_S))
        rows.append(Row(f"{code} for ever, wrongly", spoils.coded(code), ALL_CANCELS, (LEFT,), "", SHORT_S))
    for code in GONE:
        rows.append(Row(f"{code} once", spoils.coded(code), FIRST_CANCEL))
        rows.append(Row(f"{code} for ever", spoils.coded(code), ALL_CANCELS, (LEFT,), "", SHORT_S))
        rows.append(Row(f"{code} for every read", spoils.coded(code), ALL_READS, (UNKNOWN,), "", SHORT_S))
    for code in CLOCK:
        rows.append(Row(f"{code} once", spoils.coded(code), FIRST_CANCEL))
        rows.append(Row(f"{code} for ever", spoils.coded(code), ALL_CANCELS, (REFUSED,), "clock"))
    for code in MODE:
        # From the account's own interface it is believed, and the other one says no: neither serves it.
        rows.append(Row(f"{code} for ever", spoils.coded(code), ALL_CANCELS, (REFUSED, UNKNOWN), "account"))
    for code in NOBODY_KNOWS:
        says = f"a code that this program does not know. ({code})"
        rows.append(Row(f"{code} once", spoils.coded(code), FIRST_CANCEL))
        rows.append(Row(f"{code} for ever", spoils.coded(code), ALL_CANCELS, (UNKNOWN, LEFT), "", SHORT_S))
        rows.append(Row(f"{code} for every read", spoils.coded(code), ALL_READS, (UNKNOWN,), says, SHORT_S))
    return rows


@pytest.mark.parametrize("row", _rows(), ids=str)
def test_a_code_of_bitgets(row: Row, run_row: RunRow) -> None:
    run_row(row)


def test_every_code_of_the_table_has_its_rows() -> None:
    known = {*NO, *TRIES_AGAIN, *BUSY, *GONE, *CLOCK, *MODE}
    assert known == set(MEANINGS)
