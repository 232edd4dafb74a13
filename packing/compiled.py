"""In the package: what `dataclasses` writes for each class is compiled when it is built, not at each start.

For a class it writes the text of some six functions, and has Python compile them. The same text gives the
same code, so that what was compiled is found by the text; whatever is not found is compiled as ever.
"""

from __future__ import annotations

import marshal
import os

TYPE_CHECKING = False  # typing takes a while to load
if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import CodeType, ModuleType
    from typing import Any

FOLDER, FILE = "packing", "dataclasses.marshal"


def mend(dataclasses: ModuleType) -> None:
    """Have the module take what lies beside this one; where that cannot be read, it stays as it is."""
    try:
        with open(os.path.join(os.path.dirname(__file__), FILE), "rb") as file:
            held = marshal.load(file)  # noqa: S302 it is a part of the program, as its modules are
    except (OSError, ValueError, EOFError, TypeError):
        return
    take(dataclasses, held)


def take(dataclasses: ModuleType, held: Mapping[str, bytes]) -> None:
    """Have the module run this code, each text's as marshal writes it, instead of compiling the text."""

    def run(text: str, names: dict[str, Any], found: dict[str, Any]) -> None:
        code = held.get(text)
        exec(marshal.loads(code) if code else compiled(text), names, found)  # noqa: S102, S302 as it does

    vars(dataclasses)["exec"] = run


def compiled(text: str) -> CodeType:
    """Compile a text as `dataclasses` would: with nothing of what this module has from the future."""
    return compile(text, "<string>", "exec", dont_inherit=True)
