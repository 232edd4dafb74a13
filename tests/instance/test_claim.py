"""Who is the running program, and who may speak to it."""

from __future__ import annotations

import os
import socket
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from gui.instance.claim import claim, is_claimed, noted
from gui.instance.doors import doors, lock_path
from gui.instance.peers import is_own, process_of
from gui.instance.ring import PRESS, Gone, Hung, process_there, ring
from gui.kept.paths import places


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="door-") as made:  # the path of a socket must be short
        yield Path(made)


def environ_in(folder: Path) -> dict[str, str]:
    return {
        "XDG_RUNTIME_DIR": str(folder),
        "XDG_STATE_HOME": str(folder / "state"),
        "XDG_CONFIG_HOME": str(folder / "config"),
    }


def test_the_doors_belong_to_the_folders(folder: Path) -> None:
    environ = environ_in(folder)
    first, second = doors(environ, "linux")
    assert first.startswith(f"{folder}/panic-button/")
    assert second.startswith(f"{folder}/state/panic-button/door/")
    assert lock_path(environ, "linux") == str(places(environ, "linux").state / "running.lock")
    for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        assert not set(doors(environ | {name: "/elsewhere"}, "linux")) & {first, second}
    # A daemon that was not told the runtime folder still finds the door beside what is kept.
    assert second in doors(environ | {"XDG_RUNTIME_DIR": ""}, "linux")
    assert doors(environ, "win32") == ()
    assert doors({"XDG_RUNTIME_DIR": "/r" * 60, "XDG_STATE_HOME": "/s" * 60}, "linux") == ()


def test_one_claims_and_a_stale_socket_is_replaced(folder: Path) -> None:
    paths = doors(environ_in(folder), "linux")
    Path(paths[0]).parent.mkdir(mode=0o700)
    killed = socket.socket(socket.AF_UNIX)
    killed.bind(paths[0])
    killed.close()
    assert ring(PRESS, paths) is None
    lock = str(folder / "lock")
    first = claim(lock, paths)
    assert first is not None
    assert claim(lock, paths) is None
    found = os.stat(paths[0])
    assert found.st_mode & 0o777 == 0o600
    assert os.stat(Path(paths[0]).parent).st_mode & 0o777 == 0o700
    call = ring(PRESS, paths)
    assert call is not None
    call.close()
    first.close()
    assert not Path(paths[0]).exists()
    second = claim(lock, paths)
    assert second is not None
    second.close()


def test_a_folder_that_others_may_enter_is_no_place_for_a_door(folder: Path) -> None:
    paths = doors(environ_in(folder), "linux")
    open_to_all = Path(paths[0]).parent
    open_to_all.mkdir()
    open_to_all.chmod(0o755)
    (folder / "state/panic-button").mkdir(parents=True)
    held = claim(str(folder / "lock"), paths)
    assert held is not None
    [listener] = held.listeners
    assert listener.getsockname() == paths[1]
    held.close()


def test_the_other_end_is_known(folder: Path) -> None:
    paths = doors(environ_in(folder), "linux")
    held = claim(str(folder / "lock"), paths)
    assert held is not None
    listener = held.listeners[0]
    call = ring(PRESS, paths)
    assert call is not None
    line, _ = listener.accept()
    assert is_own(line)
    assert line.recv(100) == PRESS
    assert call.process == process_there(paths) == os.getpid()
    with pytest.raises(Hung):
        call.answer(time.monotonic() + 0.05)
    line.sendall(b'{"a": 1}\n{"b"')
    assert call.answer(time.monotonic() + 30) == b'{"a": 1}'
    line.close()
    with pytest.raises(Gone):
        call.answer(time.monotonic() + 30)
    call.close()
    held.close()
    assert process_there(paths) is None


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")
def test_another_user_is_not_served(folder: Path) -> None:
    paths = doors(environ_in(folder), "linux")
    held = claim(str(folder / "lock"), paths)
    assert held is not None
    listener = held.listeners[0]
    for place in (folder, Path(paths[0]).parent):
        place.chmod(0o777)
    Path(paths[0]).chmod(0o666)
    child = os.fork()
    if child == 0:
        os.setuid(65534)
        stranger = socket.socket(socket.AF_UNIX)
        stranger.connect(paths[0])
        time.sleep(0.3)
        os._exit(0)
    listener.settimeout(5)
    line, _ = listener.accept()
    assert not is_own(line)
    line.close()
    os.waitpid(child, 0)
    held.close()


def test_who_knows_another_runtime_folder_finds_it_too(folder: Path) -> None:
    environ = environ_in(folder)
    (folder / "state/panic-button").mkdir(parents=True)
    held = claim(str(folder / "lock"), doors(environ, "linux"))
    assert held is not None
    assert len(held.listeners) == 2
    for runtime in (str(folder), str(folder / "other"), ""):
        call = ring(PRESS, doors(environ | {"XDG_RUNTIME_DIR": runtime}, "linux"))
        assert call is not None
        call.close()
    held.close()


def test_a_program_that_does_not_listen_yet_is_known_to_run(folder: Path) -> None:
    lock = str(folder / "lock")
    assert not is_claimed(lock)
    held = claim(lock, [])
    assert held is not None
    assert held.listeners == ()
    assert is_claimed(lock)
    assert claim(lock, []) is None  # and asking has taken nothing away
    held.note("where it presses, and where it pressed before")
    held.note("where it presses")
    assert noted(lock) == "where it presses"
    held.close()
    assert not is_claimed(lock)
    assert noted(lock) == ""


def test_a_process_that_cannot_be_seen_from_here_has_no_number() -> None:
    class Hidden:
        def getsockopt(self, *_: int) -> bytes:
            return bytes(12)

    assert process_of(Hidden()) is None  # type: ignore[arg-type]
