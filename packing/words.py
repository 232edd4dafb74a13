"""The words of the window in other languages: found in the code, kept in resources/*.ts, compiled for Qt.

    python -m packing.words update           bring every .ts file up to date with the code
    python -m packing.words compile FOLDER   write a .qm file of each into a folder

Not with pyside6-lupdate: it takes any method that is called `say` for a translation, and gives it a context
by what stands before the dot, where the window looks for all words in one.
"""

from __future__ import annotations

import ast
import shutil
import string
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from packing import facts

_SAYING = {"say": 1, "tr": 1, "say_count": 2, "tr_count": 2}  # how many templates each call begins with
_OURS = ("gui.words", "gui.desktop.language")
_ENTITIES = {'"': "&quot;", "'": "&apos;"}
Key = tuple[str, str]  # the template, and that for many things; "" where nothing is counted
Words = Mapping[Key, tuple[str, ...]]  # the translations of each, one for each form of number


class WordsError(Exception):
    """A sentence in the code that could not be translated; says where it stands."""


@dataclass(frozen=True, slots=True)
class Said:
    """One call that says something: its templates, the names of its values, and where it stands."""

    key: Key
    names: frozenset[str]
    where: str


def said_in(code: str, where: str, *, passes_on: bool = False) -> Iterator[Said]:
    """Find what a module says. Raises WordsError for a template that is no literal, or wants other values.

    A module that passes on what others say has templates that are no literals, and those are left out.
    """
    tree = ast.parse(code)
    foreign = set() if passes_on else _foreign(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        count = 0 if node.func.id in foreign else _SAYING.get(node.func.id, 0)
        if count and not (passes_on and isinstance(node.args[0], ast.Name)):
            yield _said(node, count, f"{where}:{node.lineno}")


def everything_said(root: Path = facts.ROOT / "gui") -> list[Said]:
    """Find what the whole program says. Raises WordsError."""
    passing_on = {root / "words.py", root / "desktop" / "language.py"}
    found: list[Said] = []
    for path in sorted(root.rglob("*.py")):
        where = str(path.relative_to(root.parent))
        found += said_in(path.read_text("utf-8"), where, passes_on=path in passing_on)
    return found


def names_in(template: str) -> frozenset[str]:
    """The values that a template wants, with how they are written: "count:,". Raises ValueError."""
    fields = string.Formatter().parse(template)
    return frozenset(f"{name}:{spec}" if spec else name for _, name, spec, _ in fields if name is not None)


def read(path: Path) -> tuple[str, dict[Key, tuple[str, ...]]]:
    """Read a .ts file: its language, and the translations of each sentence, () where one is unfinished."""
    tree = ElementTree.parse(path).getroot()  # noqa: S314 a file of our own
    words = {}
    for message in tree.iter("message"):
        key = (message.findtext("source") or "", message.findtext("comment") or "")
        words[key] = _finished(message.find("translation"))
    return tree.get("language") or "", words


def write(path: Path, language: str, words: Words) -> None:
    """Write a .ts file, in an order that depends on nothing but the sentences."""
    messages = "".join(_message(key, words[key]) for key in sorted(words))
    path.write_text(
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
        f'<TS version="2.1" language="{language}" sourcelanguage="en">\n<context>\n    <name></name>\n'
        f"{messages}</context>\n</TS>\n",
        encoding="utf-8",
        newline="\n",
    )


def update(path: Path, said: Iterable[Said]) -> int:
    """Add what is new to a .ts file and drop what nobody says any more; gives how many are unfinished."""
    language, before = read(path)
    words = {each.key: before.get(each.key, ()) for each in said}
    write(path, language, words)
    return sum(not translations for translations in words.values())


def compile_into(folder: Path, sources: Iterable[Path] | None = None) -> list[Path]:
    """Compile .ts files, those of the program where none is named; gives the .qm files."""
    folder.mkdir(parents=True, exist_ok=True)
    tool = shutil.which("pyside6-lrelease", path=str(Path(sys.executable).parent)) or "pyside6-lrelease"
    made = []
    for source in sorted(facts.RESOURCES.glob("*.ts") if sources is None else sources):
        made.append(folder / f"{source.stem}.qm")
        subprocess.run([tool, "-silent", str(source), "-qm", str(made[-1])], check=True)
    return made


def _foreign(tree: ast.Module) -> set[str]:
    """The names that mean something else in this module: the terminal says what is in words already."""
    imports = [each for each in ast.walk(tree) if isinstance(each, ast.ImportFrom)]
    names = [
        alias.asname or alias.name for each in imports if each.module not in _OURS for alias in each.names
    ]
    made = [each.name for each in tree.body if isinstance(each, ast.FunctionDef)]
    return {*names, *made} & set(_SAYING)


def _said(call: ast.Call, count: int, where: str) -> Said:
    templates = [each.value for each in call.args[:count] if isinstance(each, ast.Constant)]
    texts = [each for each in templates if isinstance(each, str)]
    if len(texts) != count or len(call.args) != (1 if count == 1 else 3):
        raise WordsError(f"{where}: the sentence is not a literal, so nobody can translate it.")
    given = {keyword.arg for keyword in call.keywords if keyword.arg is not None}
    given |= {"count"} if count == 2 else set()
    wanted = {name.split(":")[0] for text in texts for name in names_in(text)}
    # A sentence that counts may write its number in neither form.
    if not wanted <= given or given - wanted - ({"count"} if count == 2 else set()):
        raise WordsError(f"{where}: the sentence wants {sorted(wanted)} and is given {sorted(given)}.")
    if "%" in "".join(texts) and count == 2:
        raise WordsError(f"{where}: Qt puts the number in place of a %n.")
    return Said((texts[0], texts[1] if count == 2 else ""), names_in(texts[-1]), where)


def _finished(translation: ElementTree.Element | None) -> tuple[str, ...]:
    if translation is None or translation.get("type"):
        return ()
    forms = [form.text or "" for form in translation.findall("numerusform")] or [translation.text or ""]
    return tuple(forms) if all(forms) else ()


def _message(key: Key, translations: tuple[str, ...]) -> str:
    template, plural = key
    kind = "" if translations else ' type="unfinished"'
    if plural:
        forms = "".join(
            f"            <numerusform>{_text(form)}</numerusform>\n" for form in translations or ("",)
        )
        told = f"        <translation{kind}>\n{forms}        </translation>\n"
        head = f'    <message numerus="yes">\n        <source>{_text(template)}</source>\n'
        return f"{head}        <comment>{_text(plural)}</comment>\n{told}    </message>\n"
    text = _text(translations[0]) if translations else ""
    return (
        f"    <message>\n        <source>{_text(template)}</source>\n"
        f"        <translation{kind}>{text}</translation>\n    </message>\n"
    )


def _text(text: str) -> str:
    return escape(text, _ENTITIES)


def main(arguments: list[str]) -> int:
    """Do what the arguments say, as this module's text tells; gives the exit code."""
    match arguments:
        case ["update"]:
            said = everything_said()
            for path in sorted(facts.RESOURCES.glob("*.ts")):
                print(f"{path.name}: {update(path, said)} sentences wait for their translation")
        case ["compile", folder]:
            compile_into(Path(folder))
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
