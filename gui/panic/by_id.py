"""Beside the cancel of everything that a further press sends: a cancel by ID of what was last seen open."""

from __future__ import annotations

import logging
import threading

from gui.panic import errors
from gui.panic.exchange import Exchange, is_quick_by_id
from gui.panic.memory import Memory

_log = logging.getLogger(__name__)


def begin_by_id(exchange: Exchange, memory: Memory, until: float) -> None:
    """Cancel by ID what the last look at the book showed, on a thread; nothing where that would take long.

    Where the first way to cancel hangs or is refused, this is another one. It proves nothing: only what a
    cancel may have done is remembered: memory.attempts has begun already. until is time.monotonic seconds.
    """
    thread = threading.Thread(target=_cancel, args=(exchange, memory, until), daemon=True)
    try:
        thread.start()
    except RuntimeError:  # the system gives no more threads; the cancel of everything goes its way
        memory.attempts.end(acted=False)


def _cancel(exchange: Exchange, memory: Memory, until: float) -> None:
    acted = lost = False
    try:
        orders = memory.orders.last_seen
        if not orders or not is_quick_by_id(orders):
            return
        lost = True
        with memory.turnstile.inside():
            answer = exchange.cancel_orders(orders, until=until)
        acted, lost = True, answer.is_partly_lost
        memory.orders.named(answer)
    except errors.ExchangeError as trouble:
        lost = trouble.may_have_acted
        _log.debug("The cancel by ID beside the other: %s", trouble)
    except Exception as fault:  # noqa: BLE001 a fault of our own here must not disturb the press
        _log.error("A fault of this program in the cancel by ID: %s", type(fault).__name__)
    finally:
        memory.attempts.end(acted=acted, lost=lost)
