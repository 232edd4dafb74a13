"""The keys dialog with several accounts: nothing typed is lost, and no key gets under another name."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from gui.panic.accounts import MAIN, MOST_ACCOUNTS
from gui.panic.orders import Environment
from gui.panic.secrets import Credentials
from gui.widgets.credentials import CredentialsDialog

_KEY = ("bg_0123456789abcdef", "5ecret5ecret", "pass phrase")
_NOTHING = ("", "", "")


@pytest.fixture
def keys(qtbot: QtBot) -> CredentialsDialog:
    made = CredentialsDialog(Environment.LIVE, (MAIN, "sub1"), MAIN)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.raise_up()
    return made


def _click(keys: CredentialsDialog, text: str) -> None:
    button = next(one for one in keys.findChildren(QPushButton) if one.text() == text)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def _shown(keys: CredentialsDialog) -> list[str]:
    return [label.text() for label in keys.findChildren(QLabel) if label.isVisible()]


def _offers(keys: CredentialsDialog, text: str) -> bool:
    return any(one.isVisible() for one in keys.findChildren(QPushButton) if one.text() == text)


def _go(keys: CredentialsDialog, *pressed: Qt.Key) -> None:
    keys.picker().box.setFocus()
    for key in pressed:
        QTest.keyClick(keys.picker().box, key)


def _add(keys: CredentialsDialog, name: str) -> None:
    _go(keys, Qt.Key.Key_End)
    QTest.keyClicks(keys.picker().name, name)


def test_what_was_typed_stays_with_its_account(keys: CredentialsDialog, qtbot: QtBot) -> None:
    keys.fields().put(_KEY)
    with qtbot.waitSignal(keys.account_chosen) as told:
        _go(keys, Qt.Key.Key_Down)
    assert told.args == ["sub1"]
    assert keys.account() == "sub1"
    assert keys.fields().texts() == _NOTHING
    with qtbot.assertNotEmitted(keys.save_wanted):
        _click(keys, "Save")
    keys.fields().put(("other", "5", "p"))
    _go(keys, Qt.Key.Key_Up)
    assert keys.fields().texts() == _KEY
    with qtbot.waitSignal(keys.save_wanted) as told:
        _click(keys, "Save")
    assert told.args == [MAIN, Credentials.of(*_KEY)]
    _go(keys, Qt.Key.Key_Down)
    assert keys.fields().texts() == ("other", "5", "p")


def test_a_new_account_is_named_and_saved(keys: CredentialsDialog, qtbot: QtBot) -> None:
    _add(keys, "  sub2 ")
    keys.fields().put(_KEY)
    with qtbot.waitSignal(keys.save_wanted) as told:
        _click(keys, "Save")
    assert told.args == ["sub2", Credentials.of(*_KEY)]
    keys.set_accounts((MAIN, "sub1", "sub2"))
    assert keys.account() == "sub2"
    assert not keys.picker().is_new
    keys.show_answer("sub2", "Saved.", good=True)
    assert "Saved." in _shown(keys)
    assert keys.fields().texts() == _NOTHING
    _go(keys, Qt.Key.Key_End)
    assert keys.picker().name.text() == ""


def test_the_answer_may_come_before_the_new_list(keys: CredentialsDialog) -> None:
    _add(keys, "sub2")
    keys.fields().put(_KEY)
    _click(keys, "Save")
    keys.show_answer("sub2", "Saved.", good=True)
    assert keys.fields().texts() == _NOTHING
    keys.set_accounts((MAIN, "sub1", "sub2"))
    assert keys.account() == "sub2"


@pytest.mark.parametrize("switch_first", [True, False])
def test_a_person_may_go_on_while_a_new_account_is_saved(
    keys: CredentialsDialog, *, switch_first: bool
) -> None:
    _add(keys, "sub2")
    keys.fields().put(_KEY)
    _click(keys, "Save")
    if switch_first:
        _go(keys, Qt.Key.Key_Home)
    keys.set_accounts((MAIN, "sub1", "sub2"))
    if not switch_first:
        _go(keys, Qt.Key.Key_Home)
    keys.fields().put(("typed", "for", "main"))
    keys.show_answer("sub2", "Saved.", good=True)
    assert "sub2: Saved." in _shown(keys)
    assert keys.fields().texts() == ("typed", "for", "main")
    _go(keys, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert (keys.account(), keys.fields().texts()) == ("sub2", _NOTHING)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "missing"),
        ("sub/1", "“/”"),
        ("All", "stands for all"),
        ("SUB1", "already"),
        ("x" * 40, "at most"),
    ],
)
def test_a_bad_name_is_told_beside_it_and_nothing_is_lost(
    keys: CredentialsDialog, qtbot: QtBot, name: str, words: str
) -> None:
    _add(keys, name)
    keys.fields().put(_KEY)
    with qtbot.assertNotEmitted(keys.save_wanted):
        _click(keys, "Save")
    assert any(words in text for text in _shown(keys))
    assert keys.picker().name.hasFocus()
    assert keys.picker().name.accessibleDescription()
    assert (keys.picker().name.text(), keys.fields().texts()) == (name, _KEY)
    assert keys.account() == ""
    _go(keys, Qt.Key.Key_Home)
    _go(keys, Qt.Key.Key_End)
    assert (keys.picker().name.text(), keys.fields().texts()) == (name, _KEY)
    QTest.keyClicks(keys.picker().name, "z")
    assert keys.picker().name.accessibleDescription() == ""


def test_of_several_faults_the_keyboard_goes_to_the_first(keys: CredentialsDialog) -> None:
    _add(keys, "a/b")
    _click(keys, "Test")
    assert keys.picker().name.hasFocus()
    assert "The API key is missing." in _shown(keys)


def test_the_stored_key_of_another_account_is_not_shown(keys: CredentialsDialog, qtbot: QtBot) -> None:
    keys.show_stored("sub1", "…1111")
    assert not any("…1111" in text for text in _shown(keys))
    _go(keys, Qt.Key.Key_Down)
    assert "Looking for the key of sub1 …" in _shown(keys)
    assert not _offers(keys, "Delete")
    keys.show_stored("sub1", "…1111")
    assert any("…1111" in text for text in _shown(keys))
    _click(keys, "Delete")
    with qtbot.waitSignal(keys.forget_wanted) as told:
        _click(keys, "Delete for good")
    assert told.args == ["sub1"]


def test_delete_for_good_is_never_for_another_account(keys: CredentialsDialog) -> None:
    keys.show_stored(MAIN, "…0000")
    _click(keys, "Delete")
    _go(keys, Qt.Key.Key_Down)
    keys.show_stored("sub1", "…1111")
    assert not _offers(keys, "Delete for good")


def test_memory_only_is_offered_to_the_account_whose_key_was_not_kept(keys: CredentialsDialog) -> None:
    words = "For this session only, in memory"
    keys.fields().put(_KEY)
    _click(keys, "Save")
    _go(keys, Qt.Key.Key_Down)
    keys.offer_session_only(MAIN, "The keyring is locked.")
    assert "main: The keyring is locked." in _shown(keys)
    assert not _offers(keys, words)
    _go(keys, Qt.Key.Key_Up)
    assert _offers(keys, words)
    assert keys.fields().texts() == _KEY


def test_an_account_that_is_gone_stays_while_it_is_shown(keys: CredentialsDialog) -> None:
    _go(keys, Qt.Key.Key_Down)
    keys.fields().put(_KEY)
    keys.set_accounts((MAIN,))
    assert (keys.account(), keys.fields().texts()) == ("sub1", _KEY)


def test_no_more_accounts_than_there_may_be(qtbot: QtBot) -> None:
    full = CredentialsDialog(Environment.LIVE, [f"sub{at}" for at in range(MOST_ACCOUNTS)], "sub0")
    qtbot.addWidget(full)
    assert full.picker().box.count() == MOST_ACCOUNTS


def test_tab_goes_through_a_new_account_in_reading_order(keys: CredentialsDialog) -> None:
    assert keys.fields().key.edit.hasFocus()
    _go(keys, Qt.Key.Key_End)
    keys.picker().box.setFocus()
    seen = []
    for _ in range(4):
        focused = QApplication.focusWidget()
        assert focused is not None
        seen.append(focused.accessibleName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert seen == ["Account", "Name of the new account", "API key", "Secret key"]


def test_nothing_typed_outlives_the_dialog(keys: CredentialsDialog) -> None:
    keys.fields().put(_KEY)
    _go(keys, Qt.Key.Key_Down)
    keys.fields().put(_KEY)
    _click(keys, "Close")
    assert keys.fields().texts() == _NOTHING
    _go(keys, Qt.Key.Key_Up)
    assert keys.fields().texts() == _NOTHING
