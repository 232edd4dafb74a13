"""The matrix itself: a row is pressed once more where there was too little time, never where it lied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from gui.panic.verdict import Verdict

from .conftest import Matrix
from .rows import EMPTY, LEFT, READ_BACK, REFUSED, SHORT_S, UNKNOWN, Row
from .running import Pressed

Given = tuple[Pressed, str]
STAYS = Row(
    "a whole book that stays", moment=READ_BACK, verdicts=(LEFT,), deadline_s=SHORT_S, practice=("ack-only",)
)


@pytest.fixture(scope="module")
def true(matrix: Matrix) -> Given:
    return matrix._press(STAYS)


def _told_as(given: Given, verdict: Verdict, left: int | None) -> Given:
    """The same press, had the program said something else of it."""
    pressed, log = given
    products = tuple(replace(each, verdict=verdict, left=left) for each in pressed.report.product_types)
    report = replace(pressed.report, verdict=verdict, product_types=products)
    assert pressed.record.end is not None
    record = replace(
        pressed.record,
        end=replace(pressed.record.end, verdict=verdict),
        products=tuple(replace(each, verdict=verdict) for each in pressed.record.products),
    )
    return replace(pressed, report=report, record=record, case=replace(pressed.case, report=report)), log


def _presses(matrix: Matrix, given: Iterator[Given], monkeypatch: pytest.MonkeyPatch) -> list[Given]:
    pressed: list[Given] = []

    def press(_row: Row) -> Given:
        pressed.append(next(given))
        return pressed[-1]

    monkeypatch.setattr(matrix, "_press", press)
    return pressed


@pytest.mark.parametrize(("verdict", "left"), [(EMPTY, 0), (REFUSED, None), (LEFT, 3), (LEFT, 5)])
def test_a_false_verdict_counts_at_once(
    verdict: Verdict, left: int | None, true: Given, matrix: Matrix, monkeypatch: pytest.MonkeyPatch
) -> None:
    pressed = _presses(matrix, iter([_told_as(true, verdict, left), true]), monkeypatch)
    with pytest.raises(AssertionError, match=verdict.name):
        matrix.judged(replace(STAYS), [])
    assert len(pressed) == 1


def test_a_proved_verdict_that_the_row_does_not_have_counts_at_once(
    matrix: Matrix, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = Row("nothing is wrong, and the row says that there is", verdicts=(LEFT, UNKNOWN))
    pressed = _presses(matrix, iter([matrix._press(row)] * 2), monkeypatch)
    with pytest.raises(AssertionError, match="EMPTY"):
        matrix.judged(row, [])
    assert len(pressed) == 1


def test_a_press_that_had_too_little_time_is_made_once_more(
    true: Given, matrix: Matrix, monkeypatch: pytest.MonkeyPatch
) -> None:
    pressed = _presses(matrix, iter([_told_as(true, UNKNOWN, None), true]), monkeypatch)
    matrix.judged(replace(STAYS), [])
    assert len(pressed) == 2
