"""A Secret Service with one API key in it, as a process of its own, whose manners are told by its argument.

It shares no code with the program: names and signatures are written down here from the specification. Each
call that it gets is a line on its standard output; a line on its standard input is what a person does now:
`answer` or `dismiss` for the prompt that is open, `die` for a service that ends in the middle of a call.
"""

from __future__ import annotations

import json
import os
import sys
import time
from typing import Any

from jeepney import DBusAddress, HeaderFields, Message, new_error, new_method_return, new_signal

from tests.stand_in import StandIn

NAME = "org.freedesktop.secrets"
ITEM = "/org/freedesktop/secrets/collection/login/1"
SESSION = "/org/freedesktop/secrets/session/1"
PROMPT = "/org/freedesktop/secrets/prompt/1"


class SecretService(StandIn):
    """Manners: locked; slow_s, the seconds that it takes to find the key; key, what the entry holds."""

    name = NAME

    def __init__(self, manners: dict[str, Any]) -> None:
        super().__init__()
        self.is_locked = bool(manners.get("locked"))
        self.slow_s, self.key = float(manners.get("slow_s", 0)), manners["key"]

    def take(self, call: Message) -> None:
        member = call.header.fields[HeaderFields.member]
        tell(member)
        getattr(self, f"take_{member}")(call)

    def read_order(self) -> None:
        for order in os.read(sys.stdin.fileno(), 65_536).decode().split() or ["die"]:
            if order == "die":
                os._exit(0)
            self.is_locked = order != "answer"
            done = new_signal(
                DBusAddress(PROMPT, interface="org.freedesktop.Secret.Prompt"),
                "Completed",
                "bv",
                (self.is_locked, ("ao", [])),
            )
            self.bus.send(done)

    def reply(self, call: Message, signature: str = "", body: tuple[Any, ...] = ()) -> None:
        self.bus.send(new_method_return(call, signature, body))

    def take_Get(self, call: Message) -> None:
        _, name = call.body
        self.reply(call, "v", (("b", self.is_locked) if name == "Locked" else ("s", "Login"),))

    def take_Unlock(self, call: Message) -> None:
        self.reply(call, "aoo", ([], PROMPT if self.is_locked else "/"))

    def take_Prompt(self, call: Message) -> None:
        self.reply(call)  # and nothing more, until somebody answers
        tell("asks")

    def take_SearchItems(self, call: Message) -> None:
        time.sleep(self.slow_s)
        user = call.body[0]["username"]
        self.reply(call, "ao", ([] if user.endswith("accounts") else [ITEM],))

    def take_OpenSession(self, call: Message) -> None:
        if call.body[0] != "plain":
            self.bus.send(new_error(call, "org.freedesktop.DBus.Error.NotSupported", "s", ("Plain only.",)))
            return
        self.reply(call, "vo", (("s", ""), SESSION))

    def take_GetSecret(self, call: Message) -> None:
        self.reply(call, "(oayays)", ((SESSION, b"", json.dumps(self.key).encode(), "text/plain"),))


def tell(word: str) -> None:
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    SecretService(json.loads(sys.argv[1])).serve(lambda: tell("ready"))
