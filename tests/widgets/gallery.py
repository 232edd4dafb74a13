"""Pictures of every state, to be looked at: python -m tests.widgets.gallery FOLDER [light|dark].

The scale is Qt's: QT_SCALE_FACTOR=2 makes them twice as large. GALLERY_LANGUAGE=zh_CN shows them in Chinese.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from gui.desktop.language import speak
from gui.desktop.restore_table import rows_of
from gui.desktop.tables import OrdersModel
from gui.kept.credentials import KeyringIsLocked
from gui.kept.preferences import Language, Preferences, Theme
from gui.kept.restore import restore_list
from gui.panic import errors, refusals
from gui.panic.accounts import MAIN, name_accounts
from gui.panic.orders import ALL_FUTURES, Covers, Environment, OrderOutcome, OrderResult, ProductType, Scope
from gui.panic.readiness import Readiness
from gui.panic.verdict import Verdict
from gui.panic.verdict import count as counted
from gui.widgets import theme
from gui.widgets.came_back import MOST_TOLD, came_back_sentence, came_back_title
from gui.widgets.credentials import CredentialsDialog
from gui.widgets.fitting import room_for
from gui.widgets.history import HistoryDialog, PastPress
from gui.widgets.restore import RestoreDialog
from gui.widgets.settings import SettingsDialog
from gui.widgets.tray_icon import Standing, tray_icon
from gui.widgets.window import PanicWindow
from gui.words import join, listed, say
from packing import words
from tests.widgets import made_up

_UNPROVED = (
    Verdict.UNKNOWN,
    join(errors.Malformed.sentence, say("Orders may still be open."), errors.Malformed.advice),
)
_LONG = made_up.added_up(
    {ProductType.COIN_FUTURES: _UNPROVED, ProductType.USDT_FUTURES: None, ProductType.USDC_FUTURES: None}
)
_LEFT = join(
    say(
        "{cancelled} cancelled, {orders} still open: {named}.",
        cancelled=counted(12),
        orders=counted(2),
        named=listed(["SOLUSDT", "XRPUSDT"]),
    ),
    say("Press again, or cancel what is left in the Bitget app."),
)


_EVERYTHING = Scope(ALL_FUTURES, None, Covers.EVERYTHING)


class Stage:
    """A window with what every state begins with."""

    def __init__(self) -> None:
        self.orders = OrdersModel()
        self.window = PanicWindow()
        self.window.furnish()
        self.window.results.use(self.orders)
        self.window.set_shortcut("Ctrl+Alt+Shift+X")
        self.window.set_environment(Environment.LIVE)
        self.window.readiness.set_readiness(made_up.checks(), say("Main · classic"))
        self.window.readiness.set_read_at(time.monotonic() - 12)
        self.window.fire_button.set_summary(say("14 open orders · 3 product types"))
        self.orders.show_book({MAIN: made_up.book()})


def _ready(stage: Stage) -> QWidget:
    stage.window.set_environment(Environment.PRACTICE)
    stage.window.readiness.set_readiness(made_up.checks(), say("Practice"))
    sentence = say("Last drill 08:12 on the practice exchange: proved empty in 203 ms.")
    stage.window.verdict.show_idle(say("No press yet"), sentence)
    return stage.window


def _many(stage: Stage) -> QWidget:
    stage.window.set_environment(Environment.DEMO)
    stage.orders.show_book({MAIN: made_up.book(500)})
    stage.window.verdict.show_idle(say("No press yet"), "")
    stage.window.results.view().selectRow(2)
    stage.window.results.view().setFocus()
    return stage.window


def _running(stage: Stage) -> QWidget:
    stage.orders.mark_waiting(Scope())
    stage.orders.merge(made_up.outcomes(made_up.all_cancelled, 4))
    stage.window.fire_button.set_running(True)
    stage.window.verdict.show_running(say("7 of 14 orders answered. Reading the book back next."))
    return stage.window


def _empty(stage: Stage) -> QWidget:
    stage.orders.merge(made_up.outcomes(made_up.all_cancelled))
    sentence = made_up.emptied(14)
    stage.window.verdict.show_report(made_up.report(Verdict.EMPTY, sentence, 203))
    return stage.window


def _left(stage: Stage) -> QWidget:
    stage.orders.merge(made_up.outcomes(made_up.two_left))
    stage.window.verdict.show_report(made_up.report(Verdict.LEFT, _LEFT, 3100, left=2))
    stage.window.results.view().selectRow(3)
    stage.window.results.view().setFocus()
    return stage.window


def _left_since(stage: Stage) -> QWidget:
    made = _left(stage)
    sentence = say("Since then: {orders}, read {time}.", orders=counted(0, "open order"), time="12:03:04")
    stage.window.verdict.set_since(sentence, is_news=True)
    return made


def _unknown(stage: Stage) -> QWidget:
    stage.orders.merge(made_up.outcomes(made_up.two_unknown))
    stage.window.verdict.show_report(made_up.report(Verdict.UNKNOWN, _LONG, 10_000))
    stage.window.notice.show_notice(say("Your last press at 11:58 on Live did not finish: press again."))
    return stage.window


def _refused(stage: Stage) -> QWidget:
    refusal = refusals.PermissionMissing(code="40014")
    sentence = refusal.text
    stage.orders.merge(made_up.outcomes(lambda _: (OrderResult.FAILED, refusal.sentence, refusal.code)))
    stage.window.verdict.show_report(made_up.report(Verdict.REFUSED, sentence, 88))
    return stage.window


def _not_ready(stage: Stage) -> QWidget:
    readiness = made_up.checks(is_ready=False)
    stage.window.readiness.set_readiness(readiness, say("Main · classic"))
    stage.window.verdict.show_not_ready(readiness.sentence)
    return stage.window


def _first_start(stage: Stage) -> QWidget:
    stage.orders.clear()
    stage.window.readiness.set_readiness(Readiness(), "")
    stage.window.results.set_first_run(say("Live"))
    stage.window.fire_button.set_summary(say("No key yet"))
    stage.window.verdict.show_not_ready(
        say("There is no key for Live on this computer. Add one, or try a drill first.")
    )
    return stage.window


def _no_orders(stage: Stage) -> QWidget:
    stage.orders.clear()
    stage.window.fire_button.set_summary(say("No open orders · 3 product types"))
    stage.window.fire_button.setFocus(Qt.FocusReason.TabFocusReason)
    return stage.window


def _no_match(stage: Stage) -> QWidget:
    stage.window.footer.filter_field.setText("dogecoin")
    stage.window.footer.filter_field.setFocus()
    return stage.window


def _everything(stage: Stage) -> QWidget:
    """What a press on everything would do, before it is made."""
    stage.window.scope.set_scope(_EVERYTHING)
    stage.window.fire_button.set_summary(say("14 open orders, 4 stops · 3 product types"))
    stage.orders.show_book({MAIN: [*made_up.book(5), *made_up.stops()]})
    stage.window.verdict.show_idle(say("No press yet"), say("A press shows here what it proved."))
    return stage.window


def _covers_focus(stage: Stage) -> QWidget:
    """The keyboard on the choice of what is covered."""
    _everything(stage)
    stage.window.scope.set_scope(Scope((ProductType.SUSDT_FUTURES,), "SUSDT", Covers.EVERYTHING))
    next(button for button in stage.window.scope.findChildren(QPushButton) if button.isChecked()).setFocus(
        Qt.FocusReason.TabFocusReason
    )
    return stage.window


def _no_stop(stage: Stage, positions: int = 2, verdict: Verdict = Verdict.EMPTY) -> QWidget:
    """Positions that lost their stops to the press."""
    _everything(stage)
    stage.window.set_environment(Environment.LIVE)
    stops = made_up.stops()
    stage.orders.merge(made_up.outcomes(made_up.all_cancelled, 5))
    left = 1 if verdict is Verdict.LEFT else 0
    stage.orders.merge([OrderOutcome(stop, OrderResult.CANCELLED, at_ms=181) for stop in stops[left:]])
    reason = say("The trigger is being carried out.")
    stage.orders.merge([OrderOutcome(stop, OrderResult.STILL_OPEN, reason) for stop in stops[:left]])
    sentence, told = made_up.emptied(9, 4), _LEFT
    report = made_up.report(
        verdict, told if left else sentence, 318, left or None, made_up.positions(positions)
    )
    stage.window.verdict.show_report(report)
    return stage.window


def _no_stop_many(stage: Stage) -> QWidget:
    return _no_stop(stage, 8)


def _no_stop_left(stage: Stage) -> QWidget:
    return _no_stop(stage, 1, Verdict.LEFT)


def _no_stop_unread(stage: Stage) -> QWidget:
    _no_stop(stage)
    sentence = made_up.emptied(9)
    stage.window.verdict.show_report(made_up.report(Verdict.EMPTY, sentence, 318, unprotected=None))
    return stage.window


def _came_back(stage: Stage, count: int = 1) -> QWidget:
    """What a bot placed after the proof."""
    orders = [
        made_up.order(each, client_oid=f"bot-3365537600{each:02}", source="API") for each in range(count)
    ]
    stage.orders.show_book({MAIN: orders})
    words = [came_back_sentence(orders, stage.window.shortcut_text(), most) for most in (3, MOST_TOLD)]
    stage.window.verdict.show_came_back(came_back_title(orders), words[0], words[1])
    stage.window.fire_button.set_summary(
        say("{orders} · 3 product types", orders=counted(count, "open order"))
    )
    return stage.window


def _came_back_many(stage: Stage) -> QWidget:
    return _came_back(stage, 5)


def _smallest_came_back(stage: Stage) -> QWidget:
    _came_back(stage, 5)
    stage.window.resize(stage.window.minimumSize())
    return stage.window


def _smallest_everything(stage: Stage) -> QWidget:
    _everything(stage)
    stage.window.resize(stage.window.minimumSize())
    return stage.window


def _smallest_no_stop(stage: Stage) -> QWidget:
    _no_stop(stage, 8)
    stage.window.resize(stage.window.minimumSize())
    return stage.window


def _smallest_ready(stage: Stage) -> QWidget:
    _ready(stage)
    stage.window.resize(stage.window.minimumSize())
    return stage.window


def _wide_everything(stage: Stage) -> QWidget:
    _no_stop(stage, 5)
    stage.window.resize(QSize(1320, 900).boundedTo(room_for(stage.window)))
    return stage.window


def _smallest(stage: Stage) -> QWidget:
    _left(stage)
    stage.window.resize(stage.window.minimumSize())
    return stage.window


def _smallest_unknown(stage: Stage) -> QWidget:
    _unknown(stage)
    stage.window.fire_button.set_running(True)
    stage.window.resize(stage.window.minimumSize())
    return stage.window


def _wide(stage: Stage) -> QWidget:
    _left(stage)
    stage.window.resize(QSize(1320, 900).boundedTo(room_for(stage.window)))
    return stage.window


def _keys(stage: Stage) -> QWidget:
    dialog = CredentialsDialog(Environment.LIVE, parent=stage.window)
    dialog.fields().key.edit.setText("bg_0123456789abcdef")
    dialog.fields().secret.edit.setText("two words")
    dialog.fields().take()
    dialog.show_stored(MAIN, "…89ab")
    dialog.offer_session_only(MAIN, KeyringIsLocked().text)
    return dialog


def _keys_demo(stage: Stage) -> QWidget:
    dialog = CredentialsDialog(Environment.DEMO, parent=stage.window)
    dialog.show_answer(MAIN, say("The key works."), good=True)
    return dialog


_ACCOUNTS = ("main", "sub1", "market maker @ Singapore no. 2")


def _accounts(stage: Stage, chosen: tuple[str, ...] = _ACCOUNTS) -> QWidget:
    """A press on all accounts."""
    stage.window.set_accounts(_ACCOUNTS, chosen)
    stage.window.readiness.set_readiness(made_up.checks(), say("3 accounts · main, sub1 and sub2"))
    stage.window.fire_button.set_summary(say("21 open orders · 3 accounts · 3 product types"))
    stage.orders.show_book({name: made_up.book(3) for name in chosen})
    stage.window.verdict.show_idle(say("No press yet"), "")
    return stage.window


def _accounts_one(stage: Stage) -> QWidget:
    return _accounts(stage, ("sub1",))


def _accounts_long(stage: Stage) -> QWidget:
    _accounts(stage, _ACCOUNTS[2:])
    stage.window.title_bar.accounts.setFocus(Qt.FocusReason.TabFocusReason)
    return stage.window


def _accounts_list(stage: Stage) -> QWidget:
    _accounts(stage).show()
    stage.window.title_bar.accounts.showPopup()
    return stage.window.title_bar.accounts.view().window()


def _smallest_accounts(stage: Stage) -> QWidget:
    _accounts(stage)
    stage.orders.show_book({name: [*made_up.book(2), *made_up.stops()] for name in _ACCOUNTS})
    stage.window.resize(stage.window.minimumSize())
    return stage.window


def _keys_accounts(stage: Stage) -> CredentialsDialog:
    """The key of one account of several, with an answer about another one."""
    dialog = CredentialsDialog(Environment.LIVE, _ACCOUNTS, "sub1", stage.window)
    dialog.fields().key.edit.setText("bg_0123456789abcdef")
    dialog.show_stored("sub1", "…89ab")
    dialog.show_answer("main", say("The key works."), good=True)
    return dialog


def _keys_new_account(stage: Stage) -> CredentialsDialog:
    dialog = CredentialsDialog(Environment.DEMO, _ACCOUNTS, "main", stage.window)
    box = dialog.picker().box
    box.setCurrentIndex(box.count() - 1)
    box.activated.emit(box.currentIndex())
    return dialog


def _keys_bad_name(stage: Stage) -> QWidget:
    dialog = _keys_new_account(stage)
    dialog.picker().name.setText("sub/1")
    for field, text in zip(("key", "secret", "passphrase"), ("bg_012", "5ecret", "pass"), strict=True):
        getattr(dialog.fields(), field).edit.setText(text)
    dialog.picker().take()
    return dialog


def _history_accounts(stage: Stage) -> QWidget:
    dialog = HistoryDialog(stage.window)
    at = datetime(2026, 3, 12, 8, 12, 4)  # noqa: DTZ001 only its text is seen
    names = name_accounts(("main", "sub1", "sub2", "market maker @ Singapore no. 2"))
    dialog.show_presses(
        [
            PastPress(at, Environment.LIVE, Verdict.EMPTY, say("EMPTY"), made_up.emptied(14), 203, names),
            PastPress(at, Environment.LIVE, Verdict.LEFT, say("LEFT {count}", count=2), _LEFT, 3100, "sub1"),
            PastPress(at, Environment.LIVE, Verdict.UNKNOWN, say("UNKNOWN"), _LONG, 10_000),
        ]
    )
    return dialog


def _settings(stage: Stage) -> QWidget:
    return SettingsDialog(Preferences("X", 10.0, Theme.SYSTEM), stage.window)


def _settings_proxy(stage: Stage) -> QWidget:
    """A proxy that was refused, as it was typed."""
    dialog = SettingsDialog(Preferences("X", 10.0, Theme.SYSTEM), stage.window)
    dialog.proxy.findChildren(QLineEdit)[0].setText("http://me:1234@127.0.0.1:7890")
    dialog.proxy.refuses()
    return dialog


def _settings_silent(stage: Stage) -> QWidget:
    """A sound that could not be tried, and a start at login that the desktop has turned off."""
    dialog = SettingsDialog(Preferences("X", 10.0, Theme.SYSTEM), stage.window)
    off = say("It was turned off in the settings of the desktop. To turn it on, tick the box and save.")
    dialog.login.show_standing(False, can_change=True, sentence=off)
    why = say("nothing that plays sounds is installed (pw-play, paplay or aplay)")
    told = say("No sound can be played here, because {reason}. Presses are not affected.", reason=why)
    dialog.show_answer(told, good=False)
    return dialog


def _history(stage: Stage) -> QWidget:
    dialog = HistoryDialog(stage.window)
    at = datetime(2026, 3, 12, 8, 12, 4)  # noqa: DTZ001 only its text is seen
    dialog.show_presses(
        [
            PastPress(at, Environment.LIVE, Verdict.UNKNOWN, say("UNKNOWN"), _LONG, 10_000),
            PastPress(at, Environment.LIVE, Verdict.LEFT, say("LEFT {count}", count=2), _LEFT, 3100),
            PastPress(at, Environment.DEMO, None, "", say("The program ended before the press did."), None),
            PastPress(at, Environment.PRACTICE, Verdict.EMPTY, say("EMPTY"), made_up.emptied(14), 203),
        ]
    )
    dialog.table().selectRow(1)
    return dialog


def _restore(stage: Stage) -> QWidget:
    """What a press took away, with a row selected and an export just made."""
    dialog = RestoreDialog(rows_of(restore_list(made_up.restore_record())), stage.window)
    dialog.view().selectRow(1)
    dialog.view().setFocus()
    dialog.say(say("The orders were exported to /home/ada/panic-button-orders-2026-03-12-081204.csv."), True)
    return dialog


def _restore_stale(stage: Stage) -> QWidget:
    return RestoreDialog(rows_of(restore_list(made_up.restore_record(300, 252_000))), stage.window)


def _restore_empty(stage: Stage) -> QWidget:
    record = replace(made_up.restore_record(), end=None, books=())
    return RestoreDialog(rows_of(restore_list(record)), stage.window)


def _history_empty(stage: Stage) -> QWidget:
    return HistoryDialog(stage.window)


def _compact(stage: Stage, make: Callable[[Stage], QWidget] = _ready) -> QWidget:
    make(stage)
    stage.window.set_compact(True)
    return stage.window


def _compact_empty(stage: Stage) -> QWidget:
    return _compact(stage, _empty)


def _compact_left(stage: Stage) -> QWidget:
    return _compact(stage, _left)


def _compact_left_since(stage: Stage) -> QWidget:
    return _compact(stage, _left_since)


def _compact_unknown(stage: Stage) -> QWidget:
    """The longest sentence, with a notice."""
    return _compact(stage, _unknown)


def _compact_refused(stage: Stage) -> QWidget:
    return _compact(stage, _refused)


def _compact_not_ready(stage: Stage) -> QWidget:
    return _compact(stage, _not_ready)


def _compact_running(stage: Stage) -> QWidget:
    return _compact(stage, _running)


def _compact_no_stop(stage: Stage) -> QWidget:
    return _compact(stage, _no_stop_many)


def _compact_came_back(stage: Stage) -> QWidget:
    return _compact(stage, _came_back_many)


def _compact_accounts(stage: Stage) -> QWidget:
    return _compact(stage, _accounts)


def _compact_held(stage: Stage) -> QWidget:
    """Held for most of the time that it takes."""
    _compact(stage)
    stage.window.fire_button.show_held(0.7)
    return stage.window


def _held(stage: Stage) -> QWidget:
    _ready(stage)
    stage.window.fire_button.show_held(0.4)
    return stage.window


def _held_too_short(stage: Stage) -> QWidget:
    _ready(stage)
    stage.window.fire_button.ask_to_hold(400)
    return stage.window


def _settings_guard(stage: Stage) -> QWidget:
    dialog = SettingsDialog(Preferences("X", hold_ms=400, hotkey_hold_ms=300), stage.window)
    dialog.guard.set_hotkey_at_once(True)
    return dialog


def _tray(stage: Stage) -> QWidget:
    """Every icon at 16, 22, 32 and 64 px, on a light and on a dark panel."""
    sheet = QLabel(stage.window, Qt.WindowType.Window)
    pixmap = QPixmap(8 * 72, 2 * 170)
    painter = QPainter(pixmap)
    for below, ground in ((0, "#f4f5f7"), (170, "#14171b")):
        painter.fillRect(0, below, pixmap.width(), 170, QColor(ground))
        for column, standing in enumerate(Standing):
            top = below + 6
            for side in (16, 22, 32, 64):
                painter.drawPixmap(column * 72 + 4, top, tray_icon(standing).pixmap(side, side))
                top += side + 6
    painter.end()
    sheet.setPixmap(pixmap)
    sheet.setFixedSize(pixmap.size())
    return sheet


# A state each: puts itself on the stage, and gives what is to be looked at.
STATES: tuple[Callable[[Stage], QWidget], ...] = (
    _compact,
    _compact_empty,
    _compact_left,
    _compact_left_since,
    _compact_unknown,
    _compact_refused,
    _compact_not_ready,
    _compact_running,
    _compact_no_stop,
    _compact_came_back,
    _compact_accounts,
    _compact_held,
    _held,
    _held_too_short,
    _settings_guard,
    *(_ready, _many, _running, _empty, _left, _left_since, _unknown, _refused, _not_ready),
    *(_first_start, _no_orders),
    *(_everything, _covers_focus, _no_stop, _no_stop_many, _no_stop_left, _no_stop_unread),
    *(_accounts, _accounts_one, _accounts_long, _accounts_list, _smallest_accounts),
    *(_keys_accounts, _keys_new_account, _keys_bad_name, _history_accounts),
    *(_came_back, _came_back_many, _smallest_came_back),
    *(_smallest_ready, _smallest_everything, _smallest_no_stop, _wide_everything),
    *(
        _no_match,
        _smallest,
        _smallest_unknown,
        _wide,
        _keys,
        _keys_demo,
        _settings,
        _settings_proxy,
        _settings_silent,
        _history,
        _history_empty,
    ),
    *(_restore, _restore_stale, _restore_empty),
)

# What is no window, and only to be looked at.
PICTURES = (_tray,)


@contextmanager
def on_stage(app: QApplication, make: Callable[[Stage], QWidget]) -> Iterator[tuple[QWidget, PanicWindow]]:
    """Show a state: the widget that it is about, and the window behind it."""
    stage = Stage()
    stage.window.show()
    widget = make(stage)
    widget.show()
    widget.activateWindow()
    for _ in range(5):
        app.processEvents()
    try:
        yield widget, stage.window
    finally:
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
    language = Language(os.environ.get("GALLERY_LANGUAGE", "en"))
    trouble = speak(app, language, words.compile_into(folder)[0].parent)
    if trouble:
        sys.exit(trouble)
    for look in looks:
        theme.apply(app, look)
        for make in (state for state in (*STATES, *PICTURES) if only in state.__name__):
            with on_stage(app, make) as (widget, _):
                widget.grab().save(str(folder / f"{make.__name__.strip('_')}-{look}.png"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:] or ["light", "dark"])
