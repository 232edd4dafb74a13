"""The program as a real process with folders of its own, and a practice exchange in another process."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SECRETS = (b"practice-secret", b"practice-passphrase")
PATIENCE_S = 30


class Home:
    """A user's folders, made for one test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def journal(self) -> Path:
        return self.folder / "state" / "panic-button" / "journal.jsonl"

    @property
    def environment(self) -> dict[str, str]:
        """No screen, no keyring, and nothing of the person who runs the tests."""
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            "XDG_STATE_HOME": str(self.folder / "state"),
            "XDG_RUNTIME_DIR": str(self.folder),
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={self.folder}/no-bus",
            "PYTHONPATH": str(ROOT),
            "PYTHONUTF8": "1",
            "PYTHONWARNINGS": "error",
        }

    def run(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run the program to its end; nothing that it wrote may hold a secret."""
        ran = subprocess.run(
            [sys.executable, "-m", "gui", *arguments],
            env=self.environment | more,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=PATIENCE_S,
        )
        assert "Traceback" not in ran.stdout + ran.stderr
        self.assert_holds_no_secret((ran.stdout + ran.stderr).encode())
        return ran

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "gui", *arguments],
            env=self.environment,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def assert_holds_no_secret(self, output: bytes = b"") -> None:
        written = [path.read_bytes() for path in self.folder.rglob("*") if path.is_file()]
        for content in (output, *written):
            assert not [secret for secret in SECRETS if secret in content]


@contextmanager
def practice(home: Home, *arguments: str) -> Iterator[str]:
    """A practice exchange in a process of its own; gives its address."""
    process = home.start("practice", "--port", "0", *arguments)
    try:
        assert process.stdout is not None
        first = process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+", first)
        assert found, first
        yield found[0]
    finally:
        process.send_signal(signal.SIGINT)
        _, complaints = process.communicate(timeout=PATIENCE_S)
        assert process.returncode == 0
        assert complaints == ""
