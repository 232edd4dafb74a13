"""Which share of its branches decides whether a room is tested well enough."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

OTHERS = {"gui/panic/b.py": (1_000, 1_000), "gui/bitget/c.py": (1, 1)}
SCRIPT = Path(__file__).resolve().parents[2] / "tools" / "branches"


@pytest.mark.parametrize(
    ("rooms", "code"),
    [
        ({"gui/kept/a.py": (95, 100), **OTHERS}, 0),
        ({"gui/kept/a.py": (94, 100), **OTHERS}, 1),  # no room makes up for another
        ({"gui/kept/a.py": (0, 2), "gui/kept/at_login/b.py": (98, 98), **OTHERS}, 0),
        (OTHERS, 1),  # one was not run
        ({}, 1),
    ],
)
def test_each_room_by_itself(rooms: dict[str, tuple[int, int]], code: int) -> None:
    files = {
        name: {"summary": {"covered_branches": taken, "num_branches": there}}
        for name, (taken, there) in rooms.items()
    }
    told = json.dumps({"files": files})
    done = subprocess.run([sys.executable, SCRIPT], input=told, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (code, "")
    assert all(f"gui/{name.split('/')[1]}: " in done.stdout for name in rooms)
