"""What the portal for global shortcuts is asked, and what it answers; what makes no sense is None."""

from __future__ import annotations

from enum import Enum, auto

from jeepney import DBusAddress, HeaderFields, MatchRule, Message, new_method_call
from jeepney.bus_messages import message_bus

PORTAL = "org.freedesktop.portal.Desktop"
BUS = "org.freedesktop.DBus"
SHORTCUTS = "org.freedesktop.portal.GlobalShortcuts"
REQUEST = "org.freedesktop.portal.Request"
SESSION = "org.freedesktop.portal.Session"
_OBJECT = "/org/freedesktop/portal/desktop"
_REGISTRY = "org.freedesktop.host.portal.Registry"
# The name of the menu entry that the package installs; desktops know programs by it.
APP_ID = "panic-button"

_NO_PORTAL = ("ServiceUnknown", "NameHasNoOwner", "Spawn.")
_NO_INTERFACE = ("UnknownMethod", "UnknownInterface", "UnknownObject")
_NO_REPLY = ("NoReply", "Timeout", "TimedOut", "Disconnected")
_ERROR = "org.freedesktop.DBus.Error."


class Failure(Enum):
    """Why the desktop gives no hotkey."""

    NO_BUS = auto()
    NO_PORTAL = auto()
    NO_INTERFACE = auto()
    NOT_ALLOWED = auto()  # without asking anybody
    DENIED = auto()  # by the person who was asked
    ENDED = auto()  # the question ended without an answer
    SILENT = auto()
    UNANSWERED = auto()  # the person was asked, and did not answer in time
    SENSELESS = auto()


def subscriptions() -> list[Message]:
    """The calls after which every signal of the portal arrives that concerns a hotkey."""
    owner = MatchRule(type="signal", sender=BUS, interface=BUS, member="NameOwnerChanged")
    owner.add_arg_condition(0, PORTAL)
    rules = [
        MatchRule(type="signal", sender=PORTAL, interface=name) for name in (SHORTCUTS, REQUEST, SESSION)
    ]
    return [message_bus.AddMatch(rule) for rule in (owner, *rules)]


def register_app() -> Message:
    """Say which program this is, which a portal cannot see of one that is not sandboxed."""
    return _call(_REGISTRY, "Register", "sa{sv}", (APP_ID, {}))


def create_session(token: str, session_token: str) -> Message:
    """Ask for a session, in which shortcuts are then bound."""
    options = {"handle_token": ("s", token), "session_handle_token": ("s", session_token)}
    return _call(SHORTCUTS, "CreateSession", "a{sv}", (options,))


def bind_shortcut(session: str, token: str, shortcut: str, description: str, trigger: str) -> Message:
    """Ask for one shortcut; trigger is the key that is preferred, "" for none."""
    wanted = {"description": ("s", description)}
    if trigger:
        wanted["preferred_trigger"] = ("s", trigger)
    body = (session, [(shortcut, wanted)], "", {"handle_token": ("s", token)})
    return _call(SHORTCUTS, "BindShortcuts", "oa(sa{sv})sa{sv}", body)


def list_shortcuts(session: str, token: str) -> Message:
    """Ask what is bound: newer portals leave that out of their answer to BindShortcuts."""
    return _call(SHORTCUTS, "ListShortcuts", "oa{sv}", (session, {"handle_token": ("s", token)}))


def close(path: str, interface: str) -> Message:
    """Close a request or a session."""
    return new_method_call(DBusAddress(path, bus_name=PORTAL, interface=interface), "Close")


def handle_path(kind: str, name: str, token: str) -> str:
    """Where the portal puts the request or the session that this connection names by a token."""
    return f"{_OBJECT}/{kind}/{name.removeprefix(':').replace('.', '_')}/{token}"


def sender_of(message: Message) -> str:
    """The unique name of whoever sent it, "" where the bus itself did."""
    sender = message.header.fields.get(HeaderFields.sender, "")
    return sender if sender.startswith(":") else ""


def failure_of(error: Message) -> Failure:
    """What an error in place of a reply means."""
    name = str(error.header.fields.get(HeaderFields.error_name, "")).removeprefix(_ERROR)
    for names, failure in (
        (_NO_PORTAL, Failure.NO_PORTAL),
        (_NO_INTERFACE, Failure.NO_INTERFACE),
        (_NO_REPLY, Failure.SILENT),
    ):
        if name.startswith(names):
            return failure
    return Failure.NOT_ALLOWED


def response_in(body: object) -> tuple[int, dict[str, object]] | None:
    """A Response: its code (0 yes, 1 denied, 2 ended) and its results without the variants' types."""
    if not isinstance(body, tuple) or len(body) != 2:
        return None
    code, results = body
    if not isinstance(code, int) or not isinstance(results, dict):
        return None
    return code, {key: _value(variant) for key, variant in results.items()}


def shortcuts_in(value: object) -> dict[str, str] | None:
    """Shortcuts by their names, each with how the desktop describes its key, "" where it names none."""
    if not isinstance(value, list):
        return None
    found = {}
    for entry in value:
        if not isinstance(entry, tuple) or len(entry) != 2 or not isinstance(entry[1], dict):
            return None
        described = _value(entry[1].get("trigger_description", ("s", "")))
        if not isinstance(entry[0], str) or not isinstance(described, str):
            return None
        found[entry[0]] = described
    return found


def _value(variant: object) -> object:
    return variant[1] if isinstance(variant, tuple) and len(variant) == 2 else None


def _call(interface: str, member: str, signature: str, body: tuple[object, ...]) -> Message:
    return new_method_call(
        DBusAddress(_OBJECT, bus_name=PORTAL, interface=interface), member, signature, body
    )
