"""The names that people read for what the exchange and the settings spell their own way."""

from __future__ import annotations

from gui.panic.orders import Environment
from gui.words import Sentence, say

_ENVIRONMENTS = {
    Environment.PRACTICE: say("Practice"),
    Environment.DEMO: say("Demo"),
    Environment.LIVE: say("Live"),
}
_SIDES = {"buy": say("buy"), "sell": say("sell"), "long": say("long"), "short": say("short")}


def environment_words(environment: Environment) -> str:
    """The environment as people read it: "Practice", "Demo" or "Live"."""
    return _ENVIRONMENTS[environment]


def told_of(environment: Environment, told: str) -> Sentence:
    """What is told of an environment, named before it: practice must not be taken for live."""
    return say("{place}: {told}", place=environment_words(environment), told=told)


def side_words(side: str) -> str:
    """The side of an order or a position; one that is not known is the exchange's own word."""
    return _SIDES.get(side, plain(side))


def plain(text: str) -> str:
    """The exchange's text as it may be shown: without what steers a terminal or turns the reading round."""
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() else "?" for character in text)
