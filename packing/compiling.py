"""Compiles for the package what `dataclasses` and `re` would: `python -m packing.compiling FILE`."""

from __future__ import annotations

import dataclasses
import marshal
import re
import re._compiler as compiler  # type: ignore[import-not-found]
import subprocess
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from packing import compiled, facts

# Without references, which would depend on what else this process holds: two builds give the same bytes.
PLAINLY = 2


def write(path: Path) -> None:
    """Write the file for the package, in a process of its own: all of the program is loaded for it."""
    subprocess.run(
        [sys.executable, "-m", "packing.compiling", str(path)], cwd=facts.ROOT, check=True, timeout=120
    )


def _gather() -> dict[str, dict[Any, bytes]]:
    """Load the program, as far as this system can, and give what was compiled by module and text."""
    functions, patterns = _note_functions(), _note_patterns()
    for path in sorted((facts.ROOT / "gui").rglob("*.py")):
        _load(path.relative_to(facts.ROOT))
    return {"dataclasses": dict(sorted(functions.items())), "re._compiler": dict(sorted(patterns.items()))}


def _note_functions() -> dict[str, bytes]:
    found: dict[str, bytes] = {}

    def note(text: str, names: dict[str, Any], made: dict[str, Any]) -> None:
        code = compiled.compiled(text)
        found[text] = marshal.dumps(code, PLAINLY)
        exec(code, names, made)  # noqa: S102 as dataclasses does

    vars(dataclasses)["exec"] = note
    return found


def _note_patterns() -> dict[tuple[str, int], bytes]:
    found: dict[tuple[str, int], bytes] = {}
    as_ever, inner = compiler.compile, compiler._sre
    last: list[Any] = []

    def note_code(text: Any, flags: int, code: list[int], *names: Any) -> Any:
        # Some of these are numbers with names.
        last[:] = (int(flags), [int(each) for each in code], *names)
        return inner.compile(text, flags, code, *names)

    def note(text: Any, flags: int = 0) -> Any:
        made = as_ever(text, flags)
        if isinstance(text, str):
            found[text, int(flags)] = marshal.dumps(tuple(last), PLAINLY)
        return made

    vars(compiler).update(_sre=SimpleNamespace(**vars(inner) | {"compile": note_code}), compile=note)
    # Those that were compiled before anybody could look on.
    for _, text, flags in list(re._cache):  # type: ignore[attr-defined]
        note(text, flags)
    return found


def _load(path: Path) -> None:
    parts = path.with_suffix("").parts
    with suppress(ImportError):  # some are for another system
        import_module(".".join(part for part in parts if part != "__init__"))


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(marshal.dumps(_gather(), PLAINLY))
