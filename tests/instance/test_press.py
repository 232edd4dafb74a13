"""What a press from outside loads and how long it takes to arrive, seen from the running program."""

from __future__ import annotations

import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from gui.instance import claim as claim_module
from gui.instance.claim import claim
from gui.instance.doors import doors, lock_path
from gui.kept import settings
from gui.kept.roster import ALL, Roster
from gui.kept.settings import Settings
from gui.panic.orders import Environment
from gui.terminal import fire, press, window
from gui.terminal.fire import Request

ROOT = Path(__file__).resolve().parents[2]
_ANSWER = b'{"environment": "live", "within_s": 10}\n{"text": "LIVE", "json": "{}", "exit_code": 10}\n'
_SCRIPT = (
    "import json, sys\n"
    "from gui.__main__ import main\n"
    "code = main(['press'])\n"
    "print(json.dumps([code, sorted(sys.modules)]))\n"
)


class Door:
    """Stands for the running program."""

    def __init__(self, folder: Path) -> None:
        self.environ = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(folder),
            "XDG_STATE_HOME": str(folder / "state"),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "PYTHONPATH": str(ROOT),
        }
        held = claim(lock_path(self.environ, "linux"), doors(self.environ, "linux"))
        assert held is not None
        self.held, self.listener = held, held.listeners[0]
        self.listener.settimeout(20)

    def press(self, script: str = _SCRIPT) -> tuple[socket.socket, subprocess.Popen[str]]:
        """Start a press; gives its connection once the request has arrived."""
        process = subprocess.Popen(
            [sys.executable, "-c", script],
            env=self.environ,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        line, _ = self.listener.accept()
        assert line.recv(100) == b'{"verb": "press"}\n'
        return line, process


@pytest.fixture
def door() -> Iterator[Door]:
    with tempfile.TemporaryDirectory(prefix="door-") as folder:
        made = Door(Path(folder))
        yield made
        made.held.close()


def test_a_press_in_the_running_program_loads_next_to_nothing(door: Door) -> None:
    line, process = door.press()
    line.sendall(_ANSWER)
    line.close()
    output, complaints = process.communicate(timeout=60)
    said, told = output.splitlines()
    code, modules = json.loads(told)
    assert (said, code, complaints) == ("LIVE", 10, "")
    loaded = {module.split(".")[0] for module in modules}
    heavy = {"PySide6", "shiboken6", "keyring", "requests", "urllib3", "ssl", "argparse", "socket"}
    assert not loaded & heavy


def test_it_arrives_soon_after_the_start(door: Door) -> None:
    took = []
    for _ in range(5):
        began = time.monotonic()
        line, process = door.press()
        took.append(time.monotonic() - began)
        line.sendall(_ANSWER)
        line.close()
        process.communicate(timeout=60)
    # 16 ms where 13 are Python's own start; the bound only catches a heavy import that crept in.
    assert statistics.median(took) < 0.25


def test_one_that_never_takes_the_press_is_named_long_before_the_deadline(door: Door) -> None:
    line, process = door.press()
    output, _ = process.communicate(timeout=60)
    line.close()
    assert "? UNKNOWN" in output
    assert "The running Panic Button said nothing within 5 s. Orders may still be open." in output
    assert "Run “panic-button fire” now, and check the Bitget app;" in output
    assert f"if its window hangs, end process {os.getpid()}." in output


def test_beside_one_that_does_not_answer_the_second_window_names_its_process(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in door.environ.items():
        monkeypatch.setenv(name, value)
    assert window._no_answer().endswith(f"this window. If its window hangs, end process {os.getpid()}.")
    door.held.stop_listening()
    assert window._no_answer().endswith("press in this window.")


def test_an_answer_that_makes_no_sense_is_unknown(door: Door) -> None:
    line, process = door.press()
    line.sendall(b'{"environment": "moon"}\n')
    output, _ = process.communicate(timeout=60)
    line.close()
    assert "? UNKNOWN" in output
    assert "does not understand" in output
    assert json.loads(output.splitlines()[-1])[0] == 12


def test_without_a_window_all_accounts_are_those_that_are_known_now(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Request] = []
    roster = Roster(names=("main", "sub1"), chosen=ALL)
    kept = Settings(environment=Environment.LIVE).with_roster(Environment.LIVE, roster)
    monkeypatch.setattr(press, "ring", lambda _: None)
    monkeypatch.setattr(claim_module, "is_claimed", lambda: False)
    monkeypatch.setattr(claim_module, "noted", lambda: "")
    monkeypatch.setattr(settings, "look", lambda _: kept)

    def note(request: Request, **_: bool) -> int:
        asked.append(request)
        return 0

    monkeypatch.setattr(fire, "fire", note)
    assert press.press(None, as_json=False) == 0
    # Not the two that the settings name: a key that was added since would be left out, and called all.
    assert [request.accounts for request in asked] == [None]
    one = kept.with_roster(Environment.LIVE, roster.choosing(("sub1",)))
    monkeypatch.setattr(settings, "look", lambda _: one)
    press.press(3, as_json=False)
    assert asked[1].accounts == ("sub1",)
    assert asked[1].deadline_s == 3


def test_where_nothing_that_makes_sense_was_chosen_nothing_is_pressed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(tmp_path))
    path = tmp_path / "panic-button/settings.json"
    path.parent.mkdir(mode=0o700)
    for content in (None, '{"environment": "live", "theme": "solarized"}'):
        if content is not None:
            path.write_text(content)
        # Never EMPTY of the practice exchange: who presses from outside may mean live.
        assert press.press(None, as_json=True) == 11
        told = json.loads(capsys.readouterr().out)
        assert told["verdict"] == "REFUSED"
        assert "Nothing was sent, and orders may still be open." in told["sentence"]
    assert path.read_text() == content  # nor is it moved aside, for the next press to find nothing


def test_after_a_window_that_was_killed_the_press_goes_where_that_one_pressed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[Request] = []

    def note(request: Request, **_: bool) -> int:
        asked.append(request)
        return 0

    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setattr(fire, "fire", note)
    # Practice by the settings: live was given on the command line, for one start.
    settings.save(tmp_path / "panic-button/settings.json", Settings())
    (tmp_path / "panic-button/running.lock").write_text('{"environment": "live", "exchange_url": null}')
    assert press.press(None, as_json=False) == 0
    assert [(request.environment, request.exchange_url) for request in asked] == [(Environment.LIVE, None)]
    (tmp_path / "panic-button/running.lock").write_text("")
    press.press(None, as_json=False)
    assert asked[1].environment is Environment.PRACTICE


def test_a_program_that_is_starting_is_waited_for(door: Door) -> None:
    listener = door.listener
    door.held.stop_listening()
    assert listener.fileno() == -1
    process = subprocess.Popen(
        [sys.executable, "-c", _SCRIPT],
        env=door.environ,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(0.7)  # the lock is held, so somebody is there
    door.held.close()
    held = claim(lock_path(door.environ, "linux"), doors(door.environ, "linux"))
    assert held is not None
    held.listeners[0].settimeout(20)
    line, _ = held.listeners[0].accept()
    assert line.recv(100) == b'{"verb": "press"}\n'
    line.sendall(_ANSWER)
    line.close()
    output, _ = process.communicate(timeout=60)
    held.close()
    assert json.loads(output.splitlines()[-1])[0] == 10
