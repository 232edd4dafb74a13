"""Messages on the desktop, shown by a stand-in service with code of its own on a bus of its own."""

from __future__ import annotations

import json
import select
import subprocess
import sys
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from gui.desktop.notices import NoService, Notice, Notices, notify
from tests.session import Desktop

_SERVICE = """
import json, sys
from jeepney import HeaderFields, MessageType, DBusAddress, new_method_call, new_method_return
from jeepney.io.blocking import open_dbus_connection
bus = open_dbus_connection("SESSION")
owner = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
bus.send_and_get_reply(new_method_call(owner, "RequestName", "su", ("org.freedesktop.Notifications", 0)))
print("up", flush=True)
number = 40
while True:
    message = bus.receive()
    if message.header.message_type is not MessageType.method_call:
        continue
    if message.header.fields[HeaderFields.member] == "GetCapabilities":
        bus.send(new_method_return(message, "as", (json.loads(sys.argv[1]),)))
        continue
    number += 1
    name, replaces, _, title, text, _, hints, timeout = message.body
    bus.send(new_method_return(message, "u", (number,)))
    print(json.dumps([name, replaces, title, text, hints["urgency"][1]]), flush=True)
"""
_URGENT = Notice("LEFT 2", "2 of <b>sub1</b> & <a href='x'>more</a> are open.", is_urgent=True)


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    desktop = Desktop()
    desktop.start_bus(bare=True)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", desktop.environment["DBUS_SESSION_BUS_ADDRESS"])
    yield desktop
    desktop.stop()


class Service:
    def __init__(self, desktop: Desktop, *abilities: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", _SERVICE, json.dumps(["body", *abilities])],
            env=desktop.environment,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        assert self.line() == "up"

    def line(self) -> str:
        assert self.process.stdout is not None
        assert select.select([self.process.stdout], [], [], 20)[0], "the service heard nothing for 20 s"
        return self.process.stdout.readline().strip()

    def told(self) -> list[object]:
        return list(json.loads(self.line()))

    def stop(self) -> None:
        self.process.kill()
        self.process.communicate()


def test_markup_is_shown_and_never_obeyed(bus: Desktop) -> None:
    service = Service(bus, "body-markup")
    notify(_URGENT)
    shown = "2 of &lt;b&gt;sub1&lt;/b&gt; &amp; &lt;a href='x'&gt;more&lt;/a&gt; are open."
    assert service.told() == ["Panic Button", 0, "LEFT 2", shown, 2]
    service.stop()
    plain = Service(bus)
    notify(_URGENT)
    assert plain.told()[3] == _URGENT.text
    plain.stop()


def test_the_newest_takes_the_place_of_the_one_before(qtbot: QtBot, bus: Desktop) -> None:  # noqa: ARG001
    service, notices = Service(bus, "body-markup"), Notices()
    notices.show(_URGENT, lambda: pytest.fail("there is a service"))
    notices.show(Notice("EMPTY", "x" * 5000), lambda: pytest.fail("there is a service"))
    assert service.told()[1] == 0
    _, replaces, title, text, urgency = service.told()
    assert (replaces, title, urgency) == (41, "EMPTY", 1)
    assert len(str(text)) == 600
    service.stop()
    notices.close()


def test_without_a_service_or_a_bus_somebody_else_shows_it(
    qtbot: QtBot, bus: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(NoService):
        notify(_URGENT)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={bus.home}/nobody")
    notices, asked = Notices(), []
    notices.show(_URGENT, lambda: asked.append(1))
    qtbot.waitUntil(lambda: asked == [1], timeout=15_000)
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    with pytest.raises(NoService):
        notify(_URGENT)
    monkeypatch.setitem(sys.modules, "jeepney", None)  # as on other systems
    with pytest.raises(NoService, match="Only Linux"):
        notify(_URGENT)
    notices.close()
