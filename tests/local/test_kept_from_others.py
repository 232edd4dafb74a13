"""Where a key is in memory no core dump may hold it, and no file is for others, whatever the shell set."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gui.practice import PracticeExchange, parse_fault
from tests.local.computer import Computer, wait_for

# As open as it may be: dumps of any size that the system allows, and files that everybody may read.
OPEN = ("sh", "-c", 'ulimit -S -c "$(ulimit -H -c)"; umask 022; exec "$@"', "sh")


def kept_from_others(pid: int) -> tuple[str, list[str]]:
    """The umask of a process, and both limits of its core dumps."""
    status = dict(line.split(":\t", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    limits = Path(f"/proc/{pid}/limits").read_text().splitlines()
    [core] = [line for line in limits if line.startswith("Max core file size")]
    return status["Umask"], core.split()[4:6]


CLOSED = ("0077", ["0", "0"])


def test_a_window_that_was_started_without_a_word(computer: Computer) -> None:
    computer.config.mkdir(parents=True)
    computer.settings.write_text(json.dumps({"environment": "practice"}))
    window = computer.command(before=OPEN)
    window.wait_for("moment ready")
    assert kept_from_others(window.pid) == CLOSED


@pytest.mark.parametrize("command", ["fire", "press"])
def test_a_command_whose_press_is_not_answered(
    computer: Computer, exchange: PracticeExchange, command: str
) -> None:
    where = ("--environment", "practice", "--exchange-url", exchange.url)
    if command == "press":
        computer.window(*where).wait_for("moment ready")
    exchange.arm(parse_fault("silent"))
    before = len(exchange.requests)
    pressing = computer.command(command, *(where if command == "fire" else ()), before=OPEN)
    wait_for(
        lambda: any("cancel" in request.path for request in exchange.requests[before:]), "a cancel to be sent"
    )
    # The window may send it before the command that asked for it has come so far.
    wait_for(lambda: kept_from_others(pressing.pid) == CLOSED, "it to be kept from others", 20.0)
    assert not pressing.has_ended
