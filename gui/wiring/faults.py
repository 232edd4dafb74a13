"""A fault of this program itself, said in a sentence; the traceback goes to debug logs only."""

from __future__ import annotations

import logging
import sys
import threading
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from gui.words import say

_log = logging.getLogger(__name__)


class Faults(QObject):
    """Hears of every exception that nobody caught, on any thread, for as long as the program runs."""

    told = Signal(object)  # str, a sentence

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.excepthook = self._report
        threading.excepthook = lambda fault: self._report(
            fault.exc_type, fault.exc_value, fault.exc_traceback
        )

    def _report(
        self, kind: type[BaseException], fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        _log.error("A fault of this program: %s", kind.__name__)
        if fault is not None:
            _log.debug("The fault:", exc_info=(kind, fault, trace))
        self.told.emit(
            say(
                "Something in this program failed ({kind}). What the window shows may be out of date: "
                "press again if in doubt, and check the Bitget app.",
                kind=kind.__name__,
            )
        )
