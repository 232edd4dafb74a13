"""What `dataclasses` and `re` compile is taken as it was compiled before, and compiled where it was not."""

from __future__ import annotations

import marshal
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from packing import compiled, compiling, facts

from .scripts import run

COUNTED = """
import builtins
import packing.later
counted = []
as_ever = builtins.compile
def count(text, *more, **how):
    if isinstance(text, str):  # modules come as bytes
        counted.append(text)
    return as_ever(text, *more, **how)
builtins.compile = count
"""
USED = """
import dataclasses
from gui.panic.orders import OpenOrder, ProductType, Scope
print(Scope(margin_coin="USDT"), Scope() == Scope(), OpenOrder("1", ProductType.USDT_FUTURES))
try:
    Scope().kinds = 3
except dataclasses.FrozenInstanceError as error:
    print(error)
"""
STRANGE = """
print(len(counted))
@dataclasses.dataclass(frozen=True, slots=True)
class Strange:
    unheard_of: int = 3
print(len(counted) > 0, Strange(), Strange(4) == Strange(4), hash(Strange()) == hash(Strange(3)))
"""


@pytest.fixture(scope="module")
def as_packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to import `packing` from, which has what the package has beside it."""
    folder = tmp_path_factory.mktemp("packed")
    (folder / "packing").mkdir()
    for name in ("__init__", "later", "enums", "compiled"):
        (folder / "packing" / f"{name}.py").symlink_to(facts.ROOT / "packing" / f"{name}.py")
    compiling.write(folder / compiled.FOLDER / compiled.FILE)
    return folder


def test_the_classes_of_the_program_are_compiled_already_and_others_as_ever(as_packed: Path) -> None:
    told = run(COUNTED + USED + STRANGE, as_packed)
    assert told == f"{run(USED)}0\nTrue Strange(unheard_of=3) True True\n"


def held_in(folder: Path, module: str) -> Any:
    return marshal.loads((folder / compiled.FOLDER / compiled.FILE).read_bytes())[module]  # noqa: S302


def test_the_code_is_that_of_the_text(as_packed: Path) -> None:
    held = held_in(as_packed, "dataclasses")
    assert len(held) > 300
    other = [text for text in held if marshal.loads(held[text]) != compiled.compiled(text)]  # noqa: S302
    assert other == []


def test_the_patterns_are_what_they_would_have_been(as_packed: Path) -> None:
    held = held_in(as_packed, "re._compiler")
    assert len(held) > 60
    taking = ModuleType("re._compiler")
    vars(taking)["compile"] = None
    compiled.take_patterns(taking, held)
    for text, flags in held:
        # Patterns are alike when text, flags and code are.
        made, meant = vars(taking)["compile"](text, flags), re.compile(text, flags)
        assert made == meant
        assert (made.groups, dict(made.groupindex)) == (meant.groups, dict(meant.groupindex))


def test_a_pattern_that_nobody_knew_is_compiled_as_ever(as_packed: Path) -> None:
    script = """
import packing.later, re
print(re._compiler.compile.__module__, re.fullmatch("(?P<unheard>[x-z]+)of", "xyzof")["unheard"])
print(re.compile(b"[x-z]+").findall(b"axyz"), re.compile("[X-Z]", re.IGNORECASE).findall("ay"))
"""
    assert run(script, as_packed) == "packing.compiled xyz\n[b'xyz'] ['y']\n"


def test_two_builds_give_the_same_bytes(as_packed: Path, tmp_path: Path) -> None:
    again = tmp_path / compiled.FILE
    compiling.write(again)
    assert again.read_bytes() == (as_packed / compiled.FOLDER / compiled.FILE).read_bytes()


@pytest.mark.parametrize("content", [None, b"", b"\xff no marshal", *map(marshal.dumps, (None, 7, {}))])
def test_without_a_file_all_is_compiled_as_ever(
    content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiled, "__file__", str(tmp_path / "compiled.py"))
    if content is not None:
        (tmp_path / compiled.FILE).write_bytes(content)
    monkeypatch.setattr(compiled, "_held", None)
    module = ModuleType("dataclasses")
    compiled.mend(module)
    assert "exec" not in vars(module)
