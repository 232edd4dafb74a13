"""`press`: presses in the running program, as its button does; by itself where none is running.

The request leaves before anything else is loaded, so whatever is not needed for it is imported later.
"""

from __future__ import annotations

import sys
import time

from gui.instance.ring import PRESS, Call, Gone, Hung, ring

TYPE_CHECKING = False  # typing and enum take a while to load
if TYPE_CHECKING:
    from collections.abc import Sequence

    from gui.panic.orders import Environment
    from gui.panic.verdict import Verdict

NO_PLACE = "press goes where the window goes; to press elsewhere: panic-button fire --environment …"
_TAKEN_S = 5.0  # until the running program has said how long it tries; one that starts needs a while for that
_GRACE_S = 1.0
_NOWHERE = (
    "Where to press is not known, because there are no settings here that make sense. Nothing was sent, and "
    "orders may still be open. Name it: panic-button fire --environment live --all-accounts. Or use the "
    "Bitget app."
)
_START_S = 3.0
_TURN_S = 0.05
_OPEN = "Orders may still be open. Press in its window, or run “panic-button fire”, and check the Bitget app."


class _NotTaken(Exception):
    """The running program ended before it took the press."""


def quick(arguments: Sequence[str]) -> tuple[float | None, bool] | None:
    """Read deadline and --json without argparse; None for anything that it should look at."""
    deadline_s, as_json = None, False
    rest = list(arguments)
    while rest:
        word = rest.pop(0)
        if word == "--json":
            as_json = True
        elif word == "--deadline" and rest:
            try:
                deadline_s = float(rest.pop(0))
            except ValueError:
                return None
            if not 0.5 <= deadline_s <= 600:
                return None
        else:
            return None
    return deadline_s, as_json


def press(deadline_s: float | None, *, as_json: bool) -> int:
    """Press, print what came of it, and give the verdict's exit code; deadline_s is how long to wait.

    Blocks until the verdict, and no longer than a second past the deadline, or past 5 s where the program
    does not say that it took the press. One that is starting or ending is waited for, 3 s at most, before the
    press happens here.
    """
    started = time.monotonic()
    while True:
        try:
            call = ring(PRESS)
        except Hung:
            hangs = f"Panic Button is running, but takes no press. {_hangs(None)}"
            return _unknown(hangs, None, started, as_json)
        if call is not None:
            try:
                return _wait(call, deadline_s, started, as_json)
            except _NotTaken:
                pass  # it ended before it heard of this press
            finally:
                call.close()
        from gui.instance.claim import is_claimed

        if not is_claimed():
            return _alone("Panic Button is not running", deadline_s, started, as_json)
        if time.monotonic() - started > _START_S:
            return _alone("Panic Button is running and cannot be reached", deadline_s, started, as_json)
        time.sleep(_TURN_S)


def _wait(call: Call, deadline_s: float | None, started: float, as_json: bool) -> int:
    import json

    from gui.panic.orders import Environment
    from gui.terminal.streams import prepare, tell

    prepare()
    within_s = min(deadline_s or _TAKEN_S, _TAKEN_S)
    until = started + within_s + _GRACE_S
    environment, what_now = None, _OPEN
    try:
        while True:
            told = json.loads(call.answer(until))
            if "exit_code" in told:
                tell(told["json"] if as_json else told["text"])
                return int(told["exit_code"])
            environment = Environment(told["environment"])
            # A further press makes it start anew.
            began = time.monotonic() if deadline_s is None else started
            within_s = deadline_s or float(told["within_s"])
            until = began + within_s + _GRACE_S
    except Hung:
        where = "took the press and gave no verdict"
        if environment is None:
            where, what_now = "said nothing", _hangs(call.process)
        sentence = f"The running Panic Button {where} within {within_s:g} s."
    except Gone:
        if environment is None:
            raise _NotTaken from None
        sentence = "Panic Button ended before the verdict of this press."
    except (ValueError, LookupError, TypeError):
        sentence = "The running Panic Button answered in a way that this one does not understand."
    return _unknown(f"{sentence} {what_now}", environment, started, as_json)


def _hangs(process: int | None) -> str:
    it = "it" if process is None else f"process {process}"
    return (
        "Orders may still be open. Run “panic-button fire” now, and check the Bitget app; "
        f"if its window hangs, end {it}."
    )


def _unknown(sentence: str, environment: Environment | None, started: float, as_json: bool) -> int:
    from gui.panic.verdict import Verdict

    return _conclude(Verdict.UNKNOWN, sentence, environment, started, as_json)


def _conclude(
    verdict: Verdict, sentence: str, environment: Environment | None, started: float, as_json: bool
) -> int:
    from gui.panic.verdict import Report
    from gui.plain_text import report_json, report_text
    from gui.terminal.streams import prepare, tell

    prepare()
    report = Report(verdict, sentence, round((time.monotonic() - started) * 1000), (), ())
    words = report_json if as_json else report_text
    tell(words(report, environment))
    return verdict.exit_code


def _alone(why: str, deadline_s: float | None, started: float, as_json: bool) -> int:
    """Press without a window, where the last one would have pressed; nowhere if that is not known."""
    from gui.kept import settings
    from gui.kept.paths import places
    from gui.kept.roster import ALL
    from gui.panic.accounts import name_accounts
    from gui.panic.verdict import Verdict
    from gui.terminal.fire import Request, fire
    from gui.terminal.streams import prepare

    prepare()
    kept = settings.look(places().settings)
    if kept is None:
        return _conclude(Verdict.REFUSED, f"{why}. {_NOWHERE}", None, started, as_json)
    environment, exchange_url = _last_place(kept.environment)
    roster = kept.roster(environment)
    # All of them are those that the keyring names: the settings may be older.
    accounts = None if roster.chosen == ALL else roster.pressed
    whose = "every account" if accounts is None else name_accounts(accounts)
    where = f"{environment.value.upper()}, {whose}"
    print(f"{why}, so this press happens here: {where}.", file=sys.stderr)
    request = Request(
        environment,
        exchange_url,
        roster.scope(kept.scope),
        kept.preferences.deadline_s if deadline_s is None else deadline_s,
        accounts,
    )
    return fire(request, as_json=as_json)


def _last_place(kept: Environment) -> tuple[Environment, str | None]:
    """Where the running program presses, or one that was killed; else where the settings say."""
    import json

    from gui.instance.claim import noted
    from gui.panic.orders import Environment
    from gui.venue import check_address

    try:
        told = json.loads(noted())
        environment = Environment(told["environment"])
        return environment, check_address(environment, told["exchange_url"])
    except (ValueError, LookupError, TypeError):
        return kept, None
