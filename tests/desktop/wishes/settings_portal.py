"""A desktop's portal that shows settings to every program, on a real session bus."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from jeepney import DBusAddress, HeaderFields, MessageType, new_error, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

_NAME = "org.freedesktop.portal.Desktop"
_INTERFACE = "org.freedesktop.portal.Settings"
_ADDRESS = DBusAddress("/org/freedesktop/portal/desktop", _NAME, _INTERFACE)

Settings = dict[str, dict[str, tuple[str, Any]]]
"""By namespace and key, each with the signature of its value and the value."""


@contextmanager
def settings_portal(bus_address: str, settings: Settings) -> Iterator[SettingsPortal]:
    """A portal that shows these settings, from now on until the end of the block."""
    with open_dbus_connection(bus_address) as bus:
        bus.send_and_get_reply(message_bus.RequestName(_NAME), timeout=10)
        portal = SettingsPortal(bus, settings)
        thread = threading.Thread(target=portal.serve, name="portal")
        thread.start()
        try:
            yield portal
        finally:
            portal.stop()
            thread.join()


class SettingsPortal:
    """Answers on a thread of its own."""

    def __init__(self, bus: DBusConnection, settings: Settings) -> None:
        self._bus = bus
        self._settings = settings
        self._is_stopped = threading.Event()
        self.asked: list[str] = []  # the methods that were called

    def change(self, settings: Settings) -> None:
        """Show others, and tell everybody who listens."""
        self._settings = settings
        for namespace, keys in settings.items():
            for key, value in keys.items():
                told = (namespace, key, value)
                self._bus.send(new_signal(_ADDRESS, "SettingChanged", "ssv", told))

    def stop(self) -> None:
        self._is_stopped.set()

    def serve(self) -> None:
        while not self._is_stopped.is_set():
            try:
                message = self._bus.receive(timeout=0.05)
            except TimeoutError:
                continue
            if message.header.message_type is MessageType.method_call:
                self._bus.send(self._answer(message))

    def _answer(self, message: Any) -> Any:
        method = message.header.fields.get(HeaderFields.member)
        self.asked.append(method)
        if method == "ReadAll":
            return new_method_return(message, "a{sa{sv}}", (self._settings,))
        if method in ("Read", "ReadOne"):
            namespace, key = message.body
            value = self._settings.get(namespace, {}).get(key)
            if value is not None:
                # The older of the two wraps the value twice.
                return new_method_return(message, "v", (("v", value) if method == "Read" else value,))
        return new_error(message, "org.freedesktop.portal.Error.NotFound")
