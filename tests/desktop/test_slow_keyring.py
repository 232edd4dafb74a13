# ruff: noqa: ARG002
"""A keyring that does not answer, seen from the window's desk: said, waited for, and done without."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from gui.desktop import keys
from gui.desktop.desk import Desk
from gui.kept.credentials import KeyringIsLocked, SessionKeys
from gui.kept.patient_keys import KeyringSilent, PatientKeys
from gui.panic.orders import Environment
from gui.panic.secrets import Credentials
from gui.panic.verdict import Verdict
from gui.practice import KEY, PASSPHRASE, SECRET, PracticeExchange

WHOLE = Credentials.of(KEY, SECRET, PASSPHRASE)
LONG_S = 30.0


class Prompting(SessionKeys):
    """A keyring whose prompt stands until the test answers it."""

    def __init__(self) -> None:
        super().__init__()
        self.answered = threading.Event()
        self.asked = 0

    def accounts(self, environment: Environment) -> tuple[str, ...]:
        self.wait()
        return super().accounts(environment)

    def load(self, environment: Environment, account: str = "main") -> Credentials | None:
        self.wait()
        return super().load(environment, account)

    def save(self, environment: Environment, credentials: Credentials, account: str = "main") -> None:
        self.wait()
        super().save(environment, credentials, account)

    def wait(self) -> None:
        self.asked += 1
        assert self.answered.wait(LONG_S)


@pytest.fixture
def prompting() -> Iterator[Prompting]:
    keyring = Prompting()
    SessionKeys.save(keyring, Environment.LIVE, WHOLE)
    yield keyring
    keyring.answered.set()


@pytest.fixture
def desk(make_desk: Callable[[], Desk], prompting: Prompting) -> Desk:
    desk = make_desk()
    desk.keys._keyring = prompting
    return desk


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let whoever asks the keyring wait a tenth of a second."""
    monkeypatch.setattr(keys, "PatientKeys", lambda one, *_, **given: PatientKeys(one, 0.1, **given))


def test_the_window_says_what_it_waits_for_and_is_ready_when_it_comes(
    qtbot: QtBot, desk: Desk, prompting: Prompting, exchange: PracticeExchange
) -> None:
    known = qtbot.waitSignal(desk.readiness_changed, timeout=20_000, check_params_cb=lambda it: it.is_known)
    with known as told:
        desk.choose(Environment.LIVE)
    [readiness] = told.args
    assert not readiness.is_ready
    assert readiness.sentence.startswith("The keyring has not given the API key yet, so a press would cancel")
    with qtbot.waitSignal(desk.press_ended, timeout=20_000) as ended:
        desk.fire()
    assert ended.args[0].verdict is Verdict.REFUSED
    assert exchange.requests == []
    with qtbot.waitSignal(desk.readiness_changed, timeout=20_000, check_params_cb=lambda it: it.is_ready):
        prompting.answered.set()
    with qtbot.waitSignal(desk.press_ended, timeout=20_000) as ended:
        desk.fire()
    assert ended.args[0].verdict is Verdict.EMPTY


def test_a_keyring_that_answers_in_time_is_not_spoken_of(
    qtbot: QtBot, desk: Desk, prompting: Prompting
) -> None:
    desk._stations._soon.setInterval(round(1000 * LONG_S))
    desk.choose(Environment.LIVE)
    assert desk._stations._soon.isActive()
    with qtbot.waitSignal(desk.book_changed, timeout=20_000):
        prompting.answered.set()
    assert not desk._stations._soon.isActive()


def test_practice_is_reached_and_pressed_while_the_keyring_still_asks(qtbot: QtBot, desk: Desk) -> None:
    desk.choose(Environment.LIVE)
    with qtbot.waitSignal(desk.book_changed, timeout=20_000):
        desk.choose(Environment.PRACTICE)
    assert desk._stations.environment is Environment.PRACTICE
    assert not desk._stations._soon.isActive()


def test_a_key_for_this_session_needs_no_answer_of_the_keyring(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "_BESIDE_S", 0.2)
    desk.choose(Environment.DEMO)
    with qtbot.waitSignal(desk.book_changed, timeout=20_000):
        desk.keys.keep_for_session(Environment.DEMO, WHOLE)
    with qtbot.waitSignal(desk.press_ended, timeout=20_000) as ended:
        desk.fire()
    assert ended.args[0].verdict is Verdict.EMPTY


