"""How far a press has come, in words."""

from __future__ import annotations

import pytest

from gui.panic.accounts import MAIN
from gui.panic.orders import ALL_FUTURES, ProductType, Scope
from gui.panic.progress import Progress, Stage
from gui.widgets.steps import running_words
from gui.wiring.showing_words import places_words

USDT = ProductType.USDT_FUTURES
MANY = tuple(f"sub{number}" for number in range(20))


def steps(stages: dict[str, Stage]) -> dict[tuple[str, ProductType], Progress]:
    """Each of these accounts with all its product types at one stage."""
    return {
        (account, kind): Progress(kind, stage, 1, "Bitget was silent.", account=account)
        for account, stage in stages.items()
        for kind in ALL_FUTURES
    }


def told(stages: dict[str, Stage]) -> str:
    return str(running_words(steps(stages), MANY, ALL_FUTURES))


def test_of_many_accounts_the_words_stay_as_they_are_until_one_has_ended() -> None:
    assert told({}) == "0 of 20 accounts have their verdict."
    assert told(dict.fromkeys(MANY, Stage.ACKNOWLEDGED)) == told(dict.fromkeys(MANY, Stage.READ)) == told({})
    ended = dict.fromkeys(MANY[:5], Stage.ENDED)
    assert told(dict.fromkeys(MANY, Stage.READ) | ended) == "5 of 20 accounts have their verdict."


def test_of_many_accounts_those_in_trouble_are_named_and_the_last_few() -> None:
    read = dict.fromkeys(MANY, Stage.READ)
    words = told(read | {"sub7": Stage.TROUBLE})
    assert words == (
        "0 of 20 accounts have their verdict. sub7: USDT-, USDC- and COIN-FUTURES: Bitget was silent."
    )
    assert told(dict.fromkeys(MANY, Stage.TROUBLE)).count("silent") == 3
    last = told(read | dict.fromkeys(MANY[:-2], Stage.ENDED))
    assert last.startswith("18 of 20 accounts have their verdict. sub18: ")
    assert "sub19: " in last


def test_the_places_of_many_accounts_take_no_more_room_than_those_of_few() -> None:
    assert places_words(Scope(), ("main", "sub1")).endswith(", in main and sub1")
    assert places_words(Scope(), MANY).endswith(", in 20 accounts")


@pytest.mark.parametrize("stage", [Stage.GLIMPSED, Stage.READ])
@pytest.mark.parametrize("left", [0, 1200])
def test_before_the_verdict_a_read_is_told_as_what_seems_to_be(stage: Stage, left: int) -> None:
    told = {(MAIN, USDT): Progress(USDT, stage, 30, left=left)}
    words = str(running_words(told, (MAIN,), (USDT,)))
    seems = "1,200 seem to be left, confirming." if stage is Stage.GLIMPSED else "1,200 left."
    assert words == f"USDT-FUTURES: {seems if left else 'looks empty, confirming.'}"
