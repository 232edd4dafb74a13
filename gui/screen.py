"""Is there a screen to open a window on? Asked without Qt, which ends the process where there is none."""

from __future__ import annotations

import os
import re
import socket
import sys
from collections.abc import Mapping
from pathlib import Path


def has_screen(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Tell whether a window could open: always on Windows and macOS, by the named display elsewhere."""
    if platform in ("win32", "darwin"):
        return True
    # Somebody who names a platform plug-in (offscreen, vnc) knows that no display is needed.
    if environ.get("QT_QPA_PLATFORM", "").split(":")[0] not in ("", "xcb", "wayland"):
        return True
    return _wayland_answers(environ) or _x_answers(environ.get("DISPLAY", ""))


def _wayland_answers(environ: Mapping[str, str]) -> bool:
    name = environ.get("WAYLAND_DISPLAY", "")
    return bool(name) and _answers(str(Path(environ.get("XDG_RUNTIME_DIR", "/nowhere")) / name))


def _x_answers(display: str) -> bool:
    if not display:
        return False
    local = re.fullmatch(r"(?:unix)?:(\d+)(?:\.\d+)?", display)
    if local is None:
        return True  # a display on another computer, as with `ssh -X`: only Qt can tell
    path = f"/tmp/.X11-unix/X{local[1]}"  # noqa: S108 the X server's own place
    return _answers(path) or (sys.platform == "linux" and _answers("\0" + path))


def _answers(path: str) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.settimeout(1.0)
        try:
            probe.connect(path)
        except OSError:
            return False
    return True
