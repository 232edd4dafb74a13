"""What the tests of the widgets share: the look of the program, and ears for what a screen reader is told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from gui.widgets import notice, sheet, theme, verdict_banner


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "light")
    yield
    theme.apply(qapp, "light")


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was announced, in order."""
    heard: list[str] = []

    def hear(_: QWidget, text: str) -> None:
        heard.append(text)

    for module in (notice, sheet, verdict_banner):
        monkeypatch.setattr(module, "announce", hear)
    return heard
