"""Windows and macOS with their calls replaced: neither was ever run there."""

from __future__ import annotations

import plistlib
from pathlib import Path

import pytest

from gui.kept.at_login.entry import CannotChange, NoEntry
from gui.kept.at_login.macos import MacEntry
from gui.kept.at_login.start import Start
from gui.kept.at_login.windows import APPROVED, NAME, RUN, WindowsEntry


class Registry:
    def __init__(self) -> None:
        self.values: dict[tuple[str, str], object] = {}
        self.fault: OSError | None = None

    def read(self, key: str, name: str) -> object | None:
        if self.fault:
            raise self.fault
        return self.values.get((key, name))

    def write(self, key: str, name: str, text: str) -> None:
        if self.fault:
            raise self.fault
        self.values[key, name] = text

    def delete(self, key: str, name: str) -> None:
        if self.fault:
            raise self.fault
        self.values.pop((key, name), None)


def test_windows_keeps_a_command_line_and_what_the_task_manager_turned_off(tmp_path: Path) -> None:
    registry = Registry()
    exe = tmp_path / "Panic Button.exe"
    exe.touch()
    entry = WindowsEntry(Start((str(exe), "--hidden")), registry)
    assert not entry.standing().is_on
    entry.turn_on()
    assert registry.values == {(RUN, NAME): f'"{exe}" --hidden'}
    assert entry.standing().is_on
    registry.values[APPROVED, NAME] = bytes([2, 0])
    assert entry.standing().is_on
    registry.values[APPROVED, NAME] = bytes([3, 0])
    assert not entry.standing().is_on
    assert "Windows' own settings" in entry.standing().sentence
    exe.unlink()
    assert not entry.mend()
    entry.turn_on()
    assert (APPROVED, NAME) not in registry.values
    moved = WindowsEntry(Start((str(tmp_path / "new.exe"), "--hidden")), registry)
    assert moved.mend()
    assert "new.exe" in str(registry.values[RUN, NAME])
    moved.turn_off()
    assert registry.values == {}


def test_windows_says_why_it_cannot() -> None:
    registry = Registry()
    long = WindowsEntry(Start(("C:/" + "x" * 300,)), registry)
    with pytest.raises(CannotChange, match="260 characters at most"):
        long.turn_on()
    registry.fault = PermissionError(13, "Access is denied")
    entry = WindowsEntry(Start(("C:/p.exe",)), registry)
    assert not entry.standing().can_change
    for change in (entry.turn_on, entry.turn_off, entry.mend):
        with pytest.raises(CannotChange, match="this user may not write there"):
            change()


def test_from_source_windows_starts_the_python_without_a_terminal() -> None:
    start = Start(("C:/Python/python.exe", "-m", "gui", "--hidden"), "C:/panic button").without_folder()
    assert start.words[0].endswith("pythonw.exe")
    assert start.words[-2:] == ("C:/panic button", "--hidden")


def test_macos_keeps_a_launch_agent(tmp_path: Path) -> None:
    program = tmp_path / "Panic Button.app"
    program.touch()
    entry = MacEntry(tmp_path, Start((str(program), "--hidden"), ""))
    assert not entry.standing().is_on
    entry.turn_on()
    file = tmp_path / "panic-button.plist"
    agent = plistlib.loads(file.read_bytes())
    assert (agent["ProgramArguments"], agent["RunAtLoad"]) == ([str(program), "--hidden"], True)
    assert entry.standing().is_on
    assert not entry.mend()
    program.unlink()
    assert MacEntry(tmp_path, Start(("/bin/sh", "--hidden"))).mend()
    assert plistlib.loads(file.read_bytes())["ProgramArguments"][0] == "/bin/sh"
    file.write_bytes(plistlib.dumps(agent | {"Disabled": True}))
    assert not entry.standing().is_on
    assert not entry.mend()
    entry.turn_off()
    assert not file.exists()
    file.write_text("somebody's own")
    assert not entry.standing().can_change
    with pytest.raises(CannotChange):
        entry.turn_off()
    assert file.exists()


def test_macos_says_why_it_cannot(tmp_path: Path) -> None:
    (tmp_path / "agents").write_text("in the way")
    entry = MacEntry(tmp_path / "agents", Start(("/bin/sh",)))
    standing = entry.standing()
    assert not standing.can_change
    assert "could not be read" in standing.sentence
    for change in (entry.turn_on, entry.turn_off, entry.mend):
        with pytest.raises(CannotChange, match="there is a file where a folder should be"):
            change()


@pytest.mark.parametrize("words", [{}, {"ProgramArguments": []}, {"ProgramArguments": [""]}])
def test_an_agent_of_ours_that_names_no_program_is_mended(tmp_path: Path, words: dict[str, object]) -> None:
    file = tmp_path / "panic-button.plist"
    file.write_bytes(plistlib.dumps({"Label": "panic-button"} | words))
    assert MacEntry(tmp_path, Start(("/bin/sh",))).mend()
    assert plistlib.loads(file.read_bytes())["ProgramArguments"] == ["/bin/sh"]


@pytest.mark.parametrize("line", ["", '""', '"" --hidden'])
def test_a_value_that_names_no_program_is_mended(line: str) -> None:
    registry = Registry()
    registry.values[RUN, NAME] = line
    assert WindowsEntry(Start(("C:/p.exe",)), registry).mend()
    assert registry.values[RUN, NAME] == "C:/p.exe"


def test_a_value_whose_program_is_there_stays(tmp_path: Path) -> None:
    exe = tmp_path / "another one.exe"
    exe.touch()
    registry = Registry()
    registry.values[RUN, NAME] = f'"{exe}"'
    assert not WindowsEntry(Start(("C:/p.exe",)), registry).mend()
    assert registry.values[RUN, NAME] == f'"{exe}"'


def test_another_system_says_so() -> None:
    entry = NoEntry("Not here.")
    assert entry.standing().sentence == "Not here."
    assert not entry.mend()
    with pytest.raises(CannotChange, match="Not here"):
        entry.turn_on()
    entry.turn_off()  # it is off
