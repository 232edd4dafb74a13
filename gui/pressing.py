"""One press, whoever asks for it: into the journal, through the sweep, back into the journal."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import partial

from gui.kept.journal import Journal, Origin, Press
from gui.panic.crew import Crew
from gui.panic.exchange import Exchange
from gui.panic.on_record import OnRecord, Recording
from gui.panic.orders import Environment, OpenOrder, Scope
from gui.panic.progress import Progress, Stage
from gui.panic.snapshot import Snapshot
from gui.panic.sweep import DEADLINE_S, Sweep
from gui.panic.verdict import Report


class Pressing:
    """A press that leaves a record: written down from when it is made, completed as verdicts come.

    exchanges and absent are the accounts, known their books, as Sweep takes them. on_progress is called on
    the lanes' threads, on_trouble with a sentence where the journal could not be written, which never stops
    a press: after it, and on the journal's own thread where it is the closing line. snapshots are the books
    by account as they were last read; they go into the journal once a cancel was acknowledged, or at the
    end: a press does not wait for them.
    """

    def __init__(
        self,
        exchanges: Mapping[str, Exchange],
        scope: Scope,
        environment: Environment,
        journal: Journal,
        *,
        origin: Origin,
        absent: Mapping[str, str] | None = None,
        known: Mapping[str, Sequence[OpenOrder] | None] | None = None,
        deadline_s: float = DEADLINE_S,
        pressed_at: float | None = None,
        snapshots: Mapping[str, Snapshot] | None = None,
        on_progress: Callable[[Progress], None] | None = None,
        on_trouble: Callable[[str], None] | None = None,
        crew: Crew | None = None,
    ) -> None:
        self._journal = journal
        self._on_progress = on_progress
        self._on_trouble = on_trouble
        self._pressed_at = time.monotonic() if pressed_at is None else pressed_at
        self._snapshots = dict(snapshots or {})
        self._snapshots_lock = threading.Lock()  # every lane tells of its own acknowledgement
        self._told, self._told_lock = set[str](), threading.Lock()
        self._recording = Recording()
        self._exchanges = dict(exchanges)
        accounts = (*exchanges, *(absent or {}))
        self._press = Press(environment, scope, origin, accounts=accounts)
        # First of all, as nothing leaves before it is written, and it is written meanwhile; and here, so that
        # a further press, which may come before run() does, stands after it.
        self._noted = journal.pressing(self._press)
        self._sweep = Sweep(
            exchanges,
            scope,
            absent=absent,
            known=known,
            deadline_s=deadline_s,
            pressed_at=pressed_at,
            on_progress=self._progressed,
            crew=crew,
        )

    @property
    def scope(self) -> Scope:
        """What the press covers."""
        return self._press.scope

    def run(self) -> Report:
        """Press and give the report. Blocks until the deadline at most."""
        with ExitStack() as noting:
            for account, exchange in self._exchanges.items():
                if isinstance(exchange, OnRecord):
                    take = partial(self._recording.add, account)
                    noting.enter_context(exchange.recorder.noting(take, self._sweep.note_written))
            report = self._sweep.run(self._noted)
        self._keep_books()
        # The closing line is written behind the press's back: of that the writer tells.
        self._journal.ended(self._press.id, report, self._recording, self._tell_trouble)
        # Said after the press, and only where it still holds: a busy computer writes a little later.
        self._tell_trouble(self._journal.trouble)
        return report

    @property
    def sending_s(self) -> float:
        """How long nothing but the cancels is seen to, at most."""
        return self._sweep.sending_s

    def wait_until_sent(self, for_s: float) -> bool:
        """Block until every cancel is written, True, or so many seconds have passed, False."""
        return self._sweep.wait_until_sent(for_s)

    def again(self) -> bool:
        """Take in a further press, from any thread; False when the run has ended already."""
        if not self._sweep.again():
            return False
        self._journal.pressed_again(self._press.id, datetime.now(UTC))
        return True

    def _progressed(self, progress: Progress) -> None:
        if progress.stage is Stage.ACKNOWLEDGED:
            self._keep_books()
        if progress.report is not None:
            self._journal.product_ended(self._press.id, progress.report)
        if self._on_progress is not None:
            self._on_progress(progress)

    def _keep_books(self) -> None:
        with self._snapshots_lock:
            snapshots, self._snapshots = self._snapshots, {}
        for account, snapshot in snapshots.items():
            age_ms = snapshot.age_ms(self._pressed_at)
            self._journal.book(self._press.id, account, snapshot.orders, age_ms)

    def _tell_trouble(self, sentence: str | None) -> None:
        if sentence is None or self._on_trouble is None:
            return
        with self._told_lock:
            is_news = sentence not in self._told
            self._told.add(sentence)
        if is_news:
            self._on_trouble(sentence)
