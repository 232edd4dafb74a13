"""`panic-button export` and `verify` as programs, on presses that were real."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from gui.kept.pack import press_ids

from .program import Home

Files = dict[str, bytes]


@pytest.fixture
def pack(home: Home) -> Path:
    for _ in range(2):
        assert home.run("fire", "--environment", "practice").returncode == 0
    ran = home.run("export", "pack.zip")
    assert (ran.returncode, ran.stderr) == (0, "")
    return home.folder / "pack.zip"


def files_of(path: Path) -> Files:
    with zipfile.ZipFile(path) as pack:
        return {name: pack.read(name) for name in pack.namelist()}


def rewritten(path: Path, change: Callable[[Files], None]) -> str:
    files = files_of(path)
    change(files)
    with zipfile.ZipFile(path, "w") as pack:
        for name, content in files.items():
            pack.writestr(name, content)
    return str(path)


def test_the_pack_of_the_last_press_holds_all_of_it_and_is_sound(pack: Path, home: Home) -> None:
    files, last = files_of(pack), press_ids(home.journal)[-1]
    assert sorted(files) == sorted(
        [
            *("README.txt", "about.json", "journal.jsonl", "manifest.json", f"calls/{last}.jsonl"),
            *(f"books/{last}-after.csv", f"books/{last}-after.json"),
        ]
    )
    lines = home.journal.read_bytes().splitlines(keepends=True)
    assert files["journal.jsonl"] == b"".join(line for line in lines if last.encode() in line)
    _, *calls = [json.loads(line) for line in files[f"calls/{last}.jsonl"].splitlines()]
    assert any("cancel" in call["target"] and call["http_status"] == 200 for call in calls)
    assert len(json.loads(files[f"books/{last}-after.json"])) > 0
    for content in files.values():
        home.assert_holds_no_secret(content)
        assert str(home.folder).encode() not in content
    assert pack.stat().st_mode & 0o077 == 0
    assert [path.name for path in pack.parent.glob(".*.part")] == []
    ran = home.run("verify", str(pack))
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "sound; all" in ran.stdout
    assert "Every file of the pack is as it was packed." in ran.stdout


def change_journal(files: Files) -> None:
    files["journal.jsonl"] = files["journal.jsonl"].replace(b'"cancelled":', b'"cancelled": ', 1)


def change_calls(files: Files) -> None:
    """As somebody would who brings the manifest into line with it."""
    name = next(name for name in files if name.startswith("calls/"))
    files[name] = files[name].replace(b'"http_status":200', b'"http_status":500', 1)
    manifest = json.loads(files["manifest.json"])
    manifest["files"][name] = hashlib.sha256(files[name]).hexdigest()
    files["manifest.json"] = json.dumps(manifest).encode()


def change_book(files: Files) -> None:
    name = next(name for name in files if name.endswith("after.json"))
    files[name] = b"[]"


def remove_first_line(files: Files) -> None:
    files["journal.jsonl"] = files["journal.jsonl"].partition(b"\n")[2]


def add_file(files: Files) -> None:
    files["\x1b[31mred"] = b"x"


def remove_manifest(files: Files) -> None:
    del files["manifest.json"]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (change_journal, "was changed after it was written"),
        (change_calls, "does not hold the requests and answers that the journal names"),
        (change_book, "is not the book that the journal tells of"),
        (remove_first_line, "follows lines that were removed"),
        (add_file, "was put in later"),
        (remove_manifest, "manifest.json is missing"),
    ],
)
def test_whatever_is_changed_in_a_pack_shows(
    pack: Path, home: Home, change: Callable[[Files], None], says: str
) -> None:
    ran = home.run("verify", rewritten(pack, change))
    assert ran.returncode == 1
    assert says in ran.stdout
    assert "NOT sound" in ran.stdout
    assert "\x1b" not in ran.stdout


def test_a_byte_behind_a_pack_shows(pack: Path, home: Home) -> None:
    pack.write_bytes(pack.read_bytes() + b"\0")
    ran = home.run("verify", str(pack))
    assert ran.returncode == 1
    assert "NOT sound: the pack was put together anew, or holds more than its files.\n" in ran.stdout
    assert "as it was packed" not in ran.stdout


@pytest.mark.usefixtures("pack")
def test_a_pack_without_calls_says_so_and_is_not_called_sound(home: Home) -> None:
    shutil.rmtree(home.journal.parent / "evidence")
    assert home.run("export", "--last", "2", "two.zip").returncode == 0
    ran = home.run("verify", "two.zip")
    assert ran.returncode == 3
    assert ran.stdout.count("its requests and answers are not in the pack") == 2


@pytest.mark.usefixtures("pack")
def test_presses_are_chosen_by_their_names(home: Home) -> None:
    first, last = press_ids(home.journal)
    assert home.run("export", "--press", first, "first.zip").returncode == 0
    content = files_of(home.folder / "first.zip")["journal.jsonl"]
    assert first.encode() in content
    assert last.encode() not in content
    assert home.run("verify", "first.zip").returncode == 0


def test_what_cannot_be_exported_is_a_sentence(home: Home) -> None:
    ran = home.run("export", "none.zip")
    assert (ran.returncode, "no press yet" in ran.stderr) == (2, True)
    assert home.run("fire", "--environment", "practice").returncode == 0
    ran = home.run("export", "--press", "f" * 32, "none.zip")
    assert (ran.returncode, "no press ffff" in ran.stderr) == (2, True)
    ran = home.run("export", "nowhere/none.zip")
    assert (ran.returncode, "no folder" in ran.stderr) == (1, True)
    assert home.run("export", "--last", "0").returncode == 2
    (home.folder / "there.zip").write_bytes(b"mine")
    ran = home.run("export", "there.zip")
    assert (ran.returncode, "there already" in ran.stderr) == (2, True)
    assert (home.folder / "there.zip").read_bytes() == b"mine"
    assert not (home.folder / "none.zip").exists()
