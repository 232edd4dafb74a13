"""An evidence pack from a stranger may hold anything; none of it is passed over in silence."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from gui.kept import pack_proof
from gui.kept.pack_proof import THE_PACK, PackFlaw, prove_pack


def zip_of(path: Path, **files: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in sorted(files.items()):
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


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a zip at all", b"\x00" * 1000])
def test_what_is_no_zip_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    with pytest.raises(ValueError, match="not a zip"):
        prove_pack(path)


@pytest.mark.parametrize("manifest", [b"", b"[]", b"{}", b"7", b"\xff", b"[" * 100_000])
def test_a_manifest_that_makes_no_sense_vouches_for_nothing(tmp_path: Path, manifest: bytes) -> None:
    proof = prove_pack(zip_of(tmp_path / "x.zip", **{"manifest.json": manifest, "journal.jsonl": b""}))
    assert ("manifest.json", PackFlaw.DAMAGED) in proof.flaws
    assert ("journal.jsonl", PackFlaw.ADDED) in proof.flaws


def test_a_manifest_whose_list_is_none_vouches_for_nothing(tmp_path: Path) -> None:
    proof = prove_pack(zip_of(tmp_path / "x.zip", **{"manifest.json": b'{"files": 7}', "a": b"1"}))
    assert proof.flaws == [("journal.jsonl", PackFlaw.MISSING), ("a", PackFlaw.ADDED)]


@pytest.mark.parametrize("second", [b"right", b"wrong"])
def test_a_name_that_is_there_twice_is_a_flaw_even_if_both_are_right(tmp_path: Path, second: bytes) -> None:
    manifest = json.dumps({"files": {"a": hashlib.sha256(b"right").hexdigest()}}).encode()
    path = zip_of(tmp_path / "x.zip", **{"manifest.json": manifest, "a": b"right"})
    with zipfile.ZipFile(path, "a") as pack, pytest.warns(UserWarning, match="Duplicate name"):
        pack.writestr("a", second)
    assert ("a", PackFlaw.ADDED) in prove_pack(path).flaws


def test_a_file_that_cannot_be_unpacked_is_a_flaw_and_the_others_are_looked_at(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "x.zip", a=b"some text that is packed", b=b"2")
    content = bytearray(path.read_bytes())
    content[34] ^= 0xFF  # inside of what was packed: 30 bytes of a header and a name of one come before
    path.write_bytes(content)
    flaws = prove_pack(path).flaws
    assert [flaw for flaw in flaws if flaw[0] == "a"] == [("a", PackFlaw.DAMAGED)]
    assert ("b", PackFlaw.ADDED) in flaws


def hidden(content: bytes) -> bytes:
    """With a file that only a program finds which reads from the front: the list at the end leaves it out."""
    return zip_bytes({"a": b"other", "b": b"2"}) + content


def with_comment(content: bytes) -> bytes:
    file = io.BytesIO(content)
    with zipfile.ZipFile(file, "a") as pack:
        pack.comment = b"sworn and sealed"
    return file.getvalue()


def with_extra(content: bytes) -> bytes:
    return zip_bytes(dict(read(content)), extra=b"\x99\x99\x04\x00more")


def in_another_order(content: bytes) -> bytes:
    return zip_bytes(dict(reversed(read(content))))


def over_each_other(content: bytes) -> bytes:
    """The second entry points into the first: what is there once is listed twice."""
    at = content.rindex(b"PK\x01\x02") + 42
    return content[:at] + bytes(4) + content[at + 4 :]


def zip_bytes(files: dict[str, bytes], extra: bytes = b"") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as pack:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name)
            entry.extra = extra
            pack.writestr(entry, content)
    return file.getvalue()


def read(content: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(content)) as pack:
        return [(name, pack.read(name)) for name in pack.namelist()]


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content + b"more",
        lambda content: b"#!/bin/sh\n" + content,
        *(hidden, with_comment, with_extra, in_another_order, over_each_other),
    ],
)
def test_a_pack_that_other_programs_may_show_otherwise_is_not_as_it_was_packed(
    tmp_path: Path, change: Callable[[bytes], bytes]
) -> None:
    path, content = tmp_path / "x.zip", zip_bytes({"a": b"1", "b": b"2"})
    path.write_bytes(content)
    shape = (THE_PACK, PackFlaw.OTHER_SHAPE)
    assert shape not in prove_pack(path).flaws
    path.write_bytes(change(content))
    assert shape in prove_pack(path).flaws


def test_a_pack_that_is_cut_off_anywhere_is_none_or_has_flaws(tmp_path: Path) -> None:
    path, content = tmp_path / "x.zip", zip_bytes({"a": b"1", "b": b"2"})
    for length in range(len(content)):
        path.write_bytes(content[:length])
        with pytest.raises(ValueError, match="not a zip"):
            prove_pack(path)


def test_calls_of_a_press_that_the_journal_does_not_tell_of_are_a_flaw(tmp_path: Path) -> None:
    name = f"calls/{'f' * 32}.jsonl"
    hashes = {name: hashlib.sha256(b"{}\n").hexdigest(), "journal.jsonl": hashlib.sha256(b"").hexdigest()}
    manifest = json.dumps({"files": hashes}).encode()
    path = zip_of(tmp_path / "x.zip", **{name: b"{}\n", "journal.jsonl": b"", "manifest.json": manifest})
    assert prove_pack(path).flaws == [(name, PackFlaw.OTHER_CALLS)]
