"""Bitget's codes as classes of gui.panic.errors, with their sentences (page: Error Codes)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from gui.panic import errors as e
from gui.panic import refusals as r
from gui.panic.checks import ORDERS_BOX
from gui.panic.orders import AccountMode
from gui.words import say

SUCCESS = "00000"
NOTHING_TO_CANCEL = frozenset({"22001", "31054", "43004"})
# Codes that say that an order or a position is not there (any more): gone, once a read agrees.
GONE = frozenset(
    "40768 43001 40109 45057 31007 80011 25204 43020 43025 43033 24056".split()  # noqa: SIM905 reads as the table
)

# The boxes to tick for a key at Bitget, by their names there.
UNIFIED_BOX = ORDERS_BOX[AccountMode.UNIFIED]
_MANAGEMENT_BOX = say("Unified account – Management – Read")


class Meaning(NamedTuple):
    """What a code means: its class, and a sentence and an advice where the class's own do not fit."""

    kind: type[e.ExchangeError]
    sentence: str | None = None
    advice: str | None = None


_AGAIN = say("Press again in a moment, or use the Bitget app.")

_TABLE: tuple[tuple[str, Meaning], ...] = (
    ("40001 40002 40003 40011", Meaning(r.CredentialMissing)),
    ("40005", Meaning(r.ClockRefused, say("This computer's clock gave a time that Bitget could not use."))),
    ("40008", Meaning(r.ClockRefused)),
    ("40006", Meaning(r.KeyUnknown)),
    (
        "40037 40041",
        Meaning(r.KeyUnknown, say("This API key does not exist any more, or belongs to demo trading.")),
    ),
    ("40009", Meaning(r.SecretWrong)),
    ("40012 40036", Meaning(r.PassphraseWrong)),
    ("40010", Meaning(e.ExchangeTrouble, say("Bitget timed out."))),
    (
        "40013 40022 40023 40024 40025 40026 40031 40301 40710 40752 40753 40916",
        Meaning(r.AccountRestricted),
    ),
    ("40014", Meaning(r.PermissionMissing)),
    (
        "25620",
        Meaning(
            r.PermissionMissing,
            say("This key lacks the unified-trading permission."),
            say("Tick “{box}” for the key at Bitget.", box=UNIFIED_BOX),
        ),
    ),
    ("40015", Meaning(e.ExchangeTrouble, say("Bitget reports a system problem."))),
    (
        "40016",
        Meaning(r.AccountRestricted, say("Bitget asks you to bind a phone or an authenticator first.")),
    ),
    ("40017 40019 40020 40034 400172", Meaning(r.ParameterRefused)),
    ("40018 40038", Meaning(r.AddressNotListed)),
    ("40000 40035 40100 40101 40103 40104 40111", Meaning(r.RegionRefused)),
    (
        "40085",
        Meaning(r.WrongAccountMode, say("This is a unified account, and the request was for a classic one.")),
    ),
    (
        "40084 25245",
        Meaning(r.WrongAccountMode, say("This is a classic account, and the request was for a unified one.")),
    ),
    ("40099", Meaning(r.WrongEnvironment)),
    ("40731", Meaning(r.CopyTradingKey)),
    ("40199", Meaning(r.AccountRestricted, say("Bitget does not allow API calls for this trader account."))),
    ("40081 40105 40110 22030", Meaning(r.NotInDemo)),
    ("40200", Meaning(e.UnderMaintenance)),
    ("40725 45001", Meaning(e.ExchangeTrouble, say("Bitget has a problem with one of its services."))),
    (
        "40808",
        Meaning(e.ExchangeTrouble, say("Bitget could not check the request, as happens during its updates.")),
    ),
    ("43059 50031 80002 40908 40910 40846", Meaning(e.ExchangeTrouble)),
    ("25000 25001 25003", Meaning(e.ExchangeTrouble)),
    ("25113", Meaning(e.ExchangeTrouble, say("Cancelling is already under way at Bitget."))),
    (
        "22067",
        Meaning(
            e.ExchangeTrouble,
            say("The symbol is in auto-deleveraging; Bitget blocks operations for a moment."),
            _AGAIN,
        ),
    ),
    (
        "22043 22044 40931",
        Meaning(e.ExchangeTrouble, say("Bitget's risk control does not let this be done right now."), _AGAIN),
    ),
    (
        "13010",
        Meaning(e.ExchangeTrouble, say("An order is under review and cannot be cancelled yet."), _AGAIN),
    ),
    ("41114", Meaning(r.PairUnavailable)),
    (
        "40778",
        Meaning(
            r.ParameterRefused,
            say("This margin coin does not belong to this product type."),
            say("Choose another margin coin, or any coin."),
        ),
    ),
    (" ".join(sorted(GONE)), Meaning(r.OrderGone)),
    ("22002 25227", Meaning(r.OrderGone, say("There is no position to close."))),
    ("429 1001 25004", Meaning(e.RateLimited)),
    ("40007 40086 40306 40404 40812 40912 40078 40079 30032", Meaning(r.OurMistake)),
)

