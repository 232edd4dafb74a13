"""Pictures of every state, to be looked at: python -m tests.widgets.gallery FOLDER [light|dark].

The scale is Qt's: QT_SCALE_FACTOR=2 makes them twice as large.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from gui.desktop.restore_table import rows_of
from gui.desktop.tables import OrdersModel
from gui.kept.restore import restore_list
from gui.panic.accounts import MAIN
from gui.panic.orders import ALL_FUTURES, Covers, Environment, OrderOutcome, OrderResult, ProductType, Scope
from gui.panic.readiness import Readiness
from gui.panic.verdict import Verdict
from gui.panic.verdict import count as counted
from gui.widgets import theme
from gui.widgets.came_back import came_back_sentence, came_back_title
from gui.widgets.credentials import CredentialsDialog
from gui.widgets.history import HistoryDialog, PastPress
from gui.widgets.restore import RestoreDialog
from gui.widgets.settings import Preferences, SettingsDialog
from gui.widgets.window import PanicWindow
from tests.widgets import made_up

_LONG = (
    "COIN-FUTURES: Bitget did not answer within 10 seconds, and the read that would prove it was cut off at "
    "page 3. Orders there may still be open. USDT- and USDC-FUTURES: empty, proved by reading back. "
    "Press again, or look into the Bitget app."
)
_LEFT = "12 cancelled, 2 still open: SOLUSDT, XRPUSDT. Press again, or close them in the Bitget app."


_EVERYTHING = Scope(ALL_FUTURES, None, Covers.EVERYTHING)


class _Stage:
    def __init__(self) -> None:
        self.orders = OrdersModel()
        self.window = PanicWindow(self.orders)
        self.window.set_shortcut("Ctrl+Alt+Shift+X")
        self.window.set_environment(Environment.LIVE)
        self.window.readiness.set_readiness(made_up.checks(), "Main · classic")
        self.window.fire_button.set_summary("14 open orders · 3 product types")
        self.orders.show_book({MAIN: made_up.book()})


def _ready(stage: _Stage) -> QWidget:
    stage.window.set_environment(Environment.PRACTICE)
    stage.window.readiness.set_readiness(made_up.checks(), "Practice")
    sentence = "Last drill 08:12 on the practice exchange: proved empty in 203 ms."
    stage.window.verdict.show_idle("No press yet today", sentence)
    return stage.window


def _many(stage: _Stage) -> QWidget:
    stage.window.set_environment(Environment.DEMO)
    stage.orders.show_book({MAIN: made_up.book(500)})
    stage.window.verdict.show_idle("No press yet today", "")
    stage.window.results.view().selectRow(2)
    stage.window.results.view().setFocus()
    return stage.window


def _running(stage: _Stage) -> QWidget:
    stage.orders.mark_waiting(Scope())
    stage.orders.merge(made_up.outcomes(made_up.all_cancelled, 4))
    stage.window.fire_button.set_running(True)
    stage.window.verdict.show_running("7 of 14 orders answered. Reading the book back next.", "118 ms")
    return stage.window


def _empty(stage: _Stage) -> QWidget:
    stage.orders.merge(made_up.outcomes(made_up.all_cancelled))
    where = "USDT-, USDC- and COIN-FUTURES"
    sentence = f"14 orders cancelled. Read back after the last answer: nothing is open in {where}."
    stage.window.verdict.show_report(made_up.report(Verdict.EMPTY, sentence, 203))
    return stage.window


def _left(stage: _Stage) -> QWidget:
    stage.orders.merge(made_up.outcomes(made_up.two_left))
    stage.window.verdict.show_report(made_up.report(Verdict.LEFT, _LEFT, 3100, left=2))
    stage.window.results.view().selectRow(3)
    stage.window.results.view().setFocus()
    return stage.window


def _unknown(stage: _Stage) -> QWidget:
    stage.orders.merge(made_up.outcomes(made_up.two_unknown))
    stage.window.verdict.show_report(made_up.report(Verdict.UNKNOWN, _LONG, 10_000))
    stage.window.notice.show_notice("Your last press at 11:58 on Live did not finish: press again.")
    return stage.window


def _refused(stage: _Stage) -> QWidget:
    sentence = "Bitget refused: the key may not trade futures. Tick it at Bitget, or use the Bitget app now."
    stage.orders.merge(made_up.outcomes(lambda _: (OrderResult.FAILED, "The key may not trade.", "40014")))
    stage.window.verdict.show_report(made_up.report(Verdict.REFUSED, sentence, 88))
    return stage.window


def _not_ready(stage: _Stage) -> QWidget:
    readiness = made_up.checks(is_ready=False)
    stage.window.readiness.set_readiness(readiness, "Main · classic")
    stage.window.verdict.show_not_ready(readiness.sentence)
    return stage.window


def _first_start(stage: _Stage) -> QWidget:
    stage.orders.clear()
    stage.window.readiness.set_readiness(Readiness(), "")
    stage.window.results.set_first_run("Live")
    stage.window.fire_button.set_summary("No key yet")
    stage.window.verdict.show_not_ready(
        "There is no key for Live on this computer. Add one, or try a drill first."
    )
    return stage.window


def _no_orders(stage: _Stage) -> QWidget:
    stage.orders.clear()
    stage.window.fire_button.set_summary("No open orders · 3 product types")
    stage.window.fire_button.setFocus(Qt.FocusReason.TabFocusReason)
    return stage.window


def _no_match(stage: _Stage) -> QWidget:
    stage.window.footer.filter_field.setText("dogecoin")
    stage.window.footer.filter_field.setFocus()
    return stage.window


def _everything(stage: _Stage) -> QWidget:
    """What a press on everything would do, before it is made."""
    stage.window.scope.set_scope(_EVERYTHING)
    stage.window.fire_button.set_summary("14 open orders, 4 stops · 3 product types")
    stage.orders.show_book({MAIN: [*made_up.book(5), *made_up.stops()]})
    stage.window.verdict.show_idle("No press yet today", "A press shows here what it proved.")
    return stage.window


def _covers_focus(stage: _Stage) -> QWidget:
    """The keyboard on the choice of what is covered."""
    _everything(stage)
    stage.window.scope.set_scope(Scope((ProductType.SUSDT_FUTURES,), "SUSDT", Covers.EVERYTHING))
    next(button for button in stage.window.scope.findChildren(QPushButton) if button.isChecked()).setFocus(
        Qt.FocusReason.TabFocusReason
    )
    return stage.window


def _no_stop(stage: _Stage, positions: int = 2, verdict: Verdict = Verdict.EMPTY) -> QWidget:
    """Positions that lost their stops to the press."""
    _everything(stage)
    stage.window.set_environment(Environment.LIVE)
    stops = made_up.stops()
    stage.orders.merge(made_up.outcomes(made_up.all_cancelled, 5))
    left = 1 if verdict is Verdict.LEFT else 0
    stage.orders.merge([OrderOutcome(stop, OrderResult.CANCELLED, at_ms=181) for stop in stops[left:]])
    reason = "The trigger is being carried out."
    stage.orders.merge([OrderOutcome(stop, OrderResult.STILL_OPEN, reason) for stop in stops[:left]])
    sentence = "5 orders and 4 stops cancelled. Read back: nothing is open in USDT-, USDC- and COIN-FUTURES."
    told = "8 cancelled, 1 still open: BTCUSDT. Press again, or close it in the Bitget app."
    report = made_up.report(
        verdict, told if left else sentence, 318, left or None, made_up.positions(positions)
    )
    stage.window.verdict.show_report(report)
    return stage.window


def _no_stop_many(stage: _Stage) -> QWidget:
    return _no_stop(stage, 8)


def _no_stop_left(stage: _Stage) -> QWidget:
    return _no_stop(stage, 1, Verdict.LEFT)


def _no_stop_unread(stage: _Stage) -> QWidget:
    _no_stop(stage)
    sentence = "9 orders cancelled. Read back: nothing is open."
    stage.window.verdict.show_report(made_up.report(Verdict.EMPTY, sentence, 318, unprotected=None))
    return stage.window


def _came_back(stage: _Stage, count: int = 1) -> QWidget:
    """What a bot placed after the proof."""
    orders = [
        made_up.order(each, client_oid=f"bot-3365537600{each:02}", source="API") for each in range(count)
    ]
    stage.orders.show_book({MAIN: orders})
    words = [came_back_sentence(orders, stage.window.shortcut_text(), most) for most in (3, None)]
    stage.window.verdict.show_came_back(came_back_title(orders), words[0], words[1])
    stage.window.fire_button.set_summary(f"{counted(count, 'open order')} · 3 product types")
    return stage.window


def _came_back_many(stage: _Stage) -> QWidget:
    return _came_back(stage, 5)


def _smallest_came_back(stage: _Stage) -> QWidget:
    _came_back(stage, 5)
    stage.window.resize(stage.window.minimumSize())
    return stage.window


def _smallest_everything(stage: _Stage) -> QWidget:
    _everything(stage)
    stage.window.resize(stage.window.minimumSize())
    return stage.window


def _smallest_no_stop(stage: _Stage) -> QWidget:
    _no_stop(stage, 8)
    stage.window.resize(stage.window.minimumSize())
    return stage.window


def _smallest_ready(stage: _Stage) -> QWidget:
    _ready(stage)
    stage.window.resize(stage.window.minimumSize())
    return stage.window


def _wide_everything(stage: _Stage) -> QWidget:
    _no_stop(stage, 5)
    stage.window.resize(1320, 900)
    return stage.window


def _smallest(stage: _Stage) -> QWidget:
    _left(stage)
    stage.window.resize(stage.window.minimumSize())
    return stage.window


def _smallest_unknown(stage: _Stage) -> QWidget:
    _unknown(stage)
    stage.window.fire_button.set_running(True)
    stage.window.resize(stage.window.minimumSize())
    return stage.window


def _wide(stage: _Stage) -> QWidget:
    _left(stage)
    stage.window.resize(1320, 900)
    return stage.window


def _keys(stage: _Stage) -> QWidget:
    dialog = CredentialsDialog(Environment.LIVE, parent=stage.window)
    dialog.fields().key.edit.setText("bg_0123456789abcdef")
    dialog.fields().secret.edit.setText("two words")
    dialog.fields().take()
    dialog.show_stored(MAIN, "…89ab")
    dialog.offer_session_only(
        MAIN, "The keyring is locked. Unlock it and save again, or use the key for this session."
    )
    return dialog


def _keys_demo(stage: _Stage) -> QWidget:
    dialog = CredentialsDialog(Environment.DEMO, parent=stage.window)
    dialog.show_answer(MAIN, "Bitget took the key: it may trade futures and cannot withdraw.", good=True)
    return dialog


_ACCOUNTS = ("main", "sub1", "market maker @ Singapore no. 2")


def _accounts(stage: _Stage, chosen: tuple[str, ...] = _ACCOUNTS) -> QWidget:
    """A press on all accounts."""
    stage.window.set_accounts(_ACCOUNTS, chosen)
    stage.window.readiness.set_readiness(made_up.checks(), "3 accounts · main, sub1 and sub2")
    stage.window.fire_button.set_summary("21 open orders · 3 accounts · 3 product types")
    stage.orders.show_book({name: made_up.book(3) for name in chosen})
    stage.window.verdict.show_idle("No press yet today", "")
    return stage.window


def _accounts_one(stage: _Stage) -> QWidget:
    return _accounts(stage, ("sub1",))


def _accounts_long(stage: _Stage) -> QWidget:
    _accounts(stage, _ACCOUNTS[2:])
    stage.window.title_bar.accounts.setFocus(Qt.FocusReason.TabFocusReason)
    return stage.window


def _accounts_list(stage: _Stage) -> QWidget:
    _accounts(stage).show()
    stage.window.title_bar.accounts.showPopup()
    return stage.window.title_bar.accounts.view().window()


def _smallest_accounts(stage: _Stage) -> QWidget:
    _accounts(stage)
    stage.orders.show_book({name: [*made_up.book(2), *made_up.stops()] for name in _ACCOUNTS})
    stage.window.resize(stage.window.minimumSize())
    return stage.window


def _keys_accounts(stage: _Stage) -> CredentialsDialog:
    """The key of one account of several, with an answer about another one."""
    dialog = CredentialsDialog(Environment.LIVE, _ACCOUNTS, "sub1", stage.window)
    dialog.fields().key.edit.setText("bg_0123456789abcdef")
    dialog.show_stored("sub1", "…89ab")
    dialog.show_answer("main", "Bitget took the key: it may trade futures and cannot withdraw.", good=True)
    return dialog


def _keys_new_account(stage: _Stage) -> CredentialsDialog:
    dialog = CredentialsDialog(Environment.DEMO, _ACCOUNTS, "main", stage.window)
    box = dialog.picker().box
    box.setCurrentIndex(box.count() - 1)
    box.activated.emit(box.currentIndex())
    return dialog


def _keys_bad_name(stage: _Stage) -> QWidget:
    dialog = _keys_new_account(stage)
    dialog.picker().name.setText("sub/1")
    for field, text in zip(("key", "secret", "passphrase"), ("bg_012", "5ecret", "pass"), strict=True):
        getattr(dialog.fields(), field).edit.setText(text)
    dialog.picker().take()
    return dialog


def _history_accounts(stage: _Stage) -> QWidget:
    dialog = HistoryDialog(stage.window)
    at = datetime(2026, 3, 12, 8, 12, 4)  # noqa: DTZ001 only its text is seen
    names = "main, sub1, sub2 and market maker @ Singapore no. 2"
    dialog.show_presses(
        [
            PastPress(at, Environment.LIVE, Verdict.EMPTY, "EMPTY", "14 orders cancelled.", 203, names),
            PastPress(at, Environment.LIVE, Verdict.LEFT, "LEFT 2", _LEFT, 3100, "sub1"),
            PastPress(at, Environment.LIVE, Verdict.UNKNOWN, "UNKNOWN", _LONG, 10_000),
        ]
    )
    return dialog


def _settings(stage: _Stage) -> QWidget:
    return SettingsDialog(Preferences("X", 10.0, "system"), stage.window)


def _history(stage: _Stage) -> QWidget:
    dialog = HistoryDialog(stage.window)
    at = datetime(2026, 3, 12, 8, 12, 4)  # noqa: DTZ001 only its text is seen
    dialog.show_presses(
        [
            PastPress(at, Environment.LIVE, Verdict.UNKNOWN, "UNKNOWN", _LONG, 10_000),
            PastPress(at, Environment.LIVE, Verdict.LEFT, "LEFT 2", _LEFT, 3100),
            PastPress(at, Environment.DEMO, None, "", "The program ended before the press did.", None),
            PastPress(at, Environment.PRACTICE, Verdict.EMPTY, "EMPTY", "14 orders cancelled.", 203),
        ]
    )
    dialog.table().selectRow(1)
    return dialog


def _restore(stage: _Stage) -> QWidget:
    """What a press took away, with a row selected and an export just made."""
    dialog = RestoreDialog(rows_of(restore_list(made_up.restore_record())), stage.window)
    dialog.view().selectRow(1)
    dialog.view().setFocus()
    dialog.say("The orders were exported to /home/ada/panic-button-orders-2026-03-12-081204.csv.", True)
    return dialog


def _restore_stale(stage: _Stage) -> QWidget:
    return RestoreDialog(rows_of(restore_list(made_up.restore_record(300, 252_000))), stage.window)


def _restore_empty(stage: _Stage) -> QWidget:
    record = replace(made_up.restore_record(), end=None, books=())
    return RestoreDialog(rows_of(restore_list(record)), stage.window)


def _history_empty(stage: _Stage) -> QWidget:
    return HistoryDialog(stage.window)


_STATES: tuple[Callable[[_Stage], QWidget], ...] = (
    *(_ready, _many, _running, _empty, _left, _unknown, _refused, _not_ready, _first_start, _no_orders),
    *(_everything, _covers_focus, _no_stop, _no_stop_many, _no_stop_left, _no_stop_unread),
    *(_accounts, _accounts_one, _accounts_long, _accounts_list, _smallest_accounts),
    *(_keys_accounts, _keys_new_account, _keys_bad_name, _history_accounts),
    *(_came_back, _came_back_many, _smallest_came_back),
    *(_smallest_ready, _smallest_everything, _smallest_no_stop, _wide_everything),
    *(_no_match, _smallest, _smallest_unknown, _wide, _keys, _keys_demo, _settings, _history, _history_empty),
    *(_restore, _restore_stale, _restore_empty),
)


def _picture(app: QApplication, make: Callable[[_Stage], QWidget], file: Path) -> None:
    stage = _Stage()
    stage.window.show()
    widget = make(stage)
    widget.show()
    widget.activateWindow()
    for _ in range(5):
        app.processEvents()
    widget.grab().save(str(file))
    for one in (widget, stage.window):
        one.close()
    stage.window.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def main(folder: Path, looks: list[str]) -> None:
    """Take every picture in these looks; GALLERY_ONLY=stop takes those with this word in their name."""
    only = os.environ.get("GALLERY_ONLY", "")
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    family = os.environ.get("GALLERY_FONT")
    if family:
        app.setFont(QFont(family, int(os.environ.get("GALLERY_POINTS", "10"))))
    for look in looks:
        theme.apply(app, look)
        for make in (state for state in _STATES if only in state.__name__):
            _picture(app, make, folder / f"{make.__name__.strip('_')}-{look}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:] or ["light", "dark"])
