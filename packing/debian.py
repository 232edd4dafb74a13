"""The Debian package: where each file goes, what it depends on, and what removal leaves."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from packing import archive, facts

HOME = f"usr/lib/{facts.NAME}"
# What Qt's core, its X11 and Wayland platforms and Python are linked with and the package does not bring.
_DEPENDS = (
    "libgcc-s1",
    "libstdc++6",
    "libgl1",
    "libegl1",
    "libfontconfig1",
    "libfreetype6",
    "libdbus-1-3",
    "libglib2.0-0t64 | libglib2.0-0",
    "libx11-6",
    "libx11-xcb1",
    "libxcb1",
    "libxcb-cursor0",
    "libxcb-glx0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-render0",
    "libxcb-shape0",
    "libxcb-shm0",
    "libxcb-sync1",
    "libxcb-util1",
    "libxcb-xfixes0",
    "libxcb-xkb1",
    "libxkbcommon0",
    "libxkbcommon-x11-0",
    "libwayland-client0",
    "libwayland-cursor0",
    "libwayland-egl1",
    "libzstd1",
)
_CONTROL = """\
Package: {name}
Version: {version}
Architecture: {machine}
Maintainer: Panic Button contributors <panic-button@localhost>
Installed-Size: {kibibytes}
Depends: {depends}
Recommends: gnome-keyring | kwalletmanager | keepassxc, pipewire-bin | pulseaudio-utils | alsa-utils
Section: misc
Priority: optional
Description: desktop button that cancels every open futures order at Bitget
 One press cancels every open futures order at once, reads the book back, and
 shows for each order what happened. It starts on a practice exchange inside
 this computer.
"""
_POSTRM = """\
#!/bin/sh
set -e
# Keys, settings and journal are each person's own: a package manager does not reach into homes.
if [ "$1" = purge ]; then
    echo "Panic Button is gone; what each person kept stays. To remove it as well:"
    echo "  settings and journal: rm -r ~/.config/panic-button ~/.local/state/panic-button"
    echo "  keys: the entries “panic-button” in the keyring (Passwords and Keys, or KWallet);"
    echo "        and delete the API key at Bitget, under API management."
fi
"""
_COPYRIGHT = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Comment: The licences of everything that travels along are in /{home}/_internal/licences.

Files: *
Copyright: 2026 Panic Button contributors
License: MIT
{licence}
"""


def build(tree: Path) -> Path:
    """Lay the files out below a folder and pack them; gives the package's path."""
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(facts.FROZEN, tree / HOME, symlinks=True)
    link = tree / "usr/bin" / facts.NAME
    link.parent.mkdir(parents=True)
    link.symlink_to(f"../lib/{facts.NAME}/{facts.NAME}")
    lay_desktop(tree / "usr/share")
    _put(tree / f"usr/share/doc/{facts.NAME}/copyright", _copyright())
    used = sum(-(-path.lstat().st_size // 1024) for path in archive.below(tree) if not path.is_dir())
    _put(tree / "DEBIAN/control", control(used))
    _put(tree / "DEBIAN/postrm", _POSTRM).chmod(0o755)
    archive.settle(tree, facts.source_time())
    return _pack(tree)


def lay_desktop(share: Path) -> None:
    """Lay menu entry, icons and the software centre's page where every desktop looks for them."""
    entry = (facts.RESOURCES / f"{facts.NAME}.desktop").read_text(encoding="utf-8")
    _put(share / f"applications/{facts.NAME}.desktop", entry)
    page = (facts.RESOURCES / f"{facts.NAME}.metainfo.xml").read_text(encoding="utf-8")
    day = datetime.fromtimestamp(facts.source_time(), UTC).date().isoformat()
    page = page.replace("@VERSION@", facts.version()).replace("@DATE@", day)
    _put(share / f"metainfo/{facts.NAME}.metainfo.xml", page)
    themes = share / "icons/hicolor"
    for picture in sorted(facts.ICONS.glob(f"{facts.NAME}-*.png")):
        size = picture.stem.rpartition("-")[2]
        _copy(picture, themes / f"{size}x{size}/apps/{facts.NAME}.png")
    _copy(facts.RESOURCES / f"{facts.NAME}.svg", themes / f"scalable/apps/{facts.NAME}.svg")


def control(kibibytes: int) -> str:
    """Write the package's description; the C library must be no older than the one it was built on."""
    libc = (os.confstr("CS_GNU_LIBC_VERSION") or "glibc 2.36").split()[-1]
    return _CONTROL.format(
        name=facts.NAME,
        version=facts.version(),
        machine=facts.debian_machine(),
        kibibytes=kibibytes,
        depends=", ".join((f"libc6 (>= {libc})", *_DEPENDS)),
    )


def _pack(tree: Path) -> Path:
    target = facts.deb()
    # One thread: several would cut the stream by their number.
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "--threads-max=1", "--build", str(tree), str(target)]
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(facts.source_time())}
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    return target


def _copyright() -> str:
    licence = (facts.ROOT / "LICENSE").read_text(encoding="utf-8")
    lines = [f" {line}" if line else " ." for line in licence.splitlines()]
    return _COPYRIGHT.format(home=HOME, licence="\n".join(lines))


def _put(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
