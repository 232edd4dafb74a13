"""A disk that is read-only, missing, full or spoilt under the real program: presses cancel, and say so."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest

from gui.kept import journal
from gui.panic.verdict import Verdict
from gui.practice import PracticeExchange
from tests.local.computer import Computer

NOT_WRITTEN = "The journal could not be written, because "
ALL_THE_SAME = "Presses cancel orders all the same, but there is no record of them"
# Root may write everywhere; without its powers it is told what anybody is told.
AS_ANYBODY = ("setpriv", "--bounding-set=-dac_override,-dac_read_search") if os.geteuid() == 0 else ()
# One page, in a namespace of its own: nobody else sees that disk, and it is gone with the program.
_FULL = """
mkdir -p "$XDG_STATE_HOME/panic-button" && mount -t tmpfs -o size=4k none "$XDG_STATE_HOME/panic-button" &&
exec "$@"
"""
_ALONE = ("unshare", "--mount", *(() if os.geteuid() == 0 else ("--map-root-user",)))
ON_A_FULL_DISK = (*_ALONE, "sh", "-c", _FULL, "sh")


@dataclass(frozen=True, slots=True)
class Disk:
    """What is wrong with it, how the program is started on it, and how it is said."""

    spoil: Callable[[Computer], None]
    reason: str
    before: Sequence[str] = ()


def read_only(computer: Computer) -> None:
    computer.state.mkdir(parents=True)
    computer.state.chmod(0o500)


def nowhere(computer: Computer) -> None:
    computer.environment["XDG_STATE_HOME"] = "/proc/nowhere"


def file_in_the_way(computer: Computer) -> None:
    computer.state.parent.write_text("")


def device(computer: Computer) -> None:
    computer.state.mkdir(parents=True)
    computer.journal.symlink_to("/dev/full")


def as_it_is(_: Computer) -> None:
    pass


DISKS = {
    "read-only": Disk(read_only, "this user may not write there", AS_ANYBODY),
    "missing and not to be made": Disk(nowhere, ""),
    "a file where the folder should be": Disk(file_in_the_way, "there is a file where a folder should be"),
    "a device where the file should be": Disk(device, "what is there is no plain file"),
    "full": Disk(as_it_is, "the disk is full", ON_A_FULL_DISK),
    "at the largest size allowed, in the middle of a line": Disk(
        as_it_is, "the file has reached the largest size allowed", ("prlimit", "--fsize=300")
    ),
}


@pytest.fixture(params=[*DISKS.values()], ids=[*DISKS])
def disk(request: pytest.FixtureRequest, computer: Computer) -> Disk:
    found: Disk = request.param
    found.spoil(computer)
    return found


def place(exchange: PracticeExchange) -> tuple[str, ...]:
    return ("--environment", "practice", "--exchange-url", exchange.url)


def test_a_press_in_the_terminal_cancels_and_says_that_there_is_no_record(
    computer: Computer, exchange: PracticeExchange, disk: Disk
) -> None:
    firing = computer.command("fire", *place(exchange), before=disk.before)
    assert firing.process.wait(60) == Verdict.EMPTY.exit_code
    assert exchange.book.open_orders() == []
    assert firing.wait_for(NOT_WRITTEN + disk.reason)
    assert ALL_THE_SAME in firing.wait_for(NOT_WRITTEN)
    assert not [line for line in firing.seen if "Traceback" in line]


def test_a_press_from_outside_without_a_window_does_so_too(computer: Computer, disk: Disk) -> None:
    computer.config.mkdir(parents=True)
    computer.settings.write_text("{}")
    pressing = computer.command("press", before=disk.before)
    assert pressing.process.wait(60) == Verdict.EMPTY.exit_code
    assert ALL_THE_SAME in pressing.wait_for(NOT_WRITTEN + disk.reason)


def test_a_press_in_the_window_cancels_and_says_that_there_is_no_record(
    computer: Computer, exchange: PracticeExchange, disk: Disk
) -> None:
    window = computer.window(*place(exchange), before=disk.before)
    window.wait_for("moment ready")
    window.say("press")
    window.wait_for("verdict EMPTY")
    assert exchange.book.open_orders() == []
    assert ALL_THE_SAME in window.wait_for(f"notice {NOT_WRITTEN}{disk.reason}")
    assert window.end() == 0
    assert not [line for line in window.seen if "Traceback" in line]


def no_writing(computer: Computer) -> None:
    computer.config.mkdir(parents=True)
    computer.config.chmod(0o500)


def no_folder(computer: Computer) -> None:
    computer.config.parent.mkdir(parents=True)
    computer.config.parent.chmod(0o500)


def kept_as_they_were(computer: Computer) -> None:
    computer.config.mkdir(parents=True)
    computer.settings.write_text('{"deadline_s": 7.0}')
    computer.settings.chmod(0o400)
    computer.config.chmod(0o500)


@pytest.mark.parametrize("spoil", [no_writing, no_folder, kept_as_they_were])
def test_settings_that_cannot_be_kept_are_told_and_presses_cancel(
    computer: Computer, exchange: PracticeExchange, spoil: Callable[[Computer], None]
) -> None:
    spoil(computer)
    before = computer.settings.read_bytes() if computer.settings.exists() else None
    window = computer.window(*place(exchange), before=AS_ANYBODY)
    window.wait_for("moment ready")
    window.say("press")
    window.wait_for("verdict EMPTY")
    assert exchange.book.open_orders() == []
    told = window.wait_for("notice Your settings were not saved, because this user may not write there")
    assert told.endswith("presses are not affected.")
    assert window.end() == 0
    assert not [line for line in window.seen if "Traceback" in line]
    exchange.book.place()
    firing = computer.command("fire", *place(exchange), before=AS_ANYBODY)
    assert firing.process.wait(60) == Verdict.EMPTY.exit_code
    assert exchange.book.open_orders() == []
    left = [path.name for path in computer.config.iterdir()] if computer.config.exists() else []
    assert left == ([] if before is None else ["settings.json"])
    assert before is None or computer.settings.read_bytes() == before


@pytest.mark.parametrize("command", ["verify", "export", "check"])
def test_what_only_reads_bears_every_disk(
    computer: Computer, exchange: PracticeExchange, disk: Disk, command: str
) -> None:
    firing = computer.command("fire", *place(exchange), before=disk.before)
    assert firing.process.wait(60) == 0
    ran = computer.run(command, *(place(exchange) if command == "check" else ()))
    assert ran.returncode in (0, 1, 2)
    assert ran.stdout + ran.stderr


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda content: content[:-200], id="torn in the middle of a line"),
        pytest.param(lambda content: content + b"\x00" * 4096, id="zeros after a power cut"),
        pytest.param(lambda content: bytes(range(256)) + content, id="garbage before"),
        pytest.param(lambda content: content + b"\xff\xfe{[" * 5000, id="garbage behind"),
        pytest.param(lambda _: b"\x00" * 100_000, id="nothing but zeros"),
    ],
)
def test_a_journal_that_is_spoilt_at_the_start_takes_the_next_press(
    computer: Computer, exchange: PracticeExchange, spoil: Callable[[bytes], bytes]
) -> None:
    assert computer.run("fire", "--environment", "practice").returncode == 0
    computer.journal.write_bytes(spoil(computer.journal.read_bytes()))
    before = computer.journal.read_bytes()
    window = computer.window(*place(exchange))
    window.wait_for("moment ready")
    code, report = computer.press()
    assert (code, report["verdict"]) == (0, "EMPTY")
    assert window.end() == 0
    assert window.find(f"notice {NOT_WRITTEN}") is None
    assert computer.journal.read_bytes().startswith(before), "nothing of it is thrown away"
    records, unreadable = journal.read(computer.journal)
    assert records[-1].end is not None
    assert records[-1].end.verdict is Verdict.EMPTY
    assert unreadable >= 1
    verified = computer.run("verify")
    assert verified.returncode == 1
    assert "Cut off or not readable: line " in verified.stdout
    assert f"Press {records[-1].press.id} " in verified.stdout
