"""An evidence pack of a real journal: what is missing from it and what was changed in it is told."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from gui.kept.calls import folder_of
from gui.kept.journal import Journal
from gui.kept.pack import NoSuchPress, press_ids, write_pack
from gui.kept.pack_proof import PackFlaw, PackProof, prove_pack
from gui.kept.proof import prove
from gui.panic.accounts import MAIN
from tests.widgets import made_up

from .samples import REPORT, press
from .test_calls import RECORD, recording


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A journal of one press, with a book, and a request and its answer beside it."""
    path, made = tmp_path / "journal.jsonl", press()
    journal = Journal(path, patience_s=30.0)
    journal.pressed(made)
    journal.book(made.id, MAIN, made_up.book(3), 0)
    journal.ended(made.id, REPORT, recording(RECORD))
    journal.close(30.0)
    return path


def pack(path: Path) -> Path:
    target = path.with_name("pack.zip")
    assert write_pack(path, press_ids(path), target) == 1
    return target


def changed(path: Path, beginning: str) -> PackProof:
    """Add a blank to the first file of such a name, and write the pack anew as it was."""
    with zipfile.ZipFile(path) as whole:
        files = {name: whole.read(name) for name in whole.namelist()}
    name = next(name for name in files if name.startswith(beginning))
    files[name] += b" "
    with zipfile.ZipFile(path, "w") as whole:
        for each, content in files.items():
            whole.writestr(each, content)
    return prove_pack(path)


def test_it_is_sound_as_it_was_written(path: Path) -> None:
    assert prove_pack(pack(path)).is_sound


@pytest.mark.parametrize(
    ("beginning", "flaws"),
    [
        ("README", {PackFlaw.CHANGED}),
        ("books/", {PackFlaw.CHANGED, PackFlaw.OTHER_BOOK}),
        ("calls/", {PackFlaw.CHANGED, PackFlaw.OTHER_CALLS}),
    ],
)
def test_a_file_that_was_changed_is_told(path: Path, beginning: str, flaws: set[PackFlaw]) -> None:
    proof = changed(pack(path), beginning)
    assert {flaw for _, flaw in proof.flaws} == flaws
    assert all(name.startswith(beginning) for name, _ in proof.flaws)
    assert proof.is_faulty


def test_a_press_whose_calls_are_gone_is_packed_and_named(path: Path) -> None:
    [calls] = folder_of(path).iterdir()
    calls.unlink()
    proof = prove_pack(pack(path))
    assert proof.without_calls == press_ids(path)
    assert not proof.is_faulty
    assert not proof.is_sound


def test_blank_lines_in_a_journal_are_nobodys(path: Path) -> None:
    path.write_bytes(b"\n" + path.read_bytes() + b" \n")
    with path.open("rb") as file:
        assert prove(file).is_sound
    assert prove_pack(pack(path)).is_sound


def test_without_a_press_that_was_asked_for_nothing_is_written(path: Path) -> None:
    target = path.with_name("pack.zip")
    with pytest.raises(NoSuchPress):
        write_pack(path, ["f" * 32], target)
    assert not target.exists()
