"""The machine of rules behind a front: networks and gateways do their worst to what they pass on as well."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st
from hypothesis.stateful import rule

from gui.panic.orders import Scope
from gui.panic.secrets import Credentials

from . import spoils
from .front import PHRASE_OF_THE_MATRIX, SECRET_OF_THE_MATRIX, Asked, Front, Spoil, matrix_key
from .hearing import Heard
from .judge import Event
from .machine import AGAIN, BEFORE, FAULTS, MEETS, SCOPES, Presses
from .rows import Moment

_SPOILS: dict[str, Spoil] = {
    "reset before": spoils.reset_before,
    "reset in the request": spoils.reset_in_request,
    "reset after": spoils.reset_after,
    "closed after": spoils.close_after,
    "silent after": spoils.silent_after,
    "late": spoils.late(0.2),
    "half": spoils.half,
    "half a head": spoils.half_head,
    "chunk cut": spoils.chunk_cut,
    "chunk of nonsense": spoils.chunk_nonsense,
    "in chunks": spoils.chunked,
    "HTTP/1.0": spoils.http10,
    "503, acted": spoils.page(503, acts=True),
    "429": spoils.page(429),
    "redirect": spoils.page(307, headers={"Location": "http://127.0.0.1:9/"}),
    "null, acted": spoils.body_of(b"null"),
    "no right": spoils.coded("40014"),
    "timed out, acted": spoils.coded("40010", acts=True),
    "nothing there": spoils.coded("22001"),
    "gone": spoils.coded("40768"),
}
# Two at once: what one leaves open the other may close wrongly.
SPOILED = st.lists(
    st.tuples(st.sampled_from(sorted(_SPOILS)), st.sampled_from(Moment)), min_size=1, max_size=2
)


class Fronted(Presses):
    """Presses whose every request goes through a front; a spoil holds for one press."""

    def stand_between(self) -> None:
        self.spoiled: list[tuple[str, Moment]] = []
        self.front = Front(self.exchange, self._spoil_of)

    def address(self) -> str:
        return self.front.url

    def credentials(self, name: str) -> Credentials:
        return Credentials.of(matrix_key(name), SECRET_OF_THE_MATRIX, PHRASE_OF_THE_MATRIX)

    def heard(self) -> Sequence[Heard]:
        return self.front.heard()

    def _spoil_of(self, asked: Asked) -> Spoil | None:
        return next((_SPOILS[name] for name, moment in self.spoiled if moment.strikes(asked)), None)

    @rule(
        spoiled=SPOILED,
        scope=SCOPES,
        before=BEFORE,
        written=st.just([]) | FAULTS,
        meets=MEETS,
        again_after=AGAIN,
    )
    def press_spoiled(
        self,
        spoiled: list[tuple[str, Moment]],
        scope: Scope,
        before: tuple[Event, ...],
        written: list[str],
        meets: tuple[Event, str, int] | None,
        again_after: int | None,
    ) -> None:
        """Press while some requests are spoiled on their way; an earlier press ends before."""
        if self.run is not None:
            self.verdict()
        self.front.count_anew()
        self.spoiled = spoiled
        self.press(scope, before, written, meets, again_after)

    def teardown(self) -> None:
        try:
            super().teardown()
        finally:
            self.front.__exit__()
