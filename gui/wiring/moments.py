"""The moments of a start, told on stderr to whoever measures it: PANIC_BUTTON_MOMENTS=1."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gui.desktop.desk import Desk
    from gui.panic.readiness import Readiness


def tell(name: str) -> None:
    """Tell that it is so far, if that is wanted.

    A line is `moment <name> <seconds of time.monotonic()> <seconds of processor time so far>`.
    """
    if "PANIC_BUTTON_MOMENTS" in os.environ:
        line = f"moment {name} {time.monotonic():.6f} {time.process_time():.6f}"
        print(line, file=sys.stderr, flush=True)


def tell_ready(desk: Desk) -> None:
    """Tell when a press would first work. GUI thread."""

    def note(readiness: Readiness) -> None:
        if readiness.is_ready:
            desk.readiness_changed.disconnect(note)
            tell("ready")

    desk.readiness_changed.connect(note)
