"""The autostart entry, started by GLib as GNOME starts it: quoting is judged by another's parser."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gui.kept.at_login.entry import CannotChange
from gui.kept.at_login.start import Start, this_start
from gui.kept.at_login.xdg import XdgEntry

_NAMES = (
    "plain",
    "with space",
    'quote"d',
    "it's",
    "per%cent %f",
    "dollar$HOME",
    "back\\slash",
    "tick`s",
    "ümlaut",
)


def program(folder: Path) -> Path:
    """Something that notes in which folder and with which words it was started."""
    folder.mkdir(parents=True)
    path = folder / "panic-button"
    path.write_text('#!/bin/sh\n{ pwd; printf "%s\\n" "$@"; } > "$NOTED.new"\nmv "$NOTED.new" "$NOTED"\n')
    path.chmod(0o755)
    return path


def launched(entry: Path, noted: Path) -> list[str]:
    if shutil.which("gio") is None:
        pytest.fail("gio is missing: apt-get install libglib2.0-bin")
    environment = {"PATH": os.environ["PATH"], "NOTED": str(noted), "HOME": str(noted.parent)}
    subprocess.run(["gio", "launch", str(entry)], env=environment, check=True, timeout=30)
    until = time.monotonic() + 30
    while not noted.exists():
        assert time.monotonic() < until, "it was not started within 20 s"
        time.sleep(0.02)
    return noted.read_text().splitlines()


@pytest.mark.parametrize("name", _NAMES)
def test_any_path_is_started_exactly(tmp_path: Path, name: str) -> None:
    path = program(tmp_path / name)
    (tmp_path / name / "gui").mkdir()
    entry = XdgEntry(tmp_path / "autostart", Start((str(path), "-m", "gui", "--hidden"), str(path.parent)))
    assert not entry.standing().is_on
    entry.turn_on()
    assert entry.standing().is_on
    file = tmp_path / "autostart/panic-button.desktop"
    assert launched(file, tmp_path / "noted") == [str(path.parent), "-m", "gui", "--hidden"]
    assert not entry.mend()  # it is there, so it stays as it is
    entry.turn_off()
    assert not file.exists()
    assert not entry.standing().is_on
    entry.turn_off()


def test_an_entry_whose_program_moved_is_mended(tmp_path: Path) -> None:
    old = program(tmp_path / 'old "place" %')
    XdgEntry(tmp_path, Start((str(old),))).turn_on()
    new = program(tmp_path / "new")
    entry = XdgEntry(tmp_path, Start((str(new), "--hidden")))
    assert not entry.mend()  # another one that still exists was somebody's choice
    old.unlink()
    assert entry.mend()
    assert launched(tmp_path / "panic-button.desktop", tmp_path / "noted")[1:] == ["--hidden"]
    assert not entry.mend()


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
def test_what_was_turned_off_elsewhere_stays_off_until_it_is_turned_on_here(
    tmp_path: Path, line: str
) -> None:
    entry = XdgEntry(tmp_path, Start((str(tmp_path / "gone"),)))
    entry.turn_on()
    file = tmp_path / "panic-button.desktop"
    text = file.read_text().replace("X-GNOME-Autostart-enabled=true\n", "") + f"{line}\n"
    file.write_text(text)
    standing = entry.standing()
    assert (standing.is_on, standing.can_change) == (False, True)
    assert "turned off in the settings of the desktop" in standing.sentence
    assert not entry.mend()
    assert file.read_text() == text
    entry.turn_on()
    assert entry.standing().is_on


def test_an_entry_by_somebody_else_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "panic-button.desktop"
    file.write_text("[Desktop Entry]\nType=Application\nExec=/nowhere/of-mine\n")
    entry = XdgEntry(tmp_path, Start(("/bin/true",)))
    standing = entry.standing()
    assert (standing.is_on, standing.can_change) == (True, False)
    assert str(file) in standing.sentence
    assert not entry.mend()
    with pytest.raises(CannotChange, match="did not write"):
        entry.turn_off()
    assert file.exists()


def test_a_disk_that_refuses_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "autostart").write_text("in the way")
    entry = XdgEntry(tmp_path / "autostart", Start(("/bin/true",)))
    with pytest.raises(CannotChange, match="because there is a file where a folder should be"):
        entry.turn_on()
    assert not entry.standing().can_change
    assert "could not be read" in entry.standing().sentence
    with pytest.raises(CannotChange):
        entry.mend()


def test_an_entry_that_cannot_be_put_in_its_place_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "panic-button.desktop").mkdir()
    entry = XdgEntry(tmp_path, Start(("/bin/true",)))
    with pytest.raises(CannotChange, match="there is a folder where the file should be"):
        entry.turn_on()
    with pytest.raises(CannotChange, match="there is a folder where the file should be"):
        entry.turn_off()
    assert [each.name for each in tmp_path.iterdir()] == ["panic-button.desktop"]


def test_a_folder_whose_name_is_not_text_is_a_sentence(tmp_path: Path) -> None:
    entry = XdgEntry(tmp_path, Start((os.fsdecode(b"/opt/\xff/panic-button"),)))
    with pytest.raises(CannotChange, match="is not text"):
        entry.turn_on()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("exec_line", ["", "Exec=", 'Exec=""'])
def test_an_entry_of_ours_that_names_no_program_is_mended(tmp_path: Path, exec_line: str) -> None:
    entry = XdgEntry(tmp_path, Start(("/bin/true",)))
    entry.turn_on()
    file = tmp_path / "panic-button.desktop"
    file.write_text(file.read_text().replace("Exec=/bin/true", f"no field\n# Exec=/bin/no\n{exec_line}"))
    assert entry.mend()
    assert "\nExec=/bin/true\n" in file.read_text()


def test_it_names_this_program_as_it_runs(tmp_path: Path) -> None:
    from_source = this_start()
    assert from_source.words == (sys.executable, "-m", "gui", "--hidden")
    assert from_source.is_there()
    packed = tmp_path / "panic-button"
    packed.touch()
    assert this_start(str(packed), is_frozen=True) == Start((str(packed), "--hidden"))
    (tmp_path / "Panic Button.exe").touch()
    assert this_start(str(packed), is_frozen=True).words[0].endswith("Panic Button.exe")


def test_an_installed_package_is_named_by_its_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed, link = program(tmp_path / "lib"), tmp_path / "command"
    link.symlink_to(packed)
    monkeypatch.setattr("gui.kept.at_login.start._ON_THE_PATH", str(link))
    assert this_start(str(packed), is_frozen=True).words == (str(link), "--hidden")


def test_a_source_tree_is_found_where_no_folder_can_be_named(tmp_path: Path) -> None:
    start = this_start().without_folder()
    assert start.folder == ""
    ran = subprocess.run(
        [*start.words[:-1], "--version-of-nothing"], cwd=tmp_path, capture_output=True, text=True, timeout=60
    )
    assert ran.returncode == 2
    assert "unrecognized arguments: --version-of-nothing" in ran.stderr
