"""From the press to the restore list on disk, through the real window."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from gui.kept.restore import COLUMNS
from gui.practice import SECRET, PracticeExchange
from gui.program import Program
from gui.widgets.history import HistoryDialog
from gui.widgets.restore import RestoreDialog


def button(inside: RestoreDialog, text: str) -> QPushButton:
    return next(each for each in inside.findChildren(QPushButton) if each.text() == text)


def shown(dialog: RestoreDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]


@contextmanager
def restore_list_of_a_press(qtbot: QtBot, program: Program) -> Iterator[RestoreDialog]:
    with qtbot.waitSignal(program.desk.press_ended, timeout=20_000):
        program.window.fire_button.click()
    program.window.history_wanted.emit()
    history = next(each for each in QApplication.topLevelWidgets() if isinstance(each, HistoryDialog))
    qtbot.waitUntil(lambda: history.table().rowCount() == 1, timeout=5_000)
    history.table().selectRow(0)
    history.table().activated.emit(history.table().currentIndex())

    def opened() -> list[RestoreDialog]:
        return [each for each in QApplication.topLevelWidgets() if isinstance(each, RestoreDialog)]

    qtbot.waitUntil(lambda: len(opened()) == 1, timeout=5_000)
    [dialog] = opened()
    yield dialog
    for left in opened():
        left.close()
    history.close()


def choose_file(path: Path) -> None:
    [asked] = [each for each in QApplication.topLevelWidgets() if isinstance(each, QFileDialog)]
    asked.fileSelected.emit(str(path))
    asked.close()


def test_every_cancelled_order_is_exported_as_it_was(
    qtbot: QtBot, program: Program, exchange: PracticeExchange, tmp_path: Path
) -> None:
    there = {order.order_id: order for order in exchange.book.open_orders()}
    with restore_list_of_a_press(qtbot, program) as dialog:
        assert dialog.view().model().rowCount() == len(there) == 14
        assert any(text.startswith("14 orders. The book was read ") for text in shown(dialog))
        button(dialog, "Export CSV…").click()
        choose_file(tmp_path / "orders.csv")
        qtbot.waitUntil(lambda: any("orders.csv" in text for text in shown(dialog)), timeout=5_000)
        button(dialog, "Export JSON…").click()
        choose_file(tmp_path / "orders.json")
        qtbot.waitUntil(lambda: any("orders.json" in text for text in shown(dialog)), timeout=5_000)
    assert {path.stat().st_mode & 0o777 for path in tmp_path.glob("orders.*")} == {0o600}
    header, *rows = csv.reader(io.StringIO((tmp_path / "orders.csv").read_text("utf-8")))
    assert tuple(header) == COLUMNS
    assert {row[header.index("Order ID")] for row in rows} == set(there)
    text = (tmp_path / "orders.json").read_text("utf-8")
    assert SECRET not in text
    for told in json.loads(text)["orders"]:
        placed = there[told["order_id"]]
        assert (told["symbol"], told["side"]) == (placed.symbol, placed.side)
        assert (told["force"], told["reduce_only"]) == (placed.force, placed.reduce_only)
        assert told["client_oid"] == placed.client_oid
        assert told["result"] == "CANCELLED"
        exact = [told[name] for name in ("size", "price", "preset_take_profit", "preset_stop_loss")]
        expected = [placed.size, placed.price, placed.take_profit, placed.stop_loss]
        assert [None if each is None else float(each) for each in exact] == [
            None if each is None else float(each) for each in expected
        ]


def test_an_export_that_fails_is_a_sentence_in_the_dialog(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    with restore_list_of_a_press(qtbot, program) as dialog:
        button(dialog, "Export JSON…").click()
        choose_file(tmp_path / "missing" / "orders.json")
        qtbot.waitUntil(lambda: any("were not exported" in text for text in shown(dialog)), timeout=5_000)
        assert any("Choose another place." in text for text in shown(dialog))


def test_an_export_that_ends_after_the_dialog_is_told_in_the_window(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    with restore_list_of_a_press(qtbot, program) as dialog:
        button(dialog, "Export CSV…").click()
        choose_file(tmp_path / "orders.csv")
        dialog.close()
        qtbot.waitUntil(lambda: "exported to" in program.window.notice.text(), timeout=5_000)
