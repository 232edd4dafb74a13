"""What a sentence was made of, kept beside its English text: it can be shown in another language later."""

from __future__ import annotations

from typing import Any

from gui.words import Sentence


def said_fields(text: str) -> dict[str, object] | None:
    """The template and the values of a sentence as JSON; None for a text that is none."""
    if not isinstance(text, Sentence):
        return None
    fields: dict[str, object] = {"template": text.template, "values": _values(text)}
    if text.plural is not None:
        fields |= {"plural": text.plural, "number": text.number}
    return fields


def read_said(found: object, text: str) -> str:
    """The sentence again if it says exactly this text; else, whatever was found, the text. Never raises."""
    try:
        sentence = _sentence(found)
    except (LookupError, ValueError, TypeError, AttributeError, RecursionError, MemoryError):
        return text
    return sentence if sentence == text else text


def _values(text: Sentence) -> dict[str, object]:
    return {name: _value(value) for name, value in text.values.items()}


def _value(value: object) -> object:
    if isinstance(value, Sentence):
        return said_fields(value)
    return value if isinstance(value, str | int | float) else str(value)


def _sentence(found: Any) -> Sentence:
    values = {
        name: _sentence(value) if isinstance(value, dict) else value
        for name, value in found["values"].items()
    }
    return Sentence(found["template"], values, found.get("plural"), found.get("number", 1))
