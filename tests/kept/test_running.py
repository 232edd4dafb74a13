"""Is a process still there? Asked of this system, and as Windows is asked."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from collections.abc import Callable
from importlib.util import module_from_spec, spec_from_file_location
from types import SimpleNamespace

import pytest

from gui.kept import running

HANDLE = 2**40 + 8  # wider than an int of C: Windows has them on 64 bits
THERE, ENDED, FOREIGN, UNKNOWN = 4711, 4712, 4713, 4714


def test_a_process_is_there_until_it_was_waited_for() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        assert running.is_running(process.pid)
    assert not running.is_running(process.pid)
    assert running.is_running(os.getpid())


class Call:
    """A function of a library, with the type of its answer to be set."""

    def __init__(self, call: Callable[..., object]) -> None:
        self.restype: object = ctypes.c_int
        self._call = call

    def __call__(self, *told: object) -> object:
        answer = self._call(*told)
        return answer if self.restype is ctypes.c_void_p else ctypes.c_int(int(str(answer))).value


def test_windows_is_asked_to_wait_for_no_time_and_the_handle_is_closed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    closed: list[object] = []
    opened: list[int] = []

    def open_process(access: int, is_inherited: bool, pid: int) -> int | None:
        assert (access, is_inherited) == (0x00100000, False)
        if pid == FOREIGN:
            return None  # a handle of 0
        opened.append(pid)
        return HANDLE

    def wait(handle: ctypes.c_void_p, milliseconds: int) -> int:
        assert (handle.value, milliseconds) == (HANDLE, 0)
        return {THERE: 0x102, ENDED: 0, UNKNOWN: 0xFFFFFFFF}[opened[-1]]

    def close(handle: ctypes.c_void_p) -> int:
        closed.append(handle.value)
        return 1

    kernel = SimpleNamespace(
        OpenProcess=Call(open_process),
        WaitForSingleObject=Call(wait),
        CloseHandle=Call(close),
    )
    monkeypatch.setattr(ctypes, "WinDLL", lambda name: {"kernel32": kernel}[name], raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    spec = spec_from_file_location("running_on_windows", running.__file__)
    assert spec is not None
    assert spec.loader is not None
    windows = module_from_spec(spec)
    spec.loader.exec_module(windows)
    assert windows.is_running(THERE)
    assert not windows.is_running(ENDED)
    assert not windows.is_running(FOREIGN)
    assert not windows.is_running(UNKNOWN)  # the question itself failed
    assert closed == [HANDLE] * 3
