"""In the package: makes the enums of Qt's binding in a third of the time.

The binding makes some 180 of them before the first picture, with thousands of members, by asking `enum` for
each. What comes out here is what `enum` would have made, attribute by
attribute, which a test compares; whatever is not as the binding asks for it goes to `enum` itself.
"""

from __future__ import annotations

import enum
import sys

TYPE_CHECKING = False  # typing takes a while to load
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

KINDS = (enum.Enum, enum.Flag, enum.IntEnum, enum.IntFlag)
_OF_ENUMS = frozenset({"name", "value", "mro", ""})  # what a member cannot be called, or not simply
_patterns: dict[Any, dict[str, Any]] = {}  # of each kind, what an enum without members has
as_ever = enum.EnumType._create_  # type: ignore[attr-defined]


def quickly(cls: Any, class_name: str, names: Any, **how: Any) -> Any:
    """Make an enum as `enum.EnumType._create_` does, and raise what it raises."""
    if how.get("module") is None:
        how["module"] = sys._getframe(2).f_globals.get("__name__")
    if not _is_simple(cls, names, how):
        return as_ever(cls, class_name, names, **how)
    made = _empty(cls, class_name, how["module"], how.get("qualname") or class_name)
    _fill(made, names)
    return made


def _empty(cls: Any, class_name: str, module: str, qualname: str) -> Any:
    if cls not in _patterns:
        _patterns[cls] = dict(vars(as_ever(cls, "", (), module="", boundary=enum.KEEP)))
    own = {
        "__module__": module,
        "__qualname__": qualname,
        "_member_names_": [],
        "_member_map_": {},
        "_value2member_map_": {},
        "_unhashable_values_": [],
    }
    return type.__new__(enum.EnumType, class_name, (cls,), _patterns[cls] | own)


def _is_simple(cls: Any, names: Any, how: dict[str, Any]) -> bool:
    is_asked_so = cls in KINDS and how.get("boundary") is enum.KEEP and how.get("type") is None
    if not is_asked_so or type(names) not in (list, tuple):
        return False
    return len({pair[0] for pair in names}) == len(names) and all(
        type(pair) is tuple
        and len(pair) == 2
        and type(pair[1]) is int
        and pair[0] not in _OF_ENUMS
        and pair[0][0] != "_"
        for pair in names
    )


def _fill(made: Any, pairs: Iterable[tuple[str, int]]) -> None:
    by_name, by_value, order = made._member_map_, made._value2member_map_, made._member_names_
    is_flag, is_number = issubclass(made, enum.Flag), made._member_type_ is int
    put = type.__setattr__  # enum's own, in Python, looks for a member of this name first
    mask = singles = 0
    for name, value in pairs:
        is_single = value > 0 and not value & (value - 1)
        if is_flag:
            mask |= value
            singles |= value if is_single else 0
        member = by_value.get(value)
        if member is None:
            member = by_value[value] = int.__new__(made, value) if is_number else object.__new__(made)
            member._value_, member._name_ = value, name
            member.__objclass__, member._sort_order_ = made, len(order)
            if is_single or not is_flag:
                order.append(name)
        by_name[name] = member
    # All at once: after each of these Python forgets what it knows of the class.
    for name, member in by_name.items():
        put(made, name, member)
    if is_flag:
        put(made, "_flag_mask_", mask)
        put(made, "_singles_mask_", singles)
        put(made, "_all_bits_", 2 ** mask.bit_length() - 1)
        in_order = [by_name[name]._value_ for name in order]
        if in_order != sorted(in_order):
            put(made, "_iter_member_", made._iter_member_by_def_)


def is_meant_for(version: tuple[Any, ...]) -> bool:
    """Tell whether this was written for the `enum` of this Python; fitting.py looks more closely."""
    return version[:2] == (3, 11)


def mend() -> None:
    """Have `enum` make all of them so."""
    if is_meant_for(sys.version_info):
        enum.EnumType._create_ = quickly  # type: ignore[attr-defined]
