"""Faults that a practice exchange can be told to have, and the small grammar in which they are written.

    [[ENDPOINT[+ENDPOINT…]][@ACCOUNT[+ACCOUNT…]]:]NAME[=VALUE[,VALUE…]][*TIMES]

ENDPOINT is cancel, read, batch, time, account, contracts, key, plan-read, plan-cancel, strategy-read,
strategy-cancel, positions, settings or all; without it a fault applies where it makes sense. ACCOUNT is main,
sub1, sub2, …; without it a fault applies to every account, and with it only to what is signed by its key. A
VALUE left out takes its default. *TIMES ends the fault after that many requests.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from gui.practice.fault_kinds import (
    EVERYWHERE,
    FAULT_WORDS,
    KINDS,
    EndpointKind,
    FaultName,
    KeyFault,
    Slot,
)

GRAMMAR = "[[ENDPOINT][@ACCOUNT]:]NAME[=VALUE[,VALUE]][*TIMES]"

_ACCOUNT = r"main|sub[1-9]\d?"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: its name, its values as text, how often it strikes (None: always), where and whom.

    Missing values and endpoints are filled in with the defaults of the name; no accounts means all of them.
    Raises ValueError for a value that the name does not take and for `times` below 1.
    """

    name: FaultName | KeyFault
    values: tuple[str, ...] = ()
    times: int | None = None
    endpoints: frozenset[EndpointKind] = frozenset()
    accounts: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        parts = KINDS[self.name].parts
        if len(self.values) > len(parts):
            allowed = ", ".join(part.name for part in parts) or "no value"
            raise ValueError(f"The fault {self.name} takes {allowed}; {','.join(self.values)!r} is more.")
        given = (*self.values, *[""] * (len(parts) - len(self.values)))
        for part, value in zip(parts, given, strict=True):
            if value and not re.fullmatch(part.pattern, value):
                raise ValueError(f"The fault {self.name} takes {part.meaning}; {value!r} is not that.")
        if self.times is not None and self.times < 1:
            raise ValueError(f"The fault {self.name} must strike at least once; leave *{self.times} out.")
        filled = tuple(value or part.default for part, value in zip(parts, given, strict=True))
        object.__setattr__(self, "values", filled)
        object.__setattr__(self, "endpoints", self.endpoints or KINDS[self.name].endpoints)

    @property
    def slot(self) -> Slot:
        """The moment of a request at which it strikes."""
        return KINDS[self.name].slot

    @property
    def takes_effect(self) -> bool:
        """True if it is told to do what the request asks although its answer says otherwise."""
        return "effect" in self.values

    def __str__(self) -> str:
        where = "" if self.endpoints == KINDS[self.name].endpoints else _where(self.endpoints)
        where += f"@{'+'.join(sorted(self.accounts))}" if self.accounts else ""
        where += ":" if where else ""
        shown = ",".join(self.values).rstrip(",")
        return f"{where}{self.name}{f'={shown}' if shown else ''}{f'*{self.times}' if self.times else ''}"


def parse_fault(text: str) -> Fault:
    """Read a fault as a person writes it, such as "http=503*2", "read:empty-200" or "all@sub1:reset".

    Raises ValueError with a sentence that names what would have been valid.
    """
    rest = text.strip()
    endpoints: frozenset[EndpointKind] = frozenset()
    accounts: frozenset[str] = frozenset()
    if ":" in rest.split("=", 1)[0]:
        where, rest = rest.split(":", 1)
        where, at, whom = where.partition("@")
        endpoints = _endpoints(where) if where or not at else endpoints
        accounts = _accounts(whom) if at else accounts
    match = re.fullmatch(r"([^=*]*)(?:=(.*?))?(?:\*(\d{1,9}))?", rest, flags=re.DOTALL)
    word = match.group(1) if match else rest
    if match is None or word not in FAULT_WORDS:
        raise ValueError(f"There is no fault {word!r}; there are {_listed(FAULT_WORDS)}.")
    name = next(known for known in FAULT_WORDS if known == word)
    # The last value may hold commas of its own, as an address does.
    values = match.group(2).split(",", max(0, len(KINDS[name].parts) - 1)) if match.group(2) else []
    times = int(match.group(3)) if match.group(3) else None
    return Fault(name, tuple(values), times, endpoints, accounts)


def describe() -> tuple[str, ...]:
    """One line for each fault, in a fixed order: how it is written and what it does."""
    written = {name: _usage(name) for name in FAULT_WORDS}
    width = max(len(usage) for usage in written.values())
    return tuple(
        f"{written[name]:<{width}}  {KINDS[name].line} [{_where(KINDS[name].endpoints)}]"
        for name in FAULT_WORDS
    )


def _endpoints(where: str) -> frozenset[EndpointKind]:
    if where == "all":
        return EVERYWHERE
    words = where.split("+")
    for word in words:
        if word not in set(EndpointKind):
            raise ValueError(f"There is no endpoint {word!r}; there are {_listed(EndpointKind)} and all.")
    return frozenset(EndpointKind(word) for word in words)


def _accounts(whom: str) -> frozenset[str]:
    names = whom.split("+")
    for name in names:
        if not re.fullmatch(_ACCOUNT, name):
            raise ValueError(f"There is no account {name!r}; there are main, sub1, sub2 and so on.")
    return frozenset(names)


def _where(endpoints: frozenset[EndpointKind]) -> str:
    return "all" if endpoints == EVERYWHERE else "+".join(kind for kind in EndpointKind if kind in endpoints)


def _usage(name: FaultName | KeyFault) -> str:
    parts = KINDS[name].parts
    if not parts:
        return name
    usage = ",".join(part.name for part in parts)
    return f"{name}[={usage}]"


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)
