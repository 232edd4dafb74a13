"""Tells while the package is built whether what enums.py makes is what the `enum` of this Python makes."""

from __future__ import annotations

import enum
import sys
from typing import Any

from packing import enums

# Single bits in an order of their own, one of two bits, none, a further name of the first, and a far one.
_NAMES = [("B", 2), ("A", 1), ("both", 3), ("none", 0), ("again", 2), ("far", 1 << 20)]
_UNHEARD_OF = 12
_OF_ITSELF = frozenset({"_member_map_", "_value2member_map_", "__objclass__", "_inverted_"})


def is_fit() -> bool:
    """Tell whether enums.py may be packed: other releases of one Python keep other things of an enum."""
    if not enums.is_meant_for(sys.version_info):
        return False
    try:
        return all(_told(enums.quickly, kind) == _told(enums.as_ever, kind) for kind in enums.KINDS)
    except Exception:  # noqa: BLE001 whatever it is: it does not fit
        return False


def _told(make: Any, kind: Any) -> list[Any]:
    made = make(kind, "Made", _NAMES, module="m", qualname="Made", boundary=enum.KEEP)
    asked = [*made, *made.__members__.values()]
    if issubclass(kind, enum.Flag):
        asked += [~each for each in made] + [made.A | made.far, made.both & made.B, made(_UNHEARD_OF)]
        asked += [list(made.both), list(~made.B)]
    return [_plain(vars(made)), *map(repr, asked), *(_plain(vars(each)) for each in made)]


def _plain(held: Any) -> dict[str, str]:
    kept = {name: value for name, value in held.items() if name not in _OF_ITSELF}
    return {name: repr(getattr(value, "__func__", value)) for name, value in kept.items()}
