"""The window: its parts in their order, its shortcut, and where the keyboard is."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QFontMetrics, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.desktop.rows import COLUMNS, Column
from gui.desktop.tables import OrdersModel
from gui.panic.accounts import MAIN
from gui.panic.orders import Covers, Environment, OpenOrder, OrderOutcome, OrderResult, ProductType, Scope
from gui.panic.verdict import Verdict
from gui.widgets import theme
from gui.widgets.credentials import CredentialsDialog
from gui.widgets.window import PanicWindow
from tests.widgets import made_up


def _button(inside: QWidget, text: str) -> QPushButton:
    return next(button for button in inside.findChildren(QPushButton) if button.text() == text)


def test_a_space_typed_without_looking_fires_nothing(window: PanicWindow, qtbot: QtBot) -> None:
    assert not window.fire_button.hasFocus()
    focused = QApplication.focusWidget()
    assert focused is not None
    with qtbot.assertNotEmitted(window.fire_wanted):
        for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            QTest.keyClick(focused, key)


def test_button_and_shortcut_fire_alike(window: PanicWindow) -> None:
    window.set_shortcut("Ctrl+Shift+X")
    fired: list[float] = []
    window.fire_wanted.connect(fired.append)
    before = time.monotonic()
    QTest.mouseClick(window.fire_button, Qt.MouseButton.LeftButton)
    chord = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window, Qt.Key.Key_X, chord)
    assert len(fired) == 2
    assert before <= fired[0] <= fired[1] <= time.monotonic()


def test_a_held_shortcut_fires_once(window: PanicWindow) -> None:
    window.set_shortcut("F9")
    key = QKeySequence("F9")
    shortcut = next(one for one in window.findChildren(QShortcut) if one.key() == key)
    assert not shortcut.autoRepeat()


def test_the_shortcut_can_be_held_back(window: PanicWindow, qtbot: QtBot) -> None:
    window.set_shortcut("F9")
    window.hold_shortcut(True)
    with qtbot.assertNotEmitted(window.fire_wanted):
        QTest.keyClick(window, Qt.Key.Key_F9)
    window.hold_shortcut(False)
    with qtbot.waitSignal(window.fire_wanted):
        QTest.keyClick(window, Qt.Key.Key_F9)


def test_what_was_typed_before_a_hotkey_heard_the_key_is_still_heard(
    window: PanicWindow, qtbot: QtBot
) -> None:
    window.set_shortcut("F9")
    shortcut = next(one for one in window.findChildren(QShortcut) if one.key() == QKeySequence("F9"))
    window.leave_shortcut(True)
    QTimer.singleShot(200, window, lambda: QTest.keyClick(window, Qt.Key.Key_F9))
    time.sleep(0.3)  # the event loop has no turn, as while libraries are loaded; what is typed waits for it
    with qtbot.waitSignal(window.fire_wanted):
        pass
    qtbot.waitUntil(lambda: not shortcut.isEnabled())
    window.leave_shortcut(False)
    assert shortcut.isEnabled()


def test_a_hotkey_that_is_lost_at_once_leaves_the_key_to_the_window(
    window: PanicWindow, qtbot: QtBot
) -> None:
    window.set_shortcut("F9")
    window.leave_shortcut(True)
    window.leave_shortcut(False)
    qtbot.wait(300)
    with qtbot.waitSignal(window.fire_wanted):
        QTest.keyClick(window, Qt.Key.Key_F9)


def test_the_shortcut_works_while_a_dialog_has_the_keyboard(window: PanicWindow, qtbot: QtBot) -> None:
    window.set_shortcut("F9")
    dialog = CredentialsDialog(Environment.LIVE, parent=window)
    with qtbot.waitActive(dialog):
        dialog.raise_up()
    with qtbot.waitSignal(window.fire_wanted):
        QTest.keyClick(dialog, Qt.Key.Key_F9)


def test_no_shortcut_shows_none(window: PanicWindow) -> None:
    window.set_shortcut("F9")
    assert "Shortcut F9." in window.fire_button.accessibleDescription()
    window.set_shortcut("")
    assert "Shortcut" not in window.fire_button.accessibleDescription()


def test_tab_goes_through_the_window_in_reading_order(window: PanicWindow, orders: OrdersModel) -> None:
    assert window.isActiveWindow()
    orders.show_book({MAIN: made_up.book()})
    names = []
    for _ in range(10):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        assert now is not None
        names.append(now.accessibleName() or (now.text() if isinstance(now, QPushButton) else ""))
    assert names == [
        *("Practice environment", "Menu", "Product type", "Margin coin"),
        *("Orders only: stops stay", "Cancel all orders", "Orders", "History", "Export…", "Filter orders"),
    ]


def test_what_the_parts_tell_is_passed_on(window: PanicWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.environment_chosen) as told:
        window.title_bar.choice.chosen.emit(Environment.LIVE)
    assert told.args == [Environment.LIVE]
    scope = Scope((ProductType.USDT_FUTURES,))
    with qtbot.waitSignal(window.scope_changed) as told:
        window.scope.changed.emit(scope)
    assert told.args == [scope]
    for text, signal in (("History", window.history_wanted), ("Export…", window.export_wanted)):
        with qtbot.waitSignal(signal):
            QTest.mouseClick(_button(window.footer, text), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(window.notice_dismissed):
        window.notice.dismissed.emit()


def test_the_menu_leads_to_keys_settings_and_history(window: PanicWindow, qtbot: QtBot) -> None:
    actions = {action.text(): action for action in window.title_bar.gear.menu().actions()}
    signals = (window.keys_wanted, window.settings_wanted, window.history_wanted)
    for text, signal in zip(("Keys…", "Settings…", "History"), signals, strict=True):
        with qtbot.waitSignal(signal):
            actions[text].trigger()


def test_nothing_open_and_nothing_found_are_two_things(window: PanicWindow, orders: OrdersModel) -> None:
    lesson = window.results.lesson()
    assert lesson.text()[0] == "No open orders"
    orders.show_book({MAIN: made_up.book()})
    assert window.results.view().isVisible()
    QTest.keyClicks(window.footer.filter_field, "<img src=x>")
    assert lesson.text()[0] == "Nothing matches “<img src=x>”"
    QTest.mouseClick(_button(lesson, "Clear the filter"), Qt.MouseButton.LeftButton)
    assert window.footer.filter_field.text() == ""
    assert window.results.view().isVisible()


def test_control_f_goes_to_the_filter_and_escape_empties_it(window: PanicWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    field = window.footer.filter_field
    assert field.hasFocus()
    QTest.keyClicks(field, "btc")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""


def test_a_first_start_offers_a_key_or_a_drill(window: PanicWindow, qtbot: QtBot) -> None:
    window.results.set_first_run("Live")
    lesson = window.results.lesson()
    assert lesson.text()[0] == "No key for Live yet"
    with qtbot.waitSignal(window.keys_wanted):
        QTest.mouseClick(_button(lesson, "Add your key"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(window.practice_wanted):
        QTest.mouseClick(_button(lesson, "Try it on the practice exchange"), Qt.MouseButton.LeftButton)
    window.results.set_first_run("")
    assert lesson.text()[0] == "No open orders"


def test_the_table_keeps_its_place_while_rows_stream_in(window: PanicWindow, orders: OrdersModel) -> None:
    orders.show_book({MAIN: made_up.book(500)})
    QApplication.processEvents()  # the view measures rows that come in portions a little later
    bar = window.results.view().verticalScrollBar()
    bar.setValue(3000)
    orders.mark_waiting(Scope())
    for at in range(0, 500, 50):
        orders.merge(made_up.outcomes(made_up.all_cancelled, 500)[at : at + 50])
    orders.merge([OrderOutcome(made_up.order(900), OrderResult.NEW, appeared=True)])
    assert bar.value() == 3000


def test_selected_rows_are_copied_with_full_values(window: PanicWindow, orders: OrdersModel) -> None:
    orders.show_book({MAIN: made_up.book()})
    view = window.results.view()
    view.setFocus()
    view.selectRow(4)
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "XRPUSDT\tBuy\t9000\t1.9820" in QGuiApplication.clipboard().text()


def test_columns_come_with_the_width_until_one_is_chosen(window: PanicWindow, orders: OrdersModel) -> None:
    orders.show_book({MAIN: made_up.book()})
    view = window.results.view()
    narrow = set(view.shown_columns())
    window.resize(1600, 860)
    QApplication.processEvents()
    assert set(view.shown_columns()) > narrow
    view.choose_column(Column.TIME, False)
    assert Column.TIME not in view.shown_columns()
    window.resize(900, 860)
    QApplication.processEvents()
    assert set(COLUMNS) - set(view.shown_columns()) == {Column.TIME, Column.ACCOUNT}


def test_the_time_of_an_open_order_is_seen_whole(window: PanicWindow, orders: OrdersModel) -> None:
    orders.show_book({MAIN: made_up.book()})
    view = window.results.view()
    view.choose_column(Column.TIME, True)
    at = COLUMNS.index(Column.TIME)
    texts = [orders.index(row, at).data() for row in range(orders.rowCount())]
    widest = max(map(QFontMetrics(view.font()).horizontalAdvance, texts))
    assert ":" in texts[0]
    assert view.columnWidth(at) >= widest + 20


def test_the_button_never_promises_anything_else_than_the_card(window: PanicWindow) -> None:
    window.scope.set_scope(Scope(kinds=Covers.EVERYTHING))
    assert window.fire_button.title() == "CANCEL EVERYTHING"
    QTest.mouseClick(_button(window.scope, "Orders only: stops stay"), Qt.MouseButton.LeftButton)
    assert window.fire_button.title() == "CANCEL ALL ORDERS"
    assert window.scope.scope().kinds is Covers.ORDERS


def test_the_kind_is_seen_wherever_a_stop_is(window: PanicWindow, orders: OrdersModel) -> None:
    view = window.results.view()
    window.resize(window.minimumSize())
    orders.show_book({MAIN: made_up.book()})
    QApplication.processEvents()
    assert Column.KIND not in view.shown_columns()
    orders.merge([OrderOutcome(made_up.stops()[0], OrderResult.NEW)])
    assert Column.KIND in view.shown_columns()
    orders.show_book({MAIN: made_up.book()})
    assert Column.KIND not in view.shown_columns()
    window.resize(1700, 860)
    QApplication.processEvents()
    assert Column.KIND in view.shown_columns()


def test_a_kind_that_was_put_away_stays_away(window: PanicWindow, orders: OrdersModel) -> None:
    view = window.results.view()
    view.choose_column(Column.TIME, True)
    assert Column.KIND not in view.shown_columns()
    orders.show_book({MAIN: made_up.stops()})
    assert Column.KIND in view.shown_columns()
    view.choose_column(Column.KIND, False)
    orders.show_book({MAIN: [*made_up.stops(), made_up.order()]})
    assert Column.KIND not in view.shown_columns()


def test_a_reason_is_never_markup(window: PanicWindow, orders: OrdersModel) -> None:
    evil = "<img src=x>"
    orders.merge([OrderOutcome(made_up.order(), OrderResult.FAILED, evil)])
    window.notice.show_notice(evil)
    window.verdict.show_report(made_up.report(Verdict.REFUSED, evil, 5))
    rich = [
        label for label in window.findChildren(QLabel) if label.textFormat() is not Qt.TextFormat.PlainText
    ]
    assert [label.objectName() for label in rich] == ["scopeSentence"]


def test_orders_that_come_after_the_first_picture_meet_what_was_chosen_before(qtbot: QtBot) -> None:
    made, orders = PanicWindow(), OrdersModel()
    made.furnish()
    qtbot.addWidget(made)
    made.set_accounts([MAIN, "sub1"], [MAIN, "sub1"])
    made.results.set_filter("ETHUSDT")
    made.results.use(orders)
    orders.show_book({MAIN: made_up.book()})
    assert orders.accounts == (MAIN, "sub1")
    assert 0 < made.results.view().model().rowCount() < orders.known


def test_the_window_comes_back_where_it_was(window: PanicWindow, qtbot: QtBot) -> None:
    window.resize(700, 600)
    other = PanicWindow()
    other.furnish()
    qtbot.addWidget(other)
    assert other.restore_geometry(window.geometry_bytes())
    assert other.size() == window.size()
    assert not other.restore_geometry(b"something else")


def test_closing_can_be_refused(window: PanicWindow) -> None:
    def refuse(event: QCloseEvent) -> None:
        event.ignore()

    window.closing.connect(refuse)
    window.close()
    assert window.isVisible()
    window.closing.disconnect(refuse)


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("size", [(560, 520), (900, 860), (1320, 900)])
def test_nothing_is_wider_than_the_window(
    window: PanicWindow, orders: OrdersModel, qapp: QApplication, look: str, size: tuple[int, int]
) -> None:
    theme.apply(qapp, look)
    orders.merge(made_up.outcomes(made_up.two_left))
    window.readiness.set_readiness(made_up.checks(is_ready=False), "Main · classic")
    window.notice.show_notice("A long notice that has to wrap in a narrow window. " * 3)
    window.scope.set_scope(Scope(kinds=Covers.EVERYTHING))
    sentence = "A long sentence that wraps. " * 12
    positions = made_up.positions(8)
    window.verdict.show_report(made_up.report(Verdict.LEFT, sentence, 9000, 2, unprotected=positions))
    window.resize(*size)
    qapp.processEvents()
    for part in (window.title_bar, window.scope, window.fire_button, window.verdict, window.footer):
        right = part.mapTo(window, part.rect().topRight()).x()
        assert 0 < right < window.width()
    for label in window.verdict.findChildren(QLabel):
        if label.isVisible() and label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width())


def test_everything_that_takes_the_keyboard_has_a_name(window: PanicWindow) -> None:
    for widget in window.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            text = widget.text() if isinstance(widget, QPushButton) else ""
            assert widget.accessibleName() or text, widget


def test_ten_thousand_rows_do_not_hold_the_window_up(window: PanicWindow, orders: OrdersModel) -> None:
    orders.show_book({MAIN: made_up.book(10_000)})
    QApplication.processEvents()
    answers = made_up.outcomes(made_up.two_left, 10_000)
    slowest = 0.0
    for at in range(0, 10_000, 1000):
        started = time.thread_time()
        orders.merge(answers[at : at + 1000])
        slowest = max(slowest, time.thread_time() - started)
        QApplication.processEvents()
    assert slowest < 0.05
    started = time.thread_time()
    window.results.view().sortByColumn(COLUMNS.index(Column.PRICE), Qt.SortOrder.AscendingOrder)
    window.footer.filter_field.setText("sol")
    QApplication.processEvents()
    assert time.thread_time() - started < 1.5


def _failed(number: int) -> OrderOutcome:
    result = OrderResult.STILL_OPEN if number in (9, 15) else OrderResult.CANCELLED
    return OrderOutcome(made_up.order(number), result)


def _ends(window: PanicWindow, *, needs_somebody: bool) -> list[OrderResult]:
    for _ in window.results.settling(needs_somebody=needs_somebody):
        pass
    model = window.results.view().model()
    rows = [model.index(at, 0).data(Qt.ItemDataRole.UserRole) for at in range(model.rowCount())]
    return [row.outcome.result for row in rows]


def test_what_is_left_stands_first_unless_a_person_has_sorted(
    window: PanicWindow, orders: OrdersModel
) -> None:
    orders.merge([_failed(number) for number in range(20)])
    assert _ends(window, needs_somebody=False)[0] is OrderResult.CANCELLED
    assert _ends(window, needs_somebody=True)[:3] == 2 * [OrderResult.STILL_OPEN] + [OrderResult.CANCELLED]
    window.results.view().sortByColumn(COLUMNS.index(Column.ORDER_ID), Qt.SortOrder.AscendingOrder)
    assert _ends(window, needs_somebody=True)[0] is OrderResult.CANCELLED


def test_open_orders_that_the_filter_hides_are_counted(window: PanicWindow, orders: OrdersModel) -> None:
    def told() -> list[str]:
        return [each.text() for each in window.footer.findChildren(QLabel) if "hides" in each.text()]

    orders.merge([_failed(number) for number in range(20)])
    window.footer.filter_field.setText(made_up.order(9).order_id)
    assert told() == ["The filter hides 1 order that may be open."]
    window.footer.filter_field.setText("nothing like it")
    assert told() == ["The filter hides 2 orders that may be open."]
    orders.merge([OrderOutcome(made_up.order(9), OrderResult.CANCELLED)])
    _ends(window, needs_somebody=True)
    assert told() == ["The filter hides 1 order that may be open."]
    window.footer.clear_filter()
    assert told() == []


def hidden_of_thousand(
    window: PanicWindow, orders: OrdersModel, monkeypatch: pytest.MonkeyPatch
) -> list[int]:
    """List a thousand orders, to be searched in small steps; gives how many are hidden, as it is told."""
    monkeypatch.setattr("gui.desktop.portions._AT_ONCE_S", 0.0001)
    orders.show_book({MAIN: [made_up.order(number) for number in range(1_000)]})
    told: list[int] = []
    window.results.hidden.connect(told.append)
    return told


def test_rows_that_go_while_they_are_searched_are_not_counted(
    window: PanicWindow, orders: OrdersModel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = hidden_of_thousand(window, orders, monkeypatch)
    window.footer.filter_field.setText("nothing like it")
    assert told == [], "they are still being searched"
    orders.clear()
    qtbot.waitUntil(lambda: told != [])
    assert told == [0]


def test_among_thousands_of_rows_the_filter_follows_in_steps_and_the_last_letter_counts(
    window: PanicWindow, orders: OrdersModel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = hidden_of_thousand(window, orders, monkeypatch)
    shown = window.results.view().model()
    window.footer.filter_field.setText("nothing like it")
    assert shown.rowCount() == 1_000, "the window waits for no row"
    window.footer.filter_field.setText(made_up.order(9).order_id)
    qtbot.waitUntil(lambda: told != [])
    assert (shown.rowCount(), told) == (1, [999])
    window.footer.filter_field.setText("")
    qtbot.waitUntil(lambda: len(told) > 1)
    assert (shown.rowCount(), told) == (1_000, [999, 0])


def test_nothing_is_said_not_to_match_before_it_was_searched(
    window: PanicWindow, orders: OrdersModel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, lesson = hidden_of_thousand(window, orders, monkeypatch), window.results.lesson()
    window.footer.filter_field.setText("nothing like it")
    qtbot.waitUntil(lambda: told != [])
    window.footer.filter_field.setText("btc")
    window.results.set_first_run("")
    orders.merge([OrderOutcome(made_up.order(3), OrderResult.NEW)])
    window.results.set_nothing("No open orders", "Nothing is open.")
    assert lesson.text()[0] == "Nothing matches “nothing like it”"
    qtbot.waitUntil(lambda: len(told) > 1)
    assert window.results.view().isVisible()


def test_the_filter_leaves_keyboard_and_selection_with_their_orders(
    window: PanicWindow, orders: OrdersModel
) -> None:
    orders.show_book({MAIN: made_up.book(300)})
    view = window.results.view()
    view.setCurrentIndex(orders.index(101, 0))
    held = made_up.order(101)
    assert held.symbol == "SOLUSDT"

    def current() -> OpenOrder:
        return orders.row(view.currentIndex().row()).order

    for text in ("sol", "usdt", "solusdt", ""):
        window.footer.filter_field.setText(text)
        assert current() == held
        assert [row.order for row in view.selected_rows()] == [held]
    window.footer.filter_field.setText("btc")
    assert current() == made_up.order(99), "the nearest above it that is left"
    assert view.selected_rows() == []
    window.footer.filter_field.setText("")
    assert current() == made_up.order(99)
