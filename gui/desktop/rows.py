"""One order as a row of the table: its texts, its colour, and what it is sorted and found by."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from gui.desktop.columns import COLUMNS as COLUMNS
from gui.desktop.columns import OPEN, RESULTS, SIDES, WAITING
from gui.desktop.columns import Column as Column
from gui.desktop.columns import Tone as Tone
from gui.desktop.figures import clock, exact, number_key
from gui.desktop.kinds import kind_of
from gui.desktop.language import shown
from gui.panic.accounts import MAIN
from gui.panic.naming import plain
from gui.panic.orders import Namespace, OpenOrder, OrderOutcome, OrderResult, ProductType, Scope

_ACCOUNT = COLUMNS.index(Column.ACCOUNT)

RowKey = tuple[str, ProductType, Namespace, str]
"""An ID is an order's own only within its account, product type and namespace."""

# What needs a person comes first when sorted by result.
_RANKS = {
    OrderResult.STILL_OPEN: 0,
    OrderResult.FAILED: 1,
    OrderResult.NEW: 2,
    OrderResult.UNCONFIRMED: 3,
    OrderResult.GONE: 6,
    OrderResult.CANCELLED: 7,
}


_DONE = (OrderResult.GONE, OrderResult.CANCELLED)


class OrderRow:
    """An order of an account and what became of it; texts are made when asked for.

    key tells this order from every other one: the row stays that of its order, whatever becomes of it.
    rank and is_shown are the table's: what stands above what, and whether its filter lets it be seen.
    """

    __slots__ = (
        "_haystack",
        "_texts",
        "account",
        "is_shown",
        "is_waiting",
        "key",
        "order",
        "outcome",
        "rank",
    )

    def __init__(self, order: OpenOrder, outcome: OrderOutcome | None = None, account: str = MAIN) -> None:
        self.order = order
        self.outcome = outcome
        self.account = account if outcome is None else outcome.account
        self.key = row_key(self.account, order)
        self.is_waiting = False
        self.rank, self.is_shown = 0, True
        self._texts: tuple[str, ...] | None = None
        self._haystack: str | None = None

    @classmethod
    def of_order(cls, order: OpenOrder, account: str) -> OrderRow:
        """A row of an order that is open."""
        return cls(order, account=account)

    @classmethod
    def of_outcome(cls, outcome: OrderOutcome) -> OrderRow:
        """A row of an order that a press met."""
        return cls(outcome.order, outcome)

    def show_order(self, order: OpenOrder) -> bool:
        """Be an open order again; False when nothing changed."""
        return self._become(order, None, is_waiting=False)

    def show_outcome(self, outcome: OrderOutcome) -> bool:
        """Be what became of it; False when nothing changed."""
        return self._become(outcome.order, outcome, is_waiting=False)

    def wait(self, scope: Scope) -> bool:
        """Be waiting for an answer if the press covers this order; False when nothing changed."""
        if not scope.covers(self.order):
            return False
        return self._become(self.order, None, is_waiting=True)

    @property
    def may_be_open(self) -> bool:
        """False once nobody has to care for it any more."""
        return self.outcome is None or self.outcome.result not in _DONE

    @property
    def tone(self) -> Tone:
        """The colour of the result."""
        return self._result[2]

    @property
    def texts(self) -> tuple[str, ...]:
        """What each column shows."""
        if self._texts is None:
            self._texts = tuple([write(self) for write in _TEXTS.values()])
        return self._texts

    @property
    def haystack(self) -> str:
        """What the filter searches, in one text: as shown and as copied, without the account."""
        if self._haystack is None:
            full = (self.full(column) for column in (Column.SIZE, Column.PRICE))
            texts = (*self.texts[:_ACCOUNT], *self.texts[_ACCOUNT + 1 :], *full)
            self._haystack = "\n".join(texts).casefold()
        return self._haystack

    def full(self, column: Column) -> str:
        """The full value of a column: no grouping, no sign before a word, and words as sentences."""
        if column is Column.RESULT:
            return self._result[1]
        if column is Column.TIME:
            return f"{self.outcome.at_ms} ms" if self.outcome is not None else clock(self.order.created_ms)
        if column is Column.SIZE:
            return exact(self.order.size, "f")
        if column is Column.PRICE:
            return exact(self.order.price, "f")
        if column is Column.KIND:
            return kind_of(self.order)
        if column is Column.SIDE:
            return self._side
        if column is Column.REASON:
            return "" if self.outcome is None else self.outcome.reason
        return self._told(column) or self.texts[COLUMNS.index(column)]

    def _told(self, column: Column) -> str:
        """The exchange's own text, as it came: to be copied, not to be shown."""
        match column:
            case Column.SYMBOL:
                return self.order.symbol or ""
            case Column.ORDER_ID:
                return self.order.order_id
            case Column.CLIENT_ORDER_ID:
                return self.order.client_oid or ""
            case Column.CODE if self.outcome is not None:
                return self.outcome.code
        return ""

    def tip(self, column: Column) -> str | None:
        """What a column says when pointed at, as markup that cannot be anything but text."""
        if column in (Column.RESULT, Column.REASON) and self.outcome is not None:
            parts = [part for part in (shown(self.outcome.reason), self.outcome.code) if part]
            return f"<qt>{escape(' · '.join(parts))}</qt>" if parts else None
        text = plain(shown(self.full(column)))
        return f"<qt>{escape(text)}</qt>" if text else None

    def sort_key(self, column: Column) -> Any:
        """What a column is sorted by: exact numbers, absent ones first."""
        order = self.order
        if column is Column.SIZE:
            return number_key(order.size)
        if column is Column.PRICE:
            return number_key(order.price)
        if column is Column.TIME:
            return (1, self.outcome.at_ms) if self.outcome is not None else (0, order.created_ms or 0)
        if column is Column.RESULT:
            return self._rank
        # Making every text of 10,000 rows for one column would take half a second.
        text = _TEXTS[column](self) if self._texts is None else self._texts[COLUMNS.index(column)]
        return text.casefold()

    @property
    def _result(self) -> tuple[str, str, Tone]:
        if self.outcome is not None:
            return RESULTS[self.outcome.result]
        return WAITING if self.is_waiting else OPEN

    @property
    def _side(self) -> str:
        side = self.order.side or ""
        return SIDES.get(side, side.capitalize())

    @property
    def _rank(self) -> int:
        if self.outcome is not None:
            return _RANKS[self.outcome.result]
        return 4 if self.is_waiting else 5

    def _become(self, order: OpenOrder, outcome: OrderOutcome | None, *, is_waiting: bool) -> bool:
        if (order, outcome, is_waiting) == (self.order, self.outcome, self.is_waiting):
            return False
        self.order, self.outcome, self.is_waiting = order, outcome, is_waiting
        self._texts = self._haystack = None
        return True


