"""Work on thousands of orders that leaves other threads their turn."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")
IN_ONE_GO = 500  # items: a millisecond
_REST_S = 0.0001


def with_rests(items: Iterable[Item]) -> Iterator[Item]:
    """Give these items with a rest after each 500; a press of fewer takes none. Not for the GUI thread.

    Python takes its turn from a thread only once another has waited for it, and the window asks for one
    hundreds of times: whoever rests now and then is not waited for.
    """
    for number, item in enumerate(items, 1):
        yield item
        if number % IN_ONE_GO == 0:
            time.sleep(_REST_S)
