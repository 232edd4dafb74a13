"""What the procedure says, translated to the last word: nothing on its way makes plain text of it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from gui.bitget import codes
from gui.bitget.codes import error_of, sentence_for
from gui.desktop.hotkeys import wayland_words as portal
from gui.desktop.hotkeys.chord import Chord, fault
from gui.desktop.hotkeys.hotkey import Answer, granted, impossible, owned_by_another
from gui.desktop.hotkeys.standing import hotkey_check, lost_answer, trial_check
from gui.desktop.hotkeys.wayland_calls import Failure
from gui.desktop.language import put_in, shown
from gui.kept import credentials, keyrings
from gui.kept.journal import Journal, Origin
from gui.panic import errors
from gui.panic.orders import ALL_FUTURES, Covers, Environment, Scope
from gui.panic.readiness import examine_all
from gui.panic.together import together
from gui.panic.verdict import Report
from gui.practice import PracticeExchange, parse_fault
from gui.practice_drill import Drill
from gui.pressing import Pressing
from gui.words import Sentence
from tests.widgets.pseudo import Pseudo, left_in_english


@pytest.fixture(autouse=True)
def _pseudo(qapp: QApplication) -> Iterator[None]:
    put_in(qapp, (Pseudo(),))
    yield
    put_in(qapp, ())


def _classes(root: type[Any]) -> Iterator[type[Any]]:
    yield root
    for each in root.__subclasses__():
        yield from _classes(each)


def _plain(*said: str) -> list[str]:
    """What is not translated of these."""
    return [text for text in said if left_in_english(shown(text))]


@pytest.mark.parametrize("root", [errors.ExchangeError, keyrings.KeyringUnusable])
def test_every_error_says_sentences(root: type[Any]) -> None:
    assert credentials  # its errors are among them
    made = [
        each for each in _classes(root) if each.__module__.startswith("gui.") and "_" not in each.__name__[0]
    ]
    assert len(made) > 6
    for each in made:
        problem = each()
        assert isinstance(problem.text, Sentence), each
        assert _plain(problem.text) == [], each


@pytest.mark.parametrize("code", sorted(codes.MEANINGS))
def test_every_code_says_sentences(code: str) -> None:
    for message in ("", "Need uta mgt permissions", "kyc"):
        problem = error_of(code, "")
        assert isinstance(error_of(code, message).text, Sentence)
        assert _plain(problem.text, sentence_for(code, "")) == []


def _press(
    tmp_path: Path, faults: tuple[str, ...], scope: Scope, names: tuple[str, ...], mode: str
) -> Report:
    with PracticeExchange(orders=9, account_mode=mode, accounts=3) as exchange:
        drill = Drill(exchange.url, accounts=names)
        exchange.arm(*(parse_fault(fault) for fault in faults))
        pressing = Pressing(
            drill.exchanges,
            scope,
            Environment.PRACTICE,
            Journal(tmp_path / "journal.jsonl"),
            origin=Origin.WINDOW,
            absent=drill.absent,
            deadline_s=2.5,
        )
        report = pressing.run()
        drill.close()
    return report


@pytest.mark.parametrize("kinds", list(Covers))
@pytest.mark.parametrize("names", [("main",), ("main", "sub1", "sub/2")])
@pytest.mark.parametrize(
    ("faults", "mode"),
    [
        ((), "classic"),
        ((), "unified"),
        (("some-fail=2,22067",), "classic"),
        (("read:http=503",), "classic"),
        (("cancel:answer-lost",), "unified"),
        (("ip-not-listed=203.0.113.9",), "classic"),
    ],
)
def test_every_word_of_a_press_is_translated(
    tmp_path: Path, faults: tuple[str, ...], mode: str, names: tuple[str, ...], kinds: Covers
) -> None:
    report = _press(tmp_path, faults, Scope(ALL_FUTURES, kinds=kinds), names, mode)
    assert isinstance(report.text, Sentence)
    sentences = [product.sentence for product in report.product_types]
    reasons = {outcome.reason for outcome in report.orders}
    assert _plain(report.text, report.headline, *sentences, *reasons) == []


@pytest.mark.parametrize("fault", ["", "account:http=503", "read:http=503", "ip-not-listed=203.0.113.9"])
def test_every_word_of_the_readiness_is_translated(fault: str) -> None:
    with PracticeExchange(orders=3, accounts=2) as exchange:
        drill = Drill(exchange.url, accounts=("main", "sub1"))
        if fault:
            exchange.arm(parse_fault(fault))
        found = examine_all(drill.exchanges, Scope(), until=time.monotonic() + 5)
        drill.close()
    for readiness in (*found.values(), together(found)):
        said = [text for check in readiness.checks for text in (check.words, check.sentence)]
        assert said
        assert _plain(readiness.sentence, *said) == []


_CHORD = Chord.of("Ctrl+Alt+Shift+X")
_ANSWERS = (
    granted(_CHORD),
    owned_by_another(_CHORD),
    impossible(_CHORD, portal.BY_HAND),
    portal.grant_answer(_CHORD, None),
    portal.grant_answer(_CHORD, ""),
    portal.grant_answer(_CHORD, "⌘ 7"),
    portal.unnamed_answer(),
    portal.pending_answer(_CHORD),
    *(portal.failure_answer(_CHORD, failure) for failure in Failure),
    lost_answer(portal.BY_HAND),
)


@pytest.mark.parametrize("answer", _ANSWERS, ids=lambda answer: answer.words)
def test_a_hotkey_says_sentences(answer: Answer) -> None:
    assert _plain(answer.sentence, answer.words, answer.instead) == []
    for seen_at in (None, datetime.now().astimezone()):
        check = hotkey_check(answer, _CHORD.shown, seen_at)
        assert _plain(check.words, check.sentence) == []


def test_a_hotkey_in_test_or_one_that_cannot_be_says_sentences() -> None:
    trial = trial_check()
    assert _plain(trial.words, trial.sentence) == []
    faults = [fault(text) for text in ("Ctrl+A, Ctrl+B", "Ctrl+Shift", "X", "Alt+Shift+X")]
    assert all(faults)
    assert [text for text in faults if left_in_english(shown(text).replace("Alt+Shift+X", ""))] == []
