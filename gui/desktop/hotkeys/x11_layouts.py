"""Which keyboard layout is on at an X server: the few words of its keyboard extension that tell.

The event of a grabbed key leaves it out, and with it whether the key was Z or Y where an American and a
German layout are in use.
"""

from __future__ import annotations

from Xlib import X
from Xlib.display import Display
from Xlib.protocol import event, rq

_NAME = "XKEYBOARD"
_VERSION = 1, 0
_CORE_KEYBOARD = 0x100
_NEW_KEYBOARD, _MAP = 1, 2
_EVERY_PART = 0xFF


class _UseExtension(rq.ReplyRequest):
    _request = rq.Struct(
        rq.Card8("opcode"), rq.Opcode(0), rq.RequestLength(), rq.Card16("major"), rq.Card16("minor")
    )
    _reply = rq.Struct(
        rq.ReplyCode(),
        rq.Card8("is_supported"),
        rq.Card16("sequence_number"),
        rq.ReplyLength(),
        rq.Pad(24),
    )


class _SelectEvents(rq.Request):
    _request = rq.Struct(
        rq.Card8("opcode"),
        rq.Opcode(1),
        rq.RequestLength(),
        rq.Card16("device"),
        rq.Card16("affected"),
        rq.Card16("cleared"),
        rq.Card16("all_of"),
        rq.Card16("affected_parts"),
        rq.Card16("parts"),
    )


class _GetState(rq.ReplyRequest):
    _request = rq.Struct(rq.Card8("opcode"), rq.Opcode(4), rq.RequestLength(), rq.Card16("device"), rq.Pad(2))
    _reply = rq.Struct(
        rq.ReplyCode(),
        rq.Card8("device"),
        rq.Card16("sequence_number"),
        rq.ReplyLength(),
        rq.Pad(4),
        rq.Card8("layout"),
        rq.Pad(19),
    )


class Layouts:
    """The extension at one X server. Every method may raise Xlib's errors."""

    def __init__(self, display: Display) -> None:
        self._display = display
        self._opcode = 0
        self.change_event: int | None = None  # the type of the event that tells of another keyboard
        found = display.query_extension(_NAME)
        if found is None or not found.present:
            return
        major, minor = _VERSION
        answer = _UseExtension(display=display.display, opcode=found.major_opcode, major=major, minor=minor)
        if answer.is_supported:
            self._opcode, self.change_event = found.major_opcode, int(found.first_event)
            self._ask_for_changes()

    def current(self) -> int | None:
        """The number of the layout that is on, asked for now; None where the X server cannot tell."""
        if not self._opcode:
            return None
        state = _GetState(display=self._display.display, opcode=self._opcode, device=_CORE_KEYBOARD)
        return int(state.layout)

    def read_keyboard(self) -> None:
        """Read the whole table of keys again."""
        info = self._display.display.info
        self._display.refresh_keyboard_mapping(
            event.MappingNotify(
                display=self._display.display,
                type=X.MappingNotify,
                sequence_number=0,
                request=X.MappingKeyboard,
                first_keycode=info.min_keycode,
                count=info.max_keycode - info.min_keycode + 1,
            )
        )

    def _ask_for_changes(self) -> None:
        # An X server sends no plain notices to whoever speaks this extension, so both kinds are asked for.
        kinds = _NEW_KEYBOARD | _MAP
        _SelectEvents(
            display=self._display.display,
            opcode=self._opcode,
            device=_CORE_KEYBOARD,
            affected=kinds,
            cleared=0,
            all_of=kinds,
            affected_parts=_EVERY_PART,
            parts=_EVERY_PART,
        )
