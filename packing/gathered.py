"""In the package: finds the code of Python's modules in one file, instead of looking for a file of each.

A start loads some 200 modules, and to find, open and check as many files takes twice as long as to read them.
They stay where they are: whatever is not in the one file is found as ever, and so is everything without it.
"""

from __future__ import annotations

import marshal
import os
import sys
from importlib.machinery import ModuleSpec, PathFinder, SourcelessFileLoader

TYPE_CHECKING = False  # typing takes a while to load
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import CodeType

FOLDER, FILE = "packing", "code.marshal"
LENGTH = 4  # of the number at its beginning, which tells how long the list of places is
Place = tuple[int, int, bool]  # where the code begins after the list, its length, whether it is a package


class Gathered(SourcelessFileLoader):
    """Loads a module as its file would be loaded, with the code that was taken from the file before."""

    def __init__(self, name: str, path: str, code: tuple[int, int, int]) -> None:
        super().__init__(name, path)
        self._code = code

    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002 as the import calls it
        """Read the code; raises what reading and unmarshalling raise."""
        file, begins, length = self._code
        return marshal.loads(os.pread(file, length, begins))  # type: ignore[no-any-return]  # noqa: S302 ours


class Finder:
    """Finds the modules of the one file where those of files are found."""

    def __init__(self, folder: str, file: int, places: Mapping[str, Place], begins: int) -> None:
        self._folder, self._file, self._places, self._begins = folder, file, places, begins

    def find_spec(
        self,
        name: str,
        path: Sequence[str] | None = None,  # noqa: ARG002 as the import calls it
        target: object = None,  # noqa: ARG002
    ) -> ModuleSpec | None:
        """Find a module of the file; None for every other one."""
        place = self._places.get(name)
        if place is None:
            return None
        begins, length, is_package = place
        stem = f"{self._folder}/{name.replace('.', '/')}"
        origin = f"{stem}/__init__.pyc" if is_package else f"{stem}.pyc"
        loader = Gathered(name, origin, (self._file, self._begins + begins, length))
        spec = ModuleSpec(name, loader, origin=origin, is_package=is_package)
        spec.has_location = True
        spec.cached = origin
        if is_package:
            spec.submodule_search_locations = [stem]
        return spec


def begin(folder: str) -> None:
    """Have the imports of this process look into the file of this folder first, where it can be read."""
    try:
        file = os.open(os.path.join(folder, FOLDER, FILE), os.O_RDONLY)
    except OSError:
        return
    try:
        begins = LENGTH + int.from_bytes(os.pread(file, LENGTH, 0), "little")
        places = marshal.loads(os.pread(file, begins - LENGTH, LENGTH))  # noqa: S302 as the modules themselves
        is_whole = os.fstat(file).st_size == begins + sum(length for _, length, _ in places.values())
    except (OSError, ValueError, EOFError, TypeError, AttributeError):
        is_whole = False
    if is_whole:
        sys.meta_path.insert(sys.meta_path.index(PathFinder), Finder(folder, file, places, begins))
    else:
        os.close(file)
