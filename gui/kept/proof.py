"""Whether the journal is as it was written: for each press what is sound, changed, missing or cut off."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from gui.kept.chain import is_unchanged, seal_of
from gui.kept.reader import Reader, parse_line
from gui.kept.records import Kind


class Flaw(StrEnum):
    """What can be wrong with one of a press's lines."""

    CHANGED = "changed"  # after it was written
    MISPLACED = "misplaced"  # or there twice
    MISSING = "missing"  # lines before it were removed
    UNWRITTEN = "unwritten"  # the disk did not take the lines before it
    FIRST = "first"  # the line that it names as the one before is no longer in the file


@dataclass(slots=True)
class Proof:
    """What a press's lines prove; flaws are lines of the file, counted from 1, and what is wrong there."""

    press_id: str
    at: str = ""
    lines: int = 0
    is_chained: bool = False
    has_end: bool = False
    flaws: list[tuple[int, Flaw]] = field(default_factory=list)
    number: int = 0
    sha256: str = ""

    @property
    def is_sound(self) -> bool:
        """True when every line is there, as it was written, from the press to its end."""
        return self.is_chained and self.has_end and not self.flaws


@dataclass(slots=True)
class Proofs:
    """What a whole journal proves; unreadable are the numbers of lines that are cut off or no JSON."""

    presses: dict[str, Proof] = field(default_factory=dict)
    unreadable: list[int] = field(default_factory=list)

    @property
    def is_faulty(self) -> bool:
        """True when something was changed, is missing or cut off, be the cause innocent or not."""
        chained = (proof for proof in self.presses.values() if proof.is_chained)
        return bool(self.unreadable) or not all(proof.is_sound for proof in chained)

    @property
    def is_sound(self) -> bool:
        """True when there are presses and all of them are proved."""
        return bool(self.presses) and not self.unreadable and all(p.is_sound for p in self.presses.values())


def prove(lines: Iterable[bytes], *, is_excerpt: bool = False) -> Proofs:
    """Look at every line of a journal, with its newline. Raises OSError where reading the lines does.

    Of an excerpt nobody can expect the line before a press.
    """
    proofs, hashes = Proofs(), {""}
    for place, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            fields = parse_line(line)
            proof = proofs.presses.setdefault(fields.text("press"), Proof(fields.text("press")))
            _take(proof, place, line, fields, hashes)
        except ValueError:
            proofs.unreadable.append(place)
    for proof in proofs.presses.values():
        if not proof.is_chained:
            proof.flaws.clear()
        if is_excerpt:
            proof.flaws = [flaw for flaw in proof.flaws if flaw[1] is not Flaw.FIRST]
    return proofs


def _take(proof: Proof, place: int, line: bytes, fields: Reader, hashes: set[str]) -> None:
    kind = fields.text("kind")
    proof.lines += 1
    proof.has_end |= kind == Kind.ENDED
    if kind == Kind.PRESSED:
        proof.at = proof.at or fields.text("at")
    sha256 = seal_of(line)
    if sha256 is None or not is_unchanged(line):
        proof.is_chained |= sha256 is not None
        proof.flaws.append((place, Flaw.CHANGED))
        if sha256 is None:
            # No earlier version wrote below chained lines: the hash was cut away, or the line was put in.
            proof.is_chained |= len(hashes) > 1
            return
    proof.is_chained = True
    flaw = _out_of_place(proof, fields.number("n"), fields.text("before"), hashes)
    if flaw is not None:
        proof.flaws.append((place, flaw))
    hashes.add(sha256)
    if flaw is not Flaw.MISPLACED:
        proof.number, proof.sha256 = fields.number("n"), sha256


def _out_of_place(proof: Proof, number: int, before: str, hashes: set[str]) -> Flaw | None:
    if number <= proof.number:
        return Flaw.MISPLACED
    follows = before == proof.sha256 if proof.sha256 else before in hashes
    if number == proof.number + 1:
        if follows:
            return None
        return Flaw.MISSING if proof.sha256 else Flaw.FIRST
    return Flaw.UNWRITTEN if follows else Flaw.MISSING
