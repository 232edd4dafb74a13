"""While answers fail and the button is pressed again and again, no endpoint sees more than Bitget allows."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from gui.kept.journal import Journal, Origin
from gui.panic.accounts import MAIN
from gui.panic.orders import ALL_FUTURES, AccountMode, Environment, Scope
from gui.practice import PracticeExchange, parse_fault
from gui.practice.endpoints import ENDPOINTS
from gui.practice_drill import CREDENTIALS
from gui.pressing import Pressing
from gui.venue import open_exchange
from tests.end_to_end.test_storm import SECOND_S, busiest

FAULTS = ["silent", "cancel:silent-after", "read:silent", "all:http=503", "all:reset", "rate-limited"]
STORM_S, PRESSED_EACH_S, DEADLINE_S = 2.5, 0.03, 1.5
Bucket = tuple[str, str]


def storm(mode: AccountMode, fault: str, folder: Path) -> PracticeExchange:
    """Press again and again for some seconds, each time all over, while answers fail."""
    with PracticeExchange(
        orders=30, faults=[parse_fault(fault)], account_mode=mode, latency_ms=20
    ) as exchange:
        journal = Journal(folder / "journal.jsonl")
        with (
            closing(journal),
            closing(open_exchange(Environment.PRACTICE, CREDENTIALS, exchange.url, mode)) as client,
        ):
            client.warm(ALL_FUTURES)
            time.sleep(1.1)
            pressing = Pressing(
                {MAIN: client},
                Scope(),
                Environment.PRACTICE,
                journal,
                origin=Origin.WINDOW,
                deadline_s=DEADLINE_S,
            )

            def again() -> None:
                until = time.monotonic() + STORM_S
                while time.monotonic() < until:
                    pressing.again()
                    time.sleep(PRESSED_EACH_S)

            hand = threading.Thread(target=again)
            hand.start()
            pressing.run()
            hand.join()
        return exchange


@pytest.mark.parametrize("mode", AccountMode, ids=lambda mode: mode.value)
def test_no_endpoint_is_asked_more_than_it_allows_while_answers_fail(
    mode: AccountMode, tmp_path: Path
) -> None:
    def pressed(fault: str) -> PracticeExchange:
        folder = tmp_path / fault.replace(":", "-")
        folder.mkdir()
        return storm(mode, fault, folder)

    with ThreadPoolExecutor(len(FAULTS)) as pool:
        exchanges = dict(zip(FAULTS, pool.map(pressed, FAULTS), strict=True))
    for fault, exchange in exchanges.items():
        asked = busiest(exchange, SECOND_S)
        over = {place: count for place, count in asked.items() if count > ENDPOINTS[place].per_second}
        assert not over, fault
        # It was close: three lanes start over three times a second, and what fails is asked again.
        assert any(count >= ENDPOINTS[place].per_second - 1 for place, count in asked.items()), (fault, asked)
