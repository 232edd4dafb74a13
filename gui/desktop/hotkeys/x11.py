"""A hotkey on X11: the key is grabbed at the root window, and heard in Qt's own loop, without a thread."""

from __future__ import annotations

import contextlib
import io
import logging
import platform
import time

from PySide6.QtCore import QObject, QSocketNotifier, QTimer
from PySide6.QtGui import Qt
from Xlib import X, error
from Xlib.display import Display
from Xlib.protocol.rq import Event

from gui.desktop.hotkeys.chord import Chord
from gui.desktop.hotkeys.hotkey import Answer, Hotkey, granted, owned_by_another
from gui.desktop.hotkeys.x11_keys import Grabs, grabs_for
from gui.desktop.hotkeys.x11_layouts import Layouts
from gui.words import say

_log = logging.getLogger(__name__)

# A change of layout comes as a flood of notices; the last one counts.
_SETTLING_MS = 30
# Nor is the keyboard read within so long of a press, whose cancels and rows it would hold up.
_PRESS_S = 0.25
# Auto-repeat tells a release and at once a press of the same time; a release alone is believed after this.
_RELEASE_MS = 20
# Nothing repeats a held key this seldom: its release was lost, and this is a press.
_SILENCE_MS = 2000
_CONSOLES = range(1, 13)  # the X server keeps these for itself, and would grant a grab that hears nothing
_NOTHING = Qt.KeyboardModifier.NoModifier
_CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_BROKEN = (error.ConnectionClosedError, error.DisplayError, error.XError, OSError)
_GONE = say("The connection to the X server is gone, so no hotkey arrives any more. Start the program again.")


