"""Sleep and a change of network, by clocks and addresses that are replaced, and by the real ones."""

from __future__ import annotations

import pytest

from gui.desktop.surroundings import Surroundings, local_addresses


class Here:
    """The surroundings of a test; both clocks stand still unless moved."""

    def __init__(self) -> None:
        self.unpaused_s, self.awake_s = 1_000.0, 10.0
        self.addresses: tuple[str, ...] = ("192.0.2.7",)
        self.asked = Surroundings(lambda: self.unpaused_s, lambda: self.awake_s, lambda: self.addresses)


def test_time_that_passes_for_both_clocks_is_no_sleep() -> None:
    here = Here()
    here.unpaused_s, here.awake_s = here.unpaused_s + 3_600, here.awake_s + 3_600
    assert not here.asked.changed()


def test_sleep_is_told_once() -> None:
    here = Here()
    here.unpaused_s += 30
    assert here.asked.changed()
    assert not here.asked.changed()


def test_a_clock_that_is_set_a_little_or_set_back_is_no_sleep() -> None:
    here = Here()
    here.unpaused_s += 1.5
    assert not here.asked.changed()
    here.unpaused_s -= 600
    assert not here.asked.changed()


@pytest.mark.parametrize("then", [(), ("198.51.100.9",), ("192.0.2.7", "2001:db8::7")])
def test_another_address_or_none_and_its_return_are_told_once_each(then: tuple[str, ...]) -> None:
    here = Here()
    before, here.addresses = here.addresses, then
    assert here.asked.changed()
    assert not here.asked.changed()
    here.addresses = before
    assert here.asked.changed()
    assert not here.asked.changed()


def test_the_real_ones_stand_still_from_one_question_to_the_next() -> None:
    asked = Surroundings()
    assert not asked.changed()
    assert local_addresses() == local_addresses()
