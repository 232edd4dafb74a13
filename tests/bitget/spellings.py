"""How a gateway may spell what it repeats, by what it writes into: JSON as it stands, or any text."""

from __future__ import annotations

import base64
import html
import json
from collections.abc import Callable
from urllib.parse import quote, quote_plus

from gui.panic.secrets import Credentials

# With a character of every kind that one spelling or another writes differently.
KEY, SECRET, PASSPHRASE = "bg_key/of+the=echo-1", "secret/of+the=echo-22", "pass phrase/of+the-echo"
ECHOED = Credentials.of(KEY, SECRET, PASSPHRASE)
PARTS = {"key": KEY, "secret": SECRET, "passphrase": PASSPHRASE}

Spell = Callable[[str], str]
_NAMED = {"/": "&sol;", "+": "&plus;", "_": "&lowbar;", "=": "&equals;", " ": "&#32;", "-": "&#45;"}


def in_json(text: str) -> str:
    return json.dumps(text)[1:-1]


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def decimal(text: str) -> str:
    return "".join(f"&#{ord(each)};" for each in text)


def unicode_escapes(text: str) -> str:
    return "".join(f"\\u{ord(each):04x}" for each in text)


def named(text: str) -> str:
    return "".join(_NAMED.get(each, each) for each in text)


# Each gives what stands between two quotes of JSON.
SPELLINGS: dict[str, Spell] = {
    "verbatim": in_json,
    "capitals": lambda text: in_json(text.upper()),
    "small letters": lambda text: in_json(text.lower()),
    "JSON \\/": lambda text: text.replace("/", "\\/"),
    "JSON \\u of all": unicode_escapes,
    "JSON \\u of a few": lambda text: text.replace("-", "\\u002D").replace("+", "\\u002b"),
    "JSON in JSON": lambda text: in_json(unicode_escapes(text)),
    "HTML decimal": decimal,
    "HTML hexadecimal": lambda text: "".join(f"&#x{ord(each):X};" for each in text),
    "HTML with zeros": lambda text: text.replace("-", "&#0045;").replace("/", "&#X02f;"),
    "HTML without an end": lambda text: text.replace("/", "&#47"),
    "HTML named": named,
    "HTML in HTML": lambda text: html.escape(decimal(text)),
    "percent": lambda text: quote(text, safe=""),
    "percent of all, small": lambda text: "".join(f"%{ord(each):02x}" for each in text),
    "percent twice": lambda text: quote(quote(text, safe="")),
    "as in a form": quote_plus,
    "a form's + not read": lambda text: text.replace("+", " "),
    "percent in HTML": lambda text: decimal(quote(text, safe="")),
    "HTML in JSON's \\u": lambda text: unicode_escapes(named(text)),
    "base64": _base64,
    "base64, begun one earlier": lambda text: _base64(f":{text}:"),
    "base64, begun two earlier": lambda text: _base64(f"a:{text}"),
    "base64 of addresses": lambda text: _base64(f"?>{text}").replace("+", "-").replace("/", "_"),
    "base64 in JSON": lambda text: unicode_escapes(_base64(text)),
    "in the midst of a text": lambda text: in_json(f"ACCESS-PASSPHRASE: [{text}], {text!r}"),
}
