"""Where a press goes: the choice of practice, demo or live."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gui.panic.naming import environment_words
from gui.panic.orders import Environment
from gui.widgets.segments import Segment, Segments
from gui.words import say

_SENTENCES = {
    Environment.PRACTICE: say("An exchange inside this program; nothing leaves this computer."),
    Environment.DEMO: say("Bitget's demo trading, with a key of its own."),
    Environment.LIVE: say("Your real account at Bitget."),
}


class EnvironmentChoice(Segments):
    """Practice, demo or live."""

    def __init__(self, parent: QWidget | None = None) -> None:
        segments = [
            Segment(
                environment,
                environment_words(environment),
                environment_words(environment),
                sentence,
                say("{place} environment", place=environment_words(environment)),
            )
            for environment, sentence in _SENTENCES.items()
        ]
        super().__init__(say("Environment"), segments, parent)

    def set_environment(self, environment: Environment) -> None:
        """Show another environment without a signal."""
        self.set_value(environment)

    def environment(self) -> Environment:
        """The environment that is chosen."""
        return Environment(self.value())
