"""What every test shares: Qt without a screen, and how hypothesis works here."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

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
