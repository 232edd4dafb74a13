"""Qt's libraries are loaded by a thread of their own in the package, where a window is going to open."""

from __future__ import annotations

from pathlib import Path

import PySide6
import pytest

from packing import ahead

from .scripts import run

X11 = {"DISPLAY": ":0"}
WAYLAND = {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}
FOLDER = str(Path(PySide6.__file__).parent)
LOADED = f"""
import os, sys, _thread, threading
from packing import ahead
for name in ahead.SOON:
    __import__(name)
def named():
    with open("/proc/self/maps") as maps:
        return {{line.split("/")[-1].strip() for line in maps if "/" in line}}
over = threading.Event()
def load():
    ahead.load({FOLDER!r}, ahead.wanted({X11!r}))
    over.set()
_thread.start_new_thread(load, ())
# As an import does: it holds up every other thread of Python while it waits for the loader of libraries.
import ctypes, time
time.sleep(0.005)
for name in ahead.wanted({X11!r}):
    ctypes.PyDLL(None).dlopen(os.fsencode(f"{FOLDER}/{{name}}"), os.RTLD_NOW)
over.wait(60)
assert "PySide6" not in sys.modules
loaded = named()
missing = [name for name in ahead.wanted({X11!r}) if os.path.basename(name) not in loaded]
from PySide6.QtWidgets import QApplication
print(missing, QApplication.__name__, [name for name in named() - loaded if "Qt" in name])
"""


def test_what_the_window_needs_is_loaded_without_python_and_found_by_the_binding() -> None:
    assert run(LOADED) == "[] QApplication []\n"


def test_what_is_not_there_is_left_to_who_needs_it(tmp_path: Path) -> None:
    script = f"from packing import ahead; ahead.load({str(tmp_path)!r}, ahead.wanted({X11!r})); print('on')"
    assert run(script) == "on\n"


@pytest.mark.parametrize(
    ("arguments", "environment", "is_window"),
    [
        (["panic-button"], X11, True),
        (["panic-button"], WAYLAND, True),
        (["panic-button"], {}, False),
        (["panic-button", "press"], X11, False),
        (["panic-button", "--hidden"], X11, False),
    ],
)
def test_only_a_start_that_opens_a_window_loads_them(
    arguments: list[str], environment: dict[str, str], is_window: bool
) -> None:
    assert ahead.is_window(arguments, environment) is is_window


def test_the_plug_in_of_x11_is_loaded_where_qt_would_take_it() -> None:
    plug_in = "Qt/plugins/platforms/libqxcb.so"
    assert plug_in in ahead.wanted(X11)
    assert plug_in not in ahead.wanted(WAYLAND)
    assert plug_in not in ahead.wanted(X11 | {"QT_QPA_PLATFORM": "offscreen"})
    assert plug_in in ahead.wanted(X11 | {"QT_QPA_PLATFORM": "xcb"})
