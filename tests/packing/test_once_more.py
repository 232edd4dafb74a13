"""What may be run once more after a run that failed, and what may not."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "tools" / "once_more"
WINDOW = "tests/end_to_end/test_press.py::test_a_click[dark]"


@pytest.mark.parametrize(
    ("failed", "code"),
    [
        ([WINDOW], 0),
        ([WINDOW, "tests/window/test_a.py::test_b", "tests/local/test_c.py::test_d"], 0),
        ([f"tests/widgets/test_a.py::test_{number}" for number in range(4)], 1),
        ([WINDOW, "tests/panic/test_sweep.py::test_empty"], 1),
        (["tests/faults/test_sequences.py::test_a"], 1),
        ([], 1),
        (None, 1),  # it never came to the tests
    ],
)
def test_only_few_tests_of_a_desktop_may(tmp_path: Path, failed: list[str] | None, code: int) -> None:
    if failed is not None:
        kept = tmp_path / ".pytest_cache" / "v" / "cache" / "lastfailed"
        kept.parent.mkdir(parents=True)
        kept.write_text(json.dumps(dict.fromkeys(failed, True)))
    done = subprocess.run([sys.executable, SCRIPT], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (code, "")
    named = [name for name in failed or () if name in done.stdout]
    assert named == (failed or []) if code == 0 else len(named) > 0 or not failed
