"""The real window as a process that looks without a pause: `python -m … soaked_window URL`.

Only the pauses are gone, and with them the room that the rate budget would wait for; each look is whole.
"""

from __future__ import annotations

import sys
from functools import partial

from PySide6.QtWidgets import QApplication

from gui.app import TURN_S
from gui.bitget import budget
from gui.desktop import garbage, pace, watch
from gui.desktop.pace import Pace
from gui.kept.paths import places
from gui.panic.orders import Environment
from gui.program import Program
from gui.wiring.first_sight import FirstSight
from gui.wiring.interrupts import Interrupts

_NO_WINDOW_S = 0.0001
# As at a used window, every seventh look asks the account too; by time, as the watch counts.
HURRIED = Pace(used_s=0.001, rights_s=0.035, used_for_s=100_000.0)


def main() -> int:
    address = partial(budget.AddressBudget, window_s=_NO_WINDOW_S)
    budget.RateBudget.__init__.__defaults__ = (budget.LIMIT, _NO_WINDOW_S, budget.LIMITS, address())
    budget.AddressBudget.__init__.__defaults__ = (budget.ADDRESS_LIMIT, _NO_WINDOW_S)
    vars(watch)["Pace"] = lambda: HURRIED
    pace.MINUTE_S = 0.0  # so that there is always room for another read
    # As often for each look as ever; what the start has loaded is set aside when that is done.
    garbage.EVERY_MS, garbage._SETTLED = 20, 250
    sys.setswitchinterval(TURN_S)
    application = QApplication(sys.argv[:1])
    application.setQuitOnLastWindowClosed(False)
    sight = FirstSight(places(), Environment.PRACTICE)
    sight.furnish()
    program = Program(sight, sys.argv[1])
    program.ended.connect(application.quit)
    interrupts = Interrupts(program.close)
    program.start()
    code = application.exec()
    interrupts.close()
    return code


if __name__ == "__main__":
    sys.exit(main())
