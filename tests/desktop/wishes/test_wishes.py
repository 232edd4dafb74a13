"""What the desktop was asked for: how each platform is asked, and when."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from gui.desktop.wishes.macos import MacDesktop
from gui.desktop.wishes.portal import PortalDesktop
from gui.desktop.wishes.windows import WindowsDesktop
from gui.desktop.wishes.wishes import DesktopWishes, Wishes, desktop_here
from tests.desktop.wishes.settings_portal import Settings, settings_portal
from tests.packing.scripts import run
from tests.session import Desktop

_COMMON, _GNOME, _KDE = (
    "org.freedesktop.appearance",
    "org.gnome.desktop.interface",
    "org.kde.kdeglobals.KDE",
)


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A session bus of its own."""
    desktop = Desktop()
    try:
        desktop.start_bus(bare=True)
        address = desktop.environment["DBUS_SESSION_BUS_ADDRESS"]
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield address
    finally:
        desktop.stop()


@pytest.mark.parametrize(
    ("settings", "is_still"),
    [
        ({}, False),
        ({_COMMON: {"reduced-motion": ("u", 1)}}, True),
        ({_COMMON: {"reduced-motion": ("u", 0)}}, False),
        ({_GNOME: {"enable-animations": ("b", False)}}, True),
        ({_GNOME: {"enable-animations": ("b", True)}}, False),
        ({_COMMON: {"reduced-motion": ("u", 0)}, _GNOME: {"enable-animations": ("b", False)}}, False),
        ({_KDE: {"AnimationDurationFactor": ("s", "0")}}, True),
        ({_KDE: {"AnimationDurationFactor": ("s", "0.5")}}, False),
        ({_KDE: {"AnimationDurationFactor": ("s", "fast")}}, False),
    ],
)
def test_the_portal_tells_whether_less_is_to_move(bus: str, settings: Settings, is_still: bool) -> None:
    with settings_portal(bus, settings):
        assert PortalDesktop().ask() == Wishes(is_still)


@pytest.mark.parametrize(("value", "is_dark"), [(0, None), (1, True), (2, False), (7, None)])
def test_the_portal_tells_dark_and_light(bus: str, value: int, is_dark: bool | None) -> None:
    with settings_portal(bus, {_COMMON: {"color-scheme": ("u", value)}}):
        assert PortalDesktop().ask() == Wishes(is_dark=is_dark)


@pytest.mark.usefixtures("bus")
def test_without_a_portal_nobody_knows() -> None:
    with pytest.raises(OSError, match="no settings"):
        PortalDesktop().ask()


_NO_BUS = """
import sys
from gui.desktop.wishes.portal import PortalDesktop
for asked in (PortalDesktop().ask, lambda: PortalDesktop().listen(print)):
    try:
        asked()
    except OSError as problem:
        print(problem, "jeepney" in sys.modules)
"""


def test_without_a_session_bus_nothing_is_loaded_to_speak_to_it() -> None:
    assert run(_NO_BUS) == "there is no session bus False\n" * 2


def test_it_is_told_at_the_start_and_at_every_change(bus: str, qtbot: QtBot) -> None:
    with settings_portal(bus, {_COMMON: {"reduced-motion": ("u", 1)}}) as portal:
        wishes = DesktopWishes(desktop_here("linux"))
        with qtbot.waitSignal(wishes.changed) as told:
            pass
        assert told.args == [Wishes(is_still=True)]

        def is_changed() -> bool:
            # Again and again: from which moment on it listens, nobody can tell.
            portal.change({_COMMON: {"reduced-motion": ("u", 0), "color-scheme": ("u", 1)}})
            return wishes.told == Wishes(is_dark=True)

        qtbot.waitUntil(is_changed)
        wishes.close()


class _Silent:
    """A desktop that tells of no change, as Windows and macOS do not."""

    def __init__(self, ask: Callable[[], Wishes]) -> None:
        self.asked = 0
        self._ask = ask

    def ask(self) -> Wishes:
        self.asked += 1
        return self._ask()

    def listen(self, ring: Callable[[], None]) -> None:
        pass


def test_it_is_asked_again_when_the_program_is_active_again(qtbot: QtBot) -> None:
    answers = iter([Wishes(), Wishes(is_still=True)])
    desktop = _Silent(lambda: next(answers))
    wishes = DesktopWishes(desktop)
    qtbot.waitUntil(lambda: desktop.asked == 1 and not wishes._is_asking)
    _become_active()
    qtbot.waitUntil(lambda: wishes.told.is_still)
    wishes.close()


def test_a_desktop_that_does_not_tell_is_as_if_nothing_was_wished_for(qtbot: QtBot) -> None:
    def ask() -> Wishes:
        raise OSError("nobody")

    desktop = _Silent(ask)
    wishes = DesktopWishes(desktop)
    qtbot.waitUntil(lambda: desktop.asked == 1 and not wishes._is_asking)
    assert wishes.told == Wishes()
    _become_active()
    qtbot.waitUntil(lambda: desktop.asked == 2)
    wishes.close()


@pytest.mark.parametrize("has_portal", [True, False])
def test_the_first_answer_is_told_though_nothing_is_wished_for(qtbot: QtBot, has_portal: bool) -> None:
    def ask() -> Wishes:
        if not has_portal:
            raise OSError("nobody")
        return Wishes()

    wishes = DesktopWishes(_Silent(ask))
    with qtbot.waitSignal(wishes.changed) as changed:
        pass
    assert changed.args == [Wishes()]
    wishes.close()


def test_a_desktop_that_does_not_answer_holds_nobody_up(qtbot: QtBot) -> None:
    answer = threading.Event()

    def ask() -> Wishes:
        answer.wait(30)
        return Wishes()

    desktop = _Silent(ask)
    wishes = DesktopWishes(desktop)
    qtbot.waitUntil(lambda: desktop.asked == 1)
    for _ in range(5):
        _become_active()
    assert desktop.asked == 1, "no second question before the first is answered"
    answer.set()
    qtbot.waitUntil(lambda: desktop.asked == 2)
    wishes.close()


def test_windows_and_macos_are_asked_in_their_own_words() -> None:
    assert WindowsDesktop(lambda: False).ask() == Wishes(is_still=True)
    assert WindowsDesktop(lambda: True).ask() == Wishes()
    assert MacDesktop(lambda: True).ask() == Wishes(is_still=True)
    assert isinstance(desktop_here("win32"), WindowsDesktop)
    assert isinstance(desktop_here("darwin"), MacDesktop)


@pytest.mark.parametrize("platform", sorted({"win32", "darwin"} - {sys.platform}))
def test_another_system_is_not_taken_for_them(platform: str) -> None:
    with pytest.raises(OSError, match="This is not"):
        desktop_here(platform).ask()


def _become_active() -> None:
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    application.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