def test_a_key_that_the_keyring_does_not_take_is_offered_for_this_session(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "PatientKeys", lambda keyring, **given: PatientKeys(keyring, 0.2, **given))
    with qtbot.waitSignal(desk.keys.answered, timeout=20_000) as answered:
        desk.keys.save(Environment.LIVE, WHOLE)
    [answer] = answered.args
    assert answer.offers_session
    assert answer.sentence == KeyringSilent().text
    assert SECRET not in answer.sentence


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("is_answered_first", [True, False])
def test_a_key_that_is_kept_for_this_session_is_not_stored_by_a_prompt_answered_late(
    qtbot: QtBot, desk: Desk, prompting: Prompting, is_answered_first: bool
) -> None:
    with qtbot.waitSignal(desk.keys.answered, timeout=20_000):
        desk.keys.save(Environment.DEMO, WHOLE)

    def stored() -> Credentials | None:
        return SessionKeys.load(prompting, Environment.DEMO)

    if is_answered_first:
        prompting.answered.set()
        qtbot.waitUntil(lambda: stored() == WHOLE, timeout=20_000)
    desk.keys.keep_for_session(Environment.DEMO, WHOLE)
    # Once the worker has come to the taking back, which then waits for the save, or for nothing.
    with qtbot.waitSignal(desk.keys.answered, timeout=20_000):
        desk.keys.forget(Environment.LIVE, "sub-1")
    prompting.answered.set()

    def is_taken_back() -> bool:
        with desk.keys._changes:  # it may be stored for a moment, between the late save and its taking back
            return prompting.asked >= 1 and stored() is None

    qtbot.waitUntil(is_taken_back, timeout=20_000)
    with qtbot.waitSignal(
        desk.keys.answered, timeout=20_000, check_params_cb=lambda it: it.is_good and it.is_stored
    ):
        desk.keys.save(Environment.DEMO, WHOLE)
    assert stored() == WHOLE


def test_a_save_that_was_taken_back_before_its_turn_is_none(prompting: Prompting, desk: Desk) -> None:
    prompting.answered.set()
    taken_back = threading.Event()
    taken_back.set()
    desk.keys._save(Environment.DEMO, WHOLE, "main", taken_back)
    assert SessionKeys.load(prompting, Environment.DEMO) is None


@pytest.mark.usefixtures("impatient")
def test_what_was_stored_before_stays_where_the_late_save_fails(
    qtbot: QtBot, desk: Desk, prompting: Prompting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        prompting.wait()
        raise KeyringIsLocked

    monkeypatch.setattr(prompting, "save", fail)
    with qtbot.waitSignal(desk.keys.answered, timeout=20_000):
        desk.keys.save(Environment.LIVE, WHOLE)
    prompting.answered.set()
    desk.keys.keep_for_session(Environment.LIVE, WHOLE)
    with qtbot.waitSignal(
        desk.keys.answered, timeout=20_000, check_params_cb=lambda it: bool(it.account == "sub-1")
    ):
        desk.keys.forget(Environment.LIVE, "sub-1")
    assert SessionKeys.load(prompting, Environment.LIVE) == WHOLE


def test_who_was_silent_is_not_asked_again(prompting: Prompting) -> None:
    patient = PatientKeys(prompting, 0.2)
    for _ in range(3):
        with pytest.raises(KeyringSilent) as silent:
            patient.load(Environment.LIVE)
        assert silent.value.__context__ is None
    assert prompting.asked == 1


def test_what_the_keyring_says_in_time_is_passed_on() -> None:
    class Locked(SessionKeys):
        def load(self, environment: Environment, account: str = "main") -> Credentials | None:
            raise KeyringIsLocked

    kept = SessionKeys()
    patient = PatientKeys(kept, LONG_S)
    patient.save(Environment.LIVE, WHOLE, "sub1")
    assert patient.accounts(Environment.LIVE) == ("main", "sub1")
    assert patient.load(Environment.LIVE, "sub1") == WHOLE
    patient.forget(Environment.LIVE, "sub1")
    assert patient.load(Environment.LIVE, "sub1") is None
    with pytest.raises(KeyringIsLocked):
        PatientKeys(Locked(), LONG_S).load(Environment.LIVE)


def test_a_key_that_was_deleted_does_not_come_back_by_a_prompt_answered_late(prompting: Prompting) -> None:
    changes = threading.Lock()
    with pytest.raises(KeyringSilent):
        PatientKeys(prompting, 0.1, changes).save(Environment.LIVE, WHOLE)
    with pytest.raises(KeyringSilent):  # and not "deleted": the first has not ended
        PatientKeys(prompting, 0.1, changes).forget(Environment.LIVE)
    prompting.answered.set()
    with changes:
        pass  # the first has ended
    PatientKeys(prompting, LONG_S, changes).forget(Environment.LIVE)
    assert SessionKeys.load(prompting, Environment.LIVE) is None


@pytest.mark.usefixtures("impatient")
def test_a_delete_that_is_not_answered_leaves_the_others_to_press(
    qtbot: QtBot, desk: Desk, prompting: Prompting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prompting, "forget", lambda *_: prompting.wait())
    changed: list[object] = []
    desk.keys.changed.connect(lambda *told: changed.append(told))
    with qtbot.waitSignal(desk.keys.answered):
        desk.keys.forget(Environment.LIVE, "sub-1")
    qtbot.wait(50)
    assert changed == []


@pytest.mark.usefixtures("impatient")
def test_a_keyring_that_does_not_give_the_key_back_is_named(
    qtbot: QtBot, desk: Desk, prompting: Prompting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object) -> None:
        raise KeyringIsLocked

    monkeypatch.setattr(prompting, "forget", locked)
    with qtbot.waitSignal(desk.keys.answered, timeout=20_000):
        desk.keys.save(Environment.DEMO, WHOLE)
    prompting.answered.set()
    qtbot.waitUntil(lambda: bool(desk.keys._kept), timeout=20_000)
    with qtbot.waitSignal(
        desk.keys.answered, timeout=20_000, check_params_cb=lambda it: not it.is_good
    ) as said:
        desk.keys.keep_for_session(Environment.DEMO, WHOLE)
    assert "may still be in this computer's keyring" in said.args[0].sentence
    assert "locked" in said.args[0].sentence
