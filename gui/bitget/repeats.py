"""What an answer repeats of its question's secrets, however spelled; and such an answer without its words.

A text that repeats one is withheld whole: one with a piece cut out would tell where and how long that was.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from contextlib import suppress
from decimal import Decimal
from html import unescape
from typing import Any, NoReturn
from urllib.parse import unquote

from gui.bitget.wire.calls import Call
from gui.panic.errors import Malformed
from gui.panic.secrets import Credentials, Secret

_SIGNATURE = "ACCESS-SIGN"
_MESSAGES, _CODES = frozenset({"msg", "errorMsg"}), frozenset({"code", "errorCode"})
_PLACES = frozenset({"orderId", "endId", "cursor"})  # a further question would carry them
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_CODE = re.compile(r"\d{1,6}")  # a passphrase has 8 characters at the least
_SYMBOL = re.compile(r"[A-Za-z0-9]{1,16}(?:USD[TC]?|PERP)(?:_?[A-Za-z0-9]{1,6})?")

_ESCAPES = b"\\", b"&", b"%"
_MOST_ESCAPES = 20_000  # Bitget writes next to none, and to read millions would take seconds
_MOST_LAYERS = 4  # of escapes within escapes
_JSON_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_OF_ADDRESSES = bytes.maketrans(b"+/", b"-_")
_LEAST_OF_BASE64 = 8  # what is shorter stands in any text by chance
# What the answer to a cancel of thousands of orders is made of; what is not in it comes first.
_FROM_RARE_TO_USUAL = b"yhvwkpbgfqmunlraticdsoe0123456789"


class Unsaid:
    """The secrets of one question in all spellings that are looked for; shown, copied and pickled by nothing.

    Small and capital letters are the same to it.
    """

    __slots__ = ("__forms", "__secrets")

    def __init__(self, secrets: Iterable[Secret]) -> None:
        self.__secrets = frozenset(secret for secret in secrets if secret)
        self.__forms = tuple({form for secret in self.__secrets for form in _forms(secret)})

    @classmethod
    def of(cls, credentials: Credentials) -> Unsaid:
        """The three parts of a key."""
        return cls((credentials.key, credentials.secret, credentials.passphrase))

    def and_of(self, calls: Iterable[Call]) -> Unsaid:
        """These, and the signatures of these calls."""
        more = Unsaid(Secret(call.headers.get(_SIGNATURE, "")) for call in calls)
        more.__forms += self.__forms
        more.__secrets |= self.__secrets
        return more

    def is_in(self, told: bytes) -> bool:
        """Tell whether a text repeats one; 1 MB of orders takes about 1 ms.

        Escapes of JSON, HTML and addresses are read, also within each other. More of them than an answer of
        Bitget's can have, or one that cannot be read, count as a repeat.
        """
        told = told.replace(b"\0", b"")  # UTF-16 and UTF-32 are read as JSON, too
        if self._stands_in(told):
            return True
        escapes = sum(map(told.count, _ESCAPES))
        if not escapes:
            return False
        if escapes > _MOST_ESCAPES:
            return True
        try:
            return any(map(self._is_in_text, _read(told.decode("utf-8", "replace"))))
        except ValueError:  # of more layers, or of a number with thousands of digits
            return True

    def withheld(self, item: dict[str, Any]) -> dict[str, Any]:
        """Give an object of an answer without its words: for json.loads, which asks for each.

        A message is empty, and so is each text that repeats a secret; it stays a text, as no list must come
        of it. Bitget's codes, numbers and symbols stay, as a secret that is one itself may stand there by
        chance. Raises Malformed for an order's ID, or a place to go on from, that repeats one: it can
        neither be sent on nor be left out.
        """
        return {name: self._fit(name, value) for name, value in item.items()}

    def __repr__(self) -> str:
        return "Unsaid(…)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("Secrets are not pickled.")

    def _fit(self, name: str, value: Any) -> Any:
        if isinstance(value, list):
            return [self._fit(name, each) if isinstance(each, str | list) else each for each in value]
        if not isinstance(value, str | int | Decimal):
            return value
        if name in _MESSAGES:
            return ""
        if not self._is_repeated(name, str(value)):
            return value
        if name in _PLACES:
            raise Malformed()
        return "?" if name in _CODES else ""

    def _is_repeated(self, name: str, value: str) -> bool:
        if name in _CODES and _CODE.fullmatch(value):
            return False
        if _NUMBER.fullmatch(value):
            return Secret(value) in self.__secrets
        if name == "symbol" and _SYMBOL.fullmatch(value):
            return False
        return self.is_in(value.encode("utf-8", "replace"))

    def _is_in_text(self, text: str) -> bool:
        return self._stands_in(text.encode("utf-8", "replace"))

    def _stands_in(self, told: bytes) -> bool:
        small = told.lower()
        return any(form.is_in(small) for form in self.__forms)


class _Form:
    """One spelling of a secret, in small letters."""

    __slots__ = ("__rare", "__text")

    def __init__(self, text: bytes) -> None:
        self.__text = text
        self.__rare = sorted(set(text), key=_FROM_RARE_TO_USUAL.find)[:3]

    def is_in(self, told: bytes) -> bool:
        # That a character is nowhere shows ten times sooner than that a text is nowhere.
        return all(map(told.__contains__, self.__rare)) and self.__text in told


def _forms(secret: Secret) -> Iterator[_Form]:
    whole = secret.reveal()
    texts = [whole]
    with suppress(ValueError):
        texts += _read(whole)  # one that looks like an escape itself would be read as well
    texts += [text.replace(*signs) for text in texts for signs in ((" ", "+"), ("+", " "))]  # of forms
    content = [text.encode("utf-8", "replace") for text in texts]
    content += _in_base64(content[0])
    return map(_Form, {each.lower() for each in content if each})


def _in_base64(content: bytes) -> Iterator[bytes]:
    for before in range(3):  # three bytes make four characters: it depends on where among them it begins
        written = b64encode(bytes(before) + content)
        sure = written[-(-8 * before // 6) : 8 * (before + len(content)) // 6]
        if len(sure) >= _LEAST_OF_BASE64:
            yield sure
            yield sure.translate(_OF_ADDRESSES)


def _read(text: str) -> Iterator[str]:
    """Read the escapes of a text, layer by layer; raises ValueError where they do not come to an end."""
    for _ in range(_MOST_LAYERS):
        before = text
        for read in (_without_json, unescape, unquote):
            text, had = read(text), text
            if text != had:
                yield text
        if text == before:
            return
    raise ValueError


def _without_json(text: str) -> str:
    return _JSON_ESCAPE.sub(_character, text)


def _character(escape: re.Match[str]) -> str:
    number = escape[1] or escape[2]
    return chr(int(number, 16)) if number else escape[3]
