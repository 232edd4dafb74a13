"""The practice exchange alone, in the foreground of a terminal, for any client to try itself on."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Sequence
from types import FrameType

from gui.practice.accounts import AccountMode, key_of
from gui.practice.exchange import PracticeExchange
from gui.practice.faults import parse_fault
from gui.practice.gate import KEY, PASSPHRASE, SECRET

# Short waits, because on Windows an endless one would not let Ctrl-C through.
_GLANCE_SECONDS = 0.2


def serve_alone(
    *,
    port: int,
    orders: int,
    latency_ms: int,
    faults: Sequence[str],
    account_mode: str = AccountMode.CLASSIC,
    accounts: int = 3,
    stops: int | None = None,
) -> int:
    """Serve until SIGINT or SIGTERM and return 0; return 2 with a sentence on stderr if that cannot be.

    `port` 0 takes a free one; `latency_ms` is added to every answer; `faults` are written as parse_fault
    reads them; the others are those of PracticeExchange. To be called in the main thread: signals are
    delivered nowhere else.
    """
    try:
        exchange = PracticeExchange(
            orders=orders,
            port=port,
            latency_ms=latency_ms,
            faults=[parse_fault(text) for text in faults],
            account_mode=account_mode,
            accounts=accounts,
            stops=stops,
        )
        exchange.start()
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        reason = error.strerror or error
        print(f"The practice exchange cannot listen on port {port}: {reason}.", file=sys.stderr)
        return 2
    with exchange:
        _serve(exchange, faults)
    return 0


def _serve(exchange: PracticeExchange, faults: Sequence[str]) -> None:
    asked_to_stop = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        asked_to_stop.set()

    previous = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        _introduce(exchange, faults)
        while not asked_to_stop.wait(_GLANCE_SECONDS):
            pass
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)


def _introduce(exchange: PracticeExchange, faults: Sequence[str]) -> None:
    print(f"Practice exchange on {exchange.url}")
    print(f"  key         {KEY}" + "".join(f", {key_of(name)}" for name in exchange.accounts[1:]))
    print(f"  secret      {SECRET}")
    print(f"  passphrase  {PASSPHRASE}")
    print(f"  accounts    {', '.join(exchange.accounts)} ({exchange.mode_of()})")
    print(f"  open orders {len(exchange.book.open_orders())} in each account")
    print(f"  stops       {len(exchange.book.open_plans())} in each account")
    print(f"  faults      {', '.join(faults) or 'none'}")
    print("Ctrl-C ends it.", flush=True)
