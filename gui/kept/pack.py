"""An evidence pack: a zip of chosen presses, for somebody who was not there."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from gui import __version__
from gui.kept.calls import is_press_id, read_calls
from gui.kept.cells import csv_of
from gui.kept.pack_readme import README
from gui.kept.private import open_file, open_to_read
from gui.kept.reader import Reader, parse_line
from gui.kept.records import Kind

JOURNAL, MANIFEST = "journal.jsonl", "manifest.json"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the same presses make the same bytes


class NoSuchPress(Exception):
    """The journal tells of none of the presses asked for."""


def press_ids(journal: Path) -> list[str]:
    """The presses that a journal tells of, newest last. Blocks; raises OSError."""
    with open_to_read(journal) as file:
        return list(dict.fromkeys(press for line in file if (press := _press_of(line)) is not None))


def write_pack(journal: Path, wanted: Sequence[str], target: Path) -> int:
    """Write the pack beside its place and move it there; gives how many presses are in it.

    A file that stands there is replaced. Blocks; raises OSError and NoSuchPress.
    """
    with open_to_read(journal) as file:
        lines = [line for line in file if _press_of(line) in wanted]
    presses = list(dict.fromkeys(_press_of(line) or "" for line in lines))
    if not presses:
        raise NoSuchPress
    files = {"README.txt": README.encode(), JOURNAL: b"".join(map(_whole, lines)), **book_files(lines)}
    for press in presses:
        with suppress(OSError):  # a damaged file is one that is missing, and `verify` says so
            calls = read_calls(journal, press)
            if calls is not None:
                files[calls_name(press)] = calls
    files["about.json"] = _json(_about())
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())}
    files[MANIFEST] = _json({"files": hashes})
    _write(target, files)
    return len(presses)


def calls_name(press: str) -> str:
    """The name in the pack of a press's requests and answers."""
    return f"calls/{press}.jsonl"


def book_files(lines: Iterable[bytes]) -> dict[str, bytes]:
    """The books before and after each press, by name, as its lines tell of them."""
    books: dict[str, list[Mapping[str, object]]] = {}
    for line in lines:
        try:
            fields = parse_line(line)
            press, kind = fields.text("press"), fields.text("kind")
            if is_press_id(press) and kind in (Kind.BOOK, Kind.ENDED):
                name = f"books/{press}-{'before' if kind == Kind.BOOK else 'after'}"
                books.setdefault(name, []).extend(_orders(fields, kind))
        except ValueError:
            continue
    files = {}
    for name, orders in books.items():
        columns = list(dict.fromkeys(column for order in orders for column in order))
        rows = [[_cell(order.get(column)) for column in columns] for order in orders]
        files[f"{name}.csv"] = csv_of([columns, *rows]).encode("utf-8", "backslashreplace")
        files[f"{name}.json"] = _json(orders)
    return files


def _orders(fields: Reader, kind: str) -> list[Mapping[str, object]]:
    known = {}
    if kind == Kind.BOOK:
        known = {"account": fields.anything("account"), "age_ms": fields.anything("age_ms")}
    return [known | order for order in fields.parts("orders") if isinstance(order, dict)]


def _press_of(line: bytes) -> str | None:
    try:
        press = parse_line(line).text("press")
    except ValueError:
        return None
    return press if is_press_id(press) else None


def _whole(line: bytes) -> bytes:
    return line if line.endswith(b"\n") else line + b"\n"


def _cell(value: object) -> str:
    return "" if value is None else value if isinstance(value, str) else json.dumps(value)


def _json(content: object) -> bytes:
    return (json.dumps(content, indent=2) + "\n").encode("ascii")


def _about() -> Mapping[str, object]:
    """Neither names of the user or the computer nor paths."""
    now = datetime.now(UTC).astimezone()
    try:
        qt = version("PySide6-Essentials")
    except PackageNotFoundError:  # a package may travel without it
        qt = None
    return {
        "made_at": now.astimezone(UTC).isoformat(timespec="seconds"),
        "time_zone": f"{now:%z}",
        "version": __version__,
        "python": platform.python_version(),
        "qt": qt,
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
    }


def _write(target: Path, files: Mapping[str, bytes]) -> None:
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    descriptor = open_file(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    try:
        with os.fdopen(descriptor, "wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as pack:
                for name, content in sorted(files.items()):
                    pack.writestr(_entry(name), content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _LONG_AGO)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry
