"""A client in a process of its own, and the most memory that a call took it: python -m … URL."""

from __future__ import annotations

import json
import sys
import time
import tracemalloc
from contextlib import suppress

from gui.panic.errors import ExchangeError
from gui.panic.orders import AccountMode

from .running import USDT, client


def main(url: str) -> None:
    """Ask twice for the book and twice for a cancel, and print what the second took at most, in bytes."""
    account = client(url, "main", AccountMode.CLASSIC)
    until = time.monotonic() + 60
    account.open_orders(USDT, until=until)
    account.cancel_all(USDT, None, until=until)
    tracemalloc.start()
    peaks = []
    for ask in (
        lambda: account.open_orders(USDT, until=time.monotonic() + 3),
        lambda: account.cancel_all(USDT, None, until=time.monotonic() + 3),
    ):
        before, _ = tracemalloc.get_traced_memory()
        tracemalloc.reset_peak()
        with suppress(ExchangeError):
            ask()
        peaks.append(tracemalloc.get_traced_memory()[1] - before)
    account.close()
    sys.stdout.write(json.dumps(peaks))


if __name__ == "__main__":
    main(sys.argv[1])
