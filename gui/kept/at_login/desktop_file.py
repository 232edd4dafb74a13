"""The words of a desktop entry's Exec line, quoted as the specification has it, and read back."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

GROUP = "[Desktop Entry]"
_ENV = "/usr/bin/env"
_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')
_ESCAPES = {"s": " ", "n": "\n", "t": "\t", "r": "\r", "\\": "\\"}


def text_of(fields: Mapping[str, str]) -> str:
    """A whole entry; each value as it is meant, not as it is escaped."""
    lines = [f"{key}={_escaped(value)}" for key, value in fields.items()]
    return "\n".join([GROUP, *lines, ""])


def fields_of(text: str) -> dict[str, str]:
    """The values of an entry's main group, as they are meant."""
    fields: dict[str, str] = {}
    is_main = False
    for line in map(str.strip, text.splitlines()):
        if line.startswith("["):
            is_main = line == GROUP
        elif is_main and "=" in line and not line.startswith("#"):
            key, _, value = line.partition("=")
            fields.setdefault(key.strip(), _unescaped(value.strip()))
    return fields


def exec_line(words: Sequence[str]) -> str:
    """The value of Exec for a command."""
    # GLib looks for the program before it reads two per cent signs as one, and would not find it.
    through = (_ENV,) if "%" in words[0] else ()
    return " ".join(_quoted(word) for word in (*through, *words))


def program_of(line: str) -> str:
    """The program that a value of Exec names; "" where it makes no sense."""
    found = _WORD.match(line.removeprefix(f"{_ENV} "))
    if found is None:
        return ""
    word = re.sub(r"\\(.)", r"\1", found[1]) if found[1] is not None else found[2]
    return word.replace("%%", "%")


def _quoted(word: str) -> str:
    whole = re.sub(r'([\\"`$])', r"\\\1", word).replace("%", "%%")
    return whole if re.fullmatch(r"[\w@+,./:-]+", word) else f'"{whole}"'


def _escaped(value: str) -> str:
    value = value.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
    return f"\\s{value[1:]}" if value.startswith(" ") else value


def _unescaped(value: str) -> str:
    return re.sub(r"\\(.)", lambda found: _ESCAPES.get(found[1], found[0]), value)
