"""What a window shows of what was chosen last, before anybody has read anything."""

from __future__ import annotations

from gui.desktop.language import shown
from gui.kept.settings import Settings
from gui.panic.naming import environment_words
from gui.panic.orders import Environment
from gui.panic.standing import Readiness
from gui.widgets.window import PanicWindow
from gui.wiring import showing_words as words


def show_choices(window: PanicWindow, chosen: Settings, environment: Environment) -> None:
    """Show where a press goes and what it covers, and CHECKING. GUI thread."""
    roster = chosen.roster(environment)
    scope = roster.scope(chosen.scope)
    window.set_environment(environment)
    window.set_accounts(roster.names, roster.pressed)
    window.scope.set_scope(scope)
    window.set_shortcut(chosen.preferences.shortcut)
    window.set_holds(chosen.preferences.hold_ms, chosen.preferences.hotkey_hold_ms)  # it hears keys already
    window.fire_button.set_summary(words.summary(scope, len(roster.pressed), None, is_known=False))
    window.readiness.set_readiness(Readiness(), environment_words(environment))
    show_nothing_read(window)


def show_nothing_read(window: PanicWindow) -> None:
    """Show that nothing is known of what is covered now, and that it is being read."""
    window.results.set_nothing(*words.READING)
    window.verdict.show_idle(words.NO_PRESS, words.HERE)
    window.setWindowTitle(shown(words.title("")))


def put_up(window: PanicWindow, chosen: Settings) -> None:
    """Give a window the form that was chosen, at the place that this form has."""
    window.set_compact(chosen.is_compact)
    window.restore_geometry(chosen.window_geometry_bytes)
