"""macOS: “Reduce motion” in its accessibility settings. Dark and light are told by Qt."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from ctypes import c_bool, c_char_p, c_void_p

from gui.desktop.wishes.wishes import Wishes


class MacDesktop:
    """reduces_motion stands in for macOS' own call."""

    def __init__(self, reduces_motion: Callable[[], bool] | None = None) -> None:
        self._reduces_motion = reduces_motion

    def ask(self) -> Wishes:
        """Ask macOS. Raises OSError where it cannot be asked."""
        return Wishes(is_still=(self._reduces_motion or _appkit())())

    def listen(self, ring: Callable[[], None]) -> None:
        """Return at once: it is asked anew when the program is active again."""


def _appkit() -> Callable[[], bool]:
    if sys.platform == "darwin":
        ctypes.CDLL("/System/Library/Frameworks/AppKit.framework/AppKit")
        objc = ctypes.CDLL("/usr/lib/libobjc.A.dylib")
        objc.objc_getClass.argtypes = (c_char_p,)
        objc.objc_getClass.restype = c_void_p
        objc.sel_registerName.argtypes = (c_char_p,)
        objc.sel_registerName.restype = c_void_p
        # One function for every message: what it takes and gives is said anew for each kind of message.
        send = ctypes.cast(objc.objc_msgSend, c_void_p).value or 0
        give_object = ctypes.CFUNCTYPE(c_void_p, c_void_p, c_void_p)(send)
        give_bool = ctypes.CFUNCTYPE(c_bool, c_void_p, c_void_p)(send)

        def reduces_motion() -> bool:
            shared = objc.sel_registerName(b"sharedWorkspace")
            workspace = give_object(objc.objc_getClass(b"NSWorkspace"), shared)
            question = objc.sel_registerName(b"accessibilityDisplayShouldReduceMotion")
            return bool(give_bool(workspace, question))

        return reduces_motion
    raise OSError("This is not macOS.")
