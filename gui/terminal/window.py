"""No command: the window opens, the one that is open comes to the front, or without a screen a drill runs."""

from __future__ import annotations

import gc
import json
import sys
import time

from gui.instance.claim import Claim, claim
from gui.instance.ring import RAISE, Gone, Hung, process_there, ring
from gui.panic.orders import Environment
from gui.screen import has_screen
from gui.terminal.streams import prepare, tell
from gui.words import join, say

USAGE_ERROR = 2
# A program that starts beside this one needs this long to answer, on a slow and busy computer.
_START_S = 5.0
_TURN_S = 0.05
_NO_SCREEN = "There is no screen here, so the window stays closed and the press happens in this terminal.\n"
_NO_SCREEN_NO_PRESS = (
    "There is no screen here, so the window cannot open, and nothing was pressed. "
    "To press in this terminal: panic-button fire --environment {environment}"
)
_IN_FRONT = "Panic Button is running already; its window is in front now."
_RUNS = "Panic Button is running already, so nothing was started."
_NO_SCREEN_HIDDEN = "There is no screen here, so Panic Button cannot wait for a press. Nothing was started."
_KEEPS = (
    " It stays on {environment}: what was given on the command line does not change a window that is open."
)
_NO_ANSWER = say(
    "Another Panic Button of yours is running and does not answer, so this is a second window. "
    "“panic-button press” may not reach either of them: press in this window."
)
_HAS_DOORS = sys.platform != "win32"  # where there are none, the README says so


def window_as_chosen() -> int:
    """Show the window on the environment chosen last: a start without arguments loads no other command."""
    prepare()
    return window(None, None)


def window(environment: Environment | None, exchange_url: str | None, *, hidden: bool = False) -> int:
    """Show the window, a new one or the one that there is, and give the exit code; hidden shows none."""
    if hidden and not has_screen():
        print(_NO_SCREEN_HIDDEN, file=sys.stderr)
        return USAGE_ERROR
    if not has_screen():
        return _without_screen(environment or Environment.PRACTICE, exchange_url)
    given = environment is not None or exchange_url is not None
    until = time.monotonic() + _START_S
    while True:
        # Nobody asked to see the window that is there already.
        if not hidden and _raise(until, given):
            return 0
        try:
            claimed = claim()
            is_deaf = claimed is not None and not claimed.listeners and _HAS_DOORS
            trouble = _not_found(say("no folder for its socket")) if is_deaf else ""
        except OSError as fault:
            claimed, trouble = None, _not_found(fault.strerror or type(fault).__name__)
        if claimed is not None or trouble:
            return _open(environment, exchange_url, claimed, trouble, hidden=hidden)
        # It has the lock and no socket yet, or not any more: it is starting, or ending.
        if time.monotonic() > until and hidden:
            print(_RUNS)
            return 0
        if time.monotonic() > until:
            return _open(environment, exchange_url, None, _no_answer())
        time.sleep(_TURN_S)


def _raise(until: float, given: bool) -> bool:
    try:
        call = ring(RAISE)
        if call is None:
            return False
        try:
            environment = str(json.loads(call.answer(until))["environment"]).upper()
        finally:
            call.close()
    except (Hung, Gone, ValueError, LookupError, TypeError):
        return False
    tell(_IN_FRONT + (_KEEPS.format(environment=environment) if given else ""))
    return True


def _open(
    environment: Environment | None,
    exchange_url: str | None,
    claimed: Claim | None,
    trouble: str,
    *,
    hidden: bool = False,
) -> int:
    # The window looks for garbage by itself (gui/desktop/garbage.py); loading it makes none.
    gc.disable()
    from gui.app import show

    try:
        return show(environment, exchange_url, claimed, trouble, hidden=hidden)
    finally:
        if claimed is not None:
            claimed.close()


def _without_screen(environment: Environment, exchange_url: str | None) -> int:
    if environment is not Environment.PRACTICE:
        # Nobody asked for a press: without a window, real orders are left alone.
        print(_NO_SCREEN_NO_PRESS.format(environment=environment.value), file=sys.stderr)
        return USAGE_ERROR
    from gui.panic.orders import Scope
    from gui.panic.sweep import DEADLINE_S
    from gui.terminal.fire import Request, fire

    tell(_NO_SCREEN)
    request = Request(environment, exchange_url, Scope(), DEADLINE_S)
    return fire(request, as_json=False, look_first=True)


def _no_answer() -> str:
    process = process_there()
    if process is None:
        return _NO_ANSWER
    return join(_NO_ANSWER, say("If its window hangs, end process {process}.", process=process))


def _not_found(reason: str) -> str:
    return say(
        "This window cannot be reached from outside ({reason}): “panic-button press” will press by itself, "
        "and a further start opens a further window. The button here is not affected.",
        reason=reason,
    )