MEANINGS: dict[str, Meaning] = {code: meaning for codes, meaning in _TABLE for code in codes.split()}

_ADDRESS = re.compile(r"\b(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7})\b", re.IGNORECASE)
_IDENTITY = re.compile(r"\bkyc\b|identity|verif", re.IGNORECASE)
_PLACE = re.compile(r"region|country|location|jurisdiction", re.IGNORECASE)
_UNIFIED = re.compile(r"\buta|unified", re.IGNORECASE)
_MANAGEMENT = re.compile(r"manage|mgt", re.IGNORECASE)
_PERMISSION = re.compile(r"need (.{1,60}?) permissions?", re.IGNORECASE)


def error_of(code: str, message: str, http_status: int | None = None) -> e.ExchangeError:
    """Make the exception for a code that is not a success; a code in no table is UnknownCode."""
    meaning = MEANINGS.get(code, Meaning(e.UnknownCode))
    sentence = _particular(meaning, message) or meaning.sentence
    if meaning.kind is e.UnknownCode:
        sentence = say("{sentence} ({code})", sentence=e.UnknownCode.sentence, code=tidy(code)[:20])
    advice = _particular_advice(meaning, message) or meaning.advice
    return meaning.kind(sentence, advice=advice, code=code, message=message, http_status=http_status)


def sentence_for(code: str, message: str) -> str:
    """Say in words why one order was not cancelled; the exchange's own words where there is no sentence."""
    if code in GONE:
        return r.OrderGone.sentence
    meaning = MEANINGS.get(code)
    if meaning is None:
        return message or say("Bitget gave no reason.")
    return meaning.sentence or meaning.kind.sentence


def _particular(meaning: Meaning, message: str) -> str | None:
    """Fill in what only the message knows: the permission, the address, the parameter."""
    if meaning.kind is r.PermissionMissing and (found := _PERMISSION.search(message)):
        return say("This key lacks the permission “{permission}”.", permission=found[1])
    if meaning.kind is r.AddressNotListed and (found := _ADDRESS.search(message)):
        return say("This computer's address {address} is not on the key's IP list.", address=found[0])
    if meaning.kind is r.ParameterRefused and meaning.sentence is None and message:
        return say("Bitget rejected the request: {message}.", message=tidy(message))
    if meaning.kind is r.RegionRefused and _IDENTITY.search(message):
        return say("Bitget asks for identity verification before it takes requests.")
    if meaning.kind is r.RegionRefused and _PLACE.search(message):
        return say("Bitget refuses requests from this location.")
    return None


def _particular_advice(meaning: Meaning, message: str) -> str | None:
    """Name the box for the permission that the message names, and the way out of an identity check."""
    if meaning.kind is r.PermissionMissing and _UNIFIED.search(message):
        box = _MANAGEMENT_BOX if _MANAGEMENT.search(message) else UNIFIED_BOX
        return say("Tick “{box}” for the key at Bitget.", box=box)
    if meaning.kind is r.RegionRefused and _IDENTITY.search(message):
        return say("Verify your identity in the Bitget app; orders can be cancelled there now.")
    return None


def tidy(message: str) -> str:
    """Make the exchange's words fit to show: one line, no control characters, 200 characters at most."""
    return "".join(_printable(message))[:200].strip().rstrip(".")


def _printable(message: str) -> Iterator[str]:
    for character in message:
        yield character if character.isprintable() else " "
