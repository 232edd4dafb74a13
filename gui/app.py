"""Opens the window: its first picture is drawn before the program behind it is even loaded."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from gui.kept.paths import places, resources
from gui.wiring.first_sight import FirstSight
from gui.wiring.moments import tell_ready

if TYPE_CHECKING:
    from gui.instance.claim import Claim
    from gui.panic.orders import Environment

# Answers are read by other threads meanwhile: the GUI thread must not wait 5 ms for each turn.
TURN_S = 0.0005


def show(
    environment: Environment | None,
    exchange_url: str | None,
    claimed: Claim | None = None,
    trouble: str = "",
    *,
    hidden: bool = False,
) -> int:
    """Open the window, or with hidden only the tray, and run until it is closed; gives the exit code.

    claimed is what other programs of this user find it by, None where they do not; trouble is a sentence for
    the notice.
    """
    sys.setswitchinterval(TURN_S)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Panic Button")
    application.setDesktopFileName("panic-button")
    application.setWindowIcon(QIcon(str(resources() / "panic-button-32.png")))
    application.setQuitOnLastWindowClosed(False)
    sight = FirstSight(places(), environment)
    if hidden:
        sight.furnish()
    else:
        sight.draw()
    # Behind the first pictures: all this takes as long to load as the window does.
    from gui.program import Program
    from gui.widgets.artwork import app_icon
    from gui.wiring.interrupts import Interrupts

    application.setWindowIcon(app_icon())  # in every size
    program = Program(sight, exchange_url)
    program.ended.connect(application.quit)
    interrupts = Interrupts(program.close)
    if claimed:
        program.answer(claimed)
    tell_ready(program.desk)
    program.start(hidden=hidden)
    if trouble:
        program.window.notice.show_notice(trouble)
    code = application.exec()
    interrupts.close()
    return code
