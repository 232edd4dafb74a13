from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.desktop.desk import Desk
from gui.kept.credentials import SessionKeys
from gui.kept.journal import Journal
from gui.panic.orders import Environment
from gui.practice import PracticeExchange


@pytest.fixture
def exchange() -> Iterator[PracticeExchange]:
    with PracticeExchange(orders=14, rate_limited=False) as exchange:
        yield exchange


@pytest.fixture
def make_desk(qtbot: QtBot, tmp_path: Path, exchange: PracticeExchange) -> Iterator[Callable[[], Desk]]:
    """Makes a desk whose every environment is the practice exchange; the keyring is memory."""
    made: list[tuple[Desk, Journal]] = []

    def make() -> Desk:
        journal = Journal(tmp_path / "journal.jsonl")
        desk = Desk(journal, lambda _: exchange.url)
        desk.keys._keyring = SessionKeys()
        made.append((desk, journal))
        return desk

    yield make
    for desk, journal in made:
        qtbot.waitUntil(lambda desk=desk: not desk.is_pressing, timeout=15_000)  # type: ignore[misc]
        desk.close()
        journal.close()


@pytest.fixture
def ready_desk(qtbot: QtBot, make_desk: Callable[[], Desk]) -> Desk:
    """A desk that has read the book of the practice exchange."""
    desk = make_desk()
    with qtbot.waitSignal(desk.book_changed, timeout=10_000):
        assert desk.choose(Environment.PRACTICE)
    return desk
