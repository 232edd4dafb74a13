"""Runs before all else in the package: what a start only names, and does not use, is loaded at its first use.

Two thirds of the time in which PySide6 is loaded go to what its errors and its stubs are written with.
Each module of the list is loaded by whoever first asks it for something, in any thread, with every other one
waiting for it. None of them is imported by a module that it imports itself, so that no two threads can wait
for each other.
"""

from __future__ import annotations

import sys
from _thread import RLock
from importlib.machinery import ModuleSpec
from types import CodeType, ModuleType

TYPE_CHECKING = False  # typing takes a while to load
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, Protocol

    class _HasCode(Protocol):
        def get_code(self, fullname: str, /) -> CodeType: ...


# Not “mapping” beside them: the binding takes what it needs out of its dictionary, which loads nothing.
_OF_ERRORS = ("errorhandler", "layout", "parser", "lib.enum_sig", "lib.pyi_generator", "lib.tool")
LATER = frozenset(
    {f"shibokensupport.signature.{name}" for name in _OF_ERRORS}
    | {"base64", "inspect", "ipaddress", "tempfile", "textwrap", "traceback", "zipfile"}
)
WATCH = "shibokensupport.signature.loader"


class Later(ModuleType):
    """A module that is named already, and loaded once it is asked for something."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._lock = RLock()

    def __getattr__(self, name: str) -> Any:
        inner = vars(self)
        if name == "__path__":  # asked of every module that is imported; none of these is a package
            raise AttributeError(name)
        with inner["_lock"]:
            loader, own_name = inner.pop("_later", (None, ""))
            if loader is not None:
                exec(loader.get_code(own_name), inner)  # noqa: S102 as the import itself does
                self.__class__ = ModuleType  # type: ignore[assignment]
        if name in inner:
            return inner[name]
        raise AttributeError(f"module {own_name or inner['__name__']!r} has no attribute {name!r}")


class Postponed:
    """Loads a module by not loading it yet."""

    def __init__(self, loader: _HasCode) -> None:
        self._loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Give the module as it is named."""
        return Later(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Note where it is loaded from."""
        # Its name is told now: PySide6 gives these modules another one.
        vars(module)["_later"] = (self._loader, module.__name__)


class Mended(Postponed):
    """Loads a module at once, and then has it mended."""

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Give a module like any other."""
        return ModuleType(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Load it, and change what is to be changed."""
        exec(self._loader.get_code(module.__name__), vars(module))  # noqa: S102 as the import itself does
        MENDS[module.__name__](module)


def _unwatch(module: ModuleType) -> None:
    # It would put PySide6's own function before every import, which looks for `__feature__` in the text of
    # each module: nobody here uses that, and a package has no texts.
    vars(module)["post_init"] = lambda: None


def _quicken_enums(_: ModuleType) -> None:
    try:
        from packing import enums
    except ImportError:
        return  # the Python of this package has another `enum`

    enums.mend()


def _take_compiled(module: ModuleType) -> None:
    from packing import compiled

    compiled.mend(module)


MENDS = {
    WATCH: _unwatch,
    "enum": _quicken_enums,
    "dataclasses": _take_compiled,
    "re._compiler": _take_compiled,
}


def _as_ever(name: str, path: Sequence[str] | None) -> ModuleSpec | None:
    others = (finder for finder in sys.meta_path if finder is not Finder)
    return next(filter(None, (finder.find_spec(name, path) for finder in others)), None)


class Finder:
    """Finds these modules where all others are found."""

    @staticmethod
    def find_spec(
        name: str,
        path: Sequence[str] | None = None,
        target: object = None,  # noqa: ARG004 as the import calls it
    ) -> ModuleSpec | None:
        """Find a module that is loaded later or mended; None for every other one."""
        if name not in LATER and name not in MENDS:
            return None
        spec = _as_ever(name, path)
        if spec is not None and spec.loader is not None and hasattr(spec.loader, "get_code"):
            kind = Mended if name in MENDS else Postponed
            spec.loader = kind(spec.loader)  # type: ignore[assignment]
        return spec


sys.meta_path.insert(0, Finder)
if getattr(sys, "frozen", False):
    from packing import gathered

    gathered.begin(sys._MEIPASS)  # type: ignore[attr-defined]
