"""The proxy of the settings is in force from the start, and when another one is saved."""

from __future__ import annotations

from gui.kept import settings
from gui.kept.paths import Places
from gui.kept.preferences import Preferences
from gui.kept.settings import Settings
from gui.panic.proxy import Proxy
from tests.window.conftest import MakeProgram


def test_the_proxy_of_the_settings_is_in_force(make_program: MakeProgram, where: Places) -> None:
    kept = Settings(preferences=Preferences(proxy="http://127.0.0.1:7890"))
    assert settings.save(where.settings, kept) is None
    program = make_program()
    assert program.desk.keys.proxy == Proxy("127.0.0.1", 7890)
    program.dialogs.preferences_chosen.emit(Preferences(proxy="http://[::1]:1"))
    assert program.desk.keys.proxy == Proxy("::1", 1)
    program.dialogs.preferences_chosen.emit(Preferences())
    assert program.desk.keys.proxy is None
