"""The packages that `make package` left in dist/, unpacked as a person would; a missing one fails."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from packing import facts
from tests.end_to_end.conftest import desktop, exchange, screen
from tests.end_to_end.screen import Screen
from tests.packaged.program import PackedProgram
from tests.session import Desktop

# The desktop is the same as that of the program which was not packed.
__all__ = ["desktop", "exchange", "screen"]


@pytest.fixture(scope="session")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the archive holds."""
    if not facts.tarball().is_file():
        pytest.fail(f"{facts.tarball()} is missing: make package")
    folder = tmp_path_factory.mktemp("unpacked")
    subprocess.run(
        ["tar", "--extract", "--file", str(facts.tarball()), "--directory", str(folder)], check=True
    )
    return folder / facts.NAME


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root below which the Debian package's files lie."""
    if not facts.deb().is_file():
        pytest.fail(f"{facts.deb()} is missing: make package")
    folder = tmp_path_factory.mktemp("installed")
    subprocess.run(["dpkg-deb", "--extract", str(facts.deb()), str(folder)], check=True)
    return folder


@pytest.fixture
def program(unpacked: Path, screen: Screen, desktop: Desktop, tmp_path: Path) -> Iterator[PackedProgram]:
    program = PackedProgram(unpacked / facts.NAME, screen, desktop, tmp_path)
    yield program
    program.kill()
