from __future__ import annotations

import itertools
import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from .rows import Row
from .running import LATE_S, MODES, Pressed, exchange_of, must_hold, press

RunRow = Callable[[Row], Pressed]
_SIDE_BY_SIDE = 10


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
        self._begun: dict[int, Future[tuple[Pressed, str]]] = {}

    def judged(self, row: Row, others: Sequence[Row]) -> Pressed:
        """Check all that must hold for a row; with the first row of a module the others are begun as well."""
        for each in (row, *others):
            if id(each) not in self._begun and (each is row or not row.alone):
                self._begun[id(each)] = self._pool.submit(self._press, each)
        pressed, log = self._begun[id(row)].result()
        must_hold(pressed, log)
        if _strange(pressed, row):  # so many side by side may run out of time: alone it has to come out
            pressed, log = self._press(row)
            must_hold(pressed, log)
        assert not (strange := _strange(pressed, row)), strange
        return pressed

    def end(self) -> None:
        self._pool.shutdown(cancel_futures=True)

    def _press(self, row: Row) -> tuple[Pressed, str]:
        folder = self._folder / str(next(self._numbers))
        folder.mkdir()
        begun_at = len(self._log.lines)
        tls = row.tls(folder) if row.tls is not None else None
        with exchange_of(MODES, row.orders, row.practice) as exchange:
            pressed = press(
                exchange, row.rule(), folder / "journal.jsonl", deadline_s=row.deadline_s, row=row, tls=tls
            )
        return pressed, "\n".join(self._log.lines[begun_at:])


def _strange(pressed: Pressed, row: Row) -> list[str]:
    """What each account came to that is not what the row says, and whether it took too long."""
    strange = []
    if pressed.took_s > row.deadline_s + LATE_S:
        strange.append(f"the press took {pressed.took_s:.2f} s")
    for product in pressed.report.product_types:
        # The last try may be cut short by the deadline, and says no more than that.
        heard = pressed.heard_of(product.account) if "in time" in product.sentence else product.sentence
        if product.verdict not in row.verdicts or row.says not in heard:
            strange.append(f"{product.account}: {product.verdict} {product.sentence}")
    return strange


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
