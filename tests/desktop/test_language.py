"""Sentences in the language of the window, and which language that is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from gui.desktop import language
from gui.desktop.language import NO_SIGNS, best_of, has_signs, names_english_only, shown, speak, tr, tr_count
from gui.kept.preferences import Language
from gui.words import Sentence, all_of, join, say, say_count
from packing import words

_GERMAN = {
    ("Press again.", ""): ("Nochmals drücken.",),
    ("The key of {account} works.", ""): ("Der Schlüssel von {account} geht.",),
    ("{first} {second}", ""): ("{first} – {second}",),
    ("{first} and {second}", ""): ("{first} und {second}",),
    ("It broke: {why}", ""): ("Kaputt: {reason}",),
    ("It is {n} s.", ""): ("Es sind {n:zz} s.",),
    ("1 order", "{count:,} orders"): ("ein Auftrag", "{count:,} Aufträge"),
}


@pytest.fixture(autouse=True)
def _english_afterwards(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(language, "has_signs", lambda _: True)  # this computer may have no such font
    yield
    assert speak(qapp, Language.ENGLISH) == ""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Words of a made-up translation, under the name of the Chinese one."""
    source = tmp_path / "panic-button_zh_CN.ts"
    words.write(source, "de", _GERMAN)
    words.compile_into(tmp_path, [source])
    return tmp_path


@pytest.fixture
def _german(qapp: QApplication, folder: Path) -> None:
    assert speak(qapp, Language.CHINESE, folder) == ""


@pytest.mark.usefixtures("_german")
def test_sentences_are_shown_translated_and_stay_english_themselves() -> None:
    said = say("The key of {account} works.", account="sub1")
    assert shown(said) == tr("The key of {account} works.", account="sub1") == "Der Schlüssel von sub1 geht."
    assert said == "The key of sub1 works."
    assert not isinstance(shown(said), Sentence)


@pytest.mark.usefixtures("_german")
def test_values_that_are_sentences_are_translated_too() -> None:
    inner = say("The key of {account} works.", account=all_of(["main", "sub1"]))
    assert shown(join(inner, say("Press again."))) == (
        "Der Schlüssel von main und sub1 geht. – Nochmals drücken."
    )


@pytest.mark.usefixtures("_german")
@pytest.mark.parametrize(
    ("number", "text"), [(1, "ein Auftrag"), (0, "0 Aufträge"), (1234, "1,234 Aufträge")]
)
def test_a_number_has_the_forms_of_its_language(number: int, text: str) -> None:
    assert tr_count("1 order", "{count:,} orders", number) == text


@pytest.mark.usefixtures("_german")
@pytest.mark.parametrize(
    "said",
    [
        say("It broke: {why}", why="a fuse"),
        say("It is {n} s.", n=3),
        say("Nobody translated this {thing}.", thing="{first}"),
        say_count("1 stop", "{count:,} stops", 1),
        say_count("1 stop", "{count:,} stops", 5),
    ],
)
def test_without_a_translation_that_fits_the_message_is_not_lost(said: Sentence) -> None:
    assert shown(said) == str(said)


@pytest.mark.usefixtures("_german")
def test_an_untranslated_frame_shows_its_parts_translated() -> None:
    assert shown(say("Why: {why}", why=say("Press again."))) == "Why: Nochmals drücken."


@pytest.mark.usefixtures("_german")
def test_what_is_no_sentence_is_data() -> None:
    assert shown("Press again.") == "Press again."
    assert shown("") == ""


def test_the_language_can_be_changed_back(qapp: QApplication, folder: Path) -> None:
    assert tr("Press again.") == "Press again."
    speak(qapp, Language.CHINESE, folder)
    assert tr("Press again.") == "Nochmals drücken."
    speak(qapp, Language.ENGLISH, folder)
    assert tr("Press again.") == "Press again."


