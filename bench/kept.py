"""A run as JSON: what was measured, where, and with which command."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.place import METHOD
from bench.rows import Row, rows
from bench.run import FLOOR, Run
from bench.talking import ROOT

PUBLISHED = ROOT / "docs/bench.json"


def record(runs: Sequence[Run], command: str) -> dict[str, Any]:
    """Put together what a reader needs to judge the figures, and every sample."""
    return {
        "command": command,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": _commit(),
        "machine": machine(),
        "network": METHOD,
        "runs": [asdict(run) | {"rows": [asdict(row) for row in rows(run.samples, FLOOR)]} for run in runs],
    }


def rows_of(record: dict[str, Any]) -> list[Row]:
    """Give the rows of the first round trip."""
    return [Row(**row) for row in record["runs"][0]["rows"]]


def write(record: dict[str, Any], path: Path) -> None:
    """Write it for people too: indented. Raises OSError."""
    path.write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", "utf-8")


def machine() -> str:
    """Name the machine by what matters for the figures, not by its name."""
    system = f"{platform.system()} {platform.release()}"
    return f"{os.cpu_count()} cores {_processor()}, {system}, Python {platform.python_version()}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.machine()
    return next((line.split(": ")[1] for line in lines if line.startswith("model name")), platform.machine())


def _commit() -> str | None:
    command = ["git", "rev-parse", "--short=12", "HEAD"]
    try:
        asked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    except OSError:
        return None
    return asked.stdout.strip() or None
