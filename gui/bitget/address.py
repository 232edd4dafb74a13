"""Where requests may go: Bitget, or a loopback address. A key is never sent anywhere else."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from gui.words import say

BITGET = "https://api.bitget.com"


class AddressError(ValueError):
    """An exchange address that is not allowed; its text is the sentence for the person who gave it."""


def exchange_address(text: str) -> str:
    """Check an exchange address and give it without a trailing slash.

    Allowed are https://api.bitget.com and http or https on a loopback address (127.0.0.0/8, ::1,
    localhost), with a port and nothing else. Raises AddressError.
    """
    shown = text.strip()
    try:
        parts = urlsplit(shown)
        port = parts.port
    except ValueError:
        raise AddressError(_refusal(shown)) from None
    plain = not (parts.username or parts.password or parts.query or parts.fragment)
    if not plain or parts.path not in ("", "/") or "?" in shown or "#" in shown or "@" in shown:
        raise AddressError(_refusal(shown))
    address = f"{parts.scheme}://{parts.netloc}"
    if address == BITGET:
        return BITGET
    if parts.scheme in ("http", "https") and port != 0 and is_loopback(parts.hostname or ""):
        return address
    raise AddressError(_refusal(shown))


def is_loopback(host: str) -> bool:
    """Tell whether a host name or address literal stays on this computer."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _refusal(text: str) -> str:
    # The text may hold a password typed into an address by mistake: only its harmless start is repeated.
    shown = text if "@" not in text else text.split("://", 1)[0] + "://…"
    return say(
        "“{address}” is not an address that a press may go to. "
        "Use {bitget}, or a loopback address such as http://127.0.0.1:8080.",
        address=shown,
        bitget=BITGET,
    )
