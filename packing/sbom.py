"""The list of what travels (CycloneDX 1.5), from the very folders of licences that were packed."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from packing import facts, licences


def write() -> Path:
    """Write the list beside the packages; gives its path."""
    target = facts.DIST / f"{facts.NAME}-{facts.version()}-{sys.platform}-{facts.machine()}.cdx.json"
    target.write_text(json.dumps(document(packed()), indent=2) + "\n", encoding="utf-8")
    return target


def packed() -> list[str]:
    """Name the distributions whose licences were packed, and those under the LGPL, which have no folder."""
    folder = next(facts.FROZEN.rglob("licences"))
    names = {path.name for path in folder.iterdir() if path.is_dir()} - {"python", "panic-button"}
    return sorted(names | licences.UNDER_LGPL)


def document(distributions: list[str]) -> dict[str, Any]:
    """Describe the program, Python and each distribution; the same input gives the same bytes."""
    python = ".".join(str(part) for part in sys.version_info[:3])
    parts = [{"type": "framework", "name": "python", "version": python}]
    parts += [_component(name) for name in distributions]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(facts.source_time(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {
                "type": "application",
                "name": facts.NAME,
                "version": facts.version(),
                "licenses": [{"license": {"id": "MIT"}}],
            },
        },
        "components": parts,
    }


def _component(distribution: str) -> dict[str, str]:
    found = metadata.distribution(distribution)
    name = found.metadata["Name"]
    return {
        "type": "library",
        "name": name,
        "version": found.version,
        "purl": f"pkg:pypi/{name.lower().replace('_', '-').replace('.', '-')}@{found.version}",
    }


if __name__ == "__main__":
    print(write())
