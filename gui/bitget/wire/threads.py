"""Work that nobody waits for."""

from __future__ import annotations

import threading
from collections.abc import Callable


def begin(name: str, job: Callable[..., None], *given: object) -> bool:
    """Do it on a thread; False where the system gives none: a press does without, more slowly."""
    try:
        threading.Thread(target=job, args=given, name=name, daemon=True).start()
    except RuntimeError:
        return False
    return True
