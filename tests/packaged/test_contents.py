"""What is in the packages, and what must not be."""

from __future__ import annotations

import json
import marshal
import os
import re
import subprocess
import tarfile
from pathlib import Path

import pytest

from packing import compiled, facts, fitting, gathered, licences, signatures, slim

MOST_MB = 45


def test_nothing_of_gtk_and_of_the_systems_own_libraries_is_packed(unpacked: Path) -> None:
    names = [path.name for path in unpacked.rglob("*.so*")]
    strangers = re.compile(r"lib(q?gtk|gdk|cairo|pango|xcb|X11|E?GL|glib|dbus|fontconfig|freetype|stdc\+\+)")
    assert [name for name in names if strangers.match(name)] == []
    assert "libqxcb.so" in names
    in_lib = {path.name for path in (unpacked / "_internal").glob("*.so*")}
    assert {name for name in in_lib if not slim.SYSTEM_LIBRARIES.match(name)} == {
        name for name in in_lib if name.startswith("_cffi_backend")
    }


def test_the_words_of_every_language_are_packed_with_those_of_qt(unpacked: Path) -> None:
    names = {path.name for path in unpacked.rglob("*.qm")}
    codes = {path.stem.removeprefix("panic-button_") for path in facts.RESOURCES.glob("*.ts")}
    assert names == {f"{stem}_{code}.qm" for code in codes for stem in ("panic-button", "qtbase")}


def test_what_pyside_writes_its_errors_with_is_packed_compiled(unpacked: Path) -> None:
    folder = unpacked / "_internal" / signatures.FOLDER
    assert [path.name for path in folder.iterdir()] == ["README.txt"]
    their = unpacked / "_internal/shibokensupport/signature"
    assert (their / "errorhandler.pyc").is_file()
    # Where the folder is, they are looked for among the program's modules: without them nothing of Qt starts.


def test_what_makes_a_start_quick_is_packed_and_nothing_else_of_packing(unpacked: Path) -> None:
    folder = unpacked / "_internal" / compiled.FOLDER
    held = marshal.loads((folder / compiled.FILE).read_bytes())  # noqa: S302 ours
    assert [text for text in held["dataclasses"] if "margin_coin" in text]
    assert [text for text, _ in held["re._compiler"] if "px" in text]
    names = {path.name for path in folder.iterdir()} - {compiled.FILE, gathered.FILE}
    # The enums that fit one Python would end the window of another: see packing/fitting.py.
    fitting_ones = {"enums.pyc"} if fitting.is_fit() else set()
    assert names == {"__init__.pyc", "compiled.pyc", "gathered.pyc"} | fitting_ones


def test_the_one_file_holds_the_code_of_every_module_as_its_own_file_does(unpacked: Path) -> None:
    held = (unpacked / "_internal" / gathered.FOLDER / gathered.FILE).read_bytes()
    begins = 4 + int.from_bytes(held[:4], "little")
    places = marshal.loads(held[4:begins])  # noqa: S302 ours
    files = {path: path.read_bytes()[16:] for path in (unpacked / "_internal").rglob("*.pyc")}
    assert len(places) == len(files) > 500
    for name, (start, length, is_package) in places.items():
        path = unpacked / "_internal" / name.replace(".", "/")
        file = path / "__init__.pyc" if is_package else path.with_suffix(".pyc")
        assert held[begins + start : begins + start + length] == files[file], name


def test_every_distribution_of_the_list_has_its_licence(unpacked: Path) -> None:
    listed = json.loads(next(facts.DIST.glob("*.cdx.json")).read_text("utf-8"))["components"]
    names = {part["name"].lower().replace("-", "_").replace(".", "_") for part in listed}
    assert {"keyring", "certifi", "pyside6_essentials", "python"} <= names
    folder = unpacked / "_internal/licences"
    for name in names - licences.UNDER_LGPL:
        assert [path for path in (folder / name).iterdir() if path.stat().st_size > 200], name
    assert "LESSER GENERAL PUBLIC LICENSE" in (folder / "LGPL-3.0.txt").read_text("utf-8")


def test_the_archive_names_no_builder_and_is_small() -> None:
    assert facts.tarball().stat().st_size < MOST_MB * 1e6
    with tarfile.open(facts.tarball()) as archive:
        entries = archive.getmembers()
    assert {(entry.uname, entry.uid, entry.mode & 0o022) for entry in entries if not entry.issym()} == {
        ("root", 0, 0)
    }
    assert {entry.mtime for entry in entries} == {entries[0].mtime}
    assert [entry.name for entry in entries] == sorted(entry.name for entry in entries)


def test_no_path_of_the_build_machine_travels(unpacked: Path) -> None:
    here = str(facts.ROOT).encode()
    found = [path for path in unpacked.rglob("*") if path.is_file() and here in path.read_bytes()]
    assert found == []


@pytest.mark.parametrize(
    "name",
    [
        "applications/panic-button.desktop",
        "metainfo/panic-button.metainfo.xml",
        "icons/hicolor/scalable/apps/panic-button.svg",
        "icons/hicolor/48x48/apps/panic-button.png",
        "icons/hicolor/256x256/apps/panic-button.png",
        "doc/panic-button/copyright",
    ],
)
def test_the_debian_package_lays_files_where_desktops_look(installed: Path, name: str) -> None:
    text = (installed / "usr/share" / name).read_bytes()
    assert text
    assert b"@VERSION@" not in text


def test_the_command_is_on_the_path_and_runs(installed: Path, tmp_path: Path) -> None:
    command = installed / "usr/bin/panic-button"
    assert command.is_symlink()
    told = subprocess.run(
        [str(command), "fire", "--environment", "practice"],
        env={"HOME": str(tmp_path), "PATH": "/nonexistent", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert told.returncode == 0
    assert "✓ EMPTY" in told.stdout


def test_every_library_that_is_wanted_is_packed_or_on_this_computer(installed: Path) -> None:
    libraries = [path for path in installed.rglob("*") if path.is_file() and ".so" in path.name]
    assert libraries
    missing = set()
    for library in libraries:
        told = subprocess.run(["ldd", str(library)], capture_output=True, text=True, env=os.environ)
        missing |= {line.split()[0] for line in told.stdout.splitlines() if "not found" in line}
    assert missing == set()
