"""What every test shares: Qt without a screen, and how hypothesis works here."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from pytestqt.qtbot import QtBot

# Before any test imports Qt. The tests that need a real screen start the program on one of their own.
# Qt's own idea of a screen that is not there has 800 by 800 pixels.
os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={Path(__file__).with_name('screen.json')}"

# Network and threads take their time, and a test that fails must fail again the same way.
settings.register_profile(
    "steady",
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("steady")

_MUCH_GARBAGE = 50_000  # objects
_PATIENCE_MS = 30_000


class PatientBot(QtBot):
    """Waits half a minute at least for what has to come, as the computer may be busy.

    What must not come (`raising=False`, as assertNotEmitted asks) is waited for no longer than is said.
    """

    def waitSignal(self, signal: Any, *, timeout: int = 0, **named: Any) -> Any:
        patient = timeout if named.get("raising") is False else max(timeout, _PATIENCE_MS)
        return super().waitSignal(signal, timeout=patient, **named)

    def waitSignals(self, signals: Any, *, timeout: int = 0, **named: Any) -> Any:
        return super().waitSignals(signals, timeout=max(timeout, _PATIENCE_MS), **named)

    def waitUntil(self, callback: Any, *, timeout: int = 0) -> None:
        super().waitUntil(callback, timeout=max(timeout, _PATIENCE_MS))


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> PatientBot:  # noqa: ARG001 Qt has begun by then
    return PatientBot(request)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Python searches for garbage on any thread, and a Qt object that it finds on another one crashes Qt.

    So it is searched for here, after the tests; what was loaded to begin with is set aside, as it takes long.
    """
    gc.collect()
    gc.freeze()
    gc.disable()


@pytest.fixture(autouse=True)
def garbage_of_the_test(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if "qtbot" in request.fixturenames or gc.get_count()[0] > _MUCH_GARBAGE:
        gc.collect()


@pytest.fixture
def heap_of_its_own() -> Iterator[None]:
    """Sets aside what thousands of earlier tests left: searching that for garbage is not what is measured."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()
    gc.collect()
    gc.freeze()