class X11Hotkey(Hotkey):
    """Grabs a chord with every state of the lock keys, in every layout, and again when the layouts change."""

    tells_release = True

    def __init__(self, display_name: str | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._display_name = display_name
        self._display: Display | None = None
        self._notifier: QSocketNotifier | None = None
        self._layouts: Layouts | None = None
        self._chord: Chord | None = None
        self._grabs = Grabs(frozenset(), {})
        self._pressed_at = -_PRESS_S
        self._down: dict[int, int] = {}  # keycode: X's ms of the last press, auto-repeated or not
        self._let_go_at: dict[int, int] = {}  # keycode: X's ms of a release that may be auto-repeat
        self._settling = self._timer(_SETTLING_MS, self._grab_anew)
        self._releasing = self._timer(_RELEASE_MS, self._believe_releases)

    def register(self, chord: Chord) -> Answer:
        """Grab it; refused where another program has it, where no key types it, and without an X server."""
        try:
            display = self._connected()
            self._let_go(display)
            if chord.function_number in _CONSOLES and _CTRL_ALT & ~chord.modifiers == _NOTHING:
                console = say("{key} changes to a text console. Choose another one.", key=chord.shown)
                return Answer(False, console)
            wanted = grabs_for(display, chord)
            if not wanted.pairs:
                no_key = say("No key of this keyboard gives {key}. Choose another one.", key=chord.shown)
                return Answer(False, no_key)
            if not self._take(display, wanted.pairs):
                self._drop(display, wanted.pairs)
                return owned_by_another(chord)
        except _BROKEN as problem:
            _log.warning("The X server refused: %s", type(problem).__name__)
            self._disconnect()
            return Answer(False, say("The X server could not be asked for {key}.", key=chord.shown))
        self._chord, self._grabs = chord, wanted
        return granted(chord)

    def release(self) -> None:
        """Ungrab it."""
        if self._display is not None:
            try:
                self._let_go(self._display)
            except _BROKEN:
                self._disconnect()

    def may_be_up(self) -> bool:
        """True for the moment in which a release may still prove to be auto-repeat."""
        return bool(self._let_go_at)

    def close(self) -> None:
        """Ungrab it and leave the X server."""
        self.release()
        self._disconnect()

    def _connected(self) -> Display:
        if self._display is None:
            # Xlib asks for the system's name, and for a part of it Python would start "uname -p" and wait.
            vars(platform.uname()).setdefault("processor", "")
            # It prints that no password of the X server lies in the home folder, where none is needed.
            with contextlib.redirect_stdout(io.StringIO()):
                self._display = Display(self._display_name)
            self._layouts = Layouts(self._display)
            self._notifier = QSocketNotifier(self._display.fileno(), QSocketNotifier.Type.Read, self)
            self._notifier.activated.connect(self._read)
        return self._display

    def _disconnect(self) -> None:
        display, notifier = self._display, self._notifier
        self._display = self._notifier = self._layouts = self._chord = None
        self._forget()
        if notifier is not None:
            notifier.setEnabled(False)
            notifier.deleteLater()
        if display is not None:
            with contextlib.suppress(*_BROKEN):
                display.close()
            display.display.socket.close()  # which the library leaves open when the server is gone

    def _forget(self) -> None:
        self._grabs = Grabs(frozenset(), {})
        self._down.clear()
        self._let_go_at.clear()
        self._settling.stop()

    def _let_go(self, display: Display) -> None:
        self._chord = None
        if self._grabs.pairs:
            self._drop(display, self._grabs.pairs)
        self._forget()

    def _take(self, display: Display, pairs: frozenset[tuple[int, int]]) -> bool:
        """Grab each pair; False when the X server refused one of them."""
        refused = error.CatchError()
        root = display.screen().root
        for keycode, mask in sorted(pairs):
            root.grab_key(keycode, mask, True, X.GrabModeAsync, X.GrabModeAsync, onerror=refused)
        display.sync()
        # What arrived while the answer was waited for lies in the library, and the socket is silent.
        QTimer.singleShot(0, self, self._read)
        return refused.get_error() is None

    def _drop(self, display: Display, pairs: frozenset[tuple[int, int]]) -> None:
        ignored = error.CatchError()
        for keycode, mask in pairs:
            display.screen().root.ungrab_key(keycode, mask, onerror=ignored)
        display.sync()
        QTimer.singleShot(0, self, self._read)

    def _read(self) -> None:
        try:
            while self._display is not None and self._display.pending_events():
                self._hear(self._display.next_event())
        except _BROKEN:
            self._lose(_GONE)

    def _hear(self, event: Event) -> None:
        changed = None if self._layouts is None else self._layouts.change_event
        if event.type in (X.MappingNotify, changed):
            self._settle()
        elif event.type == X.KeyPress:
            self._hear_press(event.detail, event.time)
        elif event.type == X.KeyRelease and event.detail in self._down:
            self._let_go_at[event.detail] = event.time
            self._releasing.start()

    def _hear_press(self, keycode: int, at_ms: int) -> None:
        let_go_at = self._let_go_at.pop(keycode, None)
        heard_at = self._down.get(keycode)
        if heard_at is not None and let_go_at in (None, at_ms) and at_ms - heard_at < _SILENCE_MS:
            self._down[keycode] = at_ms
            return  # held
        if let_go_at is not None:
            self._down.pop(keycode, None)
            self.released.emit()
        if self._chord is not None and self._means_it(keycode):
            self._down[keycode] = at_ms
            self._pressed_at = time.monotonic()
            if self._settling.isActive():
                self._settle()
            self.pressed.emit(self._pressed_at)

    def _means_it(self, keycode: int) -> bool:
        """Ask which layout is on, but only where the layouts have the key in different places."""
        if self._layouts is None or self._grabs.is_one_place:
            return True
        layout = self._layouts.current()
        return layout is None or self._grabs.means_it(keycode, layout)

    def _believe_releases(self) -> None:
        for keycode in self._let_go_at:
            self._down.pop(keycode, None)
            self.released.emit()
        self._let_go_at.clear()

    def _settle(self) -> None:
        since_ms = round((time.monotonic() - self._pressed_at) * 1000)
        self._settling.start(max(_SETTLING_MS, round(_PRESS_S * 1000) - since_ms))

    def _grab_anew(self) -> None:
        """Follow a change of the keyboard, without a moment in which a key that stays is not grabbed."""
        display, layouts, chord, before = self._display, self._layouts, self._chord, self._grabs
        if display is None or layouts is None or chord is None:
            return
        try:
            layouts.read_keyboard()
            wanted = grabs_for(display, chord)
            is_taken = self._take(display, wanted.pairs - before.pairs)
            self._drop(display, before.pairs - wanted.pairs)
            # The release of a key that is grabbed no more never comes.
            held = len(self._down)
            self._down = {code: at for code, at in self._down.items() if code in wanted.keycodes}
            for _ in range(held - len(self._down)):
                self.released.emit()
        except _BROKEN:
            self._lose(_GONE)
            return
        self._grabs = wanted
        if not wanted.pairs:
            self.lost.emit(
                say("No key of this keyboard gives {key} any more. Choose another one.", key=chord.shown)
            )
        elif not is_taken:
            self.lost.emit(
                say("The keyboard changed, and another program owns this key now: {key}.", key=chord.shown)
            )

    def _lose(self, sentence: str) -> None:
        had_one = self._chord is not None
        self._disconnect()
        if had_one:
            self.lost.emit(sentence)
