"""The calls of a press beside the journal: kept, bounded, covered by its chain, in no press's way."""

from __future__ import annotations

import dataclasses
import gzip
import hashlib
import json
import os
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from gui.kept import calls as kept_calls
from gui.kept.calls import folder_of, keep_calls, read_calls
from gui.kept.journal import Journal, Press, read
from gui.kept.proof import prove
from gui.panic import on_record
from gui.panic.on_record import CallRecord, Recorder, Recording
from gui.panic.orders import Environment, Scope
from tests.kept.samples import REPORT

RECORD = CallRecord(
    *("lane", "GET", "/path?a=1", ("ACCESS-KEY", "locale"), datetime(2026, 1, 2, tzinfo=UTC), 5.0, 5.25),
    http_status=200,
    server_ms=1_767_312_000_123,
    answer=b'{"code":"00000"}\xff',
    answer_size=17,
)
ID = "0123456789abcdef" * 2


def recording(*records: CallRecord) -> Recording:
    made = Recording()
    for record in records:
        made.add("main", record)
    return made


def test_the_record_has_no_place_for_a_header_value() -> None:
    names = {field.name for field in dataclasses.fields(CallRecord)}
    assert not {name for name in names if "header" in name} - {"header_names"}


def test_what_was_kept_is_read_back_and_its_hash_is_that_of_the_journal(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    signed = dataclasses.replace(RECORD, signed_ms=round(RECORD.asked_at.timestamp() * 1000) + 1234)
    journal, press = Journal(path), Press(Environment.PRACTICE, Scope())
    journal.pressed(press)
    journal.ended(press.id, REPORT, recording(signed))
    journal.close()
    content = read_calls(path, press.id)
    assert content is not None
    head, call = [json.loads(line) for line in content.splitlines()]
    assert (head["press"], head["calls"], head["left_out"]) == (press.id, 1, 0)
    assert call["header_names"] == ["ACCESS-KEY", "locale"]
    assert (call["sent_ms"], call["received_ms"]) == (0, 250)
    assert call["server_time_ms"] == 1_767_312_000_123
    asked_ms = round(RECORD.asked_at.timestamp() * 1000)
    assert call["signed_time_ms"] == asked_ms + 1234
    assert call["answer"] == '{"code":"00000"}\\xff'
    told = json.loads(path.read_bytes().splitlines()[-1])["calls"]
    assert told["calls_sha256"] == hashlib.sha256(content).hexdigest()
    with path.open("rb") as file:
        assert prove(file).is_sound
    assert read(path)[1] == 0
    for place in (folder_of(path), *folder_of(path).iterdir()):
        assert place.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("kind", ["file", "full"])
def test_a_disk_that_takes_no_calls_takes_the_verdict_all_the_same(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "journal.jsonl"
    if kind == "file":
        folder_of(path).write_text("in the way")
    else:
        folder_of(path).mkdir()
        (folder_of(path) / f"{ID}.jsonl.gz").symlink_to("/dev/full")
    journal = Journal(path)
    journal.ended(ID, REPORT, recording(RECORD))
    journal.close()
    told = json.loads(path.read_bytes().splitlines()[-1])
    assert told["verdict"] == REPORT.verdict
    assert told["calls"]["not_written"] in (
        "there is a file where a folder should be",
        "the disk is full",
    )
    assert "calls_sha256" not in told["calls"]


def test_a_fault_of_this_program_costs_the_calls_and_not_the_verdict(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_calls, "_fields", lambda *_: {"not JSON": object()})
    assert keep_calls(tmp_path / "j", ID, recording(RECORD)) == {
        "calls": {"number": 1, "left_out": 0, "not_written": "TypeError"}
    }


def test_what_there_is_no_room_for_is_counted() -> None:
    large = dataclasses.replace(RECORD, answer=b"x" * 300_000, answer_size=300_000)
    found, left_out = recording(*[large] * 9).so_far()
    assert (len(found), left_out) == (8, 1)
    assert {len(record.answer) for _, record in found} == {on_record.MOST_OF_ONE}
    many = Recording()
    for _ in range(on_record.MOST_CALLS + 3):
        many.add("main", RECORD)
    assert many.so_far()[1] == 3


def test_an_answer_that_was_cut_says_where(tmp_path: Path) -> None:
    large = dataclasses.replace(RECORD, answer=b"x" * 300_000, answer_size=300_000)
    keep_calls(tmp_path / "j", ID, recording(large))
    content = read_calls(tmp_path / "j", ID)
    assert content is not None
    call = json.loads(content.splitlines()[1])
    assert (call["cut_at"], call["answer_size"]) == (on_record.MOST_OF_ONE, 300_000)


def test_the_oldest_are_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_calls, "MOST_FILES", 3)
    ids = [f"{number:032x}" for number in range(5)]
    for age, press_id in enumerate(ids):
        keep_calls(tmp_path / "j", press_id, recording(RECORD))
        at = time.time() - 100 + age
        os.utime(folder_of(tmp_path / "j") / f"{press_id}.jsonl.gz", (at, at))
    keep_calls(tmp_path / "j", "f" * 32, recording(RECORD))
    left = [press_id for press_id in ids if read_calls(tmp_path / "j", press_id) is not None]
    assert left == ids[3:]
    monkeypatch.setattr(kept_calls, "MOST_KEPT", 1)
    keep_calls(tmp_path / "j", "e" * 32, recording(RECORD))
    assert [path.name for path in folder_of(tmp_path / "j").iterdir()] == [f"{'e' * 32}.jsonl.gz"]


def test_no_name_in_a_journal_leads_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "evidence").mkdir()
    (tmp_path / "outside.jsonl.gz").write_bytes(gzip.compress(b"{}"))
    assert read_calls(tmp_path / "j", "../outside") is None


def test_a_damaged_file_is_an_error_and_never_nothing(tmp_path: Path) -> None:
    keep_calls(tmp_path / "j", ID, recording(RECORD))
    path = folder_of(tmp_path / "j") / f"{ID}.jsonl.gz"
    path.write_bytes(path.read_bytes()[:-12])
    with pytest.raises(OSError, match="damaged"):
        read_calls(tmp_path / "j", ID)


def test_nothing_is_noted_while_nobody_wants_it() -> None:
    recorder, taken = Recorder(), list[CallRecord]()
    recorder.note(RECORD)
    with recorder.noting(taken.append):
        recorder.note(RECORD)
    recorder.note(RECORD)
    assert taken == [RECORD]
