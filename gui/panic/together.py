"""Several accounts' readiness as one: ready only if every one of them is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from gui.panic.accounts import name_accounts
from gui.panic.checks import Check, Standing
from gui.panic.readiness import Readiness
from gui.words import listed, say

_BADNESS = (Standing.GOOD, Standing.UNSURE, Standing.BAD)


def together(found: Mapping[str, Readiness]) -> Readiness:
    """Join the readiness of accounts, by name: of each check the worst, with the accounts that it is about.

    Unknown as long as one of them is unknown, unless another is known to be not ready.
    """
    if len(found) == 1:
        return next(iter(found.values()))
    is_known = all(readiness.is_known for readiness in found.values())
    is_bad = any(readiness.is_known and not readiness.is_ready for readiness in found.values())
    if not found or not (is_known or is_bad):
        return Readiness()
    names = dict.fromkeys(check.name for readiness in found.values() for check in readiness.checks)
    checks = [_worst(name, found) for name in names if name != "book"]
    books = [readiness.open_orders for readiness in found.values()]
    total = None if None in books else sum(number or 0 for number in books)
    return Readiness((*checks, *_book(found, total)), total)


def _worst(name: str, found: Mapping[str, Readiness]) -> Check:
    by_account = {
        account: check
        for account, readiness in found.items()
        for check in readiness.checks
        if check.name == name
    }
    worst = max((check.standing for check in by_account.values()), key=_BADNESS.index)
    about = [account for account, check in by_account.items() if check.standing is worst]
    # Of several that stand alike, the one with the longest words: "link 120 ms" rather than "link 20 ms".
    shown = max((by_account[account] for account in about), key=lambda check: (len(check.words), check.words))
    if worst is Standing.GOOD:
        return shown
    same = [account for account in about if by_account[account].words == shown.words]
    who = name_accounts(same)
    return replace(
        shown,
        words=say("{name}: {text}", name=_briefly(same), text=shown.words),
        sentence=say("{name}: {text}", name=who, text=shown.sentence),
    )


def _briefly(accounts: Sequence[str]) -> str:
    return accounts[0] if len(accounts) == 1 else say("{count} accounts", count=len(accounts))


def _book(found: Mapping[str, Readiness], total: int | None) -> tuple[Check, ...]:
    if total is None:
        bad = _worst("book", found) if _has_book(found) else None
        return (bad,) if bad is not None and bad.standing is not Standing.GOOD else ()
    each = [f"{account} {readiness.open_orders:,}" for account, readiness in found.items()]
    sentence = say("Open orders: {each}.", each=listed(each))
    return (Check("book", Standing.GOOD, say("{count:,} open", count=total), sentence),)


def _has_book(found: Mapping[str, Readiness]) -> bool:
    return any(check.name == "book" for readiness in found.values() for check in readiness.checks)
