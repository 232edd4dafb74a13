"""What every test shares: Qt without a screen, and how hypothesis works here."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# Before any test imports Qt. The tests that need a real screen start the program on one of their own.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

# Network and threads take their time, and a test that fails must fail again the same way.
settings.register_profile(
    "steady",
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("steady")
