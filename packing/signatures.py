"""What PySide6 writes its errors with: packed compiled, as it would be compiled anew at each start.

The binding has these modules inside itself, as text. Where there is a folder files.dir beside it, it imports
them as any other module. So the package has that folder, with a note in it, and the modules among its own.
"""

from __future__ import annotations

import shutil
import sys
import zipfile
from pathlib import Path

FOLDER = "shiboken6/files.dir"
_TOP = "shibokensupport"
_NOTE = """\
PySide6 looks for this folder: where it is, the modules "shibokensupport" are taken out of the program.
Without it, they are taken out of the library beside it and compiled, and each start takes longer.
"""


class SupportMoved(Exception):
    """Another PySide6, which has its modules somewhere else."""


def write(folder: Path) -> list[str]:
    """Write the modules into a folder, and the note as README.txt; gives their names. Raises SupportMoved."""
    held = _held()
    names = [name for name in held.namelist() if name.startswith(f"{_TOP}/") and name.endswith(".py")]
    if len(names) < 2 or b'"files.dir"' not in held.read("signature_bootstrap.py"):
        raise SupportMoved("This shiboken6 takes its modules from elsewhere: see packing/signatures.py.")
    shutil.rmtree(folder, ignore_errors=True)
    held.extractall(folder, names)
    (folder / "README.txt").write_text(_NOTE, encoding="utf-8", newline="\n")
    return sorted(name.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for name in names)


def _held() -> zipfile.ZipFile:
    import shiboken6  # noqa: F401 at its loading it takes them out of itself

    held = getattr(sys.modules[_TOP].__loader__, "zfile", None)
    if not isinstance(held, zipfile.ZipFile):
        raise SupportMoved(f"This shiboken6 does not hold {_TOP} in itself: see packing/signatures.py.")
    return held
