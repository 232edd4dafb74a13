"""The licence texts of everything that travels: found beside each distribution, or kept here."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

from packing import facts

KEPT = Path(__file__).resolve().parent / "licences"
# Its starter is linked into the program, under the GPL with an exception for just that.
ALWAYS = ("pyinstaller",)
# Their wheels carry no text; both are used under the LGPL, as separate libraries that may be replaced.
UNDER_LGPL = frozenset({"pyside6_essentials", "shiboken6"})


class LicenceMissing(Exception):
    """A distribution would travel without its licence."""


def travelling(modules: Iterable[str]) -> list[str]:
    """Name the distributions that these modules and packages come from."""
    by_module = metadata.packages_distributions()
    tops = {module.split(".")[0] for module in modules}
    found = {_plain(name) for top in tops for name in by_module.get(top, ())}
    return sorted((found | set(ALWAYS)) - {_plain(facts.NAME), "hatchling", "setuptools", "pip"})


def texts(distributions: Iterable[str]) -> dict[str, Path]:
    """Give each licence text by its path in the licences folder. Raises LicenceMissing."""
    found = {f"panic-button/{facts.ROOT.joinpath('LICENSE').name}": facts.ROOT / "LICENSE"}
    found["python/LICENSE.txt"] = _python()
    found |= {path.name: path for path in sorted(KEPT.iterdir())}
    for name in distributions:
        if name in UNDER_LGPL:
            continue
        own = [
            Path(str(file.locate()))
            for file in metadata.files(name) or ()
            if ".dist-info" in file.parts[0] and _is_licence(file.name, file.parts)
        ]
        if not own:
            raise LicenceMissing(f"{name} brings no licence text: add it to packing/licences.")
        found |= {f"{name}/{path.name}": path for path in own}
    return found


def _is_licence(name: str, parts: tuple[str, ...]) -> bool:
    return "licenses" in parts or name.upper().startswith(("LICEN", "COPYING", "NOTICE", "AUTHORS"))


def _python() -> Path:
    places = (
        Path(sys.base_prefix, "lib", f"python{sys.version_info[0]}.{sys.version_info[1]}", "LICENSE.txt"),
        Path(sys.base_prefix, "LICENSE.txt"),
        Path(f"/usr/share/doc/python{sys.version_info[0]}.{sys.version_info[1]}-minimal/copyright"),
    )
    for place in places:
        if place.is_file():
            return place
    raise LicenceMissing(f"The licence of Python is not beside {sys.base_prefix}.")


def _plain(name: str) -> str:
    return name.lower().replace("-", "_").replace(".", "_")
