"""Lists as the two interfaces give them: whole, page after page, or an error; never part of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gui.bitget.codes import SUCCESS
from gui.bitget.envelope import identity, object_of, objects_of, text
from gui.bitget.signed import Answered, SignedCalls
from gui.panic.errors import Malformed
from gui.words import say

PAGE = 100
MOST_EMPTY = 3  # pages without an order, one after another, that each name another place to go on from
_ORDERS, _ORDER = say("the list of open orders"), say("an open order")


@dataclass(frozen=True, slots=True)
class Paging:
    """How an interface turns pages: the list's name, and what the answer and the question call the place."""

    items: str
    told: str
    asked: str


CLASSIC = Paging("entrustedList", "endId", "idLessThan")
UNIFIED = Paging("list", "cursor", "cursor")


def all_pages(
    calls: SignedCalls,
    lane: str,
    path: str,
    query: Mapping[str, str],
    paging: Paging,
    until: float,
    first: Answered | None = None,
) -> Iterator[dict[str, Any]]:
    """Follow the pages to the first that is not full: the next would be empty, and cost a request.

    A unified account's page that carries a cursor is followed all the same: there it may say that more comes.
    So is an empty one that names another place to go on from: what stands there nobody knows. first is the
    first page where it was asked for already. Gives every order once. Raises Malformed for a list that is
    missing, also where it is null beside the ID of its last order, and for pages that repeat or stay empty.
    """
    what = _ORDERS
    asked = first_page(query)
    seen: set[str] = set()
    empty = 0
    while True:
        answered, first = first or calls.get(lane, path, asked, until), None
        data = object_of(data_of(answered, what), what)
        items = list_in(data, paging.items, what)
        fresh = fresh_in(items, seen)
        yield from fresh
        told = text(data.get(paging.told))
        if told and not seen and data[paging.items] is None:
            raise missing(what)
        is_elsewhere = names_another(told, asked.get(paging.asked))
        may_be_more = (paging is UNIFIED or not items) and (is_elsewhere or bool(fresh and told))
        if len(items) < PAGE and not may_be_more:
            return
        empty = 0 if items else empty + 1
        if (items and not fresh) or empty > MOST_EMPTY:
            raise endless()
        asked[paging.asked] = told or identity(items[-1].get("orderId"), what)


def first_page(query: Mapping[str, str]) -> dict[str, str]:
    """The question for the first page."""
    return {**query, "limit": str(PAGE)}


def names_another(told: str | None, asked: str | None) -> bool:
    """Tell whether a page names a place to go on from, and not the one it was asked for."""
    return bool(told) and told != asked


def leads_on(answered: Answered, paging: Paging) -> bool:
    """Tell whether another page may follow the first. Raises ExchangeError."""
    data = object_of(data_of(answered, _ORDERS), _ORDERS)
    items = list_in(data, paging.items, _ORDERS)
    return len(items) >= PAGE or (not items and names_another(text(data.get(paging.told)), None))


def data_of(answered: Answered, what: str) -> Any:
    """Take the data of an answer to a question; one that was left out raises Malformed."""
    if answered.envelope.code != SUCCESS:
        raise Malformed(say("Bitget answered the question for {what} as if it were a cancel.", what=what))
    if not answered.envelope.has_data:
        raise missing(what)
    return answered.envelope.data


def list_in(data: Any, name: str, what: str) -> list[dict[str, Any]]:
    """Take a list out of an object: null is an empty one, a missing one raises Malformed."""
    found = object_of(data, what)
    if name not in found:
        raise missing(what)
    return objects_of(found[name], what)


def missing(what: str) -> Malformed:
    """The error for a list that is not there, or null beside the place of what it should hold."""
    return Malformed(say("Bitget's answer could not be understood: {what} is missing.", what=what))


def fresh_in(items: list[dict[str, Any]], seen: set[str]) -> list[dict[str, Any]]:
    """Pick the orders that were not seen before, each once, and note them as seen."""
    fresh = []
    for item in items:
        order_id = identity(item.get("orderId"), _ORDER)
        if order_id not in seen:
            seen.add(order_id)
            fresh.append(item)
    return fresh


def endless() -> Malformed:
    """The error for a list whose pages repeat."""
    return Malformed(say("Bitget's list of open orders does not end: its pages repeat."))
