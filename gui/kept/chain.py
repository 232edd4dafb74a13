"""How the journal's lines hang together, so that a line that was changed or removed shows.

Each line ends with its number within its press, the hash of the line before it, and its own:

    …,"n":3,"before":HASH,"sha256":HASH}

One process writes all lines of a press, so there is a chain for each press, and no lock between processes.
The first line of a press names the last line that the file held then, of whatever press.
"""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from dataclasses import dataclass

_SEAL = re.compile(rb',"sha256":"([0-9a-f]{64})"\}\n?\Z')
SEAL_SIZE = 80  # bytes from the end of a line that hold its hash
_MOST_PRESSES = 64  # a press that old has no more lines to come


@dataclass(slots=True)
class _End:
    number: int = 0
    sha256: str = ""


class Chain:
    """The ends of the chains of this process's presses; for the one thread that writes."""

    def __init__(self) -> None:
        self._ends: OrderedDict[str, _End] = OrderedDict()

    def count(self, press_id: str) -> None:
        """Count a line before it is made: one that never gets to the disk leaves a gap that shows."""
        self._ends.setdefault(press_id, _End()).number += 1
        while len(self._ends) > _MOST_PRESSES:
            self._ends.popitem(last=False)

    def seal(self, press_id: str, line: bytes, tail: bytes) -> bytes:
        """Give the line counted last its place in the chain; tail is how the file ends."""
        end = self._ends[press_id]
        before = end.sha256 or (seal_of(tail) or "")
        text = line.rstrip()[:-1] + f',"n":{end.number},"before":"{before}"'.encode("ascii")
        return text + f',"sha256":"{hashlib.sha256(text).hexdigest()}"}}\n'.encode("ascii")

    def written(self, press_id: str, line: bytes) -> None:
        """Take note that a sealed line is in the file; the next one names it."""
        self._ends[press_id].sha256 = seal_of(line) or ""


def seal_of(line: bytes) -> str | None:
    """The hash that a line, or the end of one, says it has; None where it says none."""
    found = _SEAL.search(line[-SEAL_SIZE:])
    return found and found[1].decode("ascii")


def is_unchanged(line: bytes) -> bool:
    """Tell whether a sealed line is the one whose hash it carries."""
    text = line.rstrip(b"\n")[: -len(',"sha256":""}') - 64]
    return hashlib.sha256(text).hexdigest() == seal_of(line)
