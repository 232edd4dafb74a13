"""Where the user's folders and the program's resources lie."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Places:
    """Where things are kept; state is the folder for what a user would not copy to another computer."""

    settings: Path
    journal: Path
    state: Path


def places(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Places:
    """Work out the user's places on Linux, Windows and macOS; makes nothing, the writers do that."""
    if platform == "win32":
        settings = _folder(environ, "APPDATA", "AppData/Roaming") / "Panic Button"
        state = _folder(environ, "LOCALAPPDATA", "AppData/Local") / "Panic Button"
    elif platform == "darwin":
        settings = state = _home() / "Library/Application Support/Panic Button"
    else:
        settings = _folder(environ, "XDG_CONFIG_HOME", ".config") / "panic-button"
        state = _folder(environ, "XDG_STATE_HOME", ".local/state") / "panic-button"
    return Places(settings / "settings.json", state / "journal.jsonl", state)


def _folder(environ: Mapping[str, str], name: str, below_home: str) -> Path:
    # The XDG specification has a relative path ignored: it would move with the working folder.
    given = Path(environ.get(name, ""))
    return given if given.is_absolute() else _home() / below_home


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError:
        # A user whom the system does not know has no home. A place that cannot be written says so when it
        # is written to; a press goes on without.
        return Path(os.sep, "nonexistent")


def resources() -> Path:
    """The folder of icons and style sheets: inside the package when it was built, beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "resources"
    return inside if inside.is_dir() else package.parent / "resources"
