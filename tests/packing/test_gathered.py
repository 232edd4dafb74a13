"""The code of the package's modules is found in one file, and as ever where that file is not or has none."""

from __future__ import annotations

import os
import py_compile
from pathlib import Path

import pytest

from packing import facts, gathered, gathering

from .scripts import run

TEXTS = {
    "alone.py": "word = 'alone'",
    "house/__init__.py": "from house import room",
    "house/room.py": "from alone import word\nfrom house.deep.cellar import depth",
    "house/deep/__init__.py": "",
    "house/deep/cellar.py": "depth = __name__",
}
BEGUN = "from packing import gathered; gathered.begin({folder!r})\n"
TOLD = """
import sys, house, alone
from importlib.resources import files
print(house.room.word, house.room.depth, [type(sys.modules[name].__loader__).__name__ for name in
      ("alone", "house", "house.room", "house.deep.cellar")])
print(house.__file__, house.__path__, alone.__file__, alone.__spec__.has_location, alone.__package__ == "")
print((files("house") / "note.txt").read_text())
"""


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    """A folder as the package has it: compiled modules, and one file with the code of all of them."""
    entries = []
    for name, text in TEXTS.items():
        written = tmp_path / "texts" / name
        written.parent.mkdir(parents=True, exist_ok=True)
        written.write_text(text)
        goes = name.removesuffix(".py") + ".pyc"
        py_compile.compile(str(written), str(tmp_path / "packed" / goes), doraise=True)
        entries.append((goes, str(tmp_path / "packed" / goes), "DATA"))
    (tmp_path / "packed/house/note.txt").write_text("a note")
    (tmp_path / "packed" / gathered.FOLDER).mkdir()
    gathering.write(_file(tmp_path / "packed"), entries)
    return tmp_path / "packed"


def test_modules_are_what_their_files_would_have_made_them(packed: Path) -> None:
    here = str(packed)
    kinds = "['{0}', '{0}', '{0}', '{0}']"
    places = f"{here}/house/__init__.pyc ['{here}/house'] {here}/alone.pyc True True\na note\n"
    told = run(BEGUN.format(folder=here) + TOLD)
    assert told == f"alone house.deep.cellar {kinds.format('Gathered')}\n{places}"
    _file(packed).unlink()
    told = run(BEGUN.format(folder=here) + TOLD, packed)
    assert told == f"alone house.deep.cellar {kinds.format('SourcelessFileLoader')}\n{places}"


def test_a_module_that_is_not_in_the_file_is_found_as_ever(packed: Path) -> None:
    script = "import colorsys; print(type(colorsys.__loader__).__name__)"
    told = run(BEGUN.format(folder=str(packed)) + script)
    assert told == "SourceFileLoader\n"


@pytest.mark.parametrize("held", [b"", b"\x05", b"\xff\xff\xff\x7fjunk", b"\x05\0\0\0i\x03\0\0\0rest"])
def test_a_torn_file_is_as_none(packed: Path, held: bytes) -> None:
    _file(packed).write_bytes(held)
    told = run(BEGUN.format(folder=str(packed)) + "import house; print(house.room.word)", packed)
    assert told == "alone\n"


def test_a_file_whose_code_is_cut_is_as_none(packed: Path) -> None:
    _file(packed).write_bytes(_file(packed).read_bytes()[:-3])
    told = run(BEGUN.format(folder=str(packed)) + "import house; print(house.room.depth)", packed)
    assert told == "house.deep.cellar\n"


def test_the_file_is_open_in_this_program_alone(packed: Path) -> None:
    script = """
import os, subprocess
names = [os.readlink(f"/proc/self/fd/{fd}") for fd in os.listdir("/proc/self/fd") if int(fd) > 2 and
         os.path.exists(f"/proc/self/fd/{fd}")]
print(any(name.endswith("code.marshal") for name in names))
print("code.marshal" in subprocess.run(["ls", "-l", "/proc/self/fd"], capture_output=True, text=True).stdout)
"""
    assert run(BEGUN.format(folder=str(packed)) + script) == "True\nFalse\n"


def test_the_same_modules_give_the_same_file_in_any_order(packed: Path, tmp_path: Path) -> None:
    found = [(str(path.relative_to(packed)), str(path), "DATA") for path in packed.rglob("*.pyc")]
    gathering.write(tmp_path / "again", sorted(found, reverse=True))
    assert (tmp_path / "again").read_bytes() == _file(packed).read_bytes()


def test_without_compiled_modules_there_is_no_file(tmp_path: Path) -> None:
    gathering.write(tmp_path / "none", [("house/note.txt", str(facts.ROOT / "README.md"), "DATA")])
    assert not (tmp_path / "none").exists()


def test_what_another_python_compiled_is_not_packed(packed: Path) -> None:
    path = packed / "alone.pyc"
    path.write_bytes(b"\0\0\0\0" + path.read_bytes()[4:])
    with pytest.raises(ValueError, match="another Python"):
        gathering.write(packed / "file", [("alone.pyc", os.fspath(path), "DATA")])


def _file(packed: Path) -> Path:
    return packed / gathered.FOLDER / gathered.FILE
