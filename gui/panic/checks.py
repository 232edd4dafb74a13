"""What one check says: of the key, the account, the link and the clock."""

from __future__ import annotations

from gui.panic.exchange import KeyFacts
from gui.panic.orders import AccountMode
from gui.panic.proxy import Proxy
from gui.panic.standing import Check as Check
from gui.panic.standing import Standing as Standing
from gui.words import any_of, say

CLOCK_TOLERANCE_MS = 30_000
# The boxes at Bitget without which a key cancels nothing.
ORDERS_BOX = {
    AccountMode.CLASSIC: say("Futures – Orders – Read/Write"),
    AccountMode.UNIFIED: say("Unified account – Trade – Read/Write"),
}
# The checks of what a key may do, by name.
RIGHTS = frozenset({"permission", "withdrawal", "transfer", "addresses", "rights"})
_NAMES = {AccountMode.CLASSIC: say("classic"), AccountMode.UNIFIED: say("unified")}


def account_check(mode: AccountMode | None) -> Check:
    """Which of Bitget's interfaces the account takes, or that nobody knows yet."""
    if mode is None:
        sentence = say(
            "Could not check whether the account is classic or unified. A press tries classic first, and "
            "goes over to unified as soon as Bitget says so."
        )
        return Check("account", Standing.UNSURE, say("account mode unchecked"), sentence)
    sentence = say("The account is a {mode} one.", mode=_NAMES[mode])
    return Check("account", Standing.GOOD, _NAMES[mode], sentence)


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
        sentence = say(
            "Could not check whether the key may cancel orders; that it may read them was checked."
        )
        return Check("permission", Standing.UNSURE, say("permission unchecked"), sentence)
    if may_cancel:
        sentence = say("The key may cancel futures orders.")
        return Check("permission", Standing.GOOD, say("may cancel"), sentence)
    sentence = say(
        "This key may not cancel futures orders. Tick “{box}” for the key at Bitget under API management.",
        box=ORDERS_BOX[mode or AccountMode.CLASSIC],
    )
    return Check("permission", Standing.BAD, say("may not cancel"), sentence)


def _may_withdraw(may_withdraw: bool | None) -> list[Check]:
    if may_withdraw is None:
        return []
    if may_withdraw:
        sentence = say(
            "This key can withdraw money; a press never needs it. Take that right away at Bitget under API "
            "management."
        )
        return [Check("withdrawal", Standing.UNSURE, say("key can withdraw"), sentence)]
    sentence = say("The key cannot withdraw money.")
    return [Check("withdrawal", Standing.GOOD, say("key cannot withdraw"), sentence)]


def _may_transfer(may_transfer: bool | None) -> list[Check]:
    if not may_transfer:
        return []
    sentence = say(
        "This key can transfer money; a press never needs it. Take that right away at Bitget under API "
        "management."
    )
    return [Check("transfer", Standing.UNSURE, say("key can transfer"), sentence)]


def _ip_list(has_ip_list: bool | None) -> list[Check]:
    if has_ip_list is not False:
        return []
    sentence = say(
        "This key has no IP list: whoever gets hold of it can use it from anywhere. "
        "Add this computer's address at Bitget under API management."
    )
    return [Check("addresses", Standing.UNSURE, say("no IP list"), sentence)]


def _unchecked(facts: KeyFacts) -> list[Check]:
    asked = (
        (facts.may_withdraw, say("can withdraw")),
        (facts.may_transfer, say("can transfer")),
        (facts.has_ip_list, say("has an IP list")),
    )
    unsaid = [words for fact, words in asked if fact is None]
    if not unsaid:
        return []
    sentence = say("Could not check whether the key {does}.", does=any_of(unsaid))
    return [Check("rights", Standing.UNSURE, say("rights unchecked"), sentence)]


def link_check(link_ms: int) -> Check:
    """How quickly the exchange answered, ms."""
    sentence = say("The exchange answered in {ms:,} ms.", ms=link_ms)
    return Check("link", Standing.GOOD, say("link {ms:,} ms", ms=link_ms), sentence)


def proxy_checks(proxy: Proxy | None) -> list[Check]:
    """Which proxy is on the way to the exchange, whether or not it works; nothing where there is none."""
    if proxy is None:
        return []
    sentence = say("All calls go through the proxy {proxy}, as the settings say.", proxy=str(proxy))
    return [Check("proxy", Standing.GOOD, say("through the proxy {proxy}", proxy=str(proxy)), sentence)]


def clock_check(offset_ms: int | None) -> Check:
    """How far the exchange's clock is ahead of this computer's, ms."""
    if offset_ms is None:
        sentence = say("The exchange's clock is not known yet.")
        return Check("clock", Standing.UNSURE, say("clock unchecked"), sentence)
    if abs(offset_ms) <= CLOCK_TOLERANCE_MS:
        sentence = say("The exchange's clock is {ms:+,} ms from this computer's.", ms=offset_ms)
        return Check("clock", Standing.GOOD, say("clock {ms:+,} ms", ms=offset_ms), sentence)
    sentence = say(
        "This computer's clock is {s:,.0f} s off. Presses use Bitget's clock instead; "
        "set yours all the same.",
        s=abs(offset_ms) / 1000,
    )
    return Check("clock", Standing.UNSURE, say("clock {s:+,.0f} s", s=offset_ms / 1000), sentence)
