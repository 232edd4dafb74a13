"""The proxy's part of `selftest`: the way that a press would take through it, to TLS and no further."""

from __future__ import annotations

import os
import time
from contextlib import closing

from gui.bitget.address import BITGET
from gui.bitget.transport import CONNECT_S
from gui.bitget.wire.dial import Dialler
from gui.kept import settings
from gui.kept.paths import places
from gui.panic.errors import ExchangeError
from gui.panic.proxy import read_proxy

_NO_SETTINGS = "The settings could not be read, so no proxy is used. Open the window and choose anew."


class ProxyBroken(Exception):
    """Bitget cannot be reached through the proxy that was chosen; the text is a sentence for a person."""


def prove_proxy() -> str:
    """Connect to Bitget through the proxy of the settings, and ask nothing. Raises ProxyBroken."""
    where = places().settings
    kept = settings.look(where)
    if kept is None and os.path.lexists(where):
        raise ProxyBroken(_NO_SETTINGS)
    proxy = None if kept is None else read_proxy(kept.preferences.proxy)
    if proxy is None:
        return "None is set: Bitget is reached without one."
    begun_at = time.monotonic()
    try:
        # No more patience than a press has.
        with closing(Dialler(BITGET, CONNECT_S, proxy).dial("selftest", begun_at + CONNECT_S)):
            took_ms = round((time.monotonic() - begun_at) * 1000)
    except ExchangeError as problem:
        raise ProxyBroken(f"{problem.sentence} {problem.advice}") from None
    return f"Bitget was reached through the proxy {proxy} in {took_ms} ms, and proved who it is."
