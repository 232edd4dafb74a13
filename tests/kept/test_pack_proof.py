"""An evidence pack from a stranger may hold anything; none of it is passed over in silence."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from gui.kept import pack_proof
from gui.kept.pack_proof import PackFlaw, prove_pack


def zip_of(path: Path, **files: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in files.items():
            pack.writestr(name, content)
    return path


def test_more_files_than_are_looked_at_are_a_flaw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pack_proof, "MOST_FILES", 2)
    proof = prove_pack(zip_of(tmp_path / "x.zip", a=b"1", b=b"2", c=b"3", d=b"4"))
    assert ("c", PackFlaw.ADDED) in proof.flaws
    assert proof.is_faulty


def test_a_file_that_unpacks_without_end_is_a_flaw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pack_proof, "_MOST", 1000)
    proof = prove_pack(zip_of(tmp_path / "x.zip", bomb=b"0" * 100_000))
    assert ("bomb", PackFlaw.DAMAGED) in proof.flaws


def test_an_empty_zip_proves_nothing(tmp_path: Path) -> None:
    proof = prove_pack(zip_of(tmp_path / "x.zip"))
    assert proof.is_faulty
    assert not proof.is_sound
