"""The requests and answers of a press, in a file of its own beside the journal.

The press's last line in the journal holds the SHA-256 of what is packed in it, so that the journal's chain
covers it. What does not fit, or that the disk does not take, is told there; it never touches a press.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import platform
import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from gui import __version__
from gui.kept.private import make_folder, open_file, open_to_read, why
from gui.panic.on_record import CallRecord, Recording

MOST_FILES = 200
MOST_KEPT = 50 * 1024 * 1024  # bytes of all files together
_MOST_UNPACKED = 64 * 1024 * 1024
_FAST = 1  # the next press may want the thread that packs
_ID = re.compile(r"[0-9a-f]{32}")


def is_press_id(text: str) -> bool:
    """Tell whether a text can be a press's ID, and so the name of a file."""
    return _ID.fullmatch(text) is not None


def keep_calls(journal: Path, press_id: str, recording: Recording) -> Mapping[str, object]:
    """Write a press's calls, and give what its last line tells of them. Blocks; never raises."""
    calls, left_out = recording.so_far()
    if not calls:
        return {}
    told: dict[str, object] = {"number": len(calls), "left_out": left_out}
    try:
        content = b"".join(_lines(press_id, calls, left_out))
        _write(folder_of(journal), press_id, gzip.compress(content, _FAST, mtime=0))
    except OSError as error:
        return {"calls": {**told, "not_written": str(why(error))}}
    except Exception as error:  # noqa: BLE001 - the verdict's line must be written, whatever breaks here
        return {"calls": {**told, "not_written": type(error).__name__}}
    return {"calls": {**told, "calls_sha256": hashlib.sha256(content).hexdigest()}}


def read_calls(journal: Path, press_id: str) -> bytes | None:
    """Read a press's calls as lines of JSON; None where they are not kept. Blocks; raises OSError."""
    if not is_press_id(press_id):
        return None
    try:
        with open_to_read(_file_of(folder_of(journal), press_id)) as packed, gzip.open(packed) as file:
            return file.read(_MOST_UNPACKED)
    except FileNotFoundError:
        return None
    except (EOFError, zlib.error) as error:
        raise OSError(f"a file of calls is damaged ({type(error).__name__})") from None


def folder_of(journal: Path) -> Path:
    """Where the calls of a journal's presses are kept."""
    return journal.parent / "evidence"


def _file_of(folder: Path, press_id: str) -> Path:
    return folder / f"{press_id}.jsonl.gz"


def _write(folder: Path, press_id: str, content: bytes) -> None:
    make_folder(folder)
    path = _file_of(folder, press_id)
    descriptor = open_file(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
    except OSError:
        with suppress(OSError):
            path.unlink()
        raise
    _forget_the_oldest(folder)


def _forget_the_oldest(folder: Path) -> None:
    found = []
    for path in folder.glob("*.jsonl.gz"):
        with suppress(OSError):  # another process was faster
            status = path.stat()
            found.append((status.st_mtime_ns, status.st_size, path))
    room = MOST_KEPT
    for place, (_, size, path) in enumerate(sorted(found, reverse=True)):
        room -= size
        if place >= MOST_FILES or (room < 0 and place):
            with suppress(OSError):
                path.unlink()


def _lines(press_id: str, calls: list[tuple[str, CallRecord]], left_out: int) -> Iterator[bytes]:
    head = {
        "press": press_id,
        "version": __version__,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "calls": len(calls),
        "left_out": left_out,
    }
    yield _line(head)
    begin = min(call.sent_at for _, call in calls)
    for account, call in calls:
        yield _line(_fields(account, call, begin))


def _fields(account: str, call: CallRecord, begin: float) -> Mapping[str, object]:
    return {
        "account": account,
        "lane": call.lane,
        "method": call.method,
        "target": call.target,
        "header_names": call.header_names,
        "body": _text(call.body),
        "local_time": call.asked_at.isoformat(),
        "sent_ms": _ms(call.sent_at - begin),
        "received_ms": _ms(call.received_at - begin),
        "server_time_ms": call.server_ms,
        "signed_time_ms": call.signed_ms,
        "http_status": call.http_status,
        "retry_after": call.retry_after,
        "answer": _text(call.answer),
        "cut_at": len(call.answer) if call.answer_size > len(call.answer) else None,
        "answer_size": call.answer_size,
        "is_partly_lost": call.is_partly_lost,
        "problem": call.problem or None,
    }


def _line(fields: Mapping[str, object]) -> bytes:
    return json.dumps(fields, separators=(",", ":")).encode("ascii") + b"\n"


def _text(content: bytes) -> str:
    return content.decode("utf-8", "backslashreplace")


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 3)
