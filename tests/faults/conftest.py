from __future__ import annotations

import itertools
import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from gui.panic.verdict import ProductReport

from .rows import LEFT, UNKNOWN, Row
from .running import LATE_S, MODES, Pressed, exchange_of, must_hold, press

RunRow = Callable[[Row], Pressed]
_SIDE_BY_SIDE = 10
# What a press may come to where there was too little time; any other verdict is a claim.
_FOR_WANT_OF_TIME = (LEFT, UNKNOWN)


class _Log(logging.Handler):
    """Keeps every line, whoever writes it."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []
        self.setFormatter(logging.Formatter("%(threadName)s %(name)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


class Matrix:
    """Presses the rows of a module side by side, for most of a press is waiting; each is judged by itself."""

    def __init__(self, folder: Path, log: _Log) -> None:
        self._folder, self._log = folder, log
        self._numbers = itertools.count()
        self._pool = ThreadPoolExecutor(_SIDE_BY_SIDE, "row")
        # With the row itself, as the number of one that is gone may be given to another.
        self._begun: dict[int, tuple[Row, Future[tuple[Pressed, str]]]] = {}

    def judged(self, row: Row, others: Sequence[Row]) -> Pressed:
        """Check all that must hold for a row; with the first row of a module the others are begun as well."""
        for each in (row, *others):
            if id(each) not in self._begun and (each is row or not row.alone):
                self._begun[id(each)] = each, self._pool.submit(self._press, each)
        pressed, log = self._begun[id(row)][1].result()
        _check(pressed, log, row)
        if _late(pressed, row):  # so many side by side may run out of time: alone it has to come out
            pressed, log = self._press(row)
            _check(pressed, log, row)
        assert not (late := _late(pressed, row)), late
        return pressed

    def end(self) -> None:
        self._pool.shutdown(cancel_futures=True)

    def _press(self, row: Row) -> tuple[Pressed, str]:
        folder = self._folder / str(next(self._numbers))
        folder.mkdir()
        begun_at = len(self._log.lines)
        tls = row.tls(folder) if row.tls is not None else None
        kinds = row.scope.product_types
        with exchange_of(MODES, row.orders, row.practice, kinds, row.stops) as exchange:
            pressed = press(
                exchange, row.rule(), folder / "journal.jsonl", deadline_s=row.deadline_s, row=row, tls=tls
            )
        return pressed, "\n".join(self._log.lines[begun_at:])


def _check(pressed: Pressed, log: str, row: Row) -> None:
    """What counts the first time: all that must hold, and whatever no want of time explains."""
    must_hold(pressed, log)
    for product in pressed.report.product_types:
        is_as_the_row_says = product.verdict in row.verdicts and row.says in product.sentence
        assert is_as_the_row_says or product.verdict in _FOR_WANT_OF_TIME, f"{product.account}: {product}"


def _late(pressed: Pressed, row: Row) -> list[str]:
    """What can be the loaded machine's doing: too long, or too little time for all that had to be said."""
    late = []
    if pressed.took_s > row.deadline_s + LATE_S:
        late.append(f"the press took {pressed.took_s:.2f} s")
    for product in pressed.report.product_types:
        # The last try may be cut short by the deadline, and says no more than that.
        heard = pressed.heard_of(product.account) if _is_out_of_time(product) else product.sentence
        if product.verdict not in row.verdicts or row.says not in heard:
            late.append(f"{product.account}: {product.verdict} {product.sentence}")
    return late


def _is_out_of_time(product: ProductReport) -> bool:
    return "in time" in product.sentence


@pytest.fixture(scope="module")
def matrix(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Matrix]:
    log, root = _Log(), logging.getLogger()
    level = root.level
    root.addHandler(log)
    root.setLevel(logging.DEBUG)
    made = Matrix(tmp_path_factory.mktemp("rows"), log)
    yield made
    made.end()
    root.removeHandler(log)
    root.setLevel(level)


@pytest.fixture
def run_row(request: pytest.FixtureRequest, matrix: Matrix) -> RunRow:
    """Presses a classic and a unified account under a row's fault, and checks all that must hold."""
    in_module = [item for item in request.session.items if item.path == request.path]
    chosen = [item.callspec.params.get("row") for item in in_module if hasattr(item, "callspec")]
    others = [row for row in chosen if isinstance(row, Row) and not row.alone]
    return lambda row: matrix.judged(row, others)
