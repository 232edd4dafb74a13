"""`panic-button verify`: is a journal, or an evidence pack, as it was written?"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from zipfile import is_zipfile

from gui.kept.pack_proof import PackFlaw, PackProof, prove_pack
from gui.kept.paths import places
from gui.kept.private import open_to_read, why
from gui.kept.proof import Flaw, Proof, Proofs, prove
from gui.terminal.streams import tell

_EXIT_CODES = """\
exit codes: 0 every press is sound, 1 something was changed, is missing or cut off,
3 nothing wrong was found but not every press is chained, or its requests and
answers are not there, 2 wrong usage or the file cannot be read"""

_FILE_WORDS = {
    PackFlaw.CHANGED: "was changed after it was packed",
    PackFlaw.MISSING: "is missing",
    PackFlaw.ADDED: "was put in later, or is there twice",
    PackFlaw.OTHER_CALLS: "does not hold the requests and answers that the journal names",
    PackFlaw.OTHER_BOOK: "is not the book that the journal tells of",
    PackFlaw.DAMAGED: "is damaged, or larger than anything that this program writes",
    PackFlaw.OTHER_SHAPE: "was put together anew, or holds more than its files",
}

# They go on from “line 3 of the file ”.
_WORDS = {
    Flaw.CHANGED: "was changed after it was written",
    Flaw.MISPLACED: "stands twice or in the wrong place",
    Flaw.MISSING: "follows lines that were removed",
    Flaw.UNWRITTEN: "follows lines that the disk did not take",
    Flaw.FIRST: "names a line before this press that is no longer in the file",
}


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    verifying = commands.add_parser(
        "verify",
        help="was a journal or an evidence pack changed? touches no order",
        allow_abbrev=False,
        epilog=_EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verifying.add_argument(
        "file",
        nargs="?",
        type=Path,
        metavar="FILE",
        help="a journal or an evidence pack (default: your own journal)",
    )


def verify(path: Path | None) -> int:
    """Say of each press what its lines prove, and give the exit code; only reads."""
    path = path or places().journal
    try:
        with open_to_read(path) as file:
            if is_zipfile(file):
                return _verify_pack(prove_pack(path))
            file.seek(0)
            proofs = prove(file)
    except ValueError:
        print(f"{path} is damaged, and could not be read. Nothing was verified.", file=sys.stderr)
        return 2
    except FileNotFoundError:
        print(f"There is no file {path}, so nothing could be verified.", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{path} could not be read, because {why(error)}. Nothing was verified.", file=sys.stderr)
        return 2
    tell("\n".join(sentences(proofs)))
    return 1 if proofs.is_faulty else 0 if proofs.is_sound else 3


def _verify_pack(proof: PackProof) -> int:
    said = sentences(proof.proofs)
    for press in proof.without_calls:
        said.append(f"Press {_plain(press)}: its requests and answers are not in the pack.")
    said += [f"NOT sound: {_plain(name) or 'the pack'} {_FILE_WORDS[flaw]}." for name, flaw in proof.flaws]
    if proof.is_sound:
        said.append("Every file of the pack is as it was packed.")
    tell("\n".join(said))
    return 1 if proof.is_faulty else 0 if proof.is_sound else 3


def _plain(text: str) -> str:
    """Nothing in the file may steer the terminal."""
    return ascii(text[:64])[1:-1]


def sentences(proofs: Proofs) -> list[str]:
    """Say what a journal proves, a line for each press."""
    said = [_sentence(proof) for proof in proofs.presses.values()] or ["There is no press in this file."]
    if proofs.unreadable:
        places_of = ", ".join(map(str, proofs.unreadable))
        said.append(f"Cut off or not readable: line {places_of} of the file, of whatever press.")
    return said


def _sentence(proof: Proof) -> str:
    name = f"Press {_plain(proof.press_id)} of {_plain(proof.at) or 'an unknown time'}"
    if not proof.is_chained:
        return f"{name}: not chained; an earlier version wrote it, so a change would not show."
    if proof.is_sound:
        return f"{name}: sound; all {proof.lines} lines are as they were written."
    found = [f"line {place} of the file {_WORDS[flaw]}" for place, flaw in proof.flaws]
    if not proof.has_end:
        found.append("its end is missing: it still runs, the program was stopped, or lines were removed")
    return f"{name}: NOT sound; {'; '.join(found)}."
