"""Sentences that can be said in another language later, by whoever shows them.

A sentence is its English text: journal, terminal and JSON write it as it is. It remembers its template and
values beside it, so that the window can render it in the language of its user.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, NoReturn

_NONE: Mapping[str, object] = MappingProxyType({})


class Sentence(str):
    """A text in English that knows what it was made of; for any thread, and never changed.

    template holds {names} of values, which may be sentences themselves. Of a sentence that counts, number is
    what it counts, template its form for one, and plural that for many. Copied and pickled it is plain text.
    """

    __slots__ = ("number", "plural", "template", "values")
    template: str
    plural: str | None
    number: int
    values: Mapping[str, object]

    def __new__(
        cls, template: str, values: Mapping[str, object] = _NONE, plural: str | None = None, number: int = 1
    ) -> Sentence:
        """Write the English text. Raises KeyError for a name in the template that has no value."""
        chosen = template if plural is None or number == 1 else plural
        made = super().__new__(cls, chosen.format_map(values) if values else chosen)
        for name, value in (
            ("template", template),
            ("values", values),
            ("plural", plural),
            ("number", number),
        ):
            object.__setattr__(made, name, value)
        return made

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError("A sentence does not change.")

    def __reduce__(self) -> tuple[Any, ...]:
        return str, (str(self),)


def say(template: str, /, **values: object) -> Sentence:
    """Make a sentence of a literal template, such as `say("The key of {account} works.", account=name)`."""
    return Sentence(template, values)


def say_count(one: str, many: str, number: int, /, **values: object) -> Sentence:
    """Make a sentence about a number, which both templates know as {count}; `one` is said of exactly one."""
    return Sentence(one, {"count": number, **values}, many, number)


def join(*parts: str) -> str:
    """Put sentences one after another; empty ones are left out."""
    return _chain(parts, lambda first, second: say("{first} {second}", first=first, second=second))


def listed(items: Iterable[str]) -> str:
    """Name things one after another: "main, sub1, sub2"."""
    return _chain(items, lambda first, second: say("{first}, {second}", first=first, second=second))


def set_apart(items: Iterable[str]) -> str:
    """Name long things one after another: "BTCUSDT, source API; ETHUSDT, source WEB"."""
    return _chain(items, lambda first, second: say("{first}; {second}", first=first, second=second))


def any_of(items: Iterable[str]) -> str:
    """Name possibilities: "can withdraw or can transfer"."""
    return _chain(items, lambda first, second: say("{first} or {second}", first=first, second=second))


def all_of(items: Iterable[str]) -> str:
    """Name things as a person would write them: "main, sub1 and sub2"."""
    *others, last = [*items] or [""]
    return say("{first} and {second}", first=listed(others), second=last) if others else last


def _chain(parts: Iterable[str], link: Any) -> str:
    """Link by halves: thousands one after another would nest deeper than Python goes."""
    chained = [part for part in parts if part]
    while len(chained) > 1:
        pairs = [link(*chained[at : at + 2]) for at in range(0, len(chained) - 1, 2)]
        chained = pairs + chained[2 * len(pairs) :]
    return chained[0] if chained else ""
