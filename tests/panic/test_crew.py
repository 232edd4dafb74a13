from __future__ import annotations

import gc
import threading
import time
import weakref
from collections.abc import Callable, Iterator

import pytest

from gui.panic.crew import Crew
from gui.panic.ledger import Ledger
from gui.panic.memory import Memory
from gui.panic.orders import OrderResult, ProductType, Scope
from gui.panic.progress import Progress
from gui.panic.sweep import Sweep
from tests.panic.fakes import FakeExchange


@pytest.fixture
def crew() -> Iterator[Crew]:
    crew = Crew()
    yield crew
    crew.dismiss()


def threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "crew"]


def wait_for(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + 30
    while not is_so() and time.monotonic() < until:
        time.sleep(0.005)
    assert is_so()


def test_those_that_stand_by_are_used_and_used_again(crew: Crew) -> None:
    crew.stand_by(3)
    wait_for(lambda: len(crew._free) == 3)
    before = set(threads())
    ran_on: list[threading.Thread] = []
    for _ in range(5):
        crew.do(lambda: ran_on.append(threading.current_thread()))
        wait_for(lambda: len(crew._free) == 3)
    assert len(ran_on) == 5
    assert set(ran_on) <= before
    assert set(threads()) == before


def test_where_none_is_free_another_one_begins_at_once(crew: Crew) -> None:
    go_on, begun = threading.Event(), threading.Semaphore(0)

    def job() -> None:
        begun.release()
        go_on.wait(30)

    crew.stand_by(1)
    for _ in range(4):
        crew.do(job)
    assert all(begun.acquire(timeout=30) for _ in range(4))
    go_on.set()


def test_more_than_stand_by_end_after_their_job(crew: Crew) -> None:
    go_on = threading.Event()
    crew.stand_by(2)
    wait_for(lambda: len(crew._free) == 2)
    for _ in range(9):
        crew.do(lambda: bool(go_on.wait(30)))  # type: ignore[arg-type]
    assert len(threads()) == 9
    go_on.set()
    wait_for(lambda: len(threads()) == 2)
    assert len(crew._free) == 2


def test_the_dismissed_end_also_those_with_a_job_in_hand(crew: Crew) -> None:
    go_on = threading.Event()
    crew.stand_by(2)
    crew.do(lambda: bool(go_on.wait(30)))  # type: ignore[arg-type]
    crew.dismiss()
    go_on.set()
    wait_for(lambda: not threads())


def test_a_job_is_let_go_of_when_it_is_done(crew: Crew) -> None:
    class Job:
        def __call__(self) -> None:
            pass

    job = Job()
    kept = weakref.ref(job)
    crew.do(job)
    del job
    wait_for(lambda: kept() is None)


def test_a_sweep_takes_the_threads_that_stand_by_and_leaves_none_of_its_own(crew: Crew) -> None:
    crew.stand_by(3)
    wait_for(lambda: len(crew._free) == 3)
    before = set(threads())
    Sweep({"main": FakeExchange()}, Scope(), deadline_s=5, crew=crew).run()
    wait_for(lambda: len(crew._free) == 3)
    assert set(threads()) == before
    Sweep({"main": FakeExchange()}, Scope(), deadline_s=5).run()
    wait_for(lambda: set(threads()) == before)


def test_what_comes_before_the_press_is_over_when_the_first_cancel_leaves() -> None:
    told: list[str] = []
    exchange = FakeExchange()
    cancel_all = exchange.cancel_all

    def noting(product_type: ProductType, margin_coin: str | None, *, until: float) -> object:
        told.append("cancel")
        return cancel_all(product_type, margin_coin, until=until)

    def before() -> None:
        time.sleep(0.05)
        told.append("noted")

    exchange.cancel_all = noting  # type: ignore[method-assign, assignment]
    sweep = Sweep({"main": exchange}, Scope(), deadline_s=5)
    assert not sweep._are_all_sent.is_set()
    sweep.note_written("POST")
    sweep.note_written("GET")
    sweep.note_written("POST")
    assert not sweep._are_all_sent.is_set()  # two of three
    sweep.run(before)
    assert told[0] == "noted"
    assert told.count("cancel") == 3
    assert sweep._are_all_sent.is_set()


def test_all_is_sent_with_the_last_cancel_and_no_question_counts() -> None:
    sweep = Sweep({"main": FakeExchange()}, Scope(), deadline_s=5)
    for method in ("POST", "GET", "GET", "POST"):
        sweep.note_written(method)
    assert not sweep.wait_until_sent(0.01)
    sweep.note_written("POST")
    assert sweep.wait_until_sent(0.01)


def test_a_book_of_ten_thousand_holds_up_no_press() -> None:
    from tests.widgets.made_up import order

    known = [order(number) for number in range(10_000)]
    took: list[float] = []
    for _ in range(5):
        begun = time.thread_time()  # of a processor: what else this computer does must not count
        memories = [Memory.of(kind, Scope(), known) for kind in Scope().product_types]
        took.append(time.thread_time() - begun)
    assert min(took) < 0.002
    for memory in memories:
        memory.orders.enter_known()
    assert sum(len(memory.outcomes()) for memory in memories) == 10_000


def test_the_lanes_of_a_press_join_what_they_hear_one_after_the_other() -> None:
    sweep = Sweep({"main": FakeExchange(), "other": FakeExchange()}, Scope(), deadline_s=5)
    memories: list[Memory] = []
    sweep.run(before=lambda: memories.extend(sweep._memories.values()))
    first, *others = [ledger for each in memories for ledger in (each.orders, each.stops)]
    counted: list[int] = []

    def count(ledger: Ledger) -> None:
        counted.append(ledger.count(OrderResult.NEW))

    counting = [threading.Thread(target=count, args=(each,)) for each in others]
    with first._turnstile.alone():
        for thread in counting:
            thread.start()
        time.sleep(0.05)
        assert counted == []
    for thread in counting:
        thread.join(30)
    assert len(counted) == len(others) == 11


def test_what_is_known_of_thousands_of_orders_goes_with_the_press_and_waits_for_no_search(crew: Crew) -> None:
    """What the window would search for garbage, it could not do anything else meanwhile."""
    kept: list[weakref.ref[Ledger]] = []

    class Press:
        """Knows its sweep, and is told by it: as in the window."""

        def __init__(self) -> None:
            self.sweep = Sweep({"main": FakeExchange()}, Scope(), on_progress=self.hear, crew=crew)

        def hear(self, _: Progress) -> None:
            pass

        def note(self) -> None:
            kept.extend(weakref.ref(memory.orders) for memory in self.sweep._memories.values())

    was_enabled = gc.isenabled()
    gc.disable()
    try:
        press = Press()
        press.sweep.run(before=press.note)
        wait_for(lambda: len(kept) == 3 and not any(ledger() for ledger in kept))
        assert not press.sweep.again()
    finally:
        if was_enabled:
            gc.enable()


def test_where_nothing_is_sent_and_where_it_is_pressed_again_nobody_stands_aside() -> None:
    nobody = Sweep({}, Scope(), absent={"main": "No key."})
    nobody.run()
    assert nobody._are_all_sent.is_set()
    again = Sweep({"main": FakeExchange()}, Scope())
    again.again()
    assert again._are_all_sent.is_set()
