"""The language of the window: which one, where its words come from, and sentences rendered in it."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from gui.kept.paths import resources
from gui.kept.preferences import Language
from gui.words import Sentence, join, say, say_count

NO_SIGNS = say(
    "No font on this computer has Chinese signs, so the window stays English. Install one, such as Noto Sans "
    "CJK SC, and start Panic Button again."
)
_STEM = "panic-button_"
_ENGLISH = "en"
_NAMING = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")  # where a Linux desktop says it, and Qt reads it
_PUT_IN = "translators"
_TRANSLATIONS = QLibraryInfo.LibraryPath.TranslationsPath


def speak(app: QCoreApplication, language: Language, folder: Path | None = None) -> str:
    """Have the window speak a language from now on; texts that are shown already stay as they are.

    Gives a sentence where a language that was asked for by name is not there, or could not be read, else "".
    Call it in the GUI thread, before the window is made.
    """
    put_in(app, ())
    folder = folder or resources()
    offered = [path.stem.removeprefix(_STEM) for path in sorted(folder.glob(f"{_STEM}*.qm"))]
    wanted = language.value
    if language is Language.SYSTEM and names_english_only():
        wanted = _ENGLISH
    elif language is Language.SYSTEM:
        wanted = best_of(offered, QLocale.system().uiLanguages())
    if wanted == _ENGLISH:
        return ""
    if not has_signs(wanted):
        return "" if language is Language.SYSTEM else NO_SIGNS
    own = QTranslator(app)
    if wanted not in offered or not own.load(str(folder / f"{_STEM}{wanted}.qm")):
        return say("The words of the language that you chose are missing here, so the window speaks English.")
    standard = QTranslator(app)  # Qt's own buttons and menus
    has_standard = standard.load(f"qtbase_{wanted}", QLibraryInfo.path(_TRANSLATIONS))
    put_in(app, (standard, own) if has_standard else (own,))
    return ""


def has_signs(language: str) -> bool:
    """Tell whether a font here can write a language, by its name in Language. Needs a QGuiApplication.

    To know that, Qt reads every font: it is asked only where that language would be shown.
    """
    if language != Language.CHINESE.value:
        return True
    from PySide6.QtGui import QFontDatabase

    return bool(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese))


def names_english_only(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Tell whether the environment names no other language, so that Qt need not be asked.

    To ask it, PySide6 makes a Python object of each language, script and country that Qt knows. Windows and
    macOS have their languages elsewhere.
    """
    if platform in ("win32", "darwin"):
        return False
    named = ":".join(environ.get(name, "") for name in _NAMING).split(":")
    return all(re.split("[-_.@]", locale)[0] in ("", "C", "POSIX", _ENGLISH) for locale in named)


def put_in(app: QCoreApplication, translators: Sequence[QTranslator]) -> None:
    """Have these say the words from now on, in place of those that were put in before. GUI thread."""
    # Not looked for among the children of the application: PySide6 would make a Python object of each.
    for translator in vars(app).get(_PUT_IN, ()):
        app.removeTranslator(translator)
        if translator not in translators:
            translator.deleteLater()
    vars(app)[_PUT_IN] = tuple(translators)
    _translated_plainly.cache_clear()
    for translator in translators:
        translator.setParent(app)
        app.installTranslator(translator)


def best_of(offered: Sequence[str], wanted: Sequence[str]) -> str:
    """Choose of the languages offered, and English, the one that the user's list names first.

    A language counts only in its own script: who reads Traditional Chinese is not given Simplified.
    """
    for locale in map(QLocale, wanted):
        for code in (_ENGLISH, *offered):
            candidate = QLocale(code)
            if locale.language() is QLocale.Language.C:
                continue
            if (candidate.language(), candidate.script()) == (locale.language(), locale.script()):
                return code
    return _ENGLISH


def shown(text: str) -> str:
    """Render a text in the language of the window; one that is no sentence is data, and stays as it is."""
    if not isinstance(text, Sentence):
        return text
    template = _translated(text)
    if template is None and not text.values:
        return str(text)
    if template is None:
        template = text.template if text.plural is None or text.number == 1 else text.plural
    if not text.values:
        return template
    values = {
        name: shown(value) if isinstance(value, Sentence) else value for name, value in text.values.items()
    }
    try:
        return template.format_map(values)
    except (LookupError, ValueError, AttributeError, TypeError):
        return str(text)  # a translation that cannot be filled in must not cost the message


def tr(template: str, /, **values: object) -> str:
    """Say something in the language of the window at once; the template is a literal."""
    return shown(say(template, **values))


def tr_count(one: str, many: str, number: int, /, **values: object) -> str:
    """Say something about a number in the language of the window at once; see `say_count`."""
    return shown(say_count(one, many, number, **values))


def together(*parts: str) -> str:
    """Put sentences one after another, in the language of the window."""
    return shown(join(*parts))


def _translated(text: Sentence) -> str | None:
    """The template in the language of the window; None where it is English, or has no word for it."""
    if text.plural is None:
        return _translated_plainly(text.template)
    found = QCoreApplication.translate("", text.template, text.plural, text.number)
    return None if found == text.template else found


@lru_cache(maxsize=1024)
def _translated_plainly(template: str) -> str | None:
    # Kept, because a table of 10,000 rows asks for the same few words over and over.
    found = QCoreApplication.translate("", template)
    return None if found == template else found
