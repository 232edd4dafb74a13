"""Runs a piece of Python as a program of its own, which the imports of the tests have not touched."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from packing import facts


def run(script: str, *folders: Path) -> str:
    """Give what it prints; modules come from these folders first, then from the project."""
    paths = os.pathsep.join(map(str, (*folders, facts.ROOT)))
    ran = subprocess.run(
        [sys.executable, "-P", "-c", script],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": paths, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout
