"""What the last look at each account showed, and what that adds up to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from gui.desktop.looks import Outlook
from gui.desktop.snapshots import Snapshots
from gui.panic.orders import OpenOrder, Scope
from gui.panic.readiness import Readiness, not_ready, refused_before, without_book
from gui.panic.snapshot import Snapshot
from gui.panic.together import together
from gui.panic.verdict import Report, Verdict

_DOUBTFUL = (Verdict.UNKNOWN, Verdict.REFUSED)


class Outlooks:
    """Outlooks by account; those of accounts that cannot be pressed are the sentence why. GUI thread."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._snapshots = Snapshots(scope)
        self._seen: dict[str, Outlook] = {}
        self._proved: tuple[str, ...] = ()
        self._refused: dict[str, str] = {}

    def take(self, account: str, outlook: Outlook) -> None:
        """Keep the latest of an account."""
        self._seen[account] = outlook
        if outlook.orders is not None:
            # From now on its looks count: one that fails must not bring the proof back.
            self._proved = tuple(name for name in self._proved if name != account)
            self._snapshots.take(account, outlook.orders, outlook.read_at)

    def clear(self) -> None:
        """Know nothing."""
        self._seen.clear()
        self._proved = ()
        self._refused = {}

    def pressed(self, at: float, accounts: Sequence[str], report: Report) -> None:
        """Forget every book, as after a press that was made at this moment; these it has proved empty.

        That stands until a look tells more, so one account whose looks fail cannot hide the orders that come
        back in another. Where the press did not work, nobody knows whether the next would until it was looked
        again; and a refusal is remembered where only a press can tell that it is over.
        """
        products = report.product_types
        pressed, lasting = {each.account for each in products}, [each for each in products if each.is_lasting]
        others = {name: why for name, why in self._refused.items() if name not in pressed}
        self._refused = others | {each.account: each.sentence for each in lasting}
        doubtful = {each.account for each in products if each.verdict in _DOUBTFUL}
        self._seen = {
            name: replace(seen, readiness=without_book(seen.readiness), orders=None)
            for name, seen in self._seen.items()
            if name not in doubtful
        }
        self._proved = tuple(accounts)
        for account in accounts:
            self._snapshots.take(account, (), at)

    def cover(self, scope: Scope, accounts: Sequence[str]) -> None:
        """Begin anew for another scope or other accounts, but for those that go on as they were.

        What was read of a wider scope is still known of a narrower one.
        """
        self._snapshots.cover(scope)
        refused = self._refused if scope == self._scope else {}
        stay = {name: seen for name, seen in self._seen.items() if name in accounts and seen.scope == scope}
        self.clear()
        self._seen, self._refused, self._scope = stay, refused, scope

    def forget(self) -> None:
        """Begin anew elsewhere, or with other keys: nothing that was read counts any more."""
        self._snapshots.forget()
        self.clear()

    def snapshots(self, accounts: Sequence[str]) -> Mapping[str, Snapshot]:
        """The last complete books of these accounts, however old, for the journal of a press."""
        return self._snapshots.of(accounts)

    def read_at(self, accounts: Sequence[str]) -> float | None:
        """When the oldest of these accounts' last complete books was read; None where one has none."""
        kept = self._snapshots.of(accounts)
        if not accounts or len(kept) < len(accounts):
            return None
        return min(snapshot.read_at for snapshot in kept.values())

    def readiness(self, accounts: Sequence[str], absent: Mapping[str, str]) -> Readiness:
        """Would a press of these accounts work now? Unknown until each was looked at."""
        return together({account: self._of(account, absent) for account in accounts})

    def books(self, accounts: Sequence[str]) -> dict[str, tuple[OpenOrder, ...]] | None:
        """The open orders of these accounts; None while those of one of them are not read completely."""
        looked = {account: orders for account, orders in self.known().items() if orders is not None}
        known = dict.fromkeys(self._proved, ()) | looked
        found = {account: known[account] for account in accounts if account in known}
        return found if accounts and len(found) == len(accounts) else None

    def known(self) -> dict[str, tuple[OpenOrder, ...] | None]:
        """The open orders of every account that was looked at, None where not read completely."""
        return {account: outlook.orders for account, outlook in self._seen.items()}

    def _of(self, account: str, absent: Mapping[str, str]) -> Readiness:
        if account in absent:
            return not_ready("key", absent[account])
        seen = self._seen.get(account)
        if seen is None:
            return Readiness()
        why = self._refused.get(account)
        return seen.readiness if why is None else refused_before(seen.readiness, why)
