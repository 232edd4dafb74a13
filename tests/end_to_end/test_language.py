"""The real program in Chinese: for eyes and screen readers, while the journal stays English."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from gui.panic.verdict import Verdict
from gui.practice import PracticeExchange
from packing import words
from tests.end_to_end.assistive import ScreenReader, screen_reader
from tests.end_to_end.program import Program
from tests.end_to_end.screen import wait_for
from tests.session import PROJECT, Desktop

_BY_SYSTEM = {"LANG": "zh_CN.UTF-8", "LANGUAGE": "zh_CN:en"}
_BY_SETTING = {"LANG": "en_US.UTF-8", "LANGUAGE": "en"}


@pytest.fixture
def reader(desktop: Desktop) -> Iterator[ScreenReader]:
    with screen_reader(desktop) as reader:
        yield reader


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program with its words compiled, as it is when it was installed."""
    folder = tmp_path_factory.mktemp("installed")
    shutil.copytree(PROJECT / "gui", folder / "gui", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(PROJECT / "resources", folder / "gui/resources")
    words.compile_into(folder / "gui/resources")
    # A screen reader needs no font, and this computer may have none.
    with (folder / "gui/desktop/language.py").open("a", encoding="utf-8") as source:
        source.write("\n\nhas_signs = lambda _: True\n")
    return folder


@pytest.mark.parametrize("environment", [_BY_SYSTEM, _BY_SETTING], ids=["by-system", "by-setting"])
def test_a_press_is_told_in_chinese_and_written_down_in_english(
    program: Program,
    exchange: PracticeExchange,
    reader: ScreenReader,
    installed: Path,
    environment: dict[str, str],
) -> None:
    program.environment |= environment | {"PYTHONPATH": str(installed)}
    if environment is _BY_SETTING:
        program.settings.parent.mkdir(parents=True)
        program.settings.write_text(json.dumps({"language": "zh_CN"}))
    program.start("--environment", "practice", "--exchange-url", exchange.url)
    reader.find("label", "就绪")
    assert program.title == "Panic Button"
    button = reader.find("push button", "撤销全部挂单")
    assert button.description == "14 笔当前挂单 · 3 种产品类型。快捷键 Ctrl+Shift+X。"
    button.act("Press")
    assert "已撤销 14 笔挂单" in reader.hear("已清空。").text
    program.wait_for_title("^已清空 · Panic Button$")
    assert exchange.book.open_orders() == []
    [press] = program.presses()
    assert press.end is not None
    assert press.end.verdict is Verdict.EMPTY
    assert press.end.sentence.startswith("14 orders cancelled.")
    lines = program.journal.read_text("utf-8").splitlines()
    assert lines
    assert not re.search("[\u4e00-\u9fff]", "".join(str(json.loads(line)) for line in lines))
    # And yet who looks back reads Chinese.
    reader.find("push button", "历史").act("Press")
    dialog = reader.find("dialog", "历史")
    [table] = [thing for thing in dialog.walk() if thing.role == "table"]
    wait_for(lambda: table.rows == 1, "the press in the list")
    assert table.cell(0, 3).name.startswith("已撤销 14 笔挂单。")
