"""Windows: “Animation effects” in its accessibility settings. Dark and light are told by Qt."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable

from gui.desktop.wishes.wishes import Wishes

_SPI_GETCLIENTAREAANIMATION = 0x1042


class WindowsDesktop:
    """has_animations stands in for Windows' own call."""

    def __init__(self, has_animations: Callable[[], bool] | None = None) -> None:
        self._has_animations = has_animations

    def ask(self) -> Wishes:
        """Ask Windows. Raises OSError where it does not answer."""
        return Wishes(is_still=not (self._has_animations or _windows())())

    def listen(self, ring: Callable[[], None]) -> None:
        """Return at once: it is asked anew when the program is active again."""


def _windows() -> Callable[[], bool]:
    if sys.platform == "win32":
        user32 = ctypes.WinDLL("user32", use_last_error=True)

        def has_animations() -> bool:
            is_on = ctypes.c_int(1)
            if not user32.SystemParametersInfoW(_SPI_GETCLIENTAREAANIMATION, 0, ctypes.byref(is_on), 0):
                raise ctypes.WinError(ctypes.get_last_error())
            return bool(is_on.value)

        return has_animations
    raise OSError("This is not Windows.")
