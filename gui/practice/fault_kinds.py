"""The catalogue of faults: what each is called, where it strikes, which values it takes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class EndpointKind(StrEnum):
    """An endpoint by the word under which faults name it."""

    CANCEL = "cancel"
    READ = "read"
    BATCH = "batch"
    TIME = "time"
    ACCOUNT = "account"
    CONTRACTS = "contracts"
    KEY = "key"
    PLAN_READ = "plan-read"
    PLAN_CANCEL = "plan-cancel"
    STRATEGY_READ = "strategy-read"
    STRATEGY_CANCEL = "strategy-cancel"
    POSITIONS = "positions"
    SETTINGS = "settings"


# Those for which a key needs the permission to write orders.
CANCELLING = frozenset(
    {EndpointKind.CANCEL, EndpointKind.BATCH, EndpointKind.PLAN_CANCEL, EndpointKind.STRATEGY_CANCEL}
)


class FaultName(StrEnum):
    """A fault by the word under which it is written."""

    SOME_FAIL = "some-fail"
    SETTLE = "settle"
    ACK_ONLY = "ack-only"
    REARM = "rearm"
    CODE = "code"
    HTTP = "http"
    RATE_LIMITED = "rate-limited"
    HTML_200 = "html-200"
    EMPTY_200 = "empty-200"
    REDIRECT = "redirect"
    RESET = "reset"
    SILENT = "silent"
    SILENT_AFTER = "silent-after"
    ANSWER_LOST = "answer-lost"
    HALF_ANSWER = "half-answer"
    TRUNCATED_JSON = "truncated-json"
    SLOW_DRIP = "slow-drip"
    NULL_LISTS = "null-lists"
    WRONG_TYPES = "wrong-types"
    CLOCK = "clock"
    DENY_PERMISSION = "deny-permission"
    IP_NOT_LISTED = "ip-not-listed"
    UNIFIED_ACCOUNT = "unified-account"


class KeyFault(StrEnum):
    """A fault of the key itself by the word under which it is written: it may too much, or too little."""

    CAN_WITHDRAW = "can-withdraw"
    CAN_TRANSFER = "can-transfer"
    NO_IP_LIST = "no-ip-list"
    NO_ORDER_PERMISSION = "no-order-permission"
    COPY_TRADING = "copy-trading"
    WRONG_ENVIRONMENT = "wrong-environment"


FAULT_WORDS: tuple[FaultName | KeyFault, ...] = (*FaultName, *KeyFault)


class Slot(StrEnum):
    """The moment of a request at which a fault strikes.

    One fault strikes in each slot, the first given; but of those that change rights all do.
    """

    CLOCK = "the exchange's clock is read"
    FRONT = "the request has arrived and nothing has been checked"
    RIGHTS = "what the key may do is being looked up"
    ACCOUNT = "the key is being checked"
    CODE = "the request has passed every check"
    REFUSE = "single orders are being cancelled"
    SETTLE = "cancelled orders leave the book"
    REARM = "orders have been cancelled"
    SHAPE = "the answer is being written as JSON"
    ENDING = "the answer is on its way"


@dataclass(frozen=True, slots=True)
class Part:
    """One value of a fault: its name, its default, what it must match, and that in words."""

    name: str
    default: str
    pattern: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Kind:
    """What there is to know about a fault by its name."""

    slot: Slot
    endpoints: frozenset[EndpointKind]
    line: str
    parts: tuple[Part, ...] = ()


EVERYWHERE = frozenset(EndpointKind)
_CANCEL = frozenset({EndpointKind.CANCEL})
_CANCELS = frozenset({EndpointKind.CANCEL, EndpointKind.BATCH})
_LISTS = _CANCELS | {EndpointKind.READ}
_SIGNED = _LISTS | {EndpointKind.ACCOUNT, EndpointKind.KEY}
_KEY = frozenset({EndpointKind.KEY})
_EVERY_SIGNED = EVERYWHERE - {EndpointKind.TIME, EndpointKind.CONTRACTS}

_MS = r"\d{1,9}"
_EFFECT = Part("effect", "", "effect", 'the word "effect", to cancel although the answer does not say so')


def _ms(default: str) -> Part:
    return Part("MS", default, _MS, "a time in whole milliseconds")


def _count(name: str, default: str) -> Part:
    return Part(name, default, r"[1-9]\d{0,5}", f"a whole number {name} from 1 on")


def _code(default: str) -> Part:
    return Part("CODE", default, r"\d{3,6}", "a Bitget code of 3 to 6 digits")


_STATUS = Part("STATUS", "503", r"[45]\d\d", "an HTTP status from 400 to 599")
_URL = Part("URL", "https://elsewhere.invalid/", r"https?://\S+", "an http or https address")
_OFFSET = Part("MS", "45000", r"[+-]?\d{1,12}", "a time in whole milliseconds, ahead or with a minus behind")
_HOLE = Part("null|missing", "null", "null|missing", '"null" or "missing"')
_SHAPES = "mixed|numbers|objects|data|envelope"
_SHAPE = Part("KIND", "mixed", _SHAPES, "one of " + _SHAPES.replace("|", ", "))
_NEED = Part("NAME", "futures order write", r"[\w /-]{1,60}", "the name of a permission")
_IP = Part("IP", "203.0.113.7", r"[0-9a-fA-F.:]{2,45}", "an internet address")

_S, _F, _K = Slot, FaultName, KeyFault
KINDS: dict[FaultName | KeyFault, Kind] = {
    _F.SOME_FAIL: Kind(
        _S.REFUSE,
        _CANCELS,
        "every K-th order is refused with CODE and stays open, for MS or for good",
        (_count("K", "3"), _code("13010"), _ms("")),
    ),
    _F.SETTLE: Kind(_S.SETTLE, _CANCELS, "acknowledged orders stay open for MS", (_ms("700"),)),
    _F.ACK_ONLY: Kind(_S.SETTLE, _CANCELS, "orders are acknowledged as cancelled and stay open for good"),
    _F.REARM: Kind(
        _S.REARM,
        _CANCELS,
        "a bot places K new orders, MS after each request that cancels any",
        (_count("K", "2"), _ms("150")),
    ),
    _F.CODE: Kind(_S.CODE, _CANCEL, "answers with this Bitget code", (_code("40015"), _EFFECT)),
    _F.HTTP: Kind(_S.FRONT, _CANCEL, "answers an HTML page with this HTTP status", (_STATUS, _EFFECT)),
    _F.RATE_LIMITED: Kind(
        _S.FRONT, _CANCEL, "answers HTTP 429 for MS (1000, or *TIMES requests without MS)", (_ms(""),)
    ),
    _F.HTML_200: Kind(_S.FRONT, _CANCEL, "answers an HTML page with HTTP 200", (_EFFECT,)),
    _F.EMPTY_200: Kind(_S.FRONT, _CANCEL, "answers HTTP 200 with no bytes at all", (_EFFECT,)),
    _F.REDIRECT: Kind(_S.FRONT, _CANCEL, "answers HTTP 302 to another address", (_URL,)),
    _F.RESET: Kind(_S.FRONT, _CANCEL, "resets the TCP connection, cancels nothing", (_EFFECT,)),
    _F.SILENT: Kind(_S.FRONT, _CANCEL, "cancels nothing, never answers, holds the connection open"),
    _F.SILENT_AFTER: Kind(_S.ENDING, _CANCEL, "cancels, never answers, holds the connection open"),
    _F.ANSWER_LOST: Kind(_S.ENDING, _CANCEL, "cancels, then closes the connection without an answer"),
    _F.HALF_ANSWER: Kind(
        _S.ENDING, _CANCEL, "cancels, then closes the connection halfway through the answer"
    ),
    _F.TRUNCATED_JSON: Kind(_S.ENDING, _CANCEL, "cancels, answers JSON that is cut off in the middle"),
    _F.SLOW_DRIP: Kind(_S.ENDING, _CANCEL, "cancels, answers one byte every MS", (_ms("20"),)),
    _F.NULL_LISTS: Kind(_S.SHAPE, _LISTS, "every list in the answer is null, or is missing", (_HOLE,)),
    _F.WRONG_TYPES: Kind(
        _S.SHAPE,
        _LISTS,
        "answers JSON of a wrong shape: mixed, numbers, objects, data or envelope",
        (_SHAPE,),
    ),
    _F.CLOCK: Kind(
        _S.CLOCK, EVERYWHERE, "the exchange's clock is off by MS, which may be negative", (_OFFSET,)
    ),
    _F.DENY_PERMISSION: Kind(_S.ACCOUNT, _CANCELS, "the key lacks the permission NAME (40014)", (_NEED,)),
    _F.IP_NOT_LISTED: Kind(_S.ACCOUNT, _SIGNED, "this computer is not on the key's IP list (40018)", (_IP,)),
    _F.UNIFIED_ACCOUNT: Kind(_S.ACCOUNT, _SIGNED, "the account is a unified account (40085)"),
    _K.CAN_WITHDRAW: Kind(_S.RIGHTS, _KEY, "the key may withdraw (wwow)"),
    _K.CAN_TRANSFER: Kind(_S.RIGHTS, _KEY, "the key may transfer (wtow)"),
    _K.NO_IP_LIST: Kind(_S.RIGHTS, _KEY, "the key has no IP list"),
    _K.NO_ORDER_PERMISSION: Kind(
        _S.RIGHTS, _KEY | CANCELLING, "the key lacks coow: it says so, and every cancel is refused (40014)"
    ),
    _K.COPY_TRADING: Kind(_S.ACCOUNT, _EVERY_SIGNED - _KEY, "the key is of a copy-trading account (40731)"),
    _K.WRONG_ENVIRONMENT: Kind(
        _S.ACCOUNT, _EVERY_SIGNED, "a demo key in live trading, or the other way round (40099)"
    ),
}
