"""`fire` and `check`: the window's procedure without a window."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

from gui import cli_words
from gui.bitget.budget import WINDOW_S
from gui.kept.credentials import KeyringUnusable, KeyStore
from gui.kept.journal import Journal, Origin
from gui.kept.paths import places
from gui.panic.exchange import Exchange
from gui.panic.orders import Environment, OpenOrder, Scope
from gui.panic.readiness import examine, not_ready
from gui.panic.secrets import Credentials
from gui.panic.verdict import ProductReport, Report, Verdict, add_up
from gui.pressing import Pressing
from gui.venue import check_address, no_key, open_exchange

_CHECK_S = 10.0


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for on the command line."""

    environment: Environment
    exchange_url: str | None
    scope: Scope
    deadline_s: float


class NoKey(Exception):
    """There is no key to press with; the text is the sentence."""


def fire(request: Request, *, as_json: bool, look_first: bool = False) -> int:
    """Press, print what came of it, and give the verdict's exit code.

    look_first reads the book before the press, so that the table can name each order in full; that costs
    a round trip, which only a drill can spare.
    """
    pressed_at = time.monotonic()
    try:
        with _exchange(request) as exchange:
            known = _look(exchange, request.scope) if look_first else None
            if look_first:
                time.sleep(WINDOW_S)  # so that the press finds the rate budget as full as any other
            report = _press(exchange, request, known, time.monotonic() if look_first else pressed_at)
    except NoKey as problem:
        report = _refused(request.scope, str(problem))
    except KeyboardInterrupt:
        report = _unknown(
            request.scope, "Stopped before the verdict. The cancel may have been sent;", pressed_at
        )
    except Exception as fault:  # noqa: BLE001 whatever breaks, the person gets a verdict and never a traceback
        sentence = f"This program failed ({type(fault).__name__}). The cancel may have been sent;"
        report = _unknown(request.scope, sentence, pressed_at)
    words = cli_words.report_json if as_json else cli_words.report_text
    _say(words(report, request.environment))
    return report.verdict.exit_code


def check(request: Request) -> int:
    """Print whether a press would work now, a line for each check; gives 0 for ready, 1 for not ready."""
    try:
        with _exchange(request) as exchange:
            readiness, _ = examine(exchange, request.scope, until=time.monotonic() + _CHECK_S)
    except NoKey as problem:
        readiness = not_ready("key", str(problem))
    except KeyboardInterrupt:
        print("Stopped before the checks had ended.", file=sys.stderr)
        return 1
    except Exception as fault:  # noqa: BLE001 whatever breaks is a sentence, and never a traceback
        readiness = not_ready("answer", f"This program failed ({type(fault).__name__}). Use the Bitget app.")
    _say(cli_words.readiness_text(readiness))
    return 0 if readiness.is_ready else 1


def _press(
    exchange: Exchange, request: Request, known: tuple[OpenOrder, ...] | None, pressed_at: float
) -> Report:
    journal = Journal(places().journal)
    pressing = Pressing(
        exchange,
        request.scope,
        request.environment,
        journal,
        origin=Origin.TERMINAL,
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


def _look(exchange: Exchange, scope: Scope) -> tuple[OpenOrder, ...] | None:
    readiness, orders = examine(exchange, scope, until=time.monotonic() + _CHECK_S)
    _say(cli_words.readiness_text(readiness) + f"\n\n{scope.sentence}\n")
    return orders


@contextmanager
def _exchange(request: Request) -> Iterator[Exchange]:
    """The exchange asked for; a practice exchange of our own where none was named. Raises NoKey."""
    address = check_address(request.environment, request.exchange_url)
    if request.environment is not Environment.PRACTICE:
        credentials = _stored_key(request.environment)
        with closing(open_exchange(request.environment, credentials, address)) as exchange:
            yield exchange
        return
    from gui.practice_drill import Drill

    with closing(Drill(address)) as drill:
        yield drill.exchange


def _stored_key(environment: Environment) -> Credentials:
    try:
        credentials = KeyStore().load(environment)
    except KeyringUnusable as problem:
        raise NoKey(
            f"{problem.sentence} So there is no API key to press with, and nothing was sent. "
            "See to the keyring and press again, or use the Bitget app now."
        ) from None
    if credentials is None:
        raise NoKey(no_key(environment))
    return credentials


def _say(text: str) -> None:
    try:
        print(text, flush=True)
    except OSError:  # nobody reads, or the disk is full: the exit code and the journal still tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _refused(scope: Scope, sentence: str) -> Report:
    return add_up([ProductReport(kind, Verdict.REFUSED, sentence) for kind in scope.product_types], (), 0)


def _unknown(scope: Scope, sentence: str, pressed_at: float) -> Report:
    whole = f"{sentence} orders may still be open. Press again, and check the Bitget app."
    reports = [ProductReport(kind, Verdict.UNKNOWN, whole) for kind in scope.product_types]
    return add_up(reports, (), round((time.monotonic() - pressed_at) * 1000))
