"""What is known before packing: the version, the time of the sources, the names of the results."""

from __future__ import annotations

import os
import platform
import subprocess
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NAME = "panic-button"
DIST = ROOT / "dist"
FROZEN = DIST / NAME
ICONS = ROOT / "build" / "icons"
WORDS = ROOT / "build" / "words"
RESOURCES = ROOT / "resources"
_DEBIAN_NAMES = {"x86_64": "amd64", "aarch64": "arm64"}


def version() -> str:
    """Give the version that pyproject.toml names."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])


def source_time() -> int:
    """Give the time that every packed file bears: SOURCE_DATE_EPOCH, or that of the last commit."""
    named = os.environ.get("SOURCE_DATE_EPOCH", "")
    if named:
        return int(named)
    asked = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    return int(subprocess.run(asked, check=True, capture_output=True, text=True).stdout)


def machine() -> str:
    """Give the processor's name as the kernel says it, such as x86_64."""
    return platform.machine()


def tarball() -> Path:
    """Give the path of the archive that runs from any folder."""
    return DIST / f"{NAME}-{version()}-linux-{machine()}.tar.xz"


def deb() -> Path:
    """Give the path of the Debian package."""
    return DIST / f"{NAME}_{version()}_{debian_machine()}.deb"


def debian_machine() -> str:
    """Give the processor's name as Debian says it, such as amd64."""
    return _DEBIAN_NAMES.get(machine(), machine())
