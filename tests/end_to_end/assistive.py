"""What a screen reader does over AT-SPI: reads the tree of the program, acts in it, hears what it tells."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum, IntFlag
from typing import Any

import pytest
from jeepney import (
    DBusAddress,
    HeaderFields,
    MatchRule,
    MessageType,
    Properties,
    message_bus,
    new_method_call,
)
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from tests.session import Desktop

_PREFIX = "org.a11y.atspi"
_ROOT = "/org/a11y/atspi"
_REGISTRY = f"{_PREFIX}.Registry"
_ACCESSIBLE = f"{_PREFIX}.Accessible"
_ACTION = f"{_PREFIX}.Action"
_TABLE = f"{_PREFIX}.Table"
_ANSWER_S = 10.0
_PATIENCE_S = 30.0


class State(IntFlag):
    """Those of AT-SPI's states that matter here, by the bit that stands for each."""

    ACTIVE = 1 << 1
    CHECKED = 1 << 4
    ENABLED = 1 << 8
    FOCUSABLE = 1 << 11
    FOCUSED = 1 << 12
    SHOWING = 1 << 25
    VISIBLE = 1 << 30


class Politeness(IntEnum):
    """How an announcement is to be said, in AT-SPI's numbers."""

    POLITE = 1
    ASSERTIVE = 2


@dataclass(frozen=True, slots=True)
class Announcement:
    """What a screen reader is asked to say."""

    text: str
    politeness: Politeness


@contextmanager
def screen_reader(desktop: Desktop) -> Iterator[ScreenReader]:
    """A screen reader that runs on this desktop; programs that start meanwhile speak to it."""
    session = open_dbus_connection(desktop.environment["DBUS_SESSION_BUS_ADDRESS"])
    status = Properties(DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Status"))
    bus = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
    try:
        [address] = _ask(session, new_method_call(bus, "GetAddress"))
        _ask(session, status.set("IsEnabled", "b", True))
        with open_dbus_connection(address) as asking, open_dbus_connection(address) as hearing:
            yield ScreenReader(asking, hearing)
        _ask(session, status.set("IsEnabled", "b", False))
    finally:
        session.close()


class ScreenReader:
    """Two connections to the accessibility bus: one that asks, and one that only hears."""

    def __init__(self, asking: DBusConnection, hearing: DBusConnection) -> None:
        self._asking = asking
        self._hearing = hearing
        registry = DBusAddress(f"{_ROOT}/registry", _REGISTRY, _REGISTRY)
        _ask(hearing, new_method_call(registry, "RegisterEvent", "sass", ("object:announcement", [], "")))
        events = MatchRule(type="signal", interface=f"{_PREFIX}.Event.Object", member="Announcement")
        _ask(hearing, message_bus.AddMatch(events))

    def things(self) -> list[Thing]:
        """Every thing of every program, from the outermost on; none twice."""
        root = Thing(self._asking, _REGISTRY, f"{_ROOT}/accessible/root")
        return [thing for program in root.children() for thing in program.walk()]

    def find(self, role: str, name: str) -> Thing:
        """The first showing thing of a role whose name begins so; waited for."""
        until = time.monotonic() + _PATIENCE_S
        while True:
            seen = [thing for thing in self.things() if thing.role == role and thing.is_showing]
            for thing in seen:
                if thing.name.startswith(name):
                    return thing
            if time.monotonic() > until:
                pytest.fail(f"there is no {role} “{name}”, only {[thing.name for thing in seen]}")

    def hear(self, beginning: str) -> Announcement:
        """The next announcement that begins so; waited for."""
        until = time.monotonic() + _PATIENCE_S
        heard = []
        while (left := until - time.monotonic()) > 0:
            try:
                message = self._hearing.receive(timeout=left)
            except TimeoutError:
                break
            if message.header.fields.get(HeaderFields.member) == "Announcement":
                said = Announcement(message.body[3][1], Politeness(message.body[1]))
                heard.append(said.text)
                if said.text.startswith(beginning):
                    return said
        pytest.fail(f"“{beginning}” was not announced, but {heard}")


class Thing:
    """One accessible thing, asked anew each time; one that is gone has no name, no role and no children."""

    def __init__(self, bus: DBusConnection, owner: str, path: str) -> None:
        self._bus = bus
        self._owner = owner
        self._path = path

    @property
    def name(self) -> str:
        return str(self._property(_ACCESSIBLE, "Name") or "")

    @property
    def description(self) -> str:
        return str(self._property(_ACCESSIBLE, "Description") or "")

    @property
    def role(self) -> str:
        return str(self._call(_ACCESSIBLE, "GetRoleName")[0] or "")

    @property
    def states(self) -> State:
        low, high = self._call(_ACCESSIBLE, "GetState")[0] or (0, 0)
        return State((low | high << 32) & sum(State))

    @property
    def is_showing(self) -> bool:
        return State.SHOWING in self.states

    @property
    def rows(self) -> int:
        """How many rows it has, if it is a table."""
        return int(self._property(_TABLE, "NRows") or 0)

    def cell(self, row: int, column: int) -> Thing:
        """One cell of it, if it is a table."""
        [[owner, path]] = self._call(_TABLE, "GetAccessibleAt", "ii", (row, column))
        return Thing(self._bus, owner, path)

    def children(self) -> list[Thing]:
        found = self._call(_ACCESSIBLE, "GetChildren")[0] or []
        return [Thing(self._bus, owner, path) for owner, path in found]

    def walk(self) -> Iterator[Thing]:
        """It and everything in it; of a table no cells, which may be thousands."""
        yield self
        if self.role != "table":
            for child in self.children():
                yield from child.walk()

    def actions(self) -> list[str]:
        """The names of what can be done with it."""
        return [name for name, _, _ in self._call(_ACTION, "GetActions")[0] or []]

    def act(self, name: str) -> None:
        """Do something with it, as a screen reader does for a person."""
        [is_done] = self._call(_ACTION, "DoAction", "i", (self.actions().index(name),))
        assert is_done

    def _property(self, interface: str, name: str) -> Any:
        [value] = self._send(Properties(self._address(interface)).get(name))
        return None if value is None else value[1]

    def _call(
        self, interface: str, method: str, signature: str = "", body: tuple[Any, ...] = ()
    ) -> tuple[Any, ...]:
        return self._send(new_method_call(self._address(interface), method, signature or None, body))

    def _address(self, interface: str) -> DBusAddress:
        return DBusAddress(self._path, self._owner, interface)

    def _send(self, message: Any) -> tuple[Any, ...]:
        """The answer, or (None,) from what is gone, or has no such interface."""
        reply = self._bus.send_and_get_reply(message, timeout=_ANSWER_S)
        return reply.body if reply.header.message_type is MessageType.method_return else (None,)


def _ask(bus: DBusConnection, message: Any) -> tuple[Any, ...]:
    reply = bus.send_and_get_reply(message, timeout=_ANSWER_S)
    assert reply.header.message_type is MessageType.method_return, reply.body
    body: tuple[Any, ...] = reply.body
    return body
