"""Messages on the desktop, by the notification service that Linux desktops share; no tray is needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QObject

from gui.desktop.worker import Worker
from gui.kept.paths import resources

_NAME, _PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
_PATIENCE_S = 5.0  # the service may have to be started first
_LONGEST = 600  # characters; what is longer no desktop shows
_NORMAL, _CRITICAL = 1, 2


@dataclass(frozen=True, slots=True)
class Notice:
    """A message; one that is urgent stays until it was seen."""

    title: str
    text: str
    is_urgent: bool = False


class NoService(Exception):
    """Nothing here shows messages."""


class Notices(QObject):
    """Shows messages, the newest in place of the one before. GUI thread; no method waits."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = Worker("notices", self)
        self._last = 0  # the service's number of the message that stands; belongs to the worker's thread

    def show(self, notice: Notice, otherwise: Callable[[], None]) -> None:
        """Have the desktop show a message; otherwise is called where it has no such service."""
        self._worker.do(lambda: self._show(notice), failed=lambda _: otherwise())

    def close(self) -> None:
        """Show nothing more."""
        self._worker.stop(0.1)

    def _show(self, notice: Notice) -> None:
        self._last = notify(notice, self._last)


def notify(notice: Notice, replaces: int = 0) -> int:
    """Show a message in place of another (0 is none); gives its number. Blocks; raises NoService."""
    # At the first message: another program's bus is none of a press's business.
    try:
        from jeepney import DBusAddress, new_method_call
        from jeepney.io.blocking import open_dbus_connection
        from jeepney.wrappers import DBusErrorResponse, unwrap_msg
    except ImportError:
        raise NoService("Only Linux desktops have this service.") from None

    service = DBusAddress(_PATH, _NAME, _NAME)
    hints = {
        "urgency": ("y", _CRITICAL if notice.is_urgent else _NORMAL),
        "desktop-entry": ("s", "panic-button"),
    }
    try:
        with open_dbus_connection("SESSION") as bus:

            def call(method: str, signature: str | None = None, body: tuple[object, ...] = ()) -> object:
                message = new_method_call(service, method, signature, body)
                return unwrap_msg(bus.send_and_get_reply(message, timeout=_PATIENCE_S))[0]

            text = _shown(notice.text, call("GetCapabilities"))
            icon = (resources() / "panic-button-256.png").as_uri()
            body: tuple[object, ...] = ("Panic Button", replaces, icon, notice.title, text, [], hints, -1)
            given = call("Notify", "susssasa{sv}i", body)
    # No address of a bus, no bus, one that refuses or hangs up, no such service: there is no message.
    except (OSError, KeyError, ValueError, EOFError, DBusErrorResponse) as fault:
        raise NoService(type(fault).__name__) from None
    return given if isinstance(given, int) else 0


def _shown(text: str, abilities: object) -> str:
    """The text for a service with these abilities: one that reads markup must find none in it."""
    if len(text) > _LONGEST:
        text = f"{text[: _LONGEST - 1]}…"
    is_plain = isinstance(abilities, list) and "body-markup" not in abilities
    return text if is_plain else escape(text, quote=False)
