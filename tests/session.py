"""A desktop's real keyring in a folder of its own, and Python processes that live beside it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
PASSWORD = b"correct horse"
_PATIENCE_S = 60

# A bus that starts no service by itself, which the system's own does.
_BARE_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={address}</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/></policy></busconfig>
"""

# What every script in these tests begins with.
PRELUDE = """
import sys
from gui.kept.credentials import *
from gui.panic.orders import Environment
from gui.panic.secrets import Credentials
LIVE, DEMO = Environment.LIVE, Environment.DEMO
WHOLE = Credentials.of("key-0123456789", "secret ü 🔑", "pass phrase")
store = KeyStore()
def tell(call, *arguments):
    try:
        print(call(*arguments))
    except KeyringUnusable as error:
        assert error.__context__ is None and error.__cause__ is None
        print(type(error).__name__, error)
    sys.stdout.flush()
"""


@contextmanager
def unlocked_desktop() -> Iterator[Desktop]:
    """A desktop with its keyring unlocked, ended with everything that it started."""
    desktop = Desktop()
    try:
        desktop.start_bus()
        desktop.start_keyring()
        yield desktop
    finally:
        desktop.stop()


class Desktop:
    """A session bus and a keyring daemon with their own home; nothing of the person's is touched."""

    def __init__(self) -> None:
        # Not below pytest's folder: the path of a socket may have 108 bytes at most.
        self.home = Path(tempfile.mkdtemp(prefix="kept-"))
        self._bus = self.home / "bus"
        self._started: list[subprocess.Popen[bytes]] = []
        for name in ("run", "data"):
            (self.home / name).mkdir(mode=0o700)

    @property
    def environment(self) -> dict[str, str]:
        """The environment of this desktop; no screen, so nobody can be asked for a password."""
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "XDG_RUNTIME_DIR": str(self.home / "run"),
            "XDG_DATA_HOME": str(self.home / "data"),
            "XDG_CONFIG_HOME": str(self.home / "config"),
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={self._bus}",
            "PYTHONPATH": str(PROJECT),
            "PYTHONUTF8": "1",
        }

    def start_bus(self, *, bare: bool = False) -> None:
        command = ["dbus-daemon", "--nofork", "--nopidfile"]
        if bare:
            config = self.home / "bus.conf"
            config.write_text(_BARE_BUS.format(address=self._bus))
            command.append(f"--config-file={config}")
        else:
            command += ["--session", f"--address=unix:path={self._bus}"]
        self._start(command)
        self._wait(self._bus.exists, "the session bus")

    def start_keyring(self, *, unlocked: bool = True) -> None:
        command = ["gnome-keyring-daemon", "--foreground", "--components=secrets"]
        if unlocked:
            self._start([*command, "--unlock"], PASSWORD)
        else:
            self._start(command)
        self._wait(self._keyring_is_up, "the Secret Service")

    def stop_last(self) -> None:
        """End what was started last."""
        process = self._started.pop()
        process.terminate()
        try:
            process.wait(_PATIENCE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def stop(self) -> None:
        while self._started:
            self.stop_last()
        shutil.rmtree(self.home)

    def python(self, script: str, **more: str) -> str:
        """Run a script in this desktop to its end; gives what it printed."""
        process = self.start_python(script, **more)
        output, _ = process.communicate(timeout=60)
        assert process.returncode == 0
        return output.strip()

    def start_python(self, script: str, **more: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", PRELUDE + textwrap.dedent(script)],
            env=self.environment | more,
            cwd=self.home,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def _start(self, command: list[str], told: bytes = b"") -> None:
        if shutil.which(command[0]) is None:
            pytest.fail(f"{command[0]} is missing: apt-get install dbus-daemon dbus-x11 gnome-keyring")
        process = subprocess.Popen(
            command,
            env=self.environment,
            cwd=self.home,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._started.append(process)
        assert process.stdin is not None
        process.stdin.write(told)
        process.stdin.close()

    def _keyring_is_up(self) -> bool:
        asked = self.python("""
            from keyring.backends.SecretService import Keyring
            print(Keyring.viable)
        """)
        return asked == "True"

    def _wait(self, is_up: Callable[[], bool], name: str) -> None:
        until = time.monotonic() + _PATIENCE_S
        while not is_up():
            if time.monotonic() > until:
                pytest.fail(f"{name} did not come up within {_PATIENCE_S} s")
            time.sleep(0.01)
