"""The pieces of a run that need no npm: the network, the silence, and clients that fail."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench import clients
from bench.clients import NotHere, Resident
from bench.network import Records
from bench.place import Place, calibrate
from bench.rows import Mark, rows, trouble
from bench.run import FIRE, FLOOR, WINDOW, Asked, Bench
from bench.talking import NoAnswer, Talking


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    place = Place(tmp_path, rtt_ms=20, accounts=2)
    yield place
    place.end()


@pytest.mark.parametrize("rtt_ms", [0, 40, 100])
def test_the_network_takes_as_long_as_it_says(rtt_ms: float) -> None:
    assert rtt_ms <= calibrate(rtt_ms) <= rtt_ms + 10


def test_the_floor_clears_the_book_in_two_round_trips(place: Place) -> None:
    way = place.path("sub1")
    floor = Resident([sys.executable, "-m", "bench.rivals.floor"], way)
    floor.start()
    try:
        assert place.exchange.ask("fill sub1 30") == {"open": 30}
        moments = floor.press()
        told = place.exchange.ask("tell sub1")
    finally:
        floor.end()
    assert moments.problem is None
    assert moments.acknowledged is not None
    assert moments.proved is not None
    assert told["open"] == 0
    assert len(told["cancels"]) == 3
    assert min(told["cancels"]) - moments.pressed >= 0.010
    assert moments.acknowledged - moments.pressed >= 0.020
    assert 0.040 <= moments.proved - moments.pressed < 1.0


def test_nothing_to_cancel_is_no_failure(place: Place) -> None:
    floor = Resident([sys.executable, "-m", "bench.rivals.floor"], place.path("sub1"))
    floor.start()
    try:
        assert place.exchange.ask("fill sub1 1") == {"open": 1}
        assert floor.press().problem is None
        assert place.exchange.ask("tell sub1")["open"] == 0
    finally:
        floor.end()


def test_a_silent_connection_swallows_the_request_and_the_client_starts_anew(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clients, "PATIENCE_S", 1.0)
    way = place.path("sub1")
    floor = Resident([sys.executable, "-m", "bench.rivals.floor"], way)
    floor.start()
    try:
        place.exchange.ask("fill sub1 30")
        way.network.ask("arm")
        assert floor.press().problem == "no answer in 1 s"
        told = place.exchange.ask("tell sub1")
        assert 0 < told["open"] < 30, "one of the three connections was to be silent"
        place.exchange.ask("fill sub1 0")
        floor.start()
        place.exchange.ask("fill sub1 30")
        assert floor.press().problem is None
    finally:
        floor.end()


def test_what_a_client_raises_is_told(place: Place) -> None:
    way = place.path("sub1")
    floor = Resident([sys.executable, "-m", "bench.rivals.floor"], way)
    floor.start()
    place.end()
    try:
        problem = floor.press().problem
    finally:
        floor.end()
    assert problem is not None
    assert problem.startswith("raised ")


def test_a_client_that_is_not_there_or_does_not_start_is_named(place: Place) -> None:
    way = place.path("sub1")
    with pytest.raises(NotHere, match="no no-such-program"):
        Resident(["no-such-program"], way).start()
    with pytest.raises(NotHere, match="node_modules is missing"):
        Resident(["true"], way, Path("/nowhere/node_modules")).start()
    with pytest.raises(NotHere, match="does not start: ended by itself"):
        Resident(["true"], way).start()


def test_one_that_says_nothing_has_no_answer() -> None:
    talking = Talking(["sleep", "60"])
    try:
        with pytest.raises(NoAnswer, match=r"no answer in 0\.1 s"):
            talking.hear(0.1)
    finally:
        talking.end()


def test_only_requests_are_taken_for_requests() -> None:
    def record(kind: int, size: int) -> bytes:
        return bytes([kind, 3, 3]) + size.to_bytes(2, "big") + bytes(size)

    records = Records()
    assert records.take(record(22, 500) + record(20, 1)) == 0  # hello, change of cipher
    assert records.take(record(23, 69)) == 1  # the end of the handshake
    request = record(23, 300)
    assert records.take(request[:3]) == 1
    assert records.take(request[3:]) == 2
    assert records.take(record(23, 19)) == 2  # a farewell


def test_a_quick_run_has_a_figure_for_everything_that_is_here(tmp_path: Path) -> None:
    others = ("ccxt sync", "ccxt async", "npm bitget-api", "requests, no Session")
    run = Bench(Asked(rtt_ms=20, runs=1, orders=14, without=others), tmp_path).measure()
    assert set(run.absent) == set(others)
    assert [trouble(sample) for sample in run.samples] == [None] * len(run.samples)
    found = {(row.client, row.mark): row for row in rows(run.samples, FLOOR)}
    for client in (FLOOR, WINDOW, FIRE, "curl + openssl"):
        times = [found[client, mark.value].median_ms for mark in Mark]
        assert all(times), (client, times)
        wire, acknowledged, proved = (time or 0.0 for time in times)
        assert 0 < wire < acknowledged < proved < 10_000
        assert acknowledged >= 20
