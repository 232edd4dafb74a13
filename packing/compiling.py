"""Compiles what `dataclasses` writes for the program's classes: `python -m packing.compiling FILE`."""

from __future__ import annotations

import dataclasses
import marshal
import subprocess
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from packing import compiled, facts

# Without references, which would depend on what else this process holds: two builds give the same bytes.
_PLAINLY = 2


def write(path: Path) -> None:
    """Write the file for the package, in a process of its own: all of the program is loaded for it."""
    subprocess.run(
        [sys.executable, "-m", "packing.compiling", str(path)], cwd=facts.ROOT, check=True, timeout=120
    )


def _gather() -> dict[str, bytes]:
    """Load the program, as far as this system can, and give the code of each text by the text."""
    found: dict[str, bytes] = {}

    def note(text: str, names: dict[str, Any], made: dict[str, Any]) -> None:
        code = compiled.compiled(text)
        found[text] = marshal.dumps(code, _PLAINLY)
        exec(code, names, made)  # noqa: S102 as dataclasses does

    vars(dataclasses)["exec"] = note
    for path in sorted((facts.ROOT / "gui").rglob("*.py")):
        _load(path.relative_to(facts.ROOT))
    return dict(sorted(found.items()))


def _load(path: Path) -> None:
    parts = path.with_suffix("").parts
    with suppress(ImportError):  # some are for another system
        import_module(".".join(part for part in parts if part != "__init__"))


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(marshal.dumps(_gather(), _PLAINLY))
