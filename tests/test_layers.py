"""The architecture as data: who may import whom."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
GUI = ROOT / "gui"
LONGEST = 250

ROOMS = ("panic", "bitget", "practice", "kept", "instance", "desktop", "widgets")
SELF_TESTS = ("selftest", "selftest_tls", "selftest_proxy", "selftest_window")
OUTERMOST = ("app", "program", "wiring", "terminal", *SELF_TESTS)
BETWEEN = ("pressing", "plain_text", "venue", "screen", "practice_drill", "words")
EVERYTHING = frozenset((*ROOMS, *OUTERMOST, *BETWEEN))
# Each room or single module of gui/, with the rooms and modules of gui/ that it may know beside itself.
MAY_KNOW: dict[str, frozenset[str]] = {
    "words": frozenset(),
    "panic": frozenset({"words"}),
    "practice": frozenset(),
    "screen": frozenset(),
    "bitget": frozenset({"panic", "words"}),
    "kept": frozenset({"panic", "words"}),
    "instance": frozenset({"kept"}),
    "pressing": frozenset({"panic", "kept"}),
    "plain_text": frozenset({"panic"}),
    "venue": frozenset({"panic", "bitget", "words"}),
    "practice_drill": frozenset({"panic", "practice", "venue", "words"}),
    "desktop": frozenset({"panic", "kept", "bitget", "venue", "practice_drill", "pressing", "words"}),
    "widgets": frozenset({"panic", "desktop", "kept", "words"}),
    "wiring": EVERYTHING - {"app", "program", "terminal"},
    "program": EVERYTHING - {"app", "terminal"},
    "app": EVERYTHING - {"terminal"},
    "terminal": EVERYTHING - {"wiring", "program"},
    "selftest": EVERYTHING,
    "selftest_tls": frozenset({"panic", "bitget"}),
    "selftest_proxy": frozenset({"panic", "bitget", "kept"}),
    "selftest_window": frozenset({"desktop", "widgets", "screen"}),
    "__main__": frozenset({"terminal"}),
    "__init__": frozenset(),
}
# Of what is kept, widgets know only where things lie and what the user chose.
WIDGETS_KNOW_OF_KEPT = frozenset({"gui.kept.preferences", "gui.kept.settings", "gui.kept.paths"})
QT_ROOMS = frozenset({"desktop", "widgets", "wiring", "app", "program", "selftest_window"})
HTTP_ROOMS = frozenset({"bitget"})
# What speaks to one system only, and who may load it: it is missing, or of no use, on the others.
ONE_SYSTEM = {
    "Xlib": ("gui/desktop/hotkeys/x11",),
    "jeepney": ("gui/desktop/hotkeys/wayland", "gui/desktop/wishes/portal", "gui/desktop/notices"),
    "winreg": ("gui/kept/at_login/windows",),
    "winsound": ("gui/desktop/sounds/players",),
}
MODULES = sorted(path for path in GUI.rglob("*.py"))


def room_of(path: Path) -> str:
    first = path.relative_to(GUI).parts[0]
    return first.removesuffix(".py")


def imports_of(path: Path) -> Iterator[tuple[str, str]]:
    """Every import as (module, name); the name is empty for a plain import."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, ""
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            for alias in node.names:
                yield node.module or "", alias.name


def known_rooms(path: Path) -> set[str]:
    found = set()
    for module, name in imports_of(path):
        parts = module.split(".")
        if parts[0] != "gui":
            continue
        inner = parts[1] if len(parts) > 1 else name
        # `from gui import __version__` names a fact of the package, not a room.
        if inner and ((GUI / inner).is_dir() or (GUI / f"{inner}.py").is_file()):
            found.add(inner)
    return found


def outside(path: Path) -> set[str]:
    return {module.split(".")[0] for module, _ in imports_of(path)} - {"gui"}


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_knows_only_the_rooms_below_it(path: Path) -> None:
    room = room_of(path)
    assert room in MAY_KNOW, f"{room} has no place in the architecture yet"
    strangers = known_rooms(path) - MAY_KNOW[room] - {room}
    assert not strangers, f"{named(path)} knows {', '.join(sorted(strangers))}"


def test_every_room_of_the_table_exists() -> None:
    rooms = {room_of(path) for path in MODULES}
    assert set(MAY_KNOW) - rooms == set()


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_qt_stays_in_the_rooms_that_show_something(path: Path) -> None:
    room = room_of(path)
    if room not in QT_ROOMS:
        assert "PySide6" not in outside(path)
    if room == "desktop":
        assert not [module for module, _ in imports_of(path) if module.startswith("PySide6.QtWidgets")]


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_only_the_room_of_the_exchange_speaks_http(path: Path) -> None:
    if room_of(path) not in HTTP_ROOMS:
        assert not outside(path) & {"requests", "urllib3"}


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_what_speaks_to_one_system_stays_in_its_file(path: Path) -> None:
    strangers = outside(path) & set(ONE_SYSTEM)
    assert not [name for name in strangers if not named(path).startswith(ONE_SYSTEM[name])]


