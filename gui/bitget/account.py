"""One account at Bitget, whichever interface it takes: found out once, remembered, corrected when told."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from gui.bitget.classic import Classic
from gui.bitget.codes import SUCCESS
from gui.bitget.signed import SignedCalls
from gui.bitget.unified import Unified
from gui.panic.errors import ExchangeError
from gui.panic.exchange import Before, Begun, BookRead, CancelAnswer, Exchange, GoesOn, KeyFacts, Written
from gui.panic.on_record import Recorder
from gui.panic.orders import AccountMode, OpenOrder, Position, ProductType
from gui.panic.proxy import Proxy
from gui.panic.refusals import WrongAccountMode

CLASSIC_SAYS = frozenset({"40085"})  # the classic interface, of a unified account
UNIFIED_SAYS = frozenset({"40084", "25245"})  # the unified interface, of a classic account

T = TypeVar("T")


class BitgetAccount:
    """An account at Bitget. Fulfils gui.panic.exchange.Exchange, whose promises hold here.

    initial_mode is what an earlier run found out about the same key. Without one the classic interface is
    tried first; whichever says that the account is the other's is believed, and the call goes there at once.
    """

    def __init__(self, calls: SignedCalls, initial_mode: AccountMode | None = None) -> None:
        self._calls = calls
        self._unified = Unified(calls)
        self._venues: dict[AccountMode, Exchange] = {
            AccountMode.CLASSIC: Classic(calls),
            AccountMode.UNIFIED: self._unified,
        }
        self._mode = initial_mode
        self._lock = threading.Lock()

    @property
    def mode(self) -> AccountMode | None:
        """Which interface the account takes; None until an answer told."""
        with self._lock:
            return self._mode

    @property
    def recorder(self) -> Recorder:
        """Where the calls are noted while a press wants them."""
        return self._calls.recorder

    @property
    def clock_offset_ms(self) -> int | None:
        """How far the exchange's clock is ahead of this computer's, ms."""
        return self._calls.clock.offset_ms

    @property
    def proxy(self) -> Proxy | None:
        """The proxy that every call goes through; None for none."""
        return self._calls.proxy

    def detect(self, until: float) -> AccountMode | None:
        """Ask which interface the account takes, and remember a clear answer; any other tells nothing.

        Gives what is known then. Never raises ExchangeError.
        """
        try:
            if self._unified.settings(until).envelope.code == SUCCESS:
                self._remember(AccountMode.UNIFIED)
        except WrongAccountMode as problem:
            if problem.code in UNIFIED_SAYS:
                self._remember(AccountMode.CLASSIC)
        except ExchangeError:
            pass  # not known, and not guessed
        return self.mode

    def cancel_all(self, product_type: ProductType, margin_coin: str | None, *, until: float) -> CancelAnswer:
        """Cancel every open order of a product type, of one margin coin or of any."""
        return self._ask(partial(_cancel_all, product_type, margin_coin, until))

    def begin_cancel_all(
        self, product_type: ProductType, margin_coin: str | None, *, until: float, before: Before
    ) -> Begun | None:
        """Send such a cancel by the interface that is tried first, if that takes no waiting now."""
        mode = self._likely
        try:
            begin = self._venues[mode].begin_cancel_all
            answer = begin(product_type, margin_coin, until=until, before=before)
        except ExchangeError:
            return None  # before anything was sent: cancel_all says what is wrong
        if answer is None:
            return None
        cancel = partial(_cancel_all, product_type, margin_coin, until)
        return partial(self._ask, cancel, begun=(mode, answer))

    def open_orders(
        self,
        product_type: ProductType,
        *,
        until: float,
        written: Written = None,
        goes_on: GoesOn | None = None,
    ) -> BookRead:
        """Read every open order of a product type, or raise; the rest as for Exchange."""
        return self._ask(
            lambda venue: venue.open_orders(product_type, until=until, written=written, goes_on=goes_on)
        )

    def glimpse(self, product_type: ProductType, *, until: float) -> tuple[OpenOrder, ...] | None:
        """Read some of the open orders by the interface that is known; None while none is."""
        mode = self.mode
        return None if mode is None else self._venues[mode].glimpse(product_type, until=until)

    def cancel_orders(self, orders: Sequence[OpenOrder], *, until: float) -> CancelAnswer:
        """Cancel the named orders, all of one product type."""
        return self._ask(lambda venue: venue.cancel_orders(orders, until=until), tells=False)

    def stops(self, product_type: ProductType, *, until: float) -> BookRead:
        """Read every trigger, TP/SL and trailing order of a product type, or raise."""
        return self._ask(lambda venue: venue.stops(product_type, until=until))

    def cancel_stops(self, stops: Sequence[OpenOrder], *, until: float) -> CancelAnswer:
        """Cancel the named trigger, TP/SL and trailing orders, all of one product type."""
        return self._ask(lambda venue: venue.cancel_stops(stops, until=until), tells=False)

    def positions(self, product_type: ProductType, *, until: float) -> tuple[Position, ...]:
        """Read the open positions of a product type."""
        return self._ask(lambda venue: venue.positions(product_type, until=until))

    def server_time(self, *, until: float) -> int:
        """Ask for the exchange's clock, ms since 1970 (page: Get Server Time)."""
        return self._calls.server_time(until)

    def account(self, product_type: ProductType, *, until: float) -> None:
        """Find out which interface the account takes, if nobody knows, and make its harmless read."""
        if self.mode is None:
            self.detect(until)
        self._ask(lambda venue: venue.account(product_type, until=until))

    def key_facts(self, *, until: float) -> KeyFacts:
        """Ask what the key may do."""
        return self._ask(lambda venue: venue.key_facts(until=until))

    def warm(self, product_types: Sequence[ProductType], *, anew: bool = False) -> None:
        """Have connections open for a press on these; returns at once, never raises."""
        self._calls.warm([product_type.value for product_type in product_types], anew=anew)

    def close(self) -> None:
        """Let go of every connection; a call in flight then ends with an error."""
        self._calls.close()

    @property
    def _likely(self) -> AccountMode:
        return self.mode or AccountMode.CLASSIC

    def _ask(
        self,
        call: Callable[[Exchange], T],
        *,
        tells: bool = True,
        begun: tuple[AccountMode, Callable[[], T]] | None = None,
    ) -> T:
        """Make a call by the account's interface, and by the other at once where that one says so.

        tells is False for calls that may succeed without asking Bitget anything. begun is which interface was
        asked already, and what waits for its answer.
        """
        tried, answered = begun or (self._likely, lambda: call(self._venues[tried]))
        try:
            answer = answered()
        except WrongAccountMode as problem:
            if problem.code not in (CLASSIC_SAYS if tried is AccountMode.CLASSIC else UNIFIED_SAYS):
                raise
            is_lost = problem.is_partly_lost
        else:
            if tells:
                self._learn(tried)
            return answer
        other = AccountMode.UNIFIED if tried is AccountMode.CLASSIC else AccountMode.CLASSIC
        self._remember(other)
        try:
            answer = call(self._venues[other])
        except ExchangeError as problem:
            # A copy of the first that was never answered may have acted, whatever the other interface says.
            problem.is_partly_lost |= is_lost
            if isinstance(problem, WrongAccountMode):
                self._remember(None)
                raise _neither(problem) from None
            raise
        if is_lost and isinstance(answer, CancelAnswer):
            answer = replace(answer, is_partly_lost=True)
        return answer

    def _learn(self, mode: AccountMode) -> None:
        with self._lock:
            self._mode = self._mode or mode

    def _remember(self, mode: AccountMode | None) -> None:
        with self._lock:
            self._mode = mode


def _cancel_all(
    product_type: ProductType, margin_coin: str | None, until: float, venue: Exchange
) -> CancelAnswer:
    return venue.cancel_all(product_type, margin_coin, until=until)


def _neither(problem: WrongAccountMode) -> WrongAccountMode:
    """Say that neither interface takes the account, in this program's words."""
    told = WrongAccountMode(
        code=problem.code,
        message=problem.message,
        http_status=problem.http_status,
        sent_at=problem.sent_at,
    )
    told.is_partly_lost = problem.is_partly_lost
    return told
