"""Linux: the settings that the desktop's portal shows to every program, on X11 and on Wayland."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from gui.desktop.wishes.wishes import Wishes

if TYPE_CHECKING:
    from jeepney import DBusAddress

_FREEDESKTOP = "org.freedesktop.appearance"
_GNOME = "org.gnome.desktop.interface"
_KDE = "org.kde.kdeglobals.KDE"
_NAMESPACES = [_FREEDESKTOP, _GNOME, _KDE]
_SCHEMES = {1: True, 2: False}  # 0 is no preference
_ANSWER_S = 30.0  # the portal is started when it is asked first

Settings = Mapping[str, Mapping[str, tuple[str, Any]]]
"""By namespace and key, each a D-Bus variant: its signature and its value."""


class PortalDesktop:
    """Speaks to the session bus, each time on a connection of its own.

    The thread that asks first loads what it takes: the one of the window has that to draw.
    """

    def ask(self) -> Wishes:
        """Read the settings. Raises OSError or TimeoutError where there is no bus or no portal."""
        _require_bus()
        from jeepney import MessageType, new_method_call
        from jeepney.io.blocking import open_dbus_connection

        with open_dbus_connection("SESSION") as bus:
            question = new_method_call(_settings(), "ReadAll", "as", (_NAMESPACES,))
            reply = bus.send_and_get_reply(question, timeout=_ANSWER_S)
        if reply.header.message_type is not MessageType.method_return:
            raise OSError("the portal shows no settings")
        return wishes_of(reply.body[0])

    def listen(self, ring: Callable[[], None]) -> None:
        """Wait for changes until the bus is gone, which raises an OSError or an EOFError."""
        _require_bus()
        from jeepney import HeaderFields, MatchRule, message_bus
        from jeepney.io.blocking import open_dbus_connection

        rule = MatchRule(type="signal", interface=_settings().interface, member="SettingChanged")
        with open_dbus_connection("SESSION") as bus:
            bus.send_and_get_reply(message_bus.AddMatch(rule), timeout=_ANSWER_S)
            while True:
                message = bus.receive()
                is_told = message.header.fields.get(HeaderFields.member) == "SettingChanged"
                if is_told and message.body[0] in _NAMESPACES:
                    ring()


def _require_bus() -> None:
    # Before jeepney is loaded, which takes its time from the first picture.
    if not os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        raise OSError("there is no session bus")


def _settings() -> DBusAddress:
    from jeepney import DBusAddress

    name = "org.freedesktop.portal.Desktop"
    return DBusAddress("/org/freedesktop/portal/desktop", name, "org.freedesktop.portal.Settings")


def wishes_of(settings: Settings) -> Wishes:
    """Read the wishes out of the settings.

    For less motion the common key counts where a desktop has it; GNOME and KDE had keys of their own before.
    """
    return Wishes(_is_still(settings), _SCHEMES.get(_value(settings, _FREEDESKTOP, "color-scheme")))


def _is_still(settings: Settings) -> bool:
    common = _value(settings, _FREEDESKTOP, "reduced-motion")
    if common is not None:
        return bool(common == 1)
    has_animations = _value(settings, _GNOME, "enable-animations")
    return has_animations is False or _is_zero(_value(settings, _KDE, "AnimationDurationFactor"))


def _value(settings: Settings, namespace: str, key: str) -> Any:
    return settings.get(namespace, {}).get(key, ("", None))[1]


def _is_zero(factor: object) -> bool:
    try:
        return float(str(factor)) == 0
    except ValueError:
        return False
