"""Which entry this system has."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from gui.kept.at_login.entry import LoginEntry, NoEntry
from gui.kept.at_login.start import this_start
from gui.kept.folders import autostart_folder
from gui.words import say


def entry_here() -> LoginEntry:
    """Choose by the system."""
    entry: LoginEntry
    # Loaded only where they are used.
    if sys.platform == "win32":
        from gui.kept.at_login.windows import Registry, WindowsEntry

        entry = WindowsEntry(this_start(), Registry())
    elif sys.platform == "darwin":
        from gui.kept.at_login.macos import MacEntry

        entry = MacEntry(Path(os.path.expanduser("~/Library/LaunchAgents")), this_start())
    elif sys.platform.startswith(("linux", "freebsd", "openbsd")):
        from gui.kept.at_login.xdg import XdgEntry

        entry = XdgEntry(Path(autostart_folder()), this_start())
    else:
        entry = NoEntry(
            say("On this system nothing is known about starting at login; use the desktop's own settings.")
        )
    return entry
