"""A hotkey on Wayland: the desktop's portal is asked for it, and tells when it is pressed."""

from __future__ import annotations

import time

from jeepney import HeaderFields, Message
from PySide6.QtCore import QObject

from gui.desktop.hotkeys import wayland_calls as calls
from gui.desktop.hotkeys.chord import Chord
from gui.desktop.hotkeys.hotkey import Answer, Hotkey
from gui.desktop.hotkeys.wayland_bus import SessionBus
from gui.desktop.hotkeys.wayland_calls import Failure
from gui.desktop.hotkeys.wayland_session import Patience, PortalSession, Wanted
from gui.desktop.hotkeys.wayland_words import (
    failure_answer,
    grant_answer,
    pending_answer,
    shortcut_name,
    trigger_of,
    unnamed_answer,
)
from gui.desktop.language import shown
from gui.words import say

_DESCRIPTION = say("Cancel all orders at Bitget")  # shown by the desktop, in its own settings too
# A key held down is told again after up to this, and from then on far more often. What comes later, or at a
# slower pace, is a press whose release was lost: one press too many does no harm, one too few does.
_FIRST_REPEAT_S, _NEXT_REPEAT_S = 1.0, 0.25
# A desktop below an X server tells a held key as releases and at once presses; a release alone is believed
# after this. No finger is that quick, and what has a later time by the desktop's own clock is a press.
_RELEASE_MS = 20
# A portal that starts anew takes its name before it can do everything.
_SETTLING_MS = 300
_CLOSED = say("The desktop took the hotkey back, so it does not arrive any more. It is asked for again.")
_RESTARTED = say("The desktop's portal ended, so the hotkey does not arrive any more. It is asked for again.")
_NO_BUS = say("The connection to the desktop's message bus is gone, so the hotkey does not arrive any more.")


class WaylandHotkey(Hotkey):
    """Asks anew when the portal was started anew; what the desktop granted may be another key."""

    tells_release = True

    def __init__(
        self, address: str | None = None, patience: Patience | None = None, parent: QObject | None = None
    ) -> None:
        """address is that of a message bus, None for the session's."""
        super().__init__(parent)
        self._address = address
        self._patience = patience or Patience()
        self._bus: SessionBus | None = None
        self._session: PortalSession | None = None
        self._sessions = 0
        self._chord: Chord | None = None
        self._answer: Answer | None = None
        self._down_at: float | None = None  # time.monotonic() of the last sign of a key held down
        self._is_repeating = False
        self._let_go_at: object = None  # the desktop's time of a release that may be auto-repeat
        self._releasing = self._timer(_RELEASE_MS, self._believe_release)
        self._settling = self._timer(_SETTLING_MS, self._ask_anew)

    def register(self, chord: Chord) -> Answer:
        """Ask for it; answered tells what came of it, and each change of it."""
        self.release()
        self._chord, self._answer = chord, pending_answer(chord)
        self._ask()
        return self._answer

    def release(self) -> None:
        """Close the session, which ends the shortcut, or take the question back."""
        self._chord = self._answer = None
        self._drop_session()

    def close(self) -> None:
        """Close the session and leave the bus."""
        self.release()
        self._settling.stop()
        if self._bus is not None:
            self._bus.close()
            self._bus = None

    def _ask(self) -> None:
        if self._bus is None:
            self._bus = SessionBus(self._address)
            self._bus.opened.connect(self._enter)
            self._bus.broken.connect(self._lose_bus)
            self._bus.heard.connect(self._hear)
            self._bus.open()
        elif self._bus.is_open:
            self._begin(self._bus)

    def _enter(self) -> None:
        if self._bus is not None:
            for call in calls.subscriptions():
                self._bus.tell(call)
            self._begin(self._bus)

    def _begin(self, bus: SessionBus) -> None:
        chord = self._chord
        if chord is None:
            return
        # The same at every start, and another for the next one: the portal may not have closed this by then.
        self._sessions += 1
        name = f"panic_button_{self._sessions}"
        wanted = Wanted(name, shortcut_name(chord), shown(_DESCRIPTION), trigger_of(chord))
        session = PortalSession(bus, wanted, self._patience)
        session.bound.connect(lambda shortcuts: self._take(chord, shortcuts.get(wanted.name)))
        session.failed.connect(self._fail)
        session.closed.connect(lambda: self._lose(_CLOSED))
        session.activated.connect(lambda name, at: self._press(at) if name == wanted.name else None)
        session.deactivated.connect(lambda name, at: self._let_go(at) if name == wanted.name else None)
        self._session = session
        session.begin()

    def _ask_anew(self) -> None:
        if self._chord is not None and self._session is None:
            self._tell(pending_answer(self._chord))
            self._ask()

    def _take(self, chord: Chord, described: str | None) -> None:
        answer = grant_answer(chord, described)
        if answer != self._answer:
            self._tell(answer)

    def _fail(self, failure: Failure) -> None:
        self._session = None
        if self._chord is not None:
            self._tell(failure_answer(self._chord, failure))

    def _tell(self, answer: Answer) -> None:
        self._answer = answer
        self.answered.emit(answer)

    def _press(self, at: object) -> None:
        now = time.monotonic()
        is_repeat = not self._releasing.isActive() or at == self._let_go_at
        before, self._down_at = self._down_at, now
        longest_s = _NEXT_REPEAT_S if self._is_repeating else _FIRST_REPEAT_S
        if before is not None and is_repeat and now - before < longest_s:
            self._is_repeating = True
            self._releasing.stop()
            return  # held
        self._is_repeating = False
        if before is not None:
            self._releasing.stop()
            self.released.emit()
        if self._answer is not None and not self._answer.taken:
            # A desktop that named no key for it has one all the same.
            self._tell(unnamed_answer())
        self.pressed.emit(now)

    def _let_go(self, at: object) -> None:
        if self._down_at is not None:
            self._let_go_at = at
            self._releasing.start()

    def _believe_release(self) -> None:
        self._down_at = None
        self.released.emit()

    def _hear(self, message: Message) -> None:
        """Follow the portal itself: with its process go its sessions, and nothing else tells that."""
        fields = message.header.fields
        is_owner = fields.get(HeaderFields.member) == "NameOwnerChanged"
        if not is_owner or fields.get(HeaderFields.sender) != calls.BUS or message.body[0] != calls.PORTAL:
            return
        _, old, new = message.body
        if self._session is not None and old and self._session.owner in ("", old):
            self._lose(_RESTARTED)
        if new and self._session is None and not (self._answer is not None and self._answer.is_final):
            self._settling.start()

    def _lose_bus(self) -> None:
        self._bus = None
        if self._chord is not None and self._answer is not None and not self._answer.taken:
            self._drop_session()
            self._tell(failure_answer(self._chord, Failure.NO_BUS))
        else:
            self._lose(_NO_BUS)

    def _lose(self, sentence: str) -> None:
        was_taken = self._answer is not None and self._answer.taken
        self._drop_session()
        if was_taken:
            self._answer = None
            self.lost.emit(sentence)
        elif self._chord is not None:
            self._tell(Answer(False, sentence, say("hotkey lost")))

    def _drop_session(self) -> None:
        self._down_at = None
        self._releasing.stop()
        if self._session is not None:
            self._session.close()
            self._session = None
