"""The last complete book of each account, kept for the press that may come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from gui.panic.orders import OpenOrder, Scope
from gui.panic.snapshot import Snapshot


class Snapshots:
    """Books by account name: they outlive a failure of the link, and no change of key. GUI thread."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._kept: dict[str, Snapshot] = {}

    def take(self, account: str, orders: tuple[OpenOrder, ...], read_at: float) -> None:
        """Keep an account's whole book of the scope; read_at is time.monotonic seconds."""
        self._kept[account] = Snapshot(orders, read_at)

    def cover(self, scope: Scope) -> None:
        """Follow the scope: of a narrower one the books are known as well, of a wider one they are not."""
        # Stops are in no snapshot, so whether the scope takes them makes no difference.
        is_known = replace(self._scope, kinds=scope.kinds).includes(scope)
        self._scope = scope
        if not is_known:
            self.forget()
        for account, kept in self._kept.items():
            orders = tuple(order for order in kept.orders if scope.covers(order))
            self._kept[account] = Snapshot(orders, kept.read_at)

    def forget(self) -> None:
        """Keep nothing: another environment or key has books of its own."""
        self._kept.clear()

    def of(self, accounts: Sequence[str]) -> Mapping[str, Snapshot]:
        """What is known now of these accounts, by name."""
        return {account: kept for account, kept in self._kept.items() if account in accounts}
