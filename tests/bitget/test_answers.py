"""Cancels in several requests, and what is known when one of them has no answer."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from gui.bitget.answers import cancel_each
from gui.panic import errors, refusals
from gui.panic.exchange import CancelAnswer
from gui.panic.orders import OpenOrder


def test_a_lost_chunk_is_not_forgotten_where_the_next_meets_the_wrong_interface() -> None:
    replies = iter([errors.Silent(sent_at=1.0), refusals.WrongAccountMode(code="25245")])

    def cancel(_: Sequence[OpenOrder]) -> CancelAnswer:
        raise next(replies)

    with pytest.raises(refusals.WrongAccountMode) as caught:
        cancel_each([[], []], cancel)
    assert caught.value.may_have_acted


def test_the_wrong_interface_at_first_leaves_nothing_open() -> None:
    def cancel(_: Sequence[OpenOrder]) -> CancelAnswer:
        raise refusals.WrongAccountMode(code="25245")

    with pytest.raises(refusals.WrongAccountMode) as caught:
        cancel_each([[], []], cancel)
    assert not caught.value.may_have_acted
