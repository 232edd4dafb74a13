"""A service of the desktop that stands in for the real one, in a process of its own on a private bus."""

from __future__ import annotations

import sys
from abc import ABC, abstractmethod
from collections.abc import Callable
from selectors import EVENT_READ, DefaultSelector

from jeepney import Message, MessageType
from jeepney.io.blocking import DBusConnection, open_dbus_connection


class StandIn(ABC):
    """Has a name on the bus, answers what it is called for, and takes orders from its standard input."""

    name: str

    def __init__(self) -> None:
        self.bus: DBusConnection = open_dbus_connection()

    @abstractmethod
    def take(self, call: Message) -> None:
        """Answer a call."""

    @abstractmethod
    def read_order(self) -> None:
        """Do what the test says."""

    def serve(self, ready: Callable[[], None]) -> None:
        """Answer until the bus or the test ends; ready is called when the name is its own."""
        self.bus.bus_proxy.RequestName(self.name, 4)
        ready()
        selector = DefaultSelector()
        selector.register(self.bus.sock, EVENT_READ, self.read_bus)
        selector.register(sys.stdin, EVENT_READ, self.read_order)
        while True:
            for key, _ in selector.select():
                key.data()

    def read_bus(self) -> None:
        """Take every call that has come."""
        try:
            while True:
                message = self.bus.receive(timeout=0)
                if message.header.message_type is MessageType.method_call:
                    self.take(message)
        except TimeoutError:
            pass
        except ConnectionError:
            sys.exit(0)
