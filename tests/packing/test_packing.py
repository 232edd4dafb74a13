from __future__ import annotations

import ast
import os
import struct
from pathlib import Path

import pytest

import gui
from packing import archive, facts, icons, licences, slim


def test_nothing_that_the_program_imports_is_left_out() -> None:
    imported = {
        node.module or ""
        for path in (facts.ROOT / "gui").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom)
    }
    assert imported & set(slim.EXCLUDED_MODULES) == set()


@pytest.mark.parametrize(
    ("goes", "comes", "wanted"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "/v/site-packages/libqxcb.so", True),
        ("PySide6/plugins/platforms/qwindows.dll", "C:/v/qwindows.dll", True),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", "/v/site-packages/libqgtk3.so", False),
        ("PySide6/Qt/plugins/sqldrivers/libqsqlite.so", "/v/site-packages/libqsqlite.so", False),
        ("PySide6/Qt/translations/qtbase_de.qm", "/v/site-packages/qtbase_de.qm", False),
        ("PySide6/Qt/translations/qtbase_zh_CN.qm", "/v/site-packages/qtbase_zh_CN.qm", True),
        ("PySide6/Qt/translations/qt_help_zh_CN.qm", "/v/site-packages/qt_help_zh_CN.qm", False),
        ("PySide6/Qt/lib/libQt6Quick.so.6", "/v/site-packages/libQt6Quick.so.6", False),
        ("libgtk-3.so.0", "/usr/lib/x86_64-linux-gnu/libgtk-3.so.0", False),
        ("libxcb-cursor.so.0", "/usr/lib/x86_64-linux-gnu/libxcb-cursor.so.0", False),
        ("libssl.so.3", "/usr/lib/x86_64-linux-gnu/libssl.so.3", True),
        ("keyring-25.7.0.dist-info/RECORD", "/v/site-packages/keyring-25.7.0.dist-info/RECORD", False),
        ("keyring-25.7.0.dist-info/METADATA", "/v/site-packages/keyring-25.7.0.dist-info/METADATA", True),
        ("certifi/cacert.pem", "/v/site-packages/certifi/cacert.pem", True),
    ],
)
def test_what_is_packed_is_decided_by_name(goes: str, comes: str, wanted: bool) -> None:
    assert slim.is_wanted((goes, comes, "BINARY")) is wanted


def test_two_archives_of_the_same_files_are_alike(tmp_path: Path) -> None:
    packed = []
    for number, mask in enumerate((0o022, 0o077)):
        folder = tmp_path / str(number)
        before = os.umask(mask)
        try:
            (folder / "b").mkdir(parents=True)
            for name in ("z", "b/a", "a") if number else ("a", "z", "b/a"):
                (folder / name).write_text(name)
            (folder / "link").symlink_to("a")
        finally:
            os.umask(before)
        archive.write(folder, tmp_path / f"{number}.tar.xz", "top", 1_700_000_000)
        packed.append((tmp_path / f"{number}.tar.xz").read_bytes())
    assert packed[0] == packed[1]


@pytest.mark.usefixtures("qapp")
def test_icons_are_drawn_in_every_size_and_container(tmp_path: Path) -> None:
    icons.draw(tmp_path)
    for size in icons.SIZES:
        picture = (tmp_path / f"panic-button-{size}.png").read_bytes()
        assert struct.unpack(">II", picture[16:24]) == (size, size)
    ico = (tmp_path / "panic-button.ico").read_bytes()
    reserved, kind, count = struct.unpack("<HHH", ico[:6])
    assert (reserved, kind, count) == (0, 1, 7)
    length, at = struct.unpack("<II", ico[6 + 6 * 16 + 8 : 6 + 7 * 16])
    assert ico[at : at + 4] == b"\x89PNG"
    assert at + length == len(ico)
    icns = (tmp_path / "panic-button.icns").read_bytes()
    assert struct.unpack(">4sI", icns[:8]) == (b"icns", len(icns))


def test_a_distribution_without_a_licence_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.metadata.files", lambda _: [])
    with pytest.raises(licences.LicenceMissing, match="keyring"):
        licences.texts(["keyring"])


def test_the_lock_of_the_package_has_hashes_and_no_addresses() -> None:
    lock = (facts.ROOT / "requirements-package.lock").read_text("utf-8")
    assert "pyinstaller==" in lock
    assert "--hash=sha256:" in lock
    assert "://" not in lock
    pinned = [line.split(" ")[0] for line in lock.splitlines() if "==" in line]
    for line in (facts.ROOT / "requirements.lock").read_text("utf-8").splitlines():
        if "==" in line and not line.startswith(" "):
            assert line.split(" ")[0] in pinned, "the package would hold another version than the tests use"


def test_the_program_knows_the_version_that_is_packed() -> None:
    assert gui.__version__ == facts.version()
