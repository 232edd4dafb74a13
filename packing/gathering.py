"""Gathers for the package the code of Python's modules into one file, which gathered.py finds them in."""

from __future__ import annotations

import marshal
from collections.abc import Iterable
from importlib.util import MAGIC_NUMBER
from pathlib import Path, PurePosixPath

from packing.compiling import PLAINLY
from packing.gathered import LENGTH, Place
from packing.slim import Entry

_HEAD = 16  # of a compiled file: for which Python it is, and of which text


def write(path: Path, entries: Iterable[Entry]) -> None:
    """Write the file out of the compiled modules among these entries; none are no file."""
    places: dict[str, Place] = {}
    code = bytearray()
    for goes, comes, _ in sorted(entries):
        if goes.endswith(".pyc"):
            own = _code_of(Path(comes))
            module = PurePosixPath(goes).with_suffix("")
            is_package = module.name == "__init__"
            name = ".".join(module.parent.parts if is_package else module.parts)
            places[name] = (len(code), len(own), is_package)
            code += own
    if places:
        listed = marshal.dumps(places, PLAINLY)
        path.write_bytes(len(listed).to_bytes(LENGTH, "little") + listed + code)


def _code_of(path: Path) -> bytes:
    held = path.read_bytes()
    if held[:4] != MAGIC_NUMBER:
        raise ValueError(f"{path} is compiled for another Python")
    return held[_HEAD:]
