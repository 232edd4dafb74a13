"""A line of the journal that was changed, moved, removed or cut off shows, and no other does."""

from __future__ import annotations

import json
import re
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from gui.kept.journal import Journal
from gui.kept.proof import Flaw, Proof, Proofs, prove
from gui.kept.records import Kind, end_fields, line, press_fields

from .conftest import run_python
from .samples import PRODUCT, REPORT, press

Lines = list[bytes]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.jsonl"


def write(path: Path, presses: int = 3) -> list[str]:
    """Write presses of four lines each; gives their ids."""
    journal = Journal(path, patience_s=10)
    made = [press() for _ in range(presses)]
    for each in made:
        journal.pressed(each)
        journal.pressed_again(each.id, each.at)
        journal.product_ended(each.id, PRODUCT)
        journal.ended(each.id, REPORT)
    journal.close(10)
    return [each.id for each in made]


def proved(path: Path) -> Proofs:
    return prove(path.read_bytes().splitlines(keepends=True))


def changed(path: Path, change: Callable[[Lines], Lines]) -> Proofs:
    return prove(change(path.read_bytes().splitlines(keepends=True)))


def flaws(proofs: Proofs) -> list[tuple[int, Flaw]]:
    return [flaw for proof in proofs.presses.values() for flaw in proof.flaws]


def test_what_was_written_is_sound(path: Path) -> None:
    ids = write(path)
    proofs = proved(path)
    assert list(proofs.presses) == ids
    assert proofs.is_sound
    assert not proofs.is_faulty
    assert [proof.lines for proof in proofs.presses.values()] == [4, 4, 4]


def test_every_single_byte_that_is_changed_shows(path: Path) -> None:
    write(path, presses=1)
    whole = path.read_bytes()
    for place, byte in enumerate(whole):
        if byte == 0x0A:
            continue
        other = b"0" if byte != 0x30 else b"1"
        proofs = prove((whole[:place] + other + whole[place + 1 :]).splitlines(keepends=True))
        assert not proofs.is_sound, whole[place - 20 : place + 20]
        assert proofs.is_faulty


def test_a_changed_line_is_named_and_only_that(path: Path) -> None:
    first, second, third = write(path)
    proofs = changed(path, lambda lines: [each.replace(b"40725", b"40726") if n == 6 else each
                                          for n, each in enumerate(lines)])  # fmt: skip
    assert proofs.presses[second].flaws == [(7, Flaw.CHANGED)]
    assert proofs.presses[first].is_sound
    assert proofs.presses[third].is_sound


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda x: x[:5] + x[6:], [(6, Flaw.MISSING)]),
        (lambda x: x[:4] + x[5:], [(5, Flaw.MISSING)]),
        (lambda x: x[:4] + x[8:], [(5, Flaw.FIRST)]),
        (lambda x: x[4:], [(1, Flaw.FIRST)]),
        (lambda x: [*x[:6], x[5], *x[6:]], [(7, Flaw.MISPLACED)]),
        (lambda x: [*x[:5], x[6], x[5], x[7], *x[8:]], [(6, Flaw.MISSING), (7, Flaw.MISPLACED)]),
        (lambda x: [*x[:5], re.sub(rb',"n":.*', b"}", x[5]), *x[6:]], [(6, Flaw.CHANGED), (7, Flaw.MISSING)]),
    ],
)
def test_lines_that_were_removed_doubled_or_moved_show(
    path: Path, change: Callable[[Lines], Lines], expected: list[tuple[int, Flaw]]
) -> None:
    write(path)
    proofs = changed(path, change)
    assert flaws(proofs) == expected
    assert proofs.is_faulty


def test_a_press_without_its_end_is_not_sound(path: Path) -> None:
    ids = write(path)
    proofs = changed(path, lambda lines: lines[:-1])
    assert not proofs.presses[ids[2]].is_sound
    assert proofs.is_faulty
    assert not flaws(proofs)


def test_a_press_whose_hashes_were_all_cut_away_shows_below_chained_ones(path: Path) -> None:
    write(path)
    proofs = changed(path, lambda x: x[:8] + [re.sub(rb',"n":.*', b"}", each) for each in x[8:]])
    assert flaws(proofs) == [(place, Flaw.CHANGED) for place in (9, 10, 11, 12)]
    assert proofs.is_faulty


def test_what_an_earlier_version_wrote_is_named_as_not_chained(path: Path) -> None:
    old = press()
    path.write_bytes(
        line(Kind.PRESSED, old.id, old.at, press_fields(old))
        + line(Kind.ENDED, old.id, old.at, end_fields(REPORT))
    )
    [new] = write(path, presses=1)
    proofs = proved(path)
    assert not proofs.presses[old.id].is_chained
    assert proofs.presses[new].is_sound
    assert not proofs.is_faulty
    assert not proofs.is_sound


def test_a_torn_line_is_counted_and_what_follows_is_sound(path: Path) -> None:
    first, second = write(path, presses=2)
    path.write_bytes(path.read_bytes()[:-20])
    [third] = write(path, presses=1)
    proofs = proved(path)
    assert proofs.unreadable == [8]
    assert proofs.presses[first].is_sound
    assert proofs.presses[third].is_sound
    assert not proofs.presses[second].is_sound


def test_a_line_that_the_disk_did_not_take_leaves_a_gap_that_is_named(path: Path) -> None:
    journal, made = Journal(path, patience_s=10), press()
    journal.pressed(made)
    aside = path.rename(path.with_suffix(".aside"))
    path.mkdir()
    journal.pressed_again(made.id, made.at)
    journal.close(10)
    path.rmdir()
    aside.rename(path)
    journal.ended(made.id, REPORT)
    journal.close(10)
    assert flaws(proved(path)) == [(2, Flaw.UNWRITTEN)]


def test_processes_side_by_side_and_one_that_is_killed_keep_their_chains(path: Path) -> None:
    script = """
        import sys
        from datetime import UTC, datetime
        from pathlib import Path
        from gui.kept.journal import Journal, Press
        from gui.panic.orders import Environment, Scope
        from gui.panic.verdict import Report, Verdict
        journal = Journal(Path(sys.argv[1]), patience_s=10)
        sys.stdin.readline()
        for _ in range(150):
            press = Press(Environment.DEMO, Scope())
            journal.pressed(press)
            journal.pressed_again(press.id, datetime.now(UTC))
            journal.ended(press.id, Report(Verdict.EMPTY, "Nothing is open.", 1, (), ()))
            print("x", flush=True)
        journal.close(30)
        """
    both = [run_python(script, str(path)) for _ in range(2)]
    with both[0], both[1]:
        for process in both:
            assert process.stdin is not None
            process.stdin.write("\n")
            process.stdin.flush()
        assert both[0].stdout is not None
        both[0].stdout.readline()
        both[0].send_signal(signal.SIGKILL)
        both[0].wait(60)
        both[1].communicate(timeout=60)
    write(path, presses=1)
    proofs = proved(path)
    assert not flaws(proofs)
    incomplete: list[Proof] = [proof for proof in proofs.presses.values() if not proof.is_sound]
    assert len(incomplete) + len(proofs.unreadable) <= 2  # the press at which one was killed
    assert len(proofs.presses) > 150


def test_a_line_stays_readable_by_any_tool(path: Path) -> None:
    write(path, presses=1)
    told = [json.loads(each) for each in path.read_text("ascii").splitlines()]
    assert [each["n"] for each in told] == [1, 2, 3, 4]
    assert [each["before"] for each in told[1:]] == [each["sha256"] for each in told[:-1]]
