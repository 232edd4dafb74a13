"""Which accounts there are, which of them a press covers, and what each covers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gui.kept import settings
from gui.kept.roster import ALL, Roster
from gui.kept.settings import Settings
from gui.panic.orders import Covers, Environment, ProductType, Scope

COIN = Scope((ProductType.COIN_FUTURES,), "BTC", Covers.EVERYTHING)


def test_main_is_always_there_and_first() -> None:
    assert Roster().named(("sub1", "sub2", "sub1")).names == ("main", "sub1", "sub2")
    assert Roster().without("main").names == ("main",)


def test_all_means_those_too_that_are_added_later() -> None:
    roster = Roster().added("sub1").choosing(("main", "sub1")).added("sub2")
    assert roster.pressed == ("main", "sub1", "sub2")


def test_an_account_that_is_gone_is_pressed_no_more() -> None:
    roster = Roster().added("sub1").choosing(("sub1",)).covering(COIN)
    assert roster.pressed == ("sub1",)
    rest = roster.without("sub1")
    assert rest.pressed == ("main",)
    assert rest.scope(Scope()) == Scope()
    assert Roster(("main",), "sub9").pressed == ("main",)


def test_each_choice_has_a_scope_of_its_own() -> None:
    roster = Roster().added("sub1").choosing(("sub1",)).covering(COIN)
    assert roster.scope(Scope()) == COIN
    assert roster.choosing(("main",)).scope(Scope()) == Scope()
    assert roster.choosing(("main", "sub1")).scope(Scope()) == Scope()


def test_it_is_kept_with_the_settings(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    roster = Roster().added("sub 1").choosing(("main", "sub 1")).covering(COIN)
    chosen = Settings().with_roster(Environment.LIVE, roster)
    assert settings.save(path, chosen) is None
    found, trouble = settings.load(path)
    assert trouble is None
    assert found.roster(Environment.LIVE) == roster
    assert found.roster(Environment.LIVE).chosen == ALL
    assert found.roster(Environment.DEMO) == Roster()


@pytest.mark.parametrize(
    "accounts",
    [
        [],
        {"live": []},
        {"moon": {}},
        {"live": {"names": "main"}},
        {"live": {"names": ["x" * 40]}},
        {"live": {"names": ["all"]}},
        {"live": {"names": [f"s{number}" for number in range(1_100)]}},
        {"live": {"chosen": 3}},
        {"live": {"scopes": {"main": []}}},
        {"live": {"scopes": {"main": {"product_types": []}}}},
        {"live": {"scopes": {"main": {"product_types": ["USDT-FUTURES"], "covers": "some"}}}},
        {"live": {"scopes": {"main": {"product_types": ["USDT-FUTURES"], "margin_coin": 1}}}},
    ],
)
def test_nonsense_is_moved_aside_and_said(tmp_path: Path, accounts: object) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"accounts": accounts}))
    found, trouble = settings.load(path)
    assert found == Settings()
    assert trouble is not None
    assert "made no sense" in trouble
