"""The enums of Qt's binding come out of the package's short way as `enum` itself would have made them."""

from __future__ import annotations

import enum
import pickle
import sys
from typing import Any

import pytest

from packing import enums, fitting

from .scripts import run

# The Python that packages are made and tested with; in one that does not fit, nothing of this is packed.
_OURS = (3, 11, 7)
pytestmark = pytest.mark.skipif(
    not fitting.is_fit() and sys.version_info[:3] != _OURS, reason="another Python makes other enums"
)

COMPARED = """
import enum
from packing import enums

compared = 0
def both(cls, name, names, **how):
    global compared
    how = {"module": "m", "qualname": name} | how
    # Of no name, and of names that none of Python's own has: whatever is simple here is simple.
    assert enums._is_simple(cls, names, how), (name, names)
    made, meant = enums.quickly(cls, name, names, **how), enums.as_ever(cls, name, names, **how)
    assert told(made) == told(meant), name
    assert [told_one(each) for each in made] == [told_one(each) for each in meant], name
    assert [repr(made(value)) for _, value in names] == [repr(meant(value)) for _, value in names]
    compared += 1
    return made

def told_one(each):
    return repr(each), str(each), {key: value for key, value in vars(each).items() if key != "__objclass__"}

def told(made):
    found = {}
    for key, value in vars(made).items():
        if isinstance(value, made):
            value = told_one(value)
        elif key in ("_member_map_", "_value2member_map_"):
            value = {inner: told_one(member) for inner, member in value.items()}
        elif key == "_new_member_" or key == "__doc__" or isinstance(value, (int, str, list, dict)):
            value = repr(value)
        found[key] = value if not hasattr(value, "__func__") else value.__func__
    assert all(vars(each)["__objclass__"] is made for each in made.__members__.values())
    return found

enum.EnumType._create_ = both
from PySide6 import QtCore, QtGui, QtWidgets
for module in (QtCore, QtGui, QtWidgets):
    for name in dir(module):
        getattr(module, name)
print(compared)
"""
HOW = {"boundary": enum.KEEP, "module": "m"}


def test_every_enum_of_the_binding_is_what_it_would_have_been() -> None:
    said = run(COMPARED)
    assert int(said) > 300  # else the binding makes them some other way


def test_a_package_makes_them_so() -> None:
    said = run("import packing.later, enum; print(enum.EnumType._create_.__module__)")
    assert said == "packing.enums\n"


@pytest.mark.parametrize("kind", [enum.Enum, enum.Flag, enum.IntEnum, enum.IntFlag])
@pytest.mark.parametrize(
    "names",
    [
        [("name", 1), ("other", 2)],
        [("_own", 1)],
        ["first", "second"],
        "first second",
        {"first": 1, "second": 2},
        [["first", 1]],
    ],
)
def test_what_the_binding_never_asks_for_is_left_to_enum(kind: Any, names: Any) -> None:
    made = enums.quickly(kind, "Made", names, **HOW)
    meant = enums.as_ever(kind, "Made", names, **HOW)
    assert [(each.name, each.value) for each in made] == [(each.name, each.value) for each in meant]


def test_a_name_that_comes_twice_is_refused_as_ever() -> None:
    with pytest.raises(TypeError, match="first"):
        enums.quickly(enum.Enum, "Made", [("first", 1), ("first", 2)], **HOW)


ASKED = "from packing import enums; enums.mend(); print(enums.enum.Enum('Made', [('one', 1)]).__module__)"


def test_an_enum_belongs_to_the_module_that_asked_for_it() -> None:
    said = run(ASKED)
    assert said == "__main__\n"


def test_flags_are_put_together_and_kept_as_ever() -> None:
    made = enums.quickly(enum.Flag, "Made", [("B", 2), ("A", 1), ("AB", 3), ("none", 0)], **HOW)
    made.__module__, vars(sys.modules[__name__])["Made"] = __name__, made
    assert made.A | made.B is made.AB
    assert list(made) == [made.B, made.A]
    assert ~made.A == made.B
    assert made(0) is made.none
    assert pickle.loads(pickle.dumps(made.AB)) is made.AB  # noqa: S301 its own
    assert made(12).value == 12


def test_it_is_packed_only_where_enum_keeps_the_same_things(monkeypatch: pytest.MonkeyPatch) -> None:
    assert fitting.is_fit()
    as_ever = enums._fill

    def fill_as_another_release(made: Any, names: Any) -> None:
        as_ever(made, names)
        if issubclass(made, enum.Flag):
            type.__delattr__(made, "_singles_mask_")

    monkeypatch.setattr(enums, "_fill", fill_as_another_release)
    assert not fitting.is_fit()


def test_a_package_without_it_makes_enums_as_ever() -> None:
    script = "import sys; sys.modules['packing.enums'] = None; import packing.later, enum"
    assert run(f"{script}; print(enum.EnumType._create_.__module__)") == "enum\n"
