"""One shortcut asked for at the portal, step by step, and the session in which it is then heard."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from jeepney import HeaderFields, Message, MessageType
from PySide6.QtCore import QObject, QTimer, Signal

from gui.desktop.hotkeys import wayland_calls as calls
from gui.desktop.hotkeys.wayland_bus import SessionBus
from gui.desktop.hotkeys.wayland_calls import Failure

_GRANTED, _DENIED, _ENDED = 0, 1, 2

Responded = Callable[[int, dict[str, object]], None]


@dataclass(frozen=True, slots=True)
class Patience:
    """How long the portal may take for a step of its own, and a person for an answer, ms."""

    portal_ms: int = 10_000
    person_ms: int = 120_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """A shortcut as the portal is asked for it, in a session of this name.

    KDE keeps what it granted by the session's name where it knows no menu entry of this program.
    """

    session: str
    name: str
    description: str
    trigger: str


class PortalSession(QObject):
    """A session for one shortcut: it can be bound but once, so each chord needs another. GUI thread."""

    bound = Signal(object)  # dict[str, str]: shortcuts and their keys, now or changed
    failed = Signal(object)  # Failure; nothing comes after it
    closed = Signal()  # by the desktop
    activated = Signal(str, object)  # the shortcut, and the desktop's own time of it, whatever that counts
    deactivated = Signal(str, object)

    def __init__(self, bus: SessionBus, wanted: Wanted, patience: Patience) -> None:
        super().__init__()  # without a parent, as the bus
        self._bus = bus
        self._wanted = wanted
        self._patience = patience
        self._path = ""  # of the session, "" before there is one
        self._requests: set[str] = set()  # where the Response may come that is waited for
        self._responded: Responded | None = None
        self._is_over = False
        self._asks_person = False
        self.owner = ""  # the portal's unique name; what others send in its name counts for nothing
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.timeout.connect(self._give_up)
        bus.heard.connect(self._hear)

    def begin(self) -> None:
        """Ask; bound or failed tells what came of it."""
        self._limit.start(self._patience.portal_ms)
        # Only portals since 2025 have a register, so a refusal of it means nothing.
        self._bus.call(calls.register_app(), self._create)

    def close(self) -> None:
        """Take the question back, and let the shortcut go; nothing comes afterwards."""
        if self._is_over:
            return
        self._end()
        for path in self._requests if self._responded is not None else ():
            self._bus.tell(calls.close(path, calls.REQUEST))
        if self._path:
            self._bus.tell(calls.close(self._path, calls.SESSION))

    def _end(self) -> None:
        self._is_over = True
        self._limit.stop()
        self._bus.heard.disconnect(self._hear)

    def _create(self, reply: Message) -> None:
        if self._is_over:
            return
        self.owner = calls.sender_of(reply)
        if _is_error(reply) and calls.failure_of(reply) is Failure.NO_PORTAL:
            self._fail(Failure.NO_PORTAL)
            return
        token = _token()
        self._request(calls.create_session(token, self._wanted.session), token, self._take_session)

    def _take_session(self, code: int, results: dict[str, object]) -> None:
        path = results.get("session_handle")
        if code != _GRANTED:
            self._fail(Failure.NOT_ALLOWED)
        elif not isinstance(path, str) or not path.startswith("/"):
            self._fail(Failure.SENSELESS)
        else:
            self._path = path
            token = _token()
            self._request(calls.list_shortcuts(path, token), token, self._take_known)

    def _take_known(self, code: int, results: dict[str, object]) -> None:
        """Ask nobody for what was granted before: a desktop may open a window each time that it is asked."""
        shortcuts = calls.shortcuts_in(results.get("shortcuts", []))
        if code == _GRANTED and shortcuts is not None and self._wanted.name in shortcuts:
            self._take_shortcuts(code, results)
            return
        token, wanted = _token(), self._wanted
        call = calls.bind_shortcut(self._path, token, wanted.name, wanted.description, wanted.trigger)
        self._limit.start(self._patience.portal_ms)
        self._request(call, token, self._take_answer)

    def _take_answer(self, code: int, results: dict[str, object]) -> None:
        self._asks_person = False
        if code != _GRANTED:
            self._fail(Failure.DENIED if code == _DENIED else Failure.ENDED)
        elif "shortcuts" in results:
            self._take_shortcuts(code, results)
        else:
            self._limit.start(self._patience.portal_ms)
            token = _token()
            self._request(calls.list_shortcuts(self._path, token), token, self._take_shortcuts)

    def _take_shortcuts(self, code: int, results: dict[str, object]) -> None:
        shortcuts = calls.shortcuts_in(results.get("shortcuts", []))
        if code != _GRANTED or shortcuts is None:
            self._fail(Failure.SENSELESS)
        else:
            self._limit.stop()
            self.bound.emit(shortcuts)

    def _request(self, call: Message, token: str, responded: Responded) -> None:
        # The Response may come before the reply to the call, so its place is known beforehand.
        self._requests = {calls.handle_path("request", self._bus.name, token)}
        self._responded = responded
        self._bus.call(call, lambda reply: self._accepted(reply, responded))

    def _accepted(self, reply: Message, responded: Responded) -> None:
        if self._is_over or self._responded is not responded:
            return
        if _is_error(reply):
            if responded == self._take_known:
                self._take_known(_ENDED, {})
            else:
                self._fail(calls.failure_of(reply))
            return
        self.owner = self.owner or calls.sender_of(reply)
        # Portals before 2020 chose another place than the one that the token names.
        self._requests.update(path for path in reply.body if isinstance(path, str))
        if responded == self._take_answer:
            self._asks_person = True
            self._limit.start(self._patience.person_ms)

    def _hear(self, message: Message) -> None:
        fields = message.header.fields
        if calls.sender_of(message) != self.owner or not self.owner:
            return
        interface, member = fields.get(HeaderFields.interface), fields.get(HeaderFields.member)
        path = fields.get(HeaderFields.path)
        if interface == calls.REQUEST and member == "Response" and path in self._requests:
            self._take_response(message.body)
        elif interface == calls.SESSION and member == "Closed" and path == self._path:
            self._end()
            self.closed.emit()
        elif interface == calls.SHORTCUTS and message.body and message.body[0] == self._path:
            self._hear_shortcut(str(member), message.body[1:])

    def _hear_shortcut(self, member: str, told: tuple[object, ...]) -> None:
        if member == "ShortcutsChanged" and self._responded is None:
            shortcuts = calls.shortcuts_in(told[0] if told else None)
            if shortcuts is not None:
                self.bound.emit(shortcuts)
        elif member in ("Activated", "Deactivated") and told and isinstance(told[0], str):
            (self.activated if member == "Activated" else self.deactivated).emit(told[0], told[1:2])

    def _take_response(self, body: object) -> None:
        responded, self._responded = self._responded, None
        response = calls.response_in(body)
        if responded is None:
            return
        if response is None:
            self._fail(Failure.SENSELESS)
        else:
            responded(*response)

    def _give_up(self) -> None:
        self._fail(Failure.UNANSWERED if self._asks_person else Failure.SILENT)

    def _fail(self, failure: Failure) -> None:
        self.close()
        self.failed.emit(failure)


def _is_error(reply: Message) -> bool:
    return bool(reply.header.message_type is MessageType.error)


def _token() -> str:
    return f"panic_button_{secrets.token_hex(8)}"
