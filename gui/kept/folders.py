"""Where a user's folders lie, as plain text: a press from outside is on its way before pathlib is loaded."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # typing takes a while to load
if TYPE_CHECKING:
    from collections.abc import Mapping


def settings_folder(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> str:
    """The folder for what the user chose, on Linux, Windows and macOS; makes nothing."""
    if platform == "win32":
        return _folder(environ, "APPDATA", "AppData/Roaming", "Panic Button")
    if platform == "darwin":
        return _mac_folder()
    return _folder(environ, "XDG_CONFIG_HOME", ".config", "panic-button")


def autostart_folder(environ: Mapping[str, str] = os.environ) -> str:
    """The folder whose entries a Linux desktop starts when its user logs in; makes nothing."""
    return _folder(environ, "XDG_CONFIG_HOME", ".config", "autostart")


def state_folder(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> str:
    """The folder for what a user would not copy to another computer; makes nothing."""
    if platform == "win32":
        return _folder(environ, "LOCALAPPDATA", "AppData/Local", "Panic Button")
    if platform == "darwin":
        return _mac_folder()
    return _folder(environ, "XDG_STATE_HOME", ".local/state", "panic-button")


def _folder(environ: Mapping[str, str], name: str, below_home: str, own: str) -> str:
    # The XDG specification has a relative path ignored: it would move with the working folder.
    given = environ.get(name, "")
    base = given if os.path.isabs(given) else os.path.join(_home(), below_home)
    return os.path.join(base, own)


def _mac_folder() -> str:
    return os.path.join(_home(), "Library/Application Support/Panic Button")


def _home() -> str:
    home = os.path.expanduser("~")
    # A user whom the system does not know has no home. A place that cannot be written says so when it
    # is written to; a press goes on without.
    return os.path.join(os.sep, "nonexistent") if home.startswith("~") else home
