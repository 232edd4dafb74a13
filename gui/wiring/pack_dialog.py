"""An evidence pack: asked where to, then written on the disk thread."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from gui.desktop.language import shown, tr
from gui.desktop.worker import Worker
from gui.kept.pack import write_pack
from gui.kept.private import why
from gui.words import say


def save_pack(
    parent: QWidget,
    disk: Worker,
    journal: Path,
    flush: Callable[[], None],
    press_ids: tuple[str, ...],
    tell: Callable[[str], None],
) -> None:
    """Ask for a file and write the evidence of these presses there, once flush() has returned."""
    dialog = QFileDialog(parent, tr("Save the evidence"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(shown(say("Evidence pack (*.zip)")))
    dialog.setDefaultSuffix("zip")
    dialog.selectFile(f"panic-button-evidence-{datetime.now().astimezone():%Y-%m-%d-%H%M%S}.zip")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def write_to(chosen: str) -> None:
        path = Path(chosen)

        def write() -> int:
            flush()
            return write_pack(journal, press_ids, path)

        def failed(problem: Exception) -> None:
            reason = why(problem) if isinstance(problem, OSError) else type(problem).__name__
            tell(
                say(
                    "The evidence was not written to {path}, because {reason}. Choose another place.",
                    path=path,
                    reason=reason,
                )
            )

        written = say("The evidence was written to {path}. It holds your orders, and no keys.", path=path)
        disk.do(write, lambda _: tell(written), failed)

    dialog.fileSelected.connect(write_to)
    dialog.show()
