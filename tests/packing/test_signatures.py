"""What a package loads late is named at once and loaded at its first use; errors stay what they are."""

from __future__ import annotations

import io
import shutil
import sys
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest
import shiboken6

from packing import later, signatures, slim

from .scripts import run

INSTALLED = Path(shiboken6.__file__).resolve().parent.parent
WRONG_CALLS = """
from PySide6.QtCore import QObject, QPoint, QTimer, Qt
def told(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
told(lambda: QPoint("a", "b"))
told(lambda: QTimer(3, 4, 5))
told(lambda: QTimer(nonsense=5))
told(lambda: QTimer(parent=3))
told(lambda: QObject().setObjectName(5))
told(lambda: QObject().nonsense)
told(lambda: QPoint.isNull.__doc__)
told(lambda: Qt.AlignmentFlag(3))
"""
NAMED = """
import sys
print(*sorted(name for name, module in sys.modules.items() if type(module).__name__ == "Later"))
print(sys.modules["shibokensupport"].__file__)
print("__feature__" in sys.modules)
"""
LATE = """
import zipfile, textwrap
from base64 import b64encode
import threading
found = []
def ask():
    found.append(zipfile.ZipFile)
threads = [threading.Thread(target=ask) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(len(found), len(set(found)), type(zipfile).__name__, b64encode(b"a"), hasattr(textwrap, "nothing"))
"""


@pytest.fixture(scope="module")
def as_packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to import PySide6 from, which has what the package has beside it."""
    folder = tmp_path_factory.mktemp("packed")
    shutil.copytree(INSTALLED / "shiboken6", folder / "shiboken6")
    (folder / "PySide6").symlink_to(INSTALLED / "PySide6", target_is_directory=True)
    signatures.write(folder / signatures.FOLDER)
    return folder


def test_wrong_calls_are_told_as_ever(as_packed: Path) -> None:
    plain = run(WRONG_CALLS)
    assert "Supported signatures:\n  PySide6.QtCore.QPoint.__init__()" in plain
    assert run(f"import packing.later\n{WRONG_CALLS}", as_packed) == plain


def test_a_start_names_what_errors_need_and_does_not_load_it(as_packed: Path) -> None:
    told = run(f"import packing.later, PySide6.QtWidgets\n{NAMED}", as_packed)
    names, where, is_watched = told.splitlines()
    assert {name for name in names.split() if not name.startswith("PySide6.")} == later.LATER
    assert where == str(as_packed / signatures.FOLDER / "shibokensupport/__init__.py")
    assert is_watched == "False"


def test_a_late_module_is_loaded_once_by_whoever_asks_first() -> None:
    assert run(f"import packing.later\n{LATE}") == "8 1 module b'YQ==' False\n"


def test_the_folder_is_written_anew_and_names_what_it_holds(tmp_path: Path) -> None:
    (tmp_path / "of_another_version.py").touch()
    names = signatures.write(tmp_path)
    assert {"shibokensupport", "shibokensupport.signature", later.WATCH} <= set(names)
    # What is to be loaded late is there, by this name.
    assert {name for name in later.LATER if name.startswith("shibokensupport")} <= set(names)
    assert not (tmp_path / "of_another_version.py").exists()
    assert (tmp_path / "README.txt").is_file()


def held(bootstrap: str, *names: str) -> zipfile.ZipFile:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("signature_bootstrap.py", bootstrap)
        for name in names:
            archive.writestr(name, "")
    return zipfile.ZipFile(file)


@pytest.mark.parametrize(
    "loader",
    [
        SimpleNamespace(),
        SimpleNamespace(zfile=held("nothing of files.dir", "shibokensupport/a.py", "shibokensupport/b.py")),
        SimpleNamespace(zfile=held('"files.dir"', "elsewhere/a.py")),
    ],
)
def test_another_pyside_that_keeps_them_elsewhere_ends_the_build(
    loader: object, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys.modules["shibokensupport"], "__loader__", loader)
    with pytest.raises(signatures.SupportMoved, match=r"packing/signatures\.py"):
        signatures.write(tmp_path)


def test_the_hooks_that_are_left_run_in_their_order() -> None:
    entries = [(name, f"/v/{name}.py", "PYSOURCE") for name in ("later", "pyi_rth_inspect", "z", "__main__")]
    assert [name for name, _, _ in slim.without_hooks(entries)] == ["later", "z", "__main__"]
