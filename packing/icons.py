"""Draws the program's icon in every size and container that a system asks for, from the one SVG."""

from __future__ import annotations

import os
import struct
from pathlib import Path

from packing import facts

SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
_ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)
# Apple's names for PNGs of these sizes inside an .icns file.
_ICNS_NAMES = {128: b"ic07", 256: b"ic08", 512: b"ic09"}


def draw(folder: Path) -> None:
    """Write NAME-SIZE.png for each size, NAME.ico and NAME.icns into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    pictures = _pictures(facts.RESOURCES / f"{facts.NAME}.svg")
    for size, png in pictures.items():
        (folder / f"{facts.NAME}-{size}.png").write_bytes(png)
    (folder / f"{facts.NAME}.ico").write_bytes(ico({size: pictures[size] for size in _ICO_SIZES}))
    (folder / f"{facts.NAME}.icns").write_bytes(icns({size: pictures[size] for size in _ICNS_NAMES}))


def ico(pictures: dict[int, bytes]) -> bytes:
    """Put PNGs into a Windows icon: a header, an entry of 16 bytes for each, then the pictures."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    at = len(head) + 16 * len(pictures)
    entries = b""
    for size, png in pictures.items():
        side = size % 256  # 0 stands for 256
        entries += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(png), at)
        at += len(png)
    return head + entries + b"".join(pictures.values())


def icns(pictures: dict[int, bytes]) -> bytes:
    """Put PNGs into an Apple icon: each behind its name and length, all behind the file's."""
    parts = b"".join(
        _ICNS_NAMES[size] + struct.pack(">I", len(png) + 8) + png for size, png in pictures.items()
    )
    return b"icns" + struct.pack(">I", len(parts) + 8) + parts


def _pictures(drawing: Path) -> dict[int, bytes]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    # Held until the end: drawing needs the application.
    application = QGuiApplication.instance() or QGuiApplication([])
    renderer = QSvgRenderer(str(drawing))
    pictures = {}
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        written = QByteArray()
        buffer = QBuffer(written)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload]
        pictures[size] = bytes(written.data())
    del application
    return pictures


if __name__ == "__main__":
    draw(facts.ICONS)
