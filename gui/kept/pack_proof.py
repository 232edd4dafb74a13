"""Whether an evidence pack is as it was written."""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from gui.kept.calls import is_press_id
from gui.kept.pack import JOURNAL, MANIFEST, book_files, calls_name
from gui.kept.proof import Proofs, prove
from gui.kept.reader import parse_line
from gui.kept.records import Kind

_MOST = 512 * 1024 * 1024  # bytes unpacked, all together: a zip from a stranger may hold any number
MOST_FILES = 10_000
THE_PACK = ""  # in the place of a file's name
_LOCAL, _CENTRAL, _END = 30, 46, 22  # bytes of a zip's headers, each but the last with a name


class PackFlaw(StrEnum):
    """What can be wrong with a file of a pack."""

    CHANGED = "changed"  # it is not what the manifest names
    MISSING = "missing"
    ADDED = "added"  # the manifest does not name it, or it is there twice
    OTHER_CALLS = "calls"  # than those that the journal's closing line names
    OTHER_BOOK = "book"  # than the journal tells of
    DAMAGED = "damaged"  # not readable, or larger than anything that this program writes
    OTHER_SHAPE = "shape"  # it holds more than its files, or in another order: programs may show other ones


@dataclass(slots=True)
class PackProof:
    """What a pack proves; without_calls are presses whose requests and answers are not in it."""

    proofs: Proofs = field(default_factory=Proofs)
    flaws: list[tuple[str, PackFlaw]] = field(default_factory=list)
    without_calls: list[str] = field(default_factory=list)

    @property
    def is_faulty(self) -> bool:
        """True when something was changed, is missing or cut off."""
        return bool(self.flaws) or self.proofs.is_faulty

    @property
    def is_sound(self) -> bool:
        """True when every press is proved, with its requests and answers."""
        return not self.flaws and not self.without_calls and self.proofs.is_sound


def prove_pack(path: Path) -> PackProof:
    """Look at every file of a pack. Blocks; raises OSError, and ValueError for what is no zip."""
    proof = PackProof()
    try:
        with zipfile.ZipFile(path) as pack:
            if not _is_as_packed(pack, path.stat().st_size):
                proof.flaws.append((THE_PACK, PackFlaw.OTHER_SHAPE))
            files = dict(_files(pack, proof))
    except zipfile.BadZipFile:
        raise ValueError("not a zip") from None
    _compare(files, proof)
    lines = files.get(JOURNAL, b"").splitlines(keepends=True)
    proof.proofs = prove(lines, is_excerpt=True)
    told = _told_calls(lines)
    for press in proof.proofs.presses:
        content = files.get(calls_name(press))
        if content is None:
            proof.without_calls.append(press)
        elif hashlib.sha256(content).hexdigest() != told.get(press):
            proof.flaws.append((calls_name(press), PackFlaw.OTHER_CALLS))
    known = {calls_name(press) for press in proof.proofs.presses}
    strange = sorted(name for name in files if name.startswith("calls/") and name not in known)
    proof.flaws += [(name, PackFlaw.OTHER_CALLS) for name in strange]
    books = book_files(lines)
    for name in sorted(books.keys() | {name for name in files if name.startswith("books/")}):
        if files.get(name) != books.get(name):
            proof.flaws.append((name, PackFlaw.OTHER_BOOK))
    return proof


def _is_as_packed(pack: zipfile.ZipFile, size: int) -> bool:
    """Tell whether the files follow each other, by name, and there is not one byte beside them.

    Before, between and behind them a second pack could lie, which other programs would show.
    """
    end, names = 0, [entry.orig_filename for entry in pack.infolist()]
    for entry in pack.infolist():
        if entry.header_offset != end:
            return False
        end += _LOCAL + len(entry.orig_filename) + entry.compress_size
    return names == sorted(names) and size == end + len("".join(names)) + _CENTRAL * len(names) + _END


def _files(pack: zipfile.ZipFile, proof: PackProof) -> Iterator[tuple[str, bytes]]:
    room, seen = _MOST, set[str]()
    proof.flaws += [(entry.filename, PackFlaw.ADDED) for entry in pack.infolist()[MOST_FILES:][:1]]
    for entry in pack.infolist()[:MOST_FILES]:
        if entry.filename in seen:
            proof.flaws.append((entry.filename, PackFlaw.ADDED))
            continue
        seen.add(entry.filename)
        try:
            with pack.open(entry) as file:
                content = file.read(room + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
            content = None
        if content is None or len(content) > room:
            proof.flaws.append((entry.filename, PackFlaw.DAMAGED))
            continue
        room -= len(content)
        yield entry.filename, content


def _compare(files: Mapping[str, bytes], proof: PackProof) -> None:
    damaged = {name for name, _ in proof.flaws}
    hashes: Mapping[str, object] = {}
    try:
        found = json.loads(files[MANIFEST])["files"]
        hashes = found if isinstance(found, dict) else {}
    except (KeyError, TypeError, ValueError, RecursionError):
        proof.flaws.append((MANIFEST, PackFlaw.DAMAGED if MANIFEST in files else PackFlaw.MISSING))
    for name in sorted({JOURNAL, *hashes} - files.keys() - damaged):
        proof.flaws.append((name, PackFlaw.MISSING))
    for name, content in files.items():
        if name == MANIFEST or name in damaged:
            continue
        if name not in hashes:
            proof.flaws.append((name, PackFlaw.ADDED))
        elif hashlib.sha256(content).hexdigest() != hashes[name]:
            proof.flaws.append((name, PackFlaw.CHANGED))


def _told_calls(lines: list[bytes]) -> Mapping[str, str]:
    told = {}
    for line in lines:
        try:
            fields = parse_line(line)
            press = fields.text("press")
            if fields.text("kind") == Kind.ENDED and is_press_id(press):
                told[press] = fields.part("calls").text("calls_sha256")
        except ValueError:
            continue
    return told
