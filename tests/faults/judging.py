"""The one judge of verdicts: by what the books write down themselves, and what truly left for the client."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gui.panic.orders import OrderResult, ProductType
from gui.panic.verdict import ProductReport, Report, Verdict
from gui.practice import ProductType as ListedType

from .hearing import Heard, is_proof
from .judge import JudgedExchange

Place = tuple[str, ProductType]
Window = tuple[float, float]

_OPEN = {OrderResult.STILL_OPEN, OrderResult.NEW}
_LATEST = 3  # an overtaken lane may read once more beside the one that tells


@dataclass
class Reads:
    """When each complete read of a book began and ended, as the program made them."""

    windows: dict[Place, list[Window]] = field(default_factory=lambda: defaultdict(list))

    def of(self, place: Place, since: float, until: float) -> list[Window]:
        return [each for each in self.windows[place] if since <= each[0] and each[1] <= until]


@dataclass(frozen=True)
class Case:
    """A press that is over; moments are of time.monotonic, pressed_at is the last press of it.

    ids_are_true is False where the exchange named its orders wrongly, so that nobody can tell which are left.
    """

    exchange: JudgedExchange
    log: Sequence[Heard]
    reads: Mapping[str, Reads]  # by account
    report: Report
    began_at: float
    pressed_at: float
    ended_at: float
    takes_stops: bool = False
    ids_are_true: bool = True

    def judge(self) -> None:
        """Raise AssertionError where any verdict says what the books do not bear out."""
        for product in self.report.product_types:
            match product.verdict:
                case Verdict.EMPTY:
                    self._judge_empty(product)
                case Verdict.LEFT:
                    self._judge_left(product)
                case Verdict.REFUSED:
                    self._judge_refused(product)
        is_empty = {each.verdict for each in self.report.product_types} == {Verdict.EMPTY}
        assert (self.report.verdict is Verdict.EMPTY) == is_empty

    def _judge_empty(self, product: ProductReport) -> None:
        """Acknowledged, then read, and the book can have been seen empty; after the last press, all of it."""
        place, kind = _place(product), _listed(product)
        acknowledged_at = is_proof(self.log, product.account, kind, self.pressed_at)
        assert acknowledged_at is not None, f"EMPTY without a cancel and a read after it: {place}"
        past = self.exchange.pasts[product.account]
        cleared_at = past.clear_from(kind, acknowledged_at, self.ended_at, stops=self.takes_stops)
        assert cleared_at is not None, f"EMPTY with orders open in {place}"
        windows = self.reads[product.account].of(place, acknowledged_at, self.ended_at)
        seen = [past.clear_from(kind, *each, stops=False) for each in windows]
        assert any(each is not None for each in seen), f"EMPTY, and no read of {place} can have shown it"
        assert not self._still_open(product)

    def _judge_left(self, product: ProductReport) -> None:
        """As many as are named; all that stood while the book was read, and none that did not."""
        place, kind, named = _place(product), _listed(product), self._still_open(product)
        assert product.left == len(named) > 0, f"LEFT {product.left}, and {len(named)} named in {place}"
        if not self.ids_are_true:
            return
        past = self.exchange.pasts[product.account]
        assert named <= past.stood(kind, self.began_at, self.ended_at), f"LEFT of what never stood in {place}"
        plain = past.plain(kind)
        windows = self.reads[product.account].of(place, self.began_at, self.ended_at)[-_LATEST:]
        assert any(
            past.stood_throughout(kind, *each) & plain <= named & plain <= past.stood(kind, *each)
            for each in windows
        ), f"LEFT {product.left}, and no read of {place} can have shown these"
        if self.takes_stops:
            stayed = past.stood_throughout(kind, self.began_at, self.ended_at) - plain
            assert stayed <= named, f"LEFT without stops that stand in {place}"

    def _judge_refused(self, product: ProductReport) -> None:
        kind = _listed(product)
        has_acted = self.exchange.has_acted(product.account, kind, self.began_at, self.ended_at)
        assert not has_acted, f"REFUSED after a cancel of {_place(product)}"

    def _still_open(self, product: ProductReport) -> set[str]:
        place = _place(product)
        return {
            each.order.order_id
            for each in self.report.orders
            if (each.account, each.order.product_type) == place and each.result in _OPEN
        }


def _place(product: ProductReport) -> Place:
    return product.account, product.product_type


def _listed(product: ProductReport) -> ListedType:
    return ListedType(product.product_type.value)
