"""From the press to the evidence on disk, through the real window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from gui.kept.pack_proof import prove_pack
from gui.practice import SECRET
from gui.program import Program
from gui.widgets.history import HistoryDialog


def history_with(qtbot: QtBot, program: Program, presses: int) -> HistoryDialog:
    for _ in range(presses):
        with qtbot.waitSignal(program.desk.press_ended, timeout=20_000):
            program.desk.fire()
    program.window.history_wanted.emit()
    [history] = [each for each in QApplication.topLevelWidgets() if isinstance(each, HistoryDialog)]
    qtbot.waitUntil(lambda: history.table().rowCount() == presses, timeout=5_000)
    return history


def save(qtbot: QtBot, program: Program, history: HistoryDialog, path: Path) -> str:
    next(each for each in history.findChildren(QPushButton) if each.text() == "Evidence pack…").click()
    dialogs = [each for each in QApplication.topLevelWidgets() if isinstance(each, QFileDialog)]
    [asked] = [each for each in dialogs if each.isVisible()]
    with qtbot.waitSignal(program.dialogs.past.noticed, timeout=10_000) as told:
        asked.fileSelected.emit(str(path))
    asked.close()
    return str(told.args[0])


def test_the_evidence_of_the_selected_presses_is_sound(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    history = history_with(qtbot, program, 2)
    path = tmp_path / "latest.zip"
    assert "was written to" in save(qtbot, program, history, path)
    assert len(prove_pack(path).proofs.presses) == 1
    history.table().selectAll()
    path = tmp_path / "both.zip"
    assert "was written to" in save(qtbot, program, history, path)
    proof = prove_pack(path)
    assert len(proof.proofs.presses) == 2
    assert proof.is_sound
    assert SECRET.encode() not in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0
    history.close()


def test_a_place_that_takes_no_file_is_a_sentence(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    history = history_with(qtbot, program, 1)
    told = save(qtbot, program, history, tmp_path / "nowhere" / "x.zip")
    assert "was not written to" in told
    assert "Choose another place." in told
    history.close()
