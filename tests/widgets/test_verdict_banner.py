"""The banner: each verdict by word, shape and colour, and told to a screen reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from gui.panic.accounts import MAIN
from gui.panic.orders import Position, ProductType
from gui.panic.verdict import Verdict
from gui.widgets.came_back import MOST_TOLD, came_back_sentence, came_back_title
from gui.widgets.no_stop import NoStopLine
from gui.widgets.texts import announce
from gui.widgets.verdict_banner import VerdictBanner
from gui.widgets.verdict_sign import Shape, VerdictSign
from tests.widgets import made_up


@pytest.fixture
def banner(qtbot: QtBot) -> VerdictBanner:
    made = VerdictBanner()
    qtbot.addWidget(made)
    made.resize(700, 80)
    made.show()
    return made


def _shown(banner: VerdictBanner) -> list[str]:
    return [label.text() for label in banner.findChildren(QLabel) if label.isVisible()]


@pytest.mark.parametrize(
    ("verdict", "left", "elapsed", "shown", "tone"),
    [
        (Verdict.EMPTY, 0, 203, ["EMPTY", "Nothing is open.", "203 ms", "press to proof"], "ok"),
        (Verdict.LEFT, 2, 3100, ["LEFT 2", "Nothing is open.", "3.1 s", "no proof"], "warn"),
        (Verdict.UNKNOWN, None, 10_000, ["UNKNOWN", "Nothing is open.", "10.0 s", "no proof"], "unknown"),
        (Verdict.REFUSED, None, 88, ["REFUSED", "Nothing is open.", "88 ms", "no proof"], "bad"),
    ],
)
def test_a_report_is_shown_and_told(
    banner: VerdictBanner,
    told: list[str],
    verdict: Verdict,
    left: int | None,
    elapsed: int,
    shown: list[str],
    tone: str,
) -> None:
    banner.show_report(made_up.report(verdict, "Nothing is open.", elapsed, left))
    assert _shown(banner) == shown
    assert banner.property("tone") == tone
    assert told == [f"{shown[0]}. Nothing is open."]
    assert banner.accessibleName() == f"Verdict: {shown[0]}"


_TWO = "2 positions have no stop now: BTCUSDT long 0.5, ETHUSDT short 4."


@pytest.mark.parametrize(
    ("positions", "warning"),
    [
        ((), ""),
        (made_up.positions(1), "1 position has no stop now: BTCUSDT long 0.5."),
        (made_up.positions(2), _TWO),
    ],
)
@pytest.mark.parametrize("verdict", [Verdict.EMPTY, Verdict.LEFT, Verdict.UNKNOWN])
def test_positions_without_a_stop_are_named_and_told(
    banner: VerdictBanner, told: list[str], positions: tuple[Position, ...], warning: str, verdict: Verdict
) -> None:
    report = made_up.report(verdict, "So it is.", 203, left=1, unprotected=positions)
    banner.show_report(report)
    assert banner.warning() == warning
    assert [text for text in _shown(banner) if "stop now" in text] == ([warning] if warning else [])
    assert told == [f"{report.headline}. So it is. {warning}".strip()]
    assert warning in banner.accessibleDescription()


def test_positions_of_several_accounts_are_named_with_theirs(banner: VerdictBanner) -> None:
    one = made_up.report(Verdict.EMPTY, "Empty.", 203, unprotected=made_up.positions(1))
    products = [replace(each, account=name) for name in (MAIN, "sub1") for each in one.product_types]
    banner.show_report(replace(one, product_types=tuple(products)))
    assert banner.warning() == (
        "2 positions have no stop now: BTCUSDT long 0.5 (main), BTCUSDT long 0.5 (sub1)."
    )


def test_many_positions_without_a_stop_are_counted_and_all_told(
    banner: VerdictBanner, told: list[str]
) -> None:
    banner.show_report(made_up.report(Verdict.EMPTY, "Empty.", 203, unprotected=made_up.positions(8)))
    assert banner.warning().startswith("8 positions have no stop now: BTCUSDT long 0.5, ETHUSDT short 4, ")
    assert banner.warning().endswith("DOGEUSDT long 55,000, ADAUSDT short 7,200 and 2 more.")
    assert told[0].endswith("LINKUSDT long 310, LTCUSDT short 18.25.")
    assert any("LTCUSDT short 18.25" in one.toolTip() for one in banner.findChildren(NoStopLine))


def test_positions_that_could_not_be_read_do_not_pass_as_protected(banner: VerdictBanner) -> None:
    banner.show_report(made_up.report(Verdict.EMPTY, "Empty.", 203, unprotected=None))
    assert banner.warning() == (
        "Positions could not be read: some may have no stop now. Look into the Bitget app."
    )
    banner.show_report(made_up.report(Verdict.UNKNOWN, "No answer.", 203, unprotected=None))
    assert banner.warning() == ""


def test_a_warning_goes_with_its_report(banner: VerdictBanner, told: list[str]) -> None:
    report = made_up.report(Verdict.EMPTY, "Empty.", 203, unprotected=made_up.positions())
    others: tuple[Callable[[], None], ...] = (
        lambda: banner.show_running("Sent."),
        lambda: banner.show_idle("No press yet", ""),
        lambda: banner.show_not_ready("The key is gone."),
        lambda: banner.show_report(made_up.report(Verdict.EMPTY, "Empty.", 203)),
    )
    for show_another in others:
        banner.show_report(report)
        assert banner.warning() == _TWO
        show_another()
        assert banner.warning() == ""
        assert not any("stop now" in text for text in _shown(banner))
        assert "stop now" not in banner.accessibleDescription()
    assert len(told) == 6


def test_a_long_warning_wraps_and_is_seen_whole(banner: VerdictBanner, qapp: QApplication) -> None:
    banner.resize(480, 80)
    report = made_up.report(Verdict.EMPTY, "Empty. " * 30, 203, unprotected=made_up.positions(8))
    banner.show_report(report)
    banner.resize(480, banner.heightForWidth(480))
    qapp.processEvents()
    for label in banner.findChildren(QLabel):
        if label.isVisible() and label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width())


def test_a_warning_is_never_markup(banner: VerdictBanner) -> None:
    evil = Position(ProductType.USDT_FUTURES, "<img src=x>", "<b>long</b>", Decimal(1))
    banner.show_report(made_up.report(Verdict.EMPTY, "Empty.", 203, unprotected=(evil,) * 9))
    assert "<img src=x> <b>long</b> 1" in banner.warning()
    line = banner.findChildren(NoStopLine)[0]
    assert "<img" not in line.toolTip()
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in banner.findChildren(QLabel))


def test_nothing_pressed_yet_is_quiet(banner: VerdictBanner, told: list[str]) -> None:
    banner.show_idle("No press yet today", "Last drill 08:12.")
    assert _shown(banner) == ["No press yet today", "Last drill 08:12."]
    assert told == []


def test_a_running_press_is_not_green(banner: VerdictBanner, told: list[str]) -> None:
    banner.show_running("7 of 14 orders answered.")
    assert _shown(banner) == ["Cancelling", "7 of 14 orders answered.", "no proof yet"]
    assert banner.property("tone") == "idle"
    assert told == []


def test_words_of_a_running_press_that_stay_are_not_set_anew(
    banner: VerdictBanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[object] = []
    monkeypatch.setattr(banner._sign, "set_sign", lambda *sign: shown.append(sign))
    for words in ("0 of 20.", "0 of 20.", "1 of 20.", "1 of 20."):
        banner.show_running(words)
    assert len(shown) == 2
    banner.show_idle("Cancelled", "1 of 20.")
    banner.show_running("1 of 20.")
    assert len(shown) == 4


def test_not_ready_is_told_once(banner: VerdictBanner, told: list[str]) -> None:
    for _ in range(3):
        banner.show_not_ready("The key is gone.")
    assert told == ["Not ready: a press would fail. The key is gone."]
    assert _shown(banner)[0] == "NOT READY: a press would fail"


def test_a_sentence_is_never_markup(banner: VerdictBanner) -> None:
    banner.show_report(made_up.report(Verdict.UNKNOWN, "<img src=x><b>EMPTY</b>", 1))
    assert "<img src=x><b>EMPTY</b>" in _shown(banner)
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in banner.findChildren(QLabel))


def test_a_long_sentence_makes_the_banner_higher(banner: VerdictBanner, qapp: QApplication) -> None:
    banner.show_idle("Short", "Short.")
    qapp.processEvents()
    short = banner.heightForWidth(500)
    banner.show_idle("Long", "A sentence that has to wrap. " * 12)
    qapp.processEvents()
    assert banner.heightForWidth(500) > short + 40


def test_every_shape_is_another_one_without_colour(qtbot: QtBot) -> None:
    sign = VerdictSign()
    qtbot.addWidget(sign)
    seen = set()
    for shape in Shape:
        sign.set_sign(shape, "ok", "2")
        seen.add(bytes(sign.grab().toImage().constBits()))
    assert len(seen) == len(Shape)


def test_announcing_without_a_screen_reader_is_harmless(banner: VerdictBanner) -> None:
    announce(banner, "EMPTY.", is_urgent=False)


def test_orders_that_came_back_are_told_once_and_by_a_sign_of_their_own(
    banner: VerdictBanner, told: list[str]
) -> None:
    orders = [made_up.order(number, client_oid=f"bot-{number}", source="API") for number in range(5)]
    title = came_back_title(orders)
    sentence = came_back_sentence(orders, "")
    full = came_back_sentence(orders, "", MOST_TOLD)
    banner.show_came_back(title, sentence, full)
    banner.show_came_back(title, sentence, full)
    assert title == "5 ORDERS CAME BACK"
    assert "and 2 more" in sentence
    assert "bot-4" in full
    assert sentence.endswith("Press again to cancel them.")
    assert told == [f"{title}. {full}"]
    assert banner.property("tone") == "warn"
    sign = banner.findChild(VerdictSign)
    assert isinstance(sign, VerdictSign)
    assert sign._shape is Shape.BACK


def test_an_order_that_came_back_without_symbol_client_id_and_source_is_still_named() -> None:
    bare = made_up.order(0, symbol=None)
    assert came_back_title([bare]) == "1 ORDER CAME BACK"
    words = came_back_sentence([bare], "F12")
    assert words.startswith(f"USDT-FUTURES, order ID {bare.order_id}, source not told. ")
    assert words.endswith("Press again with F12 to cancel it.")
