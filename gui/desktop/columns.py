"""The columns of the table of orders, and the words that stand in them."""

from __future__ import annotations

from enum import Enum, auto

from gui.desktop.figures import widest_clocks
from gui.desktop.kinds import KIND_WORDS
from gui.desktop.language import shown
from gui.panic.orders import OrderResult
from gui.words import say


class Tone(Enum):
    """What a colour means; the theme says which colour that is."""

    GOOD = auto()
    WARN = auto()
    BAD = auto()
    UNKNOWN = auto()
    PLAIN = auto()
    QUIET = auto()


class Column(Enum):
    """The columns in their order; the value stands in the header, in the language of the window."""

    RESULT = say("Result")
    TIME = say("Time")
    ACCOUNT = say("Account")
    PRODUCT_TYPE = say("Product type")
    SYMBOL = say("Symbol")
    KIND = say("Kind")
    SIDE = say("Side")
    SIZE = say("Size")
    PRICE = say("Price")
    ORDER_ID = say("Order ID")
    CLIENT_ORDER_ID = say("Client order ID")
    REASON = say("Reason")
    CODE = say("Code")

    @property
    def is_number(self) -> bool:
        """True for what is set to the right."""
        return self in (Column.TIME, Column.SIZE, Column.PRICE)

    @property
    def tone(self) -> Tone:
        """How loud the column is; the result has the tone of its row."""
        loud = (Column.SYMBOL, Column.KIND, Column.SIDE, Column.SIZE, Column.PRICE)
        return Tone.PLAIN if self in loud else Tone.QUIET


COLUMNS = tuple(Column)
# A sign, a word, and a colour.
RESULTS = {
    OrderResult.CANCELLED: ("✓", say("Cancelled"), Tone.GOOD),
    OrderResult.STILL_OPEN: ("!", say("Still open"), Tone.WARN),
    OrderResult.FAILED: ("!", say("Failed"), Tone.BAD),
    OrderResult.NEW: ("+", say("New"), Tone.WARN),
    OrderResult.GONE: ("–", say("Gone"), Tone.QUIET),
    OrderResult.UNCONFIRMED: ("?", say("Unconfirmed"), Tone.UNKNOWN),
}
OPEN = ("", say("Open"), Tone.QUIET)
WAITING = ("…", say("Waiting"), Tone.QUIET)
SIDES = {"buy": say("Buy"), "sell": say("Sell")}


def widest_words() -> dict[Column, tuple[str, ...]]:
    """The texts of the columns that hold words, as they are shown: no column may be narrower."""
    results = [f"{sign} {shown(word)}" for sign, word, _ in (*RESULTS.values(), WAITING)]
    return {
        Column.RESULT: tuple(results),
        Column.TIME: ("+00,000 ms", *map(shown, widest_clocks())),
        Column.KIND: tuple(map(shown, KIND_WORDS)),
        Column.SIDE: tuple(map(shown, SIDES.values())),
    }
