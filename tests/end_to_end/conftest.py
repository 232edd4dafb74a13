"""The whole desktop of a trader: an X server, a session bus, an unlocked keyring, and an exchange."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gui.practice import PracticeExchange
from tests.end_to_end.program import Program
from tests.end_to_end.screen import Screen
from tests.session import Desktop, unlocked_desktop


@pytest.fixture(scope="session")
def screen() -> Iterator[Screen]:
    screen = Screen()
    yield screen
    screen.stop()


@pytest.fixture(scope="session")
def desktop() -> Iterator[Desktop]:
    with unlocked_desktop() as desktop:
        yield desktop


@pytest.fixture
def exchange() -> Iterator[PracticeExchange]:
    with PracticeExchange(orders=14) as exchange:
        yield exchange


@pytest.fixture
def program(screen: Screen, desktop: Desktop, tmp_path: Path) -> Iterator[Program]:
    program = Program(screen, desktop, tmp_path)
    yield program
    program.kill()
