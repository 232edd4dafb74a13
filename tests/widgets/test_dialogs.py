"""Keys, settings and history: what they ask for, what they say, and that nothing typed is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDoubleSpinBox, QKeySequenceEdit, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.desktop.hotkeys.hotkey import Answer
from gui.desktop.language import NO_SIGNS
from gui.kept.preferences import Language, Preferences, Theme
from gui.panic.accounts import MAIN
from gui.panic.orders import Environment
from gui.panic.secrets import Credentials
from gui.panic.verdict import Verdict
from gui.widgets import settings as settings_dialog
from gui.widgets.credentials import CredentialsDialog
from gui.widgets.history import HistoryDialog, PastPress
from gui.widgets.proxy_field import proxy_fault
from gui.widgets.settings import SettingsDialog
from gui.widgets.shortcut_field import shortcut_fault

_KEY = ("bg_0123456789abcdef", "5ecret5ecret", "pass phrase")


def _button(inside: QWidget, text: str) -> QPushButton:
    return next(button for button in inside.findChildren(QPushButton) if button.text() == text)


def _click(inside: QWidget, text: str) -> None:
    QTest.mouseClick(_button(inside, text), Qt.MouseButton.LeftButton)


def _shown(inside: QWidget) -> list[str]:
    return [label.text() for label in inside.findChildren(QLabel) if label.isVisible()]


def _type(dialog: CredentialsDialog, key: str, secret: str, passphrase: str) -> None:
    fields = dialog.fields()
    for field, text in ((fields.key, key), (fields.secret, secret), (fields.passphrase, passphrase)):
        field.edit.setText(text)


def _typed(dialog: CredentialsDialog) -> list[str]:
    fields = dialog.fields()
    return [field.edit.text() for field in (fields.key, fields.secret, fields.passphrase)]


@pytest.fixture
def keys(qtbot: QtBot) -> CredentialsDialog:
    made = CredentialsDialog(Environment.LIVE)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(("text", "signal"), [("Test", "test_wanted"), ("Save", "save_wanted")])
def test_what_was_typed_is_asked_for_without_white_space(
    keys: CredentialsDialog, qtbot: QtBot, text: str, signal: str
) -> None:
    _type(keys, *(f"  {part}\t" for part in _KEY))
    with qtbot.waitSignal(getattr(keys, signal)) as told:
        _click(keys, text)
    assert told.args == [MAIN, Credentials.of(*_KEY)]


def test_each_field_says_what_is_wrong_with_it(keys: CredentialsDialog, qtbot: QtBot) -> None:
    _type(keys, "", "two words", "pässword")
    with qtbot.assertNotEmitted(keys.test_wanted):
        _click(keys, "Test")
    said = _shown(keys)
    assert "The API key is missing." in said
    assert "There is a space inside the secret key; copy it again in one piece." in said
    assert any(text.startswith("The passphrase has a character") for text in said)
    QTest.keyClicks(keys.fields().key.edit, "b")
    assert "The API key is missing." not in _shown(keys)


def test_a_failure_loses_nothing_typed(keys: CredentialsDialog) -> None:
    _type(keys, *_KEY)
    _click(keys, "Save")
    keys.show_answer(MAIN, "The keyring is locked.", good=False)
    assert _typed(keys) == list(_KEY)
    _click(keys, "Test")
    keys.show_answer(MAIN, "Bitget took the key.", good=True)
    assert _typed(keys) == list(_KEY)


def test_a_saved_key_leaves_the_fields(keys: CredentialsDialog) -> None:
    _type(keys, *_KEY)
    _click(keys, "Save")
    keys.show_answer(MAIN, "Saved.", good=True)
    assert _typed(keys) == ["", "", ""]


def test_nothing_typed_can_be_read_on_the_screen(keys: CredentialsDialog) -> None:
    _type(keys, *_KEY)
    fields = keys.fields()
    for field in (fields.key, fields.secret, fields.passphrase):
        assert field.edit.echoMode() is QLineEdit.EchoMode.Password
        assert field.edit.accessibleName()


def test_busy_holds_the_buttons_until_the_answer(keys: CredentialsDialog) -> None:
    keys.set_busy("Testing the key with Bitget.")
    assert "Testing the key with Bitget." in _shown(keys)
    assert not _button(keys, "Test").isEnabled()
    keys.show_answer(MAIN, "<b>no</b>", good=False)
    assert _button(keys, "Test").isEnabled()
    assert "<b>no</b>" in _shown(keys)


def test_memory_only_is_offered_when_the_keyring_cannot_be_used(
    keys: CredentialsDialog, qtbot: QtBot
) -> None:
    text = "For this session only, in memory"
    assert not _button(keys, text).isVisible()
    _type(keys, *_KEY)
    _click(keys, "Save")
    keys.offer_session_only(MAIN, "There is no keyring here.")
    assert _typed(keys) == list(_KEY)
    with qtbot.waitSignal(keys.session_only_wanted) as told:
        _click(keys, text)
    assert told.args == [MAIN, Credentials.of(*_KEY)]


def test_a_kept_key_is_shown_by_its_end_and_deleted_in_two_steps(
    keys: CredentialsDialog, qtbot: QtBot
) -> None:
    assert not _button(keys, "Delete").isVisible()
    keys.show_stored(MAIN, "…cdef")
    assert "The key …cdef is kept in this computer\N{RIGHT SINGLE QUOTATION MARK}s keyring." in _shown(keys)
    with qtbot.assertNotEmitted(keys.forget_wanted):
        _click(keys, "Delete")
    with qtbot.waitSignal(keys.forget_wanted):
        _click(keys, "Delete for good")


def test_enter_tests_and_escape_closes(keys: CredentialsDialog, qtbot: QtBot) -> None:
    _type(keys, *_KEY)
    with qtbot.waitSignal(keys.test_wanted):
        QTest.keyClick(keys.fields().passphrase.edit, Qt.Key.Key_Return)
    QTest.keyClick(keys, Qt.Key.Key_Escape)
    assert not keys.isVisible()


def test_tab_goes_through_the_keys_dialog_in_reading_order(keys: CredentialsDialog, qtbot: QtBot) -> None:
    with qtbot.waitActive(keys):
        keys.raise_up()
    keys.fields().key.edit.setFocus()
    seen = []
    for _ in range(5):
        focused = keys.focusWidget()
        assert focused is not None
        seen.append(focused.text() if isinstance(focused, QPushButton) else focused.accessibleName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert seen == ["API key", "Secret key", "Passphrase", "Test", "Save"]


def test_practice_needs_no_key_and_says_so(qtbot: QtBot) -> None:
    dialog = CredentialsDialog(Environment.PRACTICE)
    qtbot.addWidget(dialog)
    dialog.show()
    assert any("needs no key" in text for text in _shown(dialog))
    assert not any(field.isVisible() for field in dialog.findChildren(QLineEdit))


def test_a_dialog_never_blocks_the_window(keys: CredentialsDialog) -> None:
    assert not keys.isModal()


_CHOSEN = Preferences("Ctrl+Shift+X", 10.0, Theme.SYSTEM, proxy="http://proxy:8080")


@pytest.fixture
def settings(qtbot: QtBot) -> SettingsDialog:
    made = SettingsDialog(_CHOSEN)
    qtbot.addWidget(made)
    made.show()
    return made


def test_settings_give_back_what_they_were_given(settings: SettingsDialog, qtbot: QtBot) -> None:
    assert settings.preferences() == _CHOSEN
    settings.set_preferences(Preferences("F12", 60.0, Theme.DARK, 0.0))
    with qtbot.waitSignal(settings.saved) as told:
        _click(settings, "Save")
    assert told.args == [Preferences("F12", 60.0, Theme.DARK, 0.0)]


def test_a_language_that_no_font_here_can_write_is_refused_beside_its_field(
    settings: SettingsDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.show()
    monkeypatch.setattr(settings_dialog, "has_signs", lambda language: language != Language.CHINESE)
    field = settings._language
    for chosen, told in ((Language.CHINESE, NO_SIGNS), (Language.ENGLISH, settings_dialog.LATER)):
        field.setCurrentIndex(field.findData(chosen))
        label = settings._later
        assert (label.isVisible(), label.text()) == (True, told)
        assert field.accessibleDescription() == told
    field.setCurrentIndex(field.findData(Language.CHINESE))
    assert settings.preferences().language is Language.SYSTEM, "as it was when the dialog was opened"


def test_the_deadline_has_its_limits(settings: SettingsDialog) -> None:
    field = settings.findChild(QDoubleSpinBox)
    assert isinstance(field, QDoubleSpinBox)
    assert (field.minimum(), field.maximum()) == (2, 60)


@pytest.mark.parametrize("text", ["", "Ctrl+Shift+X", "Ctrl+Alt+P", "Meta+Alt+P", "F12", "Shift+F1"])
def test_shortcuts_that_can_be_used(text: str) -> None:
    assert shortcut_fault(QKeySequence(text)) == ""


@pytest.mark.parametrize(
    "text", ["X", "Shift+X", "Alt+P", "Alt+Shift+P", "Return", "Ctrl+C", "Ctrl+Q", "Alt+F4"]
)
def test_shortcuts_that_cannot(text: str) -> None:
    assert shortcut_fault(QKeySequence(text)).endswith(".")


def test_a_shortcut_that_cannot_be_used_is_not_saved(settings: SettingsDialog, qtbot: QtBot) -> None:
    field = settings.findChild(QKeySequenceEdit)
    assert isinstance(field, QKeySequenceEdit)
    field.setKeySequence(QKeySequence("X"))
    assert any(text.startswith("A hotkey needs two") for text in _shown(settings))
    with qtbot.assertNotEmitted(settings.saved):
        _click(settings, "Save")


@pytest.mark.parametrize("typed", ["socks5://127.0.0.1:1080", "http://me:hunter2@127.0.0.1:1", "7890"])
def test_a_proxy_that_cannot_be_used_is_not_saved_and_stays_as_typed(
    settings: SettingsDialog, qtbot: QtBot, typed: str
) -> None:
    field = next(each for each in settings.findChildren(QLineEdit) if each.accessibleName() == "Proxy")
    field.setText(typed)
    with qtbot.assertNotEmitted(settings.saved):
        _click(settings, "Save")
    assert proxy_fault(typed) in _shown(settings)
    assert (field.text(), field.accessibleDescription()) == (typed, proxy_fault(typed))
    QTest.keyClicks(field, "x")
    assert proxy_fault(typed) not in _shown(settings)
    field.setText(" http://127.0.0.1:7890 ")
    with qtbot.waitSignal(settings.saved) as told:
        _click(settings, "Save")
    assert told.args[0].proxy == "http://127.0.0.1:7890"


def test_a_test_says_what_the_desktop_made_of_the_shortcut(settings: SettingsDialog) -> None:
    settings.shortcut.show_outcome(Answer(False, "It is being asked.", is_pending=True))
    assert "It is being asked." in _shown(settings)
    settings.shortcut.show_outcome(Answer(True, "It is <b>Y</b>.", instead="<b>Y</b>"))
    assert "It is <b>Y</b>. Press it now to test it. It cancels nothing here." in _shown(settings)
    settings.shortcut.show_outcome(Answer(True, "It is registered."))
    assert "Press Ctrl+Shift+X now to test it. It cancels nothing here." in _shown(settings)
    settings.shortcut.show_outcome(Answer(False, "It was refused.", is_final=True))
    assert "It was refused." in _shown(settings)


def test_typing_a_shortcut_is_told_so_that_it_does_not_fire(settings: SettingsDialog, qtbot: QtBot) -> None:
    told: list[bool] = []
    settings.shortcut.recording.connect(told.append)
    with qtbot.waitActive(settings):
        settings.raise_up()
    field = settings.findChild(QKeySequenceEdit)
    assert isinstance(field, QKeySequenceEdit)
    assert not field.hasFocus()
    field.setFocus()
    assert told == [True]
    target = settings.focusWidget()
    assert target is not None
    QTest.keyClick(target, Qt.Key.Key_Tab)
    assert told == [True, False]
    assert settings.preferences().shortcut == "Ctrl+Shift+X"


def _press(sentence: str, verdict: Verdict | None = Verdict.EMPTY) -> PastPress:
    at = datetime(2026, 3, 12, 8, 12, 4, tzinfo=UTC)
    headline = "" if verdict is None else verdict.value
    return PastPress(at, Environment.LIVE, verdict, headline, sentence, None if verdict is None else 203)


@pytest.fixture
def history(qtbot: QtBot) -> HistoryDialog:
    made = HistoryDialog()
    qtbot.addWidget(made)
    made.show()
    return made


def test_an_empty_history_says_what_will_stand_there(history: HistoryDialog) -> None:
    assert "No press yet" in _shown(history)
    assert not _button(history, "Copy").isEnabled()


def test_past_presses_are_listed_and_copied(history: HistoryDialog) -> None:
    history.show_presses([_press("14 orders\ncancelled."), _press("", None)])
    assert history.table().rowCount() == 2
    ended = history.table().item(1, 2)
    assert ended is not None
    assert ended.text() == "did not finish"
    _click(history, "Copy")
    assert QGuiApplication.clipboard().text() == (
        "2026-03-12 08:12:04\tLive\tEMPTY\t14 orders cancelled.\t203 ms\n"
        "2026-03-12 08:12:04\tLive\tdid not finish\t\t"
    )


def test_a_long_sentence_is_shown_whole(history: HistoryDialog) -> None:
    history.show_presses([_press("Short."), _press("A sentence that has to wrap. " * 12)])
    assert history.table().rowHeight(1) > history.table().rowHeight(0) + 30


def test_the_accounts_of_past_presses_are_shown_once_one_has_any(history: HistoryDialog) -> None:
    history.show_presses([_press("Done.")])
    assert history.table().isColumnHidden(5)
    history.show_presses([replace(_press("Done."), accounts="main and sub1"), _press("Done.")])
    assert not history.table().isColumnHidden(5)
    assert history.table().horizontalHeader().visualIndex(5) == 2
    _click(history, "Copy")
    assert QGuiApplication.clipboard().text().splitlines()[0].endswith("\t203 ms\tmain and sub1")


def test_the_orders_of_the_one_chosen_press_can_be_asked_for(qtbot: QtBot, history: HistoryDialog) -> None:
    presses = [replace(_press("One."), press_id="1"), replace(_press("Two."), press_id="2")]
    history.show_presses(presses)
    with qtbot.waitSignal(history.orders_wanted) as wanted:
        _click(history, "Orders…")
    assert wanted.args == ["1"]  # the latest, where none was chosen
    history.table().selectAll()
    assert not _button(history, "Orders…").isEnabled()
    history.table().selectRow(1)
    with qtbot.waitSignal(history.orders_wanted) as wanted:
        _click(history, "Orders…")
    assert wanted.args == ["2"]
    history.table().setFocus()
    with qtbot.waitSignal(history.orders_wanted) as wanted:
        QTest.keyClick(history.table(), Qt.Key.Key_Return)
    assert wanted.args == ["2"]
    history.show_presses(())
    assert not _button(history, "Orders…").isEnabled()
