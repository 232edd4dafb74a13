# ruff: noqa: ARG002
from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from gui.desktop.desk import Desk
from gui.desktop.keys import KeyAnswer
from gui.kept.credentials import KeyringIsLocked
from gui.panic.orders import Environment
from gui.panic.secrets import Credentials
from gui.practice import KEY, PASSPHRASE, SECRET, PracticeExchange, parse_fault

WHOLE = Credentials.of(f" {KEY}\n", f"\t{SECRET} ", PASSPHRASE)


class Locked:
    """A keyring that nobody unlocks."""

    def accounts(self, environment: Environment) -> tuple[str, ...]:
        raise KeyringIsLocked

    def load(self, environment: Environment, account: str = "main") -> Credentials | None:
        raise KeyringIsLocked

    def save(self, environment: Environment, credentials: Credentials, account: str = "main") -> None:
        raise KeyringIsLocked

    def forget(self, environment: Environment, account: str = "main") -> None:
        raise KeyringIsLocked


def answer(qtbot: QtBot, desk: Desk, ask: Callable[[], None]) -> KeyAnswer:
    with qtbot.waitSignal(desk.keys.answered, timeout=15_000) as answered:
        ask()
    found = answered.args[0]
    assert isinstance(found, KeyAnswer)
    return found


def test_a_key_that_works_is_said_to_work(qtbot: QtBot, make_desk: Callable[[], Desk]) -> None:
    desk = make_desk()
    found = answer(qtbot, desk, lambda: desk.keys.test(Environment.DEMO, WHOLE))
    assert found.is_good
    assert found.sentence.startswith("The key works.")


def test_a_test_touches_no_order(
    qtbot: QtBot, make_desk: Callable[[], Desk], exchange: PracticeExchange
) -> None:
    desk = make_desk()
    answer(qtbot, desk, lambda: desk.keys.test(Environment.DEMO, WHOLE))
    assert {request.method for request in exchange.requests} == {"GET"}
    assert len(exchange.book.open_orders()) == 14


def test_a_wrong_passphrase_is_named(qtbot: QtBot, make_desk: Callable[[], Desk]) -> None:
    desk = make_desk()
    wrong = Credentials.of(KEY, SECRET, "wrong")
    found = answer(qtbot, desk, lambda: desk.keys.test(Environment.DEMO, wrong))
    assert not found.is_good
    assert "passphrase is wrong" in found.sentence


def test_an_address_that_is_not_listed_is_named(
    qtbot: QtBot, make_desk: Callable[[], Desk], exchange: PracticeExchange
) -> None:
    desk = make_desk()
    exchange.arm(parse_fault("ip-not-listed=203.0.113.9"))
    found = answer(qtbot, desk, lambda: desk.keys.test(Environment.LIVE, WHOLE))
    assert not found.is_good
    assert "203.0.113.9" in found.sentence


def test_half_a_key_is_not_stored(qtbot: QtBot, make_desk: Callable[[], Desk]) -> None:
    desk = make_desk()
    found = answer(qtbot, desk, lambda: desk.keys.save(Environment.DEMO, Credentials.of(KEY, "", "")))
    assert not found.is_good
    assert found.sentence == "Enter all three: API key, secret key and passphrase."


def test_a_stored_key_opens_the_environment(
    qtbot: QtBot, make_desk: Callable[[], Desk], exchange: PracticeExchange
) -> None:
    desk = make_desk()
    with qtbot.waitSignal(desk.readiness_changed, check_params_cb=lambda it: it.is_known and not it.is_ready):
        desk.choose(Environment.DEMO)
    with qtbot.waitSignal(desk.book_changed, timeout=15_000):
        assert answer(qtbot, desk, lambda: desk.keys.save(Environment.DEMO, WHOLE)).is_stored
    # The list of contracts is public: it goes out without a key, and so without what a demo key needs.
    signed = [each for each in exchange.requests if not each.path.endswith("/contracts")]
    assert {request.headers.get("paptrading") for request in signed} == {"1"}
    [public] = [each for each in exchange.requests if each not in signed]
    assert not [name for name in public.headers if name.lower().startswith("access")]


def test_a_locked_keyring_offers_this_session_only(qtbot: QtBot, make_desk: Callable[[], Desk]) -> None:
    desk = make_desk()
    desk.keys._keyring = Locked()
    desk.choose(Environment.LIVE)
    found = answer(qtbot, desk, lambda: desk.keys.save(Environment.LIVE, WHOLE))
    assert found.offers_session
    assert "locked" in found.sentence
    with qtbot.waitSignal(desk.book_changed, timeout=15_000):
        assert answer(qtbot, desk, lambda: desk.keys.keep_for_session(Environment.LIVE, WHOLE)).is_good


def test_a_deleted_key_closes_the_environment(qtbot: QtBot, make_desk: Callable[[], Desk]) -> None:
    desk = make_desk()
    desk.keys._keyring.save(Environment.LIVE, WHOLE)
    with qtbot.waitSignal(desk.book_changed, timeout=15_000):
        desk.choose(Environment.LIVE)
    with qtbot.waitSignal(desk.readiness_changed, timeout=15_000, check_params_cb=lambda it: it.is_known):
        assert answer(qtbot, desk, lambda: desk.keys.forget(Environment.LIVE)).is_good


def test_no_answer_shows_a_secret(qtbot: QtBot, make_desk: Callable[[], Desk]) -> None:
    desk = make_desk()
    for verb in (desk.keys.test, desk.keys.save, desk.keys.keep_for_session):
        found = answer(qtbot, desk, lambda verb=verb: verb(Environment.DEMO, WHOLE))  # type: ignore[misc]
        assert SECRET not in repr(found)
