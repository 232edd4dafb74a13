"""A key in use: not in any process's arguments or environment, and not in the clipboard."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from gui.practice import PracticeExchange
from tests.end_to_end.program import Program
from tests.end_to_end.screen import wait_for
from tests.end_to_end.test_keys import KEY, PASSPHRASE, SECRET, exchange, store_key_by_hand

__all__ = ["exchange"]

SECRETS = tuple(text.encode() for text in (KEY, SECRET, PASSPHRASE))


def shown_by_the_system(pid: int) -> Iterator[bytes]:
    """What others can read of a process and its threads, some of it every user of the computer."""
    for name in ("cmdline", "environ", "comm"):
        yield Path(f"/proc/{pid}/{name}").read_bytes()
    for task in Path(f"/proc/{pid}/task").iterdir():
        with suppress(FileNotFoundError):  # a thread that has just ended
            yield (task / "comm").read_bytes()


def clipboard(program: Program) -> bytes:
    """What another program of the desktop gets that pastes: by Ctrl+V, and by the middle button."""
    script = (
        "from PySide6.QtGui import QClipboard, QGuiApplication\n"
        "app = QGuiApplication([]); app.processEvents(); board = app.clipboard()\n"
        "print([board.text(mode) for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)])\n"
    )
    ran = subprocess.run(
        [*program.command[:1], "-c", script], env=program.environment, capture_output=True, timeout=30
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def secrets_in(told: bytes) -> list[bytes]:
    return [secret for secret in SECRETS if secret in told]


def test_a_key_in_use_is_nowhere_that_others_look(program: Program, exchange: PracticeExchange) -> None:
    where = ("--environment", "demo", "--exchange-url", exchange.url)
    program.start(*where)
    store_key_by_hand(program)
    wait_for(lambda: any("orders-pending" in request.path for request in exchange.requests), "the key's use")
    assert program.pid is not None
    told = b"\0".join(shown_by_the_system(program.pid))
    assert b"--exchange-url" in told  # it is the real one
    assert secrets_in(told) == []
    assert secrets_in(clipboard(program)) == []
    program.screen.do("key", "Escape")

    before = len(exchange.requests)
    firing = subprocess.Popen(
        [*program.command, "fire", *where],
        env=program.environment,
        cwd=program.folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    seen: list[bytes] = []
    try:
        while firing.poll() is None:
            try:
                seen.extend(shown_by_the_system(firing.pid))
            except OSError:  # it has just ended
                break
            time.sleep(0.01)
        output, _ = firing.communicate(timeout=30)
    finally:
        if firing.poll() is None:
            os.kill(firing.pid, 9)
            firing.communicate()
    assert firing.returncode == 0, output
    assert len(exchange.requests) > before  # the key was used
    assert len(seen) > 20
    assert secrets_in(b"\0".join(seen) + output) == []
    kept = b"".join(path.read_bytes() for path in program.home.rglob("*") if path.is_file())
    assert b"cancel-all-orders" not in kept  # the calls are packed
    assert secrets_in(kept) == []


def test_the_clipboard_is_looked_into(program: Program) -> None:
    """That the test before this one can fail."""
    script = (
        "import sys, time; from PySide6.QtGui import QGuiApplication\n"
        "app = QGuiApplication([]); app.clipboard().setText(sys.argv[1]); print('set', flush=True)\n"
        "sys.exit(app.exec())\n"
    )
    holder = subprocess.Popen(
        [*program.command[:1], "-c", script, KEY], env=program.environment, stdout=subprocess.PIPE
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"set\n"
        time.sleep(0.3)
        assert secrets_in(clipboard(program)) == [KEY.encode()]
    finally:
        holder.kill()
        holder.communicate()


@pytest.mark.parametrize("command", ["export", "verify"])
def test_commands_that_need_no_key_ask_the_keyring_for_none(program: Program, command: str) -> None:
    ran = program.terminal(command, DBUS_SESSION_BUS_ADDRESS="unix:path=/nowhere")
    assert ran.returncode == 2
    assert "Traceback" not in ran.stderr
