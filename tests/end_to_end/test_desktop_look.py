"""The window follows the desktop while it is open: dark and light, as the desktop's portal tells."""

from __future__ import annotations

import pytest

from gui.practice import PracticeExchange
from gui.widgets.palette import DARK, LIGHT
from tests.desktop.wishes.settings_portal import Settings, settings_portal
from tests.end_to_end.program import Program
from tests.end_to_end.screen import wait_for
from tests.session import Desktop

_NAMESPACE = "org.freedesktop.appearance"
_DARK, _LIGHT = 1, 2


def scheme(value: int) -> Settings:
    return {_NAMESPACE: {"color-scheme": ("u", value)}}


def ground(program: Program) -> str:
    """The colour of the window where nothing stands, just below the band."""
    return program.screen.picture(program.folder / "look.png", program.window).pixelColor(6, 30).name()


@pytest.mark.parametrize("desktop_name", ["GNOME", "KDE", ""])
def test_dark_and_light_come_and_go_with_the_desktop(
    program: Program, exchange: PracticeExchange, desktop: Desktop, desktop_name: str
) -> None:
    program.environment["XDG_CURRENT_DESKTOP"] = desktop_name
    with settings_portal(desktop.environment["DBUS_SESSION_BUS_ADDRESS"], scheme(_DARK)) as portal:
        program.start("--environment", "practice", "--exchange-url", exchange.url)
        wait_for(lambda: ground(program) == DARK.bg, "the dark window")
        portal.change(scheme(_LIGHT))
        wait_for(lambda: ground(program) == LIGHT.bg, "the light window")
        portal.change(scheme(_DARK))
        wait_for(lambda: ground(program) == DARK.bg, "the dark window again")
