"""Nothing that the code says is missing in any language, and no translation can break."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator

from packing import facts, words

_SOURCES = sorted(facts.RESOURCES.glob("*.ts"))
_EMPTY = '<TS version="2.1" language="de"></TS>'


def _said(code: str) -> list[words.Said]:
    return list(words.said_in(code, "here.py"))


def test_templates_are_found_wherever_they_stand() -> None:
    code = (
        "A = say('One.')\n"
        "class B:\n"
        "    def f(self):\n"
        "        return tr('Two ' 'halves of {n}.', n=1), say_count('1 x', '{count:,} xs', 2)\n"
        "    def say(self): self.say('not for translation')\n"
    )
    assert {each.key for each in _said(code)} == {
        ("One.", ""),
        ("Two halves of {n}.", ""),
        ("1 x", "{count:,} xs"),
    }


@pytest.mark.parametrize(
    "code",
    [
        "say(f'{n} orders')",
        "say('a' + b)",
        "tr(words)",
        "say('{n} orders')",
        "say('{n} orders', n=1, m=2)",
        "say('{} orders', 1)",
        "say_count('1 order', '{count} orders')",
        "say_count('1 order', '{n} orders', 2)",
        "say_count('1 %', '{count} %n', 2)",
    ],
)
def test_what_could_not_be_translated_is_an_error(code: str) -> None:
    with pytest.raises(words.WordsError, match=r"here\.py:1"):
        _said(code)


def test_an_update_keeps_what_is_translated_adds_what_is_new_and_drops_the_rest(tmp_path: Path) -> None:
    file = tmp_path / "x_de.ts"
    file.write_text(_EMPTY)
    assert words.update(file, _said("say('B <&>'); say('A'); say_count('1 x', '{count} xs', 3)")) == 3
    text = file.read_text("utf-8")
    assert text.index("<source>A<") < text.index("<source>B &lt;&amp;&gt;<")
    language, found = words.read(file)
    words.write(file, language, found | {("A", ""): ("Ä",), ("1 x", "{count} xs"): ("1 ix", "{count} ixe")})
    assert words.update(file, _said("say('C'); say('A'); say_count('1 x', '{count} xs', 3)")) == 1
    assert words.read(file) == (
        "de",
        {("1 x", "{count} xs"): ("1 ix", "{count} ixe"), ("A", ""): ("Ä",), ("C", ""): ()},
    )
    before = file.read_bytes()
    words.update(file, _said("say_count('1 x', '{count} xs', 3); say('A'); say('C')"))
    assert file.read_bytes() == before


def test_there_is_chinese() -> None:
    assert "panic-button_zh_CN.ts" in [path.name for path in _SOURCES]


@pytest.mark.parametrize("source", _SOURCES, ids=lambda path: path.name)
def test_every_sentence_of_the_code_is_translated_and_no_other(source: Path) -> None:
    language, found = words.read(source)
    assert source.stem == f"panic-button_{language}"
    said = {each.key: each.where for each in words.everything_said()}
    assert len(said) > 400  # the code was really read
    assert {key: said[key] for key in said.keys() - found.keys()} == {}, "run: make words"
    assert found.keys() - said.keys() == set(), "run: make words"
    assert [key for key, translations in found.items() if not translations] == []


@pytest.mark.parametrize("source", _SOURCES, ids=lambda path: path.name)
def test_every_translation_wants_the_values_that_its_sentence_has(source: Path) -> None:
    _, found = words.read(source)
    wrong = [
        (template, translation)
        for (template, plural), translations in found.items()
        for translation in translations[-1:]
        if words.names_in(translation) != words.names_in(plural or template)
    ]
    assert wrong == []
    # Of the other forms of a number each may leave the number out, and wants nothing else.
    for (_, plural), translations in found.items():
        for translation in translations[:-1]:
            assert words.names_in(translation) <= words.names_in(plural)


@pytest.mark.parametrize("source", _SOURCES, ids=lambda path: path.name)
def test_the_file_is_as_it_would_be_written(source: Path, tmp_path: Path) -> None:
    written = tmp_path / source.name
    words.write(written, *words.read(source))
    assert written.read_bytes() == source.read_bytes()


def test_what_is_compiled_can_be_read(tmp_path: Path) -> None:
    for file in words.compile_into(tmp_path):
        assert QTranslator().load(str(file))
    assert words.compile_into(tmp_path / "again")[0].read_bytes() == file.read_bytes()


# The terminal is English, as is what others read who press from outside; the practice exchange imitates a
# server.
_ENGLISH = re.compile(r"gui/(practice/|terminal/|__main__|plain_text|screen|selftest|kept/pack_readme)")
_PROSE = re.compile(r"[A-Za-z’']{2,},? [a-z]{2,}")
# Names of threads, types and columns, a mark of the system, and markup.
_NO_PROSE = frozenset(
    {
        "in time",
        "stops that stay",
        "wishes that change",
        "dict[str, object]",
        "open order",
        "CA certificate",
        "<span style='color:",
        "not empty",
        "start at login",
        # The comment of an entry of the desktop, and what starts a program that was not packed.
        "Ready for a press from the start, without a window",
        "import os,runpy,sys;os.chdir(sys.argv.pop(1));sys.path[0]=os.getcwd();"
        "runpy.run_module('gui',run_name='__main__')",
    }
)
# What only programmers read.
_INSIDE = frozenset(
    {
        "ValueError",
        "TypeError",
        "AttributeError",
        "WordsError",
        "OSError",
        "NoService",
        "debug",
        "warning",
        "error",
    }
)


def _unsaid(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Texts of several words that are neither said nor documentation nor for programmers."""
    skipped: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):  # a documentation
            skipped.add(id(node.value))
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in _INSIDE | {"say", "tr", "say_count", "tr_count"}:
                skipped |= {id(each) for each in ast.walk(node)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in skipped:
            continue
        if _PROSE.search(node.value):
            yield node.lineno, node.value


def test_no_sentence_is_written_past_the_words() -> None:
    said = {template for each in words.everything_said() for template in each.key}
    found = {
        f"{path.relative_to(facts.ROOT)}:{line}": text
        for path in sorted((facts.ROOT / "gui").rglob("*.py"))
        if not _ENGLISH.match(str(path.relative_to(facts.ROOT)))
        for line, text in _unsaid(ast.parse(path.read_text("utf-8")))
        if text not in said | _NO_PROSE
    }
    assert found == {}
