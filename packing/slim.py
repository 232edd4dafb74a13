"""Which of all that PyInstaller finds is packed: decided by name, not by what this computer has."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path, PurePath

Entry = tuple[str, str, str]  # where it goes, where it comes from, and PyInstaller's kind of thing

# Never used by the program; each would bring libraries of the build machine, or megabytes.
EXCLUDED_MODULES = (
    "tkinter",
    "sqlite3",
    "_sqlite3",
    "_uuid",  # wants libuuid; the standard library does without
    "curses",
    "readline",
    "dbm",
    "pydoc",
    "doctest",
    "unittest",
    "test",
    "lib2to3",
    "distutils",
    "setuptools",
    "pip",
    "hatchling",
    "numpy",
    "PIL",
    "OpenSSL",
    "gi",
    "PySide6.QtNetwork",
    "PySide6.QtOpenGL",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "PySide6.QtSql",
    "PySide6.QtSvg",
    "PySide6.QtTest",
)

# Qt's plug-ins by folder: a folder that is not named here, and a file that is not, stays behind.
PLUGINS: dict[str, frozenset[str]] = {
    "platforms": frozenset({"qxcb", "qwayland", "qoffscreen", "qwindows", "qcocoa"}),
    # Not qgtk3: it comes along only where the build machine has GTK, and would bring all of it.
    "platformthemes": frozenset({"qxdgdesktopportal"}),
    "imageformats": frozenset({"qsvg"}),
    "iconengines": frozenset({"qsvgicon"}),
    "platforminputcontexts": frozenset(
        {"composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"}
    ),
    "xcbglintegrations": frozenset({"qxcb-egl-integration", "qxcb-glx-integration"}),
    "wayland-shell-integration": frozenset({"xdg-shell"}),
    "wayland-decoration-client": frozenset({"adwaita", "bradient"}),
    "wayland-graphics-integration-client": frozenset({"qt-plugin-wayland-egl"}),
}

# What PyInstaller does at each start, also at that of “press”, without a use for this program: it prepares
# for the text of modules and for lists of what is packed, and loads Qt to say where its plug-ins are, which
# PySide6 knows by itself on Linux.
UNUSED_HOOKS = frozenset({"pyi_rth_inspect", "pyi_rth_pkgutil", "pyi_rth_cryptography_openssl"}) | (
    frozenset({"pyi_rth_pyside6"}) if sys.platform == "linux" else frozenset()
)

# Qt's own buttons and menus, in the languages that resources/ has words for (English is built in).
STANDARD_WORDS = frozenset({"qtbase_zh_CN"})

# On Linux these alone come from the system: Python's own needs, in versions that another release of the
# system may lack. X11, OpenGL, fonts, D-Bus and GLib must be those of the computer that it runs on.
SYSTEM_LIBRARIES = re.compile(r"lib(python3|ssl|crypto|ffi|bz2|lzma|z|expat)[.\d-]*\.so")

# What only parts of Qt that are not here would load.
UNUSED_QT = re.compile(
    r"(lib)?Qt6(Network|Pdf|Qml|Quick|VirtualKeyboard|Sql|Test|PrintSupport|Egl|WlShell|WaylandComp)"
)

# pip's notes on an installation: its folder is in them, so that no two builds would be alike.
NOTES_OF_PIP = frozenset({"RECORD", "INSTALLER", "REQUESTED", "direct_url.json"})


def is_wanted(entry: Entry) -> bool:
    """Tell whether a library, plug-in or file belongs into the package."""
    goes, comes, _ = entry
    path = PurePath(goes)
    if "translations" in path.parts and "PySide6" in path.parts:
        return path.stem in STANDARD_WORDS
    if path.parent.suffix == ".dist-info" and path.name in NOTES_OF_PIP:
        return False
    if UNUSED_QT.match(path.name):
        return False
    if "plugins" in path.parts and "PySide6" in path.parts:
        wanted = PLUGINS.get(path.parent.name, frozenset())
        return path.name.removeprefix("lib").split(".")[0] in wanted
    return not _is_of_the_system(comes) or SYSTEM_LIBRARIES.match(path.name) is not None


def slim(entries: Iterable[Entry]) -> list[Entry]:
    """Keep what is wanted, in an order that does not depend on the disk."""
    return sorted(entry for entry in entries if is_wanted(entry))


def without_hooks(entries: Iterable[Entry]) -> list[Entry]:
    """Leave out what PyInstaller would run at each start for nothing, and keep the order of the rest."""
    return [entry for entry in entries if entry[0] not in UNUSED_HOOKS]


def _is_of_the_system(comes: str, platform: str = sys.platform) -> bool:
    if platform != "linux" or ".so" not in PurePath(comes).name:
        return False
    parts = Path(comes).parts
    return "site-packages" not in parts and "lib-dynload" not in parts
