"""Where things lie, on three systems."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gui.kept import paths, settings
from gui.kept.paths import places, resources

HOME = Path("/home/ann")


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(HOME))


def test_linux_without_and_with_the_xdg_variables() -> None:
    found = places({}, "linux")
    assert found.settings == HOME / ".config/panic-button/settings.json"
    assert found.journal == HOME / ".local/state/panic-button/journal.jsonl"
    assert found.state == found.journal.parent
    found = places({"XDG_CONFIG_HOME": "/c", "XDG_STATE_HOME": "/s"}, "linux")
    assert found.settings == Path("/c/panic-button/settings.json")
    assert found.journal == Path("/s/panic-button/journal.jsonl")


@pytest.mark.parametrize("relative", ["", ".", "config"])
def test_a_relative_xdg_folder_is_ignored(relative: str) -> None:
    assert places({"XDG_CONFIG_HOME": relative}, "linux") == places({}, "linux")


def test_windows() -> None:
    found = places({"APPDATA": "/Roaming", "LOCALAPPDATA": "/Local"}, "win32")
    assert found.settings == Path("/Roaming/Panic Button/settings.json")
    assert found.journal == Path("/Local/Panic Button/journal.jsonl")
    assert places({}, "win32").journal == HOME / "AppData/Local/Panic Button/journal.jsonl"


def test_macos() -> None:
    folder = HOME / "Library/Application Support/Panic Button"
    found = places({"XDG_CONFIG_HOME": "/c"}, "darwin")
    assert (found.settings, found.journal) == (folder / "settings.json", folder / "journal.jsonl")


def test_looking_makes_nothing(tmp_path: Path) -> None:
    places({"XDG_CONFIG_HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path)}, "linux")
    assert not list(tmp_path.iterdir())


def test_resources_lie_beside_the_package_or_inside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "gui" / "kept" / "paths.py"))
    assert resources() == tmp_path / "resources"
    (tmp_path / "gui" / "resources").mkdir(parents=True)
    assert resources() == tmp_path / "gui" / "resources"


def test_a_user_without_a_home_gets_places_that_say_so_when_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a container that runs under a number which the system does not know."""

    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    found = places({}, "linux")
    assert found.journal == Path("/nonexistent/.local/state/panic-button/journal.jsonl")
    assert settings.load(found.settings) == (settings.Settings(), None)
