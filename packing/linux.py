"""Packs what PyInstaller froze: an archive that runs from any folder, and a Debian package."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from packing import archive, debian, facts, sbom


def main() -> int:
    """Write both packages and the list of what is in them into dist/, and say how large they are."""
    if shutil.which("dpkg-deb") is None:
        print("dpkg-deb is missing, so the Debian package cannot be made.", file=sys.stderr)
        return 3
    tree = facts.ROOT / "build" / "tree"
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(facts.FROZEN, tree, symlinks=True)
    debian.lay_desktop(tree / "share")
    archive.write(tree, facts.tarball(), facts.NAME, facts.source_time())
    made: list[Path] = [facts.tarball(), debian.build(facts.ROOT / "build" / "deb"), sbom.write()]
    for path in made:
        print(f"{path.relative_to(facts.ROOT)}  {path.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
