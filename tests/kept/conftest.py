"""A desktop's real keyring, and Python processes that live beside it."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator

import pytest

from tests.session import PROJECT, Desktop, unlocked_desktop


@pytest.fixture
def bare_desktop() -> Iterator[Desktop]:
    """A desktop on which nothing was started yet."""
    desktop = Desktop()
    yield desktop
    desktop.stop()


@pytest.fixture(scope="session")
def desktop() -> Iterator[Desktop]:
    """A desktop with its keyring unlocked, for tests that leave it so."""
    with unlocked_desktop() as desktop:
        yield desktop


def run_python(script: str, *arguments: str) -> subprocess.Popen[str]:
    """Start a script that imports the program; the caller ends it."""
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script), *arguments],
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