def row_key(account: str, order: OpenOrder) -> RowKey:
    """What tells this order of this account from every other one."""
    return account, order.product_type, order.namespace, order.order_id


def _result_text(row: OrderRow) -> str:
    sign, word, _ = row._result
    return f"{sign} {shown(word)}".lstrip()


def _time_text(row: OrderRow) -> str:
    if row.outcome is not None:
        return f"+{row.outcome.at_ms:,} ms"
    return shown(clock(row.order.created_ms))


# One for each column, in their order: asking each time which one it is took as long as all the rest.
_TEXTS: dict[Column, Callable[[OrderRow], str]] = {
    Column.RESULT: _result_text,
    Column.TIME: _time_text,
    Column.ACCOUNT: lambda row: row.account,
    Column.PRODUCT_TYPE: lambda row: row.order.product_type.value,
    Column.SYMBOL: lambda row: plain(row.order.symbol or ""),
    Column.KIND: lambda row: shown(kind_of(row.order)),
    Column.SIDE: lambda row: shown(row._side),
    Column.SIZE: lambda row: exact(row.order.size, ",f"),
    Column.PRICE: lambda row: exact(row.order.price, ",f"),
    Column.ORDER_ID: lambda row: plain(row.order.order_id),
    Column.CLIENT_ORDER_ID: lambda row: plain(row.order.client_oid or ""),
    Column.REASON: lambda row: "" if row.outcome is None else shown(row.outcome.reason),
    Column.CODE: lambda row: "" if row.outcome is None else plain(row.outcome.code),
}
