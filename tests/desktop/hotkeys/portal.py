"""A desktop's portal for global shortcuts, as a process of its own.

It shares no code with the program: names, paths and signatures are written down here from the portal's
documentation. How it behaves is told by its argument (JSON), what it shall do by lines on standard input;
each call that it gets is a line of JSON on its standard output.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

from jeepney import DBusAddress, HeaderFields, Message
from jeepney import new_error as error_to
from jeepney import new_method_return as reply_to
from jeepney import new_signal as signal_of
from jeepney.io.blocking import open_dbus_connection

from tests.stand_in import StandIn

NAME = "org.freedesktop.portal.Desktop"
REQUEST = "org.freedesktop.portal.Request"
SHORTCUTS = "org.freedesktop.portal.GlobalShortcuts"
REGISTRY = "org.freedesktop.host.portal.Registry"
ROOT = "/org/freedesktop/portal/desktop"
NO_METHOD = "org.freedesktop.DBus.Error.UnknownMethod"


class Portal(StandIn):
    """Answers one client at a time; manner says how."""

    name = NAME

    def __init__(self, manner: dict[str, Any]) -> None:
        super().__init__()
        self.manner = manner
        self.client = self.session = self.shortcut = ""
        self.key: str | None = None
        self.is_bound = False
        self.clock = 0  # ms, by which keys are told
        self.unread = b""

    def read_order(self) -> None:
        told = os.read(sys.stdin.fileno(), 65_536)
        if not told:
            sys.exit(0)
        *lines, self.unread = (self.unread + told).split(b"\n")
        for line in lines:
            order, *words = json.loads(line)
            getattr(self, f"do_{order}")(*words)

    def take(self, call: Message) -> None:
        fields = call.header.fields
        member, interface = fields[HeaderFields.member], fields.get(HeaderFields.interface)
        self.client = fields[HeaderFields.sender]
        tell("call", member, call.body, fields[HeaderFields.path])
        if interface == REGISTRY and member == "Register" and self.manner.get("registry", True):
            self.bus.send(reply_to(call))
        elif interface == SHORTCUTS and self.manner.get("interface", True):
            getattr(self, f"take_{member}")(call)
        elif member == "Close":
            self.session = "" if fields[HeaderFields.path] == self.session else self.session
        else:
            self.bus.send(error_to(call, NO_METHOD, "s", ("No such interface",)))

    def take_CreateSession(self, call: Message) -> None:
        options = call.body[0]
        name = call.header.fields[HeaderFields.sender][1:].replace(".", "_")
        self.session = f"{ROOT}/session/{name}/{options['session_handle_token'][1]}"
        self.is_bound = False
        self.shortcut, self.key = self.manner.get("known", ("", None))
        answer = self.manner.get("create", [0, {"session_handle": ["s", self.session]}])
        self.respond(call, options, answer)

    def take_BindShortcuts(self, call: Message) -> None:
        session, shortcuts, _, options = call.body
        if session != self.session:
            self.bus.send(
                error_to(call, "org.freedesktop.DBus.Error.AccessDenied", "s", ("Invalid session",))
            )
            return
        [(self.shortcut, wanted)] = shortcuts
        self.is_bound = True
        asked = wanted.get("preferred_trigger", ("s", ""))[1]
        self.key = self.manner.get("key", "+".join(part.capitalize() for part in asked.split("+")))
        answer = self.manner.get("bind", [0, {"shortcuts": ["a(sa{sv})", self.shortcuts()]}])
        self.respond(call, options, answer)

    def take_ListShortcuts(self, call: Message) -> None:
        before = {} if self.is_bound else self.manner
        answer = before.get("list", [0, {"shortcuts": ["a(sa{sv})", self.shortcuts()]}])
        self.respond(call, call.body[1], answer)

    def shortcuts(self) -> list[Any]:
        if self.key is None:
            return []
        words = {"description": ("s", "Whatever it does"), "trigger_description": ("s", self.key)}
        return [(self.shortcut, words)]

    def respond(self, call: Message, options: dict[str, Any], answer: Any) -> None:
        """Reply with a request, and respond to it: [code, results], or a signature and a body of any kind."""
        if answer == "nothing":
            return
        if isinstance(answer, str) and "Error" in answer:
            self.bus.send(error_to(call, answer, "s", ("No.",)))
            return
        name = call.header.fields[HeaderFields.sender][1:].replace(".", "_")
        token = "of_its_own" if self.manner.get("old") else options["handle_token"][1]
        path = f"{ROOT}/request/{name}/{token}"
        reply = reply_to(call, "o", (path,))
        if answer == "no response":
            self.bus.send(reply)
            return
        signature, body = ("ua{sv}", answer) if isinstance(answer[0], int) else answer
        response = signal_of(DBusAddress(path, interface=REQUEST), "Response", signature, as_dbus(body))
        for message in (response, reply) if self.manner.get("early") else (reply, response):
            self.bus.send(message)

    def do_mark(self, number: int) -> None:
        tell("mark", number)

    def do_activate(self, times: int = 1, shortcut: str = "", session: str = "") -> None:
        for _ in range(times):
            self.clock += self.manner.get("tick", 30)
            self.emit("Activated", "osta{sv}", self.pressed(shortcut, session))
            if times > 1:
                self.do_deactivate()

    def do_deactivate(self) -> None:
        self.emit("Deactivated", "osta{sv}", self.pressed("", ""))

    def do_repeat(self, times: int) -> None:
        """A held key as some desktops tell it: let go and pressed at the same time, over and over."""
        for _ in range(times):
            self.do_deactivate()
            self.emit("Activated", "osta{sv}", self.pressed("", ""))

    def pressed(self, shortcut: str, session: str) -> tuple[Any, ...]:
        return (session or self.session, shortcut or self.shortcut, self.clock, {})

    def do_change(self, key: str | None) -> None:
        self.key = key
        self.emit("ShortcutsChanged", "oa(sa{sv})", (self.session, self.shortcuts()))

    def do_emit(self, member: str, signature: str, body: list[Any]) -> None:
        self.emit(member, signature, as_dbus([self.session if part == "SESSION" else part for part in body]))

    def do_close(self) -> None:
        emitter = DBusAddress(self.session, interface="org.freedesktop.portal.Session")
        self.bus.send(signal_of(emitter, "Closed", "a{sv}", ({},)))

    def do_impersonate(self) -> None:
        """Tell of a press as somebody who is not the portal, straight to the client."""
        with open_dbus_connection() as other:
            emitter = DBusAddress(ROOT, interface=SHORTCUTS)
            signal = signal_of(emitter, "Activated", "osta{sv}", self.pressed("", ""))
            signal.header.fields[HeaderFields.destination] = self.client
            other.send(signal)
            other.bus_proxy.GetId()  # which is answered after the signal was delivered
        tell("impersonated")

    def emit(self, member: str, signature: str, body: tuple[Any, ...]) -> None:
        self.bus.send(signal_of(DBusAddress(ROOT, interface=SHORTCUTS), member, signature, body))


def as_dbus(body: Any) -> tuple[Any, ...]:
    """JSON has no tuples: a variant is written as a list of its signature and its value."""

    def variants(part: Any) -> Any:
        if isinstance(part, dict):
            return {key: (value[0], value[1]) for key, value in part.items()}
        return part

    return tuple(variants(part) for part in body)


def tell(*words: Any) -> None:
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    Portal(json.loads(sys.argv[1])).serve(lambda: tell("ready"))
