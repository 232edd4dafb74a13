"""One watch for each account that a press would cover, so that one in trouble holds up no other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from gui.desktop.looks import Outlook
from gui.desktop.pace import Turns
from gui.desktop.watch import Watch
from gui.panic.exchange import Exchange
from gui.panic.orders import Scope


class Watches:
    """tell is called on the watches' threads with an account's name and its Outlook. GUI thread."""

    def __init__(self, tell: Callable[[str, Outlook], None]) -> None:
        self._tell = tell
        self._watches: dict[str, Watch] = {}
        self._posts: dict[str, tuple[Exchange, Scope]] = {}
        self._turns = Turns()
        self._is_held = False

    def look_at(self, exchanges: Mapping[str, Exchange], scope: Scope) -> None:
        """Watch these accounts and no others, beginning now."""
        for name in [name for name in self._posts if name not in exchanges]:
            # Kept for its return: an examination that still runs must not get a twin.
            self._watches[name].look_at(None, scope)
            self._posts.pop(name, None)
        for name, exchange in exchanges.items():
            watch = self._watches.get(name) or self._begun(name)
            watch.share_with(len(exchanges))
            if self._posts.get(name) != (exchange, scope):
                self._posts[name] = exchange, scope
                watch.look_at(exchange, scope)

    def hold(self) -> None:
        """Ask nothing while a press runs."""
        self._is_held = True
        for watch in self._watches.values():
            watch.hold()

    def release(self, closely_s: float = 0.0) -> None:
        """Go on after a press, more closely for so long where it was proved empty."""
        self._is_held = False
        for watch in self._watches.values():
            watch.release(closely_s)

    def look_now(self) -> None:
        """Ask everything anew, as somebody wants to see it."""
        for watch in self._watches.values():
            watch.look_now()

    def used(self) -> None:
        """Note that somebody is at the window."""
        for watch in self._watches.values():
            watch.used()

    def stop(self) -> None:
        """End every thread after the call it may be in."""
        for watch in self._watches.values():
            watch.stop()
        self._watches.clear()

    def _begun(self, name: str) -> Watch:
        watch = self._watches[name] = Watch(partial(self._tell, name), turns=self._turns)
        if self._is_held:
            watch.hold()
        return watch
