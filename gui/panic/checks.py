"""What one check says: of the key, the account, the link and the clock."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gui.panic.exchange import KeyFacts
from gui.panic.orders import AccountMode

CLOCK_TOLERANCE_MS = 30_000
# The boxes at Bitget without which a key cancels nothing.
ORDERS_BOX = {
    AccountMode.CLASSIC: "Futures – Orders – Read/Write",
    AccountMode.UNIFIED: "Unified account – Trade – Read/Write",
}
_AT_BITGET = "at Bitget under API management"


class Standing(StrEnum):
    """How one check stands; UNSURE is "could not check" or "works, but", which is not "bad"."""

    GOOD = "good"
    UNSURE = "unsure"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that a press needs: few words for the readiness line, a sentence for `check` and tooltips."""

    name: str
    standing: Standing
    words: str
    sentence: str


def account_check(mode: AccountMode | None) -> Check:
    """Which of Bitget's interfaces the account takes, or that nobody knows yet."""
    if mode is None:
        sentence = (
            "Could not check whether the account is classic or unified. A press tries classic first, and "
            "goes over to unified as soon as Bitget says so."
        )
        return Check("account", Standing.UNSURE, "account mode unchecked", sentence)
    return Check("account", Standing.GOOD, mode.value, f"The account is a {mode.value} one.")


def key_checks(facts: KeyFacts, mode: AccountMode | None) -> list[Check]:
    """What the key may do too little or too much; what the exchange would not say is unsure, never bad."""
    return [
        _may_cancel(facts.may_cancel, mode),
        *_may_withdraw(facts.may_withdraw),
        *_may_transfer(facts.may_transfer),
        *_ip_list(facts.has_ip_list),
        *_unchecked(facts),
    ]


def _may_cancel(may_cancel: bool | None, mode: AccountMode | None) -> Check:
    if may_cancel is None:
        sentence = "Could not check whether the key may cancel orders; that it may read them was checked."
        return Check("permission", Standing.UNSURE, "permission unchecked", sentence)
    if may_cancel:
        return Check("permission", Standing.GOOD, "may cancel", "The key may cancel futures orders.")
    box = ORDERS_BOX[mode or AccountMode.CLASSIC]
    sentence = f"This key may not cancel futures orders. Tick “{box}” for the key {_AT_BITGET}."
    return Check("permission", Standing.BAD, "may not cancel", sentence)


def _may_withdraw(may_withdraw: bool | None) -> list[Check]:
    if may_withdraw is None:
        return []
    if may_withdraw:
        sentence = f"This key can withdraw money; a press never needs it. Take that right away {_AT_BITGET}."
        return [Check("withdrawal", Standing.UNSURE, "key can withdraw", sentence)]
    return [Check("withdrawal", Standing.GOOD, "key cannot withdraw", "The key cannot withdraw money.")]


def _may_transfer(may_transfer: bool | None) -> list[Check]:
    if not may_transfer:
        return []
    sentence = f"This key can transfer money; a press never needs it. Take that right away {_AT_BITGET}."
    return [Check("transfer", Standing.UNSURE, "key can transfer", sentence)]


def _ip_list(has_ip_list: bool | None) -> list[Check]:
    if has_ip_list is not False:
        return []
    sentence = (
        "This key has no IP list: whoever gets hold of it can use it from anywhere. "
        f"Add this computer's address {_AT_BITGET}."
    )
    return [Check("addresses", Standing.UNSURE, "no IP list", sentence)]


def _unchecked(facts: KeyFacts) -> list[Check]:
    asked = (
        (facts.may_withdraw, "can withdraw"),
        (facts.may_transfer, "can transfer"),
        (facts.has_ip_list, "has an IP list"),
    )
    unsaid = [words for fact, words in asked if fact is None]
    if not unsaid:
        return []
    sentence = f"Could not check whether the key {' or '.join(unsaid)}."
    return [Check("rights", Standing.UNSURE, "rights unchecked", sentence)]


def link_check(link_ms: int) -> Check:
    """How quickly the exchange answered, ms."""
    return Check("link", Standing.GOOD, f"link {link_ms:,} ms", f"The exchange answered in {link_ms:,} ms.")


def clock_check(offset_ms: int | None) -> Check:
    """How far the exchange's clock is ahead of this computer's, ms."""
    if offset_ms is None:
        return Check("clock", Standing.UNSURE, "clock unchecked", "The exchange's clock is not known yet.")
    if abs(offset_ms) <= CLOCK_TOLERANCE_MS:
        sentence = f"The exchange's clock is {offset_ms:+,} ms from this computer's."
        return Check("clock", Standing.GOOD, f"clock {offset_ms:+,} ms", sentence)
    sentence = (
        f"This computer's clock is {abs(offset_ms) / 1000:,.0f} s off. Presses use Bitget's clock instead; "
        "set yours all the same."
    )
    return Check("clock", Standing.UNSURE, f"clock {offset_ms / 1000:+,.0f} s", sentence)
