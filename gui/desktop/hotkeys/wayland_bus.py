"""The session bus in Qt's own loop: what it sends is read when it comes, and nothing is ever waited for."""

from __future__ import annotations

import logging
import os
import socket
import struct
from collections.abc import Callable
from itertools import count

from jeepney import HeaderFields, Message, MessageFlag, MessageType, Parser
from jeepney.auth import BEGIN, Authenticator
from jeepney.bus import get_bus
from jeepney.bus_messages import message_bus
from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal

_log = logging.getLogger(__name__)

_AT_ONCE = 65_536
_PATIENCE_MS = 10_000  # for a bus to greet, which takes it 1 ms
# What the library raises for an address that is none, and for bytes that are no message.
_SENSELESS = (ValueError, KeyError, IndexError, TypeError, AssertionError, RuntimeError, struct.error)

Then = Callable[[Message], None]


class SessionBus(QObject):
    """One connection to the session bus. GUI thread; every call returns at once.

    After broken nothing comes any more, and the calls that are under way get no reply.
    """

    opened = Signal()
    heard = Signal(object)  # Message: a signal that somebody on the bus sent
    broken = Signal()

    def __init__(self, address: str | None = None) -> None:
        # Without a parent: Python lets go of it. deleteLater() ends the process where a parent goes first.
        super().__init__()
        self._address = address
        self._socket: socket.socket | None = None
        self._notifiers: tuple[QSocketNotifier, ...] = ()
        self._authenticator = Authenticator()
        self._parser = Parser()
        self._serials = count(1)
        self._waiting: dict[int, Then] = {}
        self._unsent = bytearray()
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.timeout.connect(self._break)
        self.name = ""  # what the bus calls this connection, once it is open

    @property
    def is_open(self) -> bool:
        """True from opened to broken or close()."""
        return bool(self.name)

    def open(self) -> None:
        """Begin to connect; opened or broken tells what came of it."""
        try:
            # A local socket is connected, or not, at once: nothing is waited for.
            self._socket = socket.socket(socket.AF_UNIX)
            self._socket.setblocking(False)
            self._socket.connect(get_bus(self._address or _session_address()))
        except (OSError, *_SENSELESS) as problem:
            _log.warning("No session bus: %s", type(problem).__name__)
            self._limit.start(0)
            return
        reading, writing = (
            QSocketNotifier(self._socket.fileno(), kind, self)
            for kind in (QSocketNotifier.Type.Read, QSocketNotifier.Type.Write)
        )
        reading.activated.connect(self._read)
        writing.activated.connect(self._write)
        writing.setEnabled(False)
        self._notifiers = reading, writing
        self._send(self._authenticator.data_to_send() or b"")
        self._limit.start(_PATIENCE_MS)

    def call(self, message: Message, then: Then) -> None:
        """Send a method call; then gets the reply, or the error that came in its place."""
        serial = next(self._serials)
        self._waiting[serial] = then
        self._send(message.serialise(serial=serial))

    def tell(self, message: Message) -> None:
        """Send a method call whose reply nobody wants."""
        message.header.flags |= MessageFlag.no_reply_expected
        self._send(message.serialise(serial=next(self._serials)))

    def close(self) -> None:
        """Leave the bus, which then drops all that was done for this connection."""
        for notifier in self._notifiers:
            notifier.setEnabled(False)
        self._limit.stop()
        self._waiting.clear()
        self._unsent.clear()
        self.name = ""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _send(self, data: bytes) -> None:
        self._unsent += data
        self._write()

    def _write(self) -> None:
        if self._socket is None:
            return
        try:
            while self._unsent:
                del self._unsent[: self._socket.send(self._unsent)]
        except BlockingIOError:
            pass  # the rest goes as soon as there is room
        except OSError:
            # The end is told by the reading side too, but not while a caller is in the middle of something.
            self._limit.start(0)
        if self._socket is not None and self._notifiers:
            self._notifiers[1].setEnabled(bool(self._unsent))

    def _read(self) -> None:
        try:
            data = b"" if self._socket is None else self._socket.recv(_AT_ONCE)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._break()
        elif self._authenticator.authenticated:
            self._parser.add_data(data)
            self._take_messages()
        else:
            self._authenticate(data)

    def _authenticate(self, data: bytes) -> None:
        try:
            self._authenticator.feed(data)
        except _SENSELESS:
            self._break()
            return
        if self._authenticator.authenticated:
            self._send(BEGIN)
            self.call(message_bus.Hello(), self._greet)

    def _greet(self, reply: Message) -> None:
        if reply.header.message_type is not MessageType.method_return:
            self._break()
            return
        self._limit.stop()
        self.name = reply.body[0]
        self.opened.emit()

    def _take_messages(self) -> None:
        while self._socket is not None:
            try:
                message = self._parser.get_next_message()
            except _SENSELESS:
                self._break()
                return
            if message is None:
                return
            self._hand_out(message)

    def _hand_out(self, message: Message) -> None:
        if message.header.message_type is MessageType.signal:
            self.heard.emit(message)
        elif message.header.message_type in (MessageType.method_return, MessageType.error):
            then = self._waiting.pop(message.header.fields.get(HeaderFields.reply_serial), None)
            if then is not None:
                then(message)

    def _break(self) -> None:
        was_there = self._socket is not None
        self.close()
        if was_there:
            self.broken.emit()


def _session_address() -> str:
    """Where the session bus listens. Raises KeyError where nothing says so."""
    named = os.environ.get("DBUS_SESSION_BUS_ADDRESS")
    return named or f"unix:path={os.environ['XDG_RUNTIME_DIR']}/bus"
