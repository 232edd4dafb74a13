"""Where the running program listens: a socket in a folder that only its user may enter."""

from __future__ import annotations

import os
import sys
import zlib

from gui.kept.folders import settings_folder, state_folder

TYPE_CHECKING = False  # typing takes a while to load
if TYPE_CHECKING:
    from collections.abc import Mapping

# The path of a socket has room for 108 bytes on Linux and 104 on macOS, the closing zero among them.
_LONGEST = 103


def doors(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> tuple[str, ...]:
    """Every path at which the program of these folders may listen, the best one first; looks at no disk.

    A foot pedal's daemon may start without XDG_RUNTIME_DIR, so a caller has to try all of them. Other folders
    of settings and state give other paths: that is another program.
    """
    if platform == "win32":
        return ()
    state = state_folder(environ, platform)
    # Two sums of 32 bits, as hashlib would cost a few milliseconds of the press.
    whose = [zlib.crc32(os.fsencode(folder)) for folder in (settings_folder(environ, platform), state)]
    name = "{:08x}{:08x}".format(*whose)
    runtime = environ.get("XDG_RUNTIME_DIR", "")
    if not os.path.isabs(runtime):
        runtime = f"/run/user/{os.geteuid()}"  # where systemd puts it, whether it said so or not
    found = (f"{runtime}/panic-button/{name}", f"{state}/door/{name}")
    return tuple(path for path in found if len(os.fsencode(path)) <= _LONGEST)


def lock_path(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> str:
    """The file whose lock the running program holds, beside what it keeps."""
    return os.path.join(state_folder(environ, platform), "running.lock")
