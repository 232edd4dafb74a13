"""In the package: what `dataclasses` and `re` compile at each start is compiled when it is built.

For a class the one writes the text of some six functions, and has Python compile them; the other compiles
patterns. The same text gives the same code, so that what was compiled is found by the text; whatever is not
found is compiled as ever.
"""

from __future__ import annotations

import marshal
import os
from _sre import compile as made_of  # type: ignore[import-not-found]

TYPE_CHECKING = False  # typing takes a while to load
if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import CodeType, ModuleType
    from typing import Any

FOLDER, FILE = "packing", "compiled.marshal"
_held: Mapping[str, Mapping[Any, bytes]] | None = None


def mend(module: ModuleType) -> None:
    """Have `dataclasses` or `re._compiler` take what lies beside this module; without it nothing changes."""
    global _held
    if _held is None:
        try:
            with open(os.path.join(os.path.dirname(__file__), FILE), "rb") as file:
                _held = marshal.load(file)  # noqa: S302 it is a part of the program, as its modules are
        except (OSError, ValueError, EOFError, TypeError):
            return
        if not isinstance(_held, dict):
            _held = {}
    if held := _held.get(module.__name__):
        {"dataclasses": take_functions, "re._compiler": take_patterns}[module.__name__](module, held)


def take_functions(dataclasses: ModuleType, held: Mapping[str, bytes]) -> None:
    """Have the module run this code, each text's as marshal writes it, instead of compiling the text."""

    def run(text: str, names: dict[str, Any], found: dict[str, Any]) -> None:
        code = held.get(text)
        exec(marshal.loads(code) if code else compiled(text), names, found)  # noqa: S102, S302 as it does

    vars(dataclasses)["exec"] = run


def take_patterns(compiler: ModuleType, held: Mapping[Any, bytes]) -> None:
    """Have the module make these, each text's as marshal writes it, of what they came to."""
    as_ever = compiler.compile

    def make(pattern: Any, flags: int = 0) -> Any:
        code = held.get((pattern, flags)) if isinstance(pattern, str) else None
        return made_of(pattern, *marshal.loads(code)) if code else as_ever(pattern, flags)  # noqa: S302

    vars(compiler)["compile"] = make


def compiled(text: str) -> CodeType:
    """Compile a text as `dataclasses` would: with nothing of what this module has from the future."""
    return compile(text, "<string>", "exec", dont_inherit=True)
