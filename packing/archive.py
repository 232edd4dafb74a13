"""A tar archive that two builds of the same files make byte for byte alike."""

from __future__ import annotations

import lzma
import os
import stat
import tarfile
from pathlib import Path


def write(folder: Path, target: Path, top: str, time: int) -> None:
    """Pack a folder under one top name: sorted, owned by root, every file of one time."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with (
        # A quarter smaller than gzip, and its head holds neither name nor time of the build.
        lzma.open(target, "wb", preset=6) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.GNU_FORMAT) as archive,
    ):
        for path in [folder, *below(folder)]:
            name = top if path == folder else f"{top}/{path.relative_to(folder).as_posix()}"
            entry = archive.gettarinfo(path, name)
            entry.uid = entry.gid = 0
            entry.uname = entry.gname = "root"
            entry.mtime = time
            entry.mode = mode_of(path)
            if entry.isreg():
                with path.open("rb") as content:
                    archive.addfile(entry, content)
            else:
                archive.addfile(entry)


def below(folder: Path) -> list[Path]:
    """Give all that a folder holds, in an order that no disk decides."""
    return sorted(folder.rglob("*"), key=lambda path: path.as_posix())


def mode_of(path: Path) -> int:
    """Give the mode to pack: what may be run is 755, all else 644, whatever the builder's umask."""
    mode = path.lstat().st_mode
    if stat.S_ISLNK(mode):
        return 0o777
    return 0o755 if stat.S_ISDIR(mode) or mode & stat.S_IXUSR else 0o644


def settle(folder: Path, time: int) -> None:
    """Give everything below a folder its packed mode and the one time."""
    for path in [*reversed(below(folder)), folder]:
        if not path.is_symlink():
            path.chmod(mode_of(path))
        os.utime(path, (time, time), follow_symlinks=False)
