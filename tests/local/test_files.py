"""Settings, journal and lock that are no plain files, or far too large: nothing waits for them."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from gui.practice import PracticeExchange
from tests.local.computer import Computer


def fifo(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def folder(path: Path) -> None:
    path.mkdir()


def dangling(path: Path) -> None:
    path.symlink_to(path.parent / "unmounted" / "settings.json")


def huge(path: Path) -> None:
    path.write_bytes(b'{"mood": "' + b"x" * 50_000_000)


def garbage(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 40)


def wrong_types(path: Path) -> None:
    path.write_text(json.dumps({"environment": ["live"], "deadline_s": "soon"}))


@pytest.mark.parametrize("put", [fifo, device, folder, dangling, huge, garbage, wrong_types])
def test_whatever_the_settings_are_the_window_starts_and_presses(
    computer: Computer, exchange: PracticeExchange, put: Callable[[Path], None]
) -> None:
    computer.config.mkdir(parents=True)
    put(computer.settings)
    alone = computer.run("press", "--json")
    report = json.loads(alone.stdout)
    assert (alone.returncode, report["verdict"]) == (11, "REFUSED")
    assert "Nothing was sent, and orders may still be open." in report["sentence"]
    window = computer.window("--environment", "practice", "--exchange-url", exchange.url)
    window.wait_for("moment ready")
    pressed = computer.run("press", "--json")
    assert json.loads(pressed.stdout)["verdict"] == "EMPTY"
    assert exchange.book.open_orders() == []
    assert window.end() == 0
    kept = [path.name for path in computer.config.iterdir() if path.name.startswith("settings.json.broken-")]
    assert len(kept) == (put not in (folder, dangling))


@pytest.mark.parametrize("put", [fifo, device, folder, huge, garbage])
@pytest.mark.parametrize("name", ["journal.jsonl", "running.lock"])
def test_whatever_the_journal_and_the_lock_are_the_window_starts_and_presses(
    computer: Computer, exchange: PracticeExchange, put: Callable[[Path], None], name: str
) -> None:
    computer.state.mkdir(parents=True)
    put(computer.state / name)
    alone = computer.run("press", "--json")
    assert alone.returncode == 11, "there are no settings"
    if name == "journal.jsonl":
        verified = computer.run("verify")
        assert verified.returncode in (1, 2, 3)
        assert verified.stdout + verified.stderr
    window = computer.window("--environment", "practice", "--exchange-url", exchange.url)
    window.wait_for("moment ready")
    pressed = computer.run("press", "--json")
    assert json.loads(pressed.stdout)["verdict"] == "EMPTY"
    assert window.end() == 0
