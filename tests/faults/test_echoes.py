"""Answers that repeat what signs a call: none of their words in journal, rows, log, evidence or pack."""

from __future__ import annotations

import base64
import json
import zipfile
from collections.abc import Callable
from urllib.parse import quote

import pytest

from gui.kept.calls import read_calls
from gui.kept.pack import press_ids, write_pack
from gui.panic.orders import OrderResult

from .conftest import RunRow
from .front import PHRASE_OF_THE_MATRIX, SECRET_OF_THE_MATRIX, Shot, Spoil, wire
from .rows import (
    ALL,
    ALL_CANCELS,
    ALL_READS,
    EMPTY,
    FIRST_CANCEL,
    LEFT,
    READ_BACK,
    REFUSED,
    SHORT_S,
    UNKNOWN,
    Row,
)

# What stands between two quotes of JSON.
SPELLINGS: dict[str, Callable[[str], str]] = {
    "verbatim": lambda text: text,
    "JSON": lambda text: "".join(f"\\u{ord(each):04X}" for each in text),
    "JSON's \\/": lambda text: text.replace("/", "\\/").replace("-", "\\u002d"),
    "HTML": lambda text: "".join(f"&#{ord(each)};" for each in text),
    "percent": lambda text: quote(text, safe="").replace("-", "%2D"),
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
}
REFUSED_WITH = "13010"
STUBBORN_FOR_EVER = (f"some-fail=2,{REFUSED_WITH}",)
ITS_OWN, NO_REASON = "says where it broke", "Bitget gave no reason."


def _secrets(shot: Shot) -> list[str]:
    sent = [shot.asked.headers.get(f"access-{name}", "") for name in ("key", "passphrase", "sign")]
    return [*sent, PHRASE_OF_THE_MATRIX, SECRET_OF_THE_MATRIX]


def _echo(shot: Shot, spell: Callable[[str], str]) -> str:
    return f"{ITS_OWN}: {' '.join(map(spell, _secrets(shot)))}"


def coded(code: str, spell: Callable[[str], str]) -> Spoil:
    def spoil(shot: Shot) -> bytes | None:
        return wire(f'{{"code":"{code}","msg":"{_echo(shot, spell)}","data":null}}'.encode(), 400)

    return spoil


def page(status: int, spell: Callable[[str], str]) -> Spoil:
    def spoil(shot: Shot) -> bytes | None:
        content = f"<html><body>{_echo(shot, spell)}</body></html>".encode()
        return wire(content, status, {"Content-Type": "text/html", "Retry-After": PHRASE_OF_THE_MATRIX})

    return spoil


def told(texts: tuple[str, str], of: str, spell: Callable[[str], str]) -> Spoil:
    """The true answer, in which each item of these lists has an echo: by its name of each interface."""

    def spoil(shot: Shot) -> bytes | None:
        reply, mark, is_unified = shot.reply(), "in the place of it", "/v3/" in shot.asked.path
        whole = reply.told()
        data = whole["data"] or {}
        for item in data if isinstance(data, list) else data.get("list" if is_unified else of) or []:
            code = "code" if is_unified else "errorCode"
            if item.get(code) == REFUSED_WITH:  # one without a sentence of this program's own
                item[code] = "99999"
            if item.get(code) != "00000":
                item[texts[is_unified]] = mark
        return wire(json.dumps(whole).replace(mark, _echo(shot, spell)).encode(), reply.status)

    return spoil


ROWS = [
    row
    for name, spell in SPELLINGS.items()
    for row in (
        Row(f"40017 that repeats in {name}", coded("40017", spell), FIRST_CANCEL, (REFUSED,), "rejected"),
        # It does no harm to a glimpse, which may be the first to read.
        Row(f"40017 that repeats in {name}", coded("40017", spell), READ_BACK, (UNKNOWN, EMPTY)),
        Row(f"40017 that repeats in {name}", coded("40017", spell), ALL_READS, (UNKNOWN,), "still be open."),
        Row(f"99999 that repeats in {name}", coded("99999", spell), FIRST_CANCEL),
        Row(
            f"99999 that repeats in {name}", coded("99999", spell), ALL, (UNKNOWN,), "know. (99999)", SHORT_S
        ),
        Row(
            f"a page that repeats in {name}", page(503, spell), ALL, (UNKNOWN,), "not able to answer", SHORT_S
        ),
        Row(f"a page that repeats in {name}", page(403, spell), FIRST_CANCEL),
    )
]
IN_A_REASON = [
    Row(f"a reason that repeats in {name}", spoil, ALL_CANCELS, (LEFT,), "", SHORT_S, STUBBORN_FOR_EVER)
    for name, spell in SPELLINGS.items()
    for spoil in (told(("errorMsg", "msg"), "failureList", spell),)
]
IN_AN_ORDER = [
    Row(f"an order that repeats in {name}", spoil, ALL_READS, (LEFT,), "", SHORT_S, ("ack-only",))
    for name, spell in SPELLINGS.items()
    for spoil in (told(("status", "orderStatus"), "entrustedList", spell),)
]


@pytest.mark.parametrize("row", [*ROWS, *IN_A_REASON, *IN_AN_ORDER], ids=str)
def test_an_answer_that_repeats_what_signs_a_call(row: Row, run_row: RunRow) -> None:
    """The runner looks for the secrets; here it is what stood around them, and what the rows say instead."""
    pressed = run_row(row)
    content = read_calls(pressed.path, pressed.record.press.id)
    assert content is not None
    calls = [json.loads(line) for line in content.splitlines()[1:]]
    withheld = [call for call in calls if call["http_status"] and not call["answer"]]
    assert withheld
    assert all(call["answer_size"] > 0 and call["retry_after"] is None for call in withheld)
    target = pressed.path.with_name("pack.zip")
    write_pack(pressed.path, press_ids(pressed.path), target)
    with zipfile.ZipFile(target) as pack:
        packed = [pack.read(name).decode() for name in pack.namelist()]
    shown = [repr(pressed.report), repr(pressed.progress), *pressed.problems]
    for text in (pressed.journal.decode(), content.decode(), *packed, *shown):
        assert ITS_OWN not in text
        assert PHRASE_OF_THE_MATRIX not in text
    standing = [order for order in pressed.report.orders if order.result is OrderResult.STILL_OPEN]
    if row in IN_A_REASON:
        assert {(order.code, order.reason) for order in standing} == {("99999", NO_REASON)}
    if row in IN_AN_ORDER:
        assert {(order.order.status, order.order.symbol is None) for order in standing} == {("", False)}
        assert len(standing) == row.orders * len(pressed.report.product_types)
