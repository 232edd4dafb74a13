"""What a key may do, as each interface says it."""

from __future__ import annotations

from typing import Any

from gui.bitget.envelope import object_of, text
from gui.bitget.pages import data_of
from gui.bitget.signed import Answered
from gui.panic.exchange import KeyFacts
from gui.words import say

_WHAT = say("the key's information")
_WRITES = {"read_and_write": True, "read_write": True, "read_only": False, "readonly": False}


def classic_facts(answered: Answered) -> KeyFacts:
    """Read `authorities` (page: Get Account Information): coow orders, wwow withdrawals, wtow transfers."""
    data = object_of(data_of(answered, _WHAT), _WHAT)
    granted = data.get("authorities")
    if not isinstance(granted, list):
        return KeyFacts(has_ip_list=_has_ip_list(data.get("ips")))
    return KeyFacts("coow" in granted, "wwow" in granted, _has_ip_list(data.get("ips")), "wtow" in granted)


def unified_facts(answered: Answered) -> KeyFacts:
    """Read `permType` and `permissions` (page: Get Account Info, UTA).

    permType was seen as read_and_write and as read-and-write, so it is read in either spelling.
    """
    data = object_of(data_of(answered, _WHAT), _WHAT)
    listed = data.get("permissions")
    if not isinstance(listed, list):
        return KeyFacts(has_ip_list=_has_ip_list(data.get("ips")))
    granted = [word.lower() for word in listed if isinstance(word, str)]
    writes = _WRITES.get((text(data.get("permType")) or "").strip().lower().replace("-", "_"))
    trades = "uta_trade" in granted
    return KeyFacts(
        may_cancel=writes if trades else False,
        may_withdraw=any("withdraw" in word for word in granted),
        has_ip_list=_has_ip_list(data.get("ips")),
        may_transfer=any("transfer" in word for word in granted),
    )


def _has_ip_list(value: Any) -> bool | None:
    """Tell whether addresses are listed, as one text or as a list of texts; None where nothing is said."""
    if isinstance(value, list):
        return any(isinstance(each, str) and each.strip() for each in value)
    listed = text(value)
    return None if listed is None else bool(listed.strip())
