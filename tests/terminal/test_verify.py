"""`panic-button verify` as a program of its own, on journals that real presses wrote."""

from __future__ import annotations

import json
import signal
import sys
from pathlib import Path

import pytest

from .program import PATIENCE_S, Home


def test_a_press_is_sound_until_somebody_changes_its_line(home: Home) -> None:
    assert home.run("fire", "--environment", "practice").returncode == 0
    ran = home.run("verify")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "sound; all" in ran.stdout
    home.journal.write_bytes(home.journal.read_bytes().replace(b'"cancelled":', b'"cancelled": ', 1))
    ran = home.run("verify", str(home.journal))
    assert ran.returncode == 1
    assert "NOT sound" in ran.stdout
    assert "was changed after it was written" in ran.stdout


def test_no_file_no_press_and_old_presses_are_never_called_sound(home: Home, tmp_path: Path) -> None:
    ran = home.run("verify")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "nothing could be verified" in ran.stderr
    ran = home.run("verify", str(tmp_path))
    assert ran.returncode == 2
    assert "could not be read" in ran.stderr
    path = tmp_path / "journal.jsonl"
    path.write_text("")
    ran = home.run("verify", str(path))
    assert ran.returncode == 3
    assert "no press" in ran.stdout
    old = {"kind": "pressed", "press": "\x1b[31mred", "at": "2025-01-01T00:00:00+00:00"}
    path.write_text(json.dumps(old) + "\n")
    ran = home.run("verify", str(path))
    assert ran.returncode == 3
    assert "not chained" in ran.stdout
    assert "\x1b" not in ran.stdout


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc is Linux's")
def test_a_program_that_runs_can_leave_no_core_dump(home: Home) -> None:
    process = home.start("practice", "--port", "0")
    try:
        assert process.stdout is not None
        assert "http://127.0.0.1" in process.stdout.readline()
        limits = Path(f"/proc/{process.pid}/limits").read_text("ascii")
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=PATIENCE_S)
    [core] = [each.split() for each in limits.splitlines() if each.startswith("Max core file size")]
    assert core[4:6] == ["0", "0"]
