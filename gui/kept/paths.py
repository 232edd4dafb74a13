"""Where the user's folders and the program's resources lie."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gui.kept.folders import settings_folder, state_folder


@dataclass(frozen=True, slots=True)
class Places:
    """Where things are kept; state is the folder for what a user would not copy to another computer."""

    settings: Path
    journal: Path
    state: Path


def places(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Places:
    """Work out the user's places on Linux, Windows and macOS; makes nothing, the writers do that."""
    settings, state = Path(settings_folder(environ, platform)), Path(state_folder(environ, platform))
    return Places(settings / "settings.json", state / "journal.jsonl", state)


def resources() -> Path:
    """The folder of icons and style sheets: inside the package when it was built, beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "resources"
    return inside if inside.is_dir() else package.parent / "resources"
