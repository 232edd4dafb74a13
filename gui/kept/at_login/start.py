"""The command by which this very program is started again, without a window."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

HIDDEN = "--hidden"
# Where a Debian package puts the command: its folder below /usr/lib is no place for others to name.
_ON_THE_PATH = "/usr/bin/panic-button"
# A source tree is found from its folder, which not every system lets an entry name.
_FROM_FOLDER = (
    "import os,runpy,sys;os.chdir(sys.argv.pop(1));sys.path[0]=os.getcwd();"
    "runpy.run_module('gui',run_name='__main__')"
)


@dataclass(frozen=True, slots=True)
class Start:
    """Words of a command, the first a whole path; folder is where to start it, "" for anywhere."""

    words: tuple[str, ...]
    folder: str = ""

    def is_there(self) -> bool:
        """Tell whether what it starts still exists."""
        return is_there(self.words[0], self.folder)

    def without_folder(self) -> Start:
        """The same for a system that starts everything in a folder of its own choice."""
        if not self.folder:
            return self
        python = Path(self.words[0])
        # Python for windows opens no terminal; it lies beside the other.
        quiet = python.with_name(python.name.replace("python.exe", "pythonw.exe"))
        return Start((str(quiet), "-c", _FROM_FOLDER, self.folder, HIDDEN))


def is_there(program: str, folder: str = "") -> bool:
    """Tell whether a program and the folder that it is started in exist.

    A bare name is left to the PATH; "" is no program.
    """
    has_program = os.path.exists(program) or not os.path.isabs(program)
    return bool(program) and has_program and (not folder or os.path.isdir(os.path.join(folder, "gui")))


def this_start(executable: str = sys.executable, *, is_frozen: bool | None = None) -> Start:
    """The command for this program: as packed, as installed by a package, or from its source tree."""
    if not (bool(getattr(sys, "frozen", False)) if is_frozen is None else is_frozen):
        source = Path(__file__).resolve().parents[3]
        return Start((executable, "-m", "gui", HIDDEN), str(source))
    if os.path.realpath(_ON_THE_PATH) == os.path.realpath(executable):
        return Start((_ON_THE_PATH, HIDDEN))
    windowed = Path(executable).with_name("Panic Button.exe")  # it opens no terminal beside it
    return Start((str(windowed) if windowed.is_file() else executable, HIDDEN))
