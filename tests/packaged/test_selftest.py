"""The package's own look at itself: good where all is there, and a sentence where a part is missing."""

from __future__ import annotations

import shutil
from pathlib import Path

from packing import facts
from tests.end_to_end.screen import Screen
from tests.packaged.program import PackedProgram
from tests.session import Desktop

PARTS = ("window", "resources", "TLS", "proxy", "keyring", "journal", "press", "sound")


def test_every_part_works_on_a_real_screen_beside_a_real_keyring(program: PackedProgram) -> None:
    told = program.terminal("selftest")
    assert (told.returncode, told.stderr) == (0, "")
    for part in PARTS:
        assert f"✓ {part:<10} " in told.stdout
    assert "on this screen (xcb). A hotkey for every window can be taken." in told.stdout
    assert "(SecretService) kept an entry, gave it back and removed it" in told.stdout
    assert "a good certificate was taken, a wrong one refused" in told.stdout


def test_without_a_screen_the_window_is_made_out_of_sight(program: PackedProgram) -> None:
    told = program.terminal("selftest", DISPLAY="")
    assert told.returncode == 0
    assert "(offscreen), because there is no screen here" in told.stdout


def test_a_missing_keyring_is_a_fault_unless_it_is_left_out_on_purpose(program: PackedProgram) -> None:
    nobody = f"unix:path={program.home}/nobody"
    told = program.terminal("selftest", DBUS_SESSION_BUS_ADDRESS=nobody)
    assert told.returncode == 1
    assert "✗ keyring    There is no keyring running on this computer." in told.stdout
    told = program.terminal("selftest", "--without-keyring", DBUS_SESSION_BUS_ADDRESS=nobody)
    assert told.returncode == 0
    assert "Not tried, because of --without-keyring" in told.stdout


def test_each_part_that_is_taken_away_is_missed(
    unpacked: Path, screen: Screen, desktop: Desktop, tmp_path: Path
) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(unpacked, broken, symlinks=True)
    inside = broken / "_internal"
    (inside / "PySide6/Qt/plugins/platforms/libqxcb.so").unlink()
    (inside / "gui/resources/style.qss").unlink()
    (inside / "certifi/cacert.pem").unlink()
    (inside / "cryptography/hazmat/bindings/_rust.abi3.so").unlink()
    told = PackedProgram(broken / facts.NAME, screen, desktop, tmp_path).terminal("selftest")
    assert told.returncode == 1
    for part in ("window", "resources", "TLS", "keyring"):
        assert f"✗ {part:<10} " in told.stdout
    assert "4 of 8 parts do not work." in told.stdout
    assert "Traceback" not in told.stdout + told.stderr
