from __future__ import annotations

from email.message import Message
from typing import Any

import pytest

from packing import audit, facts

SOUND = {"name": "idna", "version": "3.20", "vulns": []}
ILL = {
    "name": "urllib3",
    "version": "2.8.0",
    "vulns": [{"id": "PYSEC-2026-1", "fix_versions": ["2.8.1"], "aliases": []}],
}
UNKNOWN = {"name": "keyring", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("dependencies", "said"),
    [
        ([SOUND], []),
        ([SOUND, ILL], ["  a.lock, urllib3 2.8.0: PYSEC-2026-1, mended in 2.8.1"]),
        ([SOUND, UNKNOWN], ["  a.lock, keyring: could not be looked up (not found)"]),
        ([UNKNOWN, UNKNOWN], ["  a.lock: none of its 2 could be looked up: is the network there?"]),
        ([], ["  a.lock: no dependency was looked up"]),
    ],
)
def test_only_what_was_looked_up_and_has_nothing_is_clean(
    dependencies: list[dict[str, Any]], said: list[str]
) -> None:
    assert [str(one) for one in audit.weaknesses("a.lock", {"dependencies": dependencies})] == said


@pytest.mark.parametrize(
    ("fields", "licence"),
    [
        ({"License-Expression": "BSD-3-Clause"}, "BSD-3-Clause"),
        ({"Classifier": "License :: OSI Approved :: MIT License"}, "MIT License"),
        ({"License": "Strange Licence\nand much text"}, "Strange Licence"),
        ({}, "not told"),
    ],
)
def test_a_licence_is_read_from_wherever_it_stands(fields: dict[str, str], licence: str) -> None:
    about = Message()
    for name, value in fields.items():
        about[name] = value
    assert audit.licence_of(about) == licence


def test_a_licence_that_nobody_agreed_to_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    about = Message()
    about["Version"], about["License"] = "1", "AGPL-3.0"
    monkeypatch.setattr("packing.audit.metadata.metadata", lambda _name: about)
    lines, found = audit.licences(["grabby"])
    assert lines == ["  grabby 1: AGPL-3.0"]
    assert [str(one) for one in found] == ["  grabby: its licence, AGPL-3.0, has not been agreed to"]


def test_every_lock_is_looked_at() -> None:
    root = facts.ROOT
    assert {path.name for path in root.glob("*.lock")} <= set(audit.LOCKS)
    assert {"keyring", "pyside6-essentials"} <= set(audit.locked(root / "requirements.lock"))


def test_all_code_but_the_tests_is_looked_at() -> None:
    ours = {path.parent.name for path in facts.ROOT.glob("*/__init__.py")} - {"tests"}
    assert ours | {"tools"} <= set(audit.CODE)


def test_what_a_folder_is_excused_from_is_named_too() -> None:
    unanswered, in_place, by_folder = audit.security()
    assert unanswered == []
    assert any("gui/practice/gate.py" in line and "S105" in line for line in in_place)
    for folder, rule in (("bench", "S101"), ("bench", "S603"), ("packing", "S603"), ("tools", "S607")):
        assert any(line.startswith(f"  {folder}/") and rule in line for line in by_folder)
    assert not set(in_place) & set(by_folder)
