"""`fire` and `check`: the window's procedure without a window."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gui import plain_text
from gui.bitget.budget import WINDOW_S
from gui.kept.journal import Journal, Origin
from gui.kept.paths import places
from gui.panic.accounts import MAIN
from gui.panic.adding_up import all_alike
from gui.panic.orders import Environment, OpenOrder, Scope
from gui.panic.readiness import examine, examine_all, not_ready
from gui.panic.verdict import Report, Verdict
from gui.pressing import Pressing
from gui.terminal.accounts import Accounts, open_accounts
from gui.terminal.streams import tell

_CHECK_S = 10.0
_ALL_OF_THEM = "every account"  # while nobody knows yet which there are


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for on the command line."""

    environment: Environment
    exchange_url: str | None
    scope: Scope
    deadline_s: float
    accounts: tuple[str, ...] | None = (MAIN,)  # None is every one that is known


def fire(request: Request, *, as_json: bool, look_first: bool = False) -> int:
    """Press, print what came of it, and give the verdict's exit code.

    look_first reads the book before the press, so that the table can name each order in full; that costs
    a round trip, which only a drill can spare.
    """
    pressed_at = time.monotonic()
    names = request.accounts or (_ALL_OF_THEM,)
    try:
        with open_accounts(request.environment, request.exchange_url, request.accounts) as accounts:
            names = accounts.names
            known = _look(accounts, request.scope) if look_first else None
            if look_first:
                time.sleep(WINDOW_S)  # so that the press finds the rate budget as full as any other
            report = _press(accounts, request, known, time.monotonic() if look_first else pressed_at)
    except KeyboardInterrupt:
        sentence = "Stopped before the verdict. The cancel may have been sent;"
        report = _unknown(request, names, sentence, pressed_at)
    except Exception as fault:  # noqa: BLE001 whatever breaks, the person gets a verdict and never a traceback
        sentence = f"This program failed ({type(fault).__name__}). The cancel may have been sent;"
        report = _unknown(request, names, sentence, pressed_at)
    in_words = plain_text.report_json if as_json else plain_text.report_text
    tell(in_words(report, request.environment))
    return report.verdict.exit_code


def check(request: Request) -> int:
    """Print whether a press would work now, a line for each check; gives 0 for ready, 1 for not ready."""
    try:
        with open_accounts(request.environment, request.exchange_url, request.accounts) as accounts:
            found = examine_all(accounts.exchanges, request.scope, until=time.monotonic() + _CHECK_S)
            found |= {name: not_ready("key", sentence) for name, sentence in accounts.absent.items()}
    except KeyboardInterrupt:
        print("Stopped before the checks had ended.", file=sys.stderr)
        return 1
    except Exception as fault:  # noqa: BLE001 whatever breaks is a sentence, and never a traceback
        sentence = f"This program failed ({type(fault).__name__}). Use the Bitget app."
        found = {MAIN: not_ready("answer", sentence)}
    tell(plain_text.readinesses_text(found))
    return 0 if all(readiness.is_ready for readiness in found.values()) else 1


def _press(
    accounts: Accounts,
    request: Request,
    known: Mapping[str, tuple[OpenOrder, ...] | None] | None,
    pressed_at: float,
) -> Report:
    journal = Journal(places().journal)
    pressing = Pressing(
        accounts.exchanges,
        request.scope,
        request.environment,
        journal,
        origin=Origin.TERMINAL,
        absent=accounts.absent,
        known=known,
        # The keyring may have asked for a password: that must not use up the time for the press.
        deadline_s=request.deadline_s + time.monotonic() - pressed_at,
        pressed_at=pressed_at,
        on_trouble=lambda sentence: print(sentence, file=sys.stderr),
    )
    try:
        return pressing.run()
    finally:
        journal.close()


def _look(accounts: Accounts, scope: Scope) -> dict[str, tuple[OpenOrder, ...] | None]:
    books: dict[str, tuple[OpenOrder, ...] | None] = {}
    for name, exchange in accounts.exchanges.items():
        readiness, books[name] = examine(exchange, scope, until=time.monotonic() + _CHECK_S)
        tell(plain_text.readiness_text(readiness) + f"\n\n{scope.sentence}\n")
    return books


def _unknown(request: Request, accounts: Sequence[str], sentence: str, pressed_at: float) -> Report:
    whole = f"{sentence} orders may still be open. Press again, and check the Bitget app."
    elapsed_ms = round((time.monotonic() - pressed_at) * 1000)
    return all_alike(accounts, request.scope.product_types, Verdict.UNKNOWN, whole, elapsed_ms)