def loaded_by(*modules: str) -> set[str]:
    script = f"import sys, {', '.join(modules)}; print(*sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, timeout=60, check=True
    )
    loaded = set(ran.stdout.split())
    assert "PySide6.QtWidgets" in loaded  # the list is the real one
    return loaded


@pytest.fixture(scope="module")
def loaded_for_the_program() -> set[str]:
    return loaded_by("gui.terminal.window", "gui.app", "gui.program")


def test_the_program_loads_no_hotkey_library_before_it_chose_one(loaded_for_the_program: set[str]) -> None:
    of_hotkeys = ("Xlib", "jeepney", "gui.desktop.hotkeys.")
    found = {name for name in loaded_for_the_program if name.startswith(of_hotkeys)}
    assert {name.rpartition(".")[2] for name in found} == {
        "choose",
        "chord",
        "hotkey",
        "registered",
        "standing",
    }


def test_the_program_sets_out_before_what_takes_long_is_loaded(loaded_for_the_program: set[str]) -> None:
    heavy = {"ssl", "certifi", "keyring", "http.client", "http.server", "gui.practice"}
    heavy |= {"gui.bitget.transport"}
    dialogs = {f"gui.widgets.{name}" for name in ("credentials", "settings", "history", "restore")}
    not_seen = {f"gui.wiring.{name}" for name in ("surroundings", "tray", "feedback", "at_login")}
    not_seen |= {"gui.terminal.cli", "gui.terminal.fire", "gui.plain_text", "gui.desktop.exports", "csv"}
    assert not loaded_for_the_program & (heavy | dialogs | not_seen)


def test_the_window_is_drawn_before_what_stands_behind_it_is_loaded() -> None:
    loaded = loaded_by("gui.terminal.window", "gui.app", "gui.desktop.wishes.portal")
    behind = {"jeepney"}  # which the thread that asks the portal loads beside it
    behind |= {"gui.program", "gui.pressing", "gui.venue", "gui.desktop.desk", "gui.kept.journal"}
    behind |= {"gui.panic.sweep", "gui.kept.credentials", "gui.wiring.showing", "gui.widgets.order_view"}
    # Nor what belongs to orders and to answers, of which the first picture has none.
    behind |= {"gui.desktop.tables", "gui.desktop.rows", "gui.desktop.figures", "decimal", "html"}
    behind |= {f"gui.panic.{name}" for name in ("readiness", "checks", "exchange", "errors", "refusals")}
    found = loaded & behind
    found |= {name for name in loaded if name.startswith(("gui.bitget", "gui.desktop.hotkeys"))}
    assert not found


@pytest.mark.parametrize("path", [path for path in MODULES if room_of(path) == "panic"], ids=named)
def test_panic_needs_nothing_but_the_standard_library(path: Path) -> None:
    assert outside(path) <= sys.stdlib_module_names
    # And of that nothing that reaches out: the procedure has no network and no disk.
    assert not outside(path) & {"socket", "http", "urllib", "ssl", "pathlib", "os", "sqlite3", "subprocess"}


def test_words_need_nothing_but_the_standard_library() -> None:
    assert outside(GUI / "words.py") <= sys.stdlib_module_names


@pytest.mark.parametrize("path", [path for path in MODULES if room_of(path) == "practice"], ids=named)
def test_practice_needs_nothing_but_the_standard_library(path: Path) -> None:
    assert outside(path) <= sys.stdlib_module_names


@pytest.mark.parametrize("path", [path for path in MODULES if room_of(path) == "widgets"], ids=named)
def test_widgets_know_of_kept_only_what_was_chosen_and_where_things_lie(path: Path) -> None:
    kept = {
        f"{module}.{name}" if module == "gui.kept" else module
        for module, name in imports_of(path)
        if module.startswith("gui.kept")
    }
    assert kept <= WIDGETS_KNOW_OF_KEPT


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_nobody_takes_a_private_name_from_another_module(path: Path) -> None:
    for module, name in imports_of(path):
        parts = [*module.split("."), *([name] if name else [])]
        if parts == ["_socket"] and room_of(path) == "instance":
            continue  # half the way of a press from outside would be spent on loading socket
        private = [part for part in parts if part.startswith("_") and not part.startswith("__")]
        assert not private, f"{named(path)} imports {'.'.join(parts)}"


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_no_module_is_too_long_to_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST


def test_a_press_in_the_terminal_loads_neither_qt_nor_the_keyring() -> None:
    script = (
        "import json, sys\n"
        "from gui.__main__ import main\n"
        "code = main(['fire', '--environment', 'practice', '--json'])\n"
        "print(json.dumps([code, sorted(sys.modules)]))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, timeout=60, check=True
    )
    code, modules = json.loads(ran.stdout.splitlines()[-1])
    assert code == 0
    loaded = {module.split(".")[0] for module in modules}
    assert "ssl" in loaded  # the list is the real one
    assert not loaded & {"PySide6", "shiboken6", "keyring"}