def test_words_that_are_missing_are_told(qapp: QApplication, tmp_path: Path) -> None:
    assert "missing here" in speak(qapp, Language.CHINESE, tmp_path)
    (tmp_path / "panic-button_zh_CN.qm").write_bytes(b"broken")
    assert "missing here" in speak(qapp, Language.CHINESE, tmp_path)
    assert speak(qapp, Language.SYSTEM, tmp_path / "nowhere") == ""


def test_the_buttons_of_qt_speak_the_language_as_well(qapp: QApplication, tmp_path: Path) -> None:
    words.compile_into(tmp_path)
    assert speak(qapp, Language.CHINESE, tmp_path) == ""
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert box.buttons()[0].text() == "取消"
    assert tr("Close") == "关闭"


@pytest.mark.parametrize(
    ("wanted", "chosen"),
    [
        (["zh-Hans-CN", "zh-CN", "zh"], "zh_CN"),
        (["zh-SG"], "zh_CN"),
        (["zh-Hant-TW", "zh-TW"], "en"),
        (["en-GB", "zh-CN"], "en"),
        (["de-DE", "zh-CN", "en"], "zh_CN"),
        (["fr"], "en"),
        (["C"], "en"),
        ([], "en"),
    ],
)
def test_the_first_language_of_the_list_that_is_there_is_taken(wanted: list[str], chosen: str) -> None:
    assert best_of(["zh_CN"], wanted) == chosen
    assert best_of([], wanted) == "en"


@pytest.mark.parametrize(("locale", "text"), [("zh_CN", "Nochmals drücken."), ("en_GB", "Press again.")])
def test_the_system_decides_unless_a_language_is_chosen(
    qapp: QApplication, folder: Path, monkeypatch: pytest.MonkeyPatch, locale: str, text: str
) -> None:
    monkeypatch.setenv("LANG", locale)
    monkeypatch.setattr(QLocale, "system", lambda: QLocale(locale))
    speak(qapp, Language.SYSTEM, folder)
    assert tr("Press again.") == text


@pytest.mark.parametrize(("chosen", "told"), [(Language.CHINESE, NO_SIGNS), (Language.SYSTEM, "")])
def test_without_a_font_for_its_signs_a_language_is_not_spoken(
    qapp: QApplication, folder: Path, monkeypatch: pytest.MonkeyPatch, chosen: Language, told: str
) -> None:
    monkeypatch.setattr(QLocale, "system", lambda: QLocale("zh_CN"))
    monkeypatch.setenv("LANG", "zh_CN")
    monkeypatch.setattr(language, "has_signs", lambda _: False)
    assert speak(qapp, chosen, folder) == told
    assert tr("Press again.") == "Press again."


@pytest.mark.parametrize("families", [[], ["Noto Sans CJK SC"]])
def test_fonts_are_looked_for_only_where_another_language_would_be_shown(
    monkeypatch: pytest.MonkeyPatch, families: list[str]
) -> None:
    asked: list[object] = []

    def listed(system: QFontDatabase.WritingSystem) -> list[str]:
        asked.append(system)
        return families

    monkeypatch.setattr(QFontDatabase, "families", listed)
    for plain in (Language.ENGLISH, Language.SYSTEM):
        assert has_signs(plain.value)
    assert asked == []
    assert has_signs(Language.CHINESE.value) is bool(families)
    assert asked == [QFontDatabase.WritingSystem.SimplifiedChinese]


@pytest.mark.parametrize(
    ("named", "is_english"),
    [
        ({}, True),
        ({"LANG": "C.UTF-8"}, True),
        ({"LC_ALL": "POSIX", "LANG": "en_GB.UTF-8", "LANGUAGE": "en_GB:en"}, True),
        ({"LANG": "zh_CN.UTF-8"}, False),
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, False),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "en:zh_CN"}, False),
        ({"LC_MESSAGES": "de@euro"}, False),
    ],
)
def test_qt_is_asked_only_where_another_language_is_named(named: dict[str, str], is_english: bool) -> None:
    assert names_english_only(named, "linux") is is_english
    assert not names_english_only(named, "darwin")
    assert not names_english_only(named, "win32")
