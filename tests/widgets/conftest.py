"""What the tests of the widgets share: the look of the program, and ears for what a screen reader is told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.desktop.tables import OrdersModel
from gui.widgets import notice, sheet, theme, verdict_banner
from gui.widgets.window import PanicWindow


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "light")
    yield
    theme.apply(qapp, "light")


@pytest.fixture
def orders(qapp: object) -> OrdersModel:  # noqa: ARG001 a model sends its signals through the application
    return OrdersModel()


@pytest.fixture
def window(orders: OrdersModel, qtbot: QtBot) -> PanicWindow:
    made = PanicWindow()
    made.furnish()
    made.results.use(orders)
    qtbot.addWidget(made)
    made.show()
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was announced, in order."""
    heard: list[str] = []

    def hear(_: QWidget, text: str, *, is_urgent: bool) -> None:  # noqa: ARG001
        heard.append(text)

    for module in (notice, sheet, verdict_banner):
        monkeypatch.setattr(module, "announce", hear)
    return heard
