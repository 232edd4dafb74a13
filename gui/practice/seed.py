"""The plausible orders that a fresh practice exchange holds."""

from __future__ import annotations

import itertools
from decimal import Decimal

from gui.practice.book import Book
from gui.practice.orders import price_near
from gui.practice.plans import PlanType
from gui.practice.products import CONTRACTS, ProductType, contracts_of

_SPAN_MS = 6 * 3600 * 1000

# Of ten orders six are USDT-, two USDC- and two COIN-FUTURES.
_PATTERN = tuple(
    {"U": ProductType.USDT_FUTURES, "P": ProductType.USDC_FUTURES, "C": ProductType.COIN_FUTURES}[letter]
    for letter in "UPUCUUCUPU"
)


# The plan orders of a fresh book: type, symbol, side, size and the trigger in thousandths of the market.
# They protect the first two positions, the second only by a loss_plan, and the third has no stop at all.
_PLANS: tuple[tuple[PlanType, str, str, str, int], ...] = (
    (PlanType.POS_LOSS, "BTCUSDT", "sell", "0.5", 940),
    (PlanType.LOSS, "ETHUSDT", "buy", "4", 1050),
    (PlanType.NORMAL, "ETHPERP", "buy", "1.5", 970),
    (PlanType.TRACK, "ETHUSD", "buy", "2", 960),
    (PlanType.POS_PROFIT, "BTCUSDT", "sell", "0.5", 1080),
)
# What more is asked for, over and over, at other triggers; nothing of it stops the third position.
_MORE_PLANS: tuple[tuple[PlanType, str, str, str, int], ...] = (
    (PlanType.MOVING, "BTCUSDT", "sell", "0.01", 950),
    (PlanType.NORMAL, "SOLUSDT", "buy", "3", 980),
    (PlanType.PROFIT, "ETHUSDT", "buy", "0.1", 930),
    (PlanType.NORMAL, "BTCPERP", "sell", "0.01", 1030),
    (PlanType.LOSS, "ETHUSDT", "buy", "0.1", 1060),
    (PlanType.TRACK, "ETHUSD", "sell", "0.5", 1040),
)


def seed_positions(book: Book) -> None:
    """Hold three positions."""
    book.open_position("BTCUSDT", "long", Decimal("0.5"), Decimal(65800))
    book.open_position("ETHUSDT", "short", Decimal(4), Decimal(3555))
    book.open_position("BTCUSD", "long", Decimal("0.25"), Decimal(66100))


def seed_plans(book: Book, count: int) -> None:
    """Place that many plan orders, the same ones every time."""
    more = itertools.cycle(_MORE_PLANS)
    for index in range(count):
        plan_type, symbol, side, size, thousandths = _PLANS[index] if index < len(_PLANS) else next(more)
        contract = CONTRACTS[symbol]
        trigger = contract.price * (thousandths + index // 20 % 10) / 1000
        step = Decimal(1).scaleb(-contract.price_places)
        # A trigger order of a limit price; the others go to the market.
        limit = trigger * Decimal("1.001") if plan_type is PlanType.NORMAL else None
        book.place_plan(
            plan_type,
            symbol,
            side,
            Decimal(size),
            trigger.quantize(step),
            price=None if limit is None else limit.quantize(step),
            client_oid=f"practice-stop-{index + 1:05d}",
        )


def seed(book: Book, count: int, now_ms: int, account: str = "main") -> None:
    """Place that many orders, the same ones every time, spread over the six hours before `now_ms`."""
    seen = dict.fromkeys(ProductType, 0)
    prefix = "practice-seed" if account == "main" else f"practice-{account}"
    for index in range(count):
        product_type = _PATTERN[index % 10]
        placed_ms = now_ms - _SPAN_MS * (count - index) // count
        client_oid = f"{prefix}-{index + 1:05d}"
        _place_one(book, product_type, index, seen[product_type], placed_ms, client_oid)
        seen[product_type] += 1


def _place_one(
    book: Book, product_type: ProductType, index: int, turn: int, placed_ms: int, client_oid: str
) -> None:
    contracts = contracts_of(product_type)
    contract = contracts[turn % len(contracts)]
    side = "sell" if (turn // len(contracts) + turn) % 2 else "buy"
    size = contract.least_size * (10 + index * 7 % 40)
    # Every fifth is partly filled, and not always in the same place of the pattern.
    partly = index % 5 == (index // 10 + 1) % 5
    reduces = index % 7 == 3
    # Of those that open a position some bring their take profit, some their stop loss, some both.
    other = "sell" if side == "buy" else "buy"
    takes_profit, stops_loss = not reduces and index % 4 == 1, not reduces and index % 6 in (1, 4)
    book.place(
        contract.symbol,
        side,
        size,
        price_near(contract, side, 2 + index * 13 % 60),
        filled=contract.least_size * (3 + index % 5) if partly else Decimal(0),
        client_oid=client_oid,
        reduce_only=reduces,
        placed_ms=placed_ms,
        force="post_only" if index % 3 == 2 and not partly else "gtc",
        take_profit=price_near(contract, other, 90) if takes_profit else None,
        stop_loss=price_near(contract, side, 120) if stops_loss else None,
    )
