"""The settings: whole or not at all, and never a reason not to start."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from gui.kept.preferences import Language, Preferences, Theme
from gui.kept.settings import Settings, load, look, save
from gui.panic.orders import ALL_FUTURES, Covers, Environment, ProductType, Scope, ScopeError

CHANGED = Settings(
    environment=Environment.LIVE,
    product_types=(ProductType.COIN_FUTURES, ProductType.USDT_FUTURES),
    margin_coin="BTC",
    kinds=Covers.EVERYTHING,
    preferences=Preferences(
        "Meta+Ü",
        12.5,
        Theme.DARK,
        0.0,
        stays_in_tray=True,
        language=Language.CHINESE,
        hold_ms=300,
        hotkey_hold_ms=600,
        proxy="http://[::1]:7890",
    ),
    window_geometry="AdnQywAD",
    is_compact=True,
    compact_geometry="AdnQywAE",
    was_dark=True,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.json"


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("settings")


@pytest.mark.parametrize("settings", [Settings(), CHANGED])
def test_what_is_saved_is_loaded(path: Path, settings: Settings) -> None:
    assert save(path, settings) is None
    assert load(path) == (settings, None)
    assert [each.name for each in path.parent.iterdir()] == ["settings.json"]


def test_defaults_where_there_is_no_file(path: Path) -> None:
    settings, told = load(path)
    assert (settings, told) == (Settings(), None)
    assert settings.environment is Environment.PRACTICE
    assert settings.product_types == ALL_FUTURES
    assert settings.kinds is Covers.ORDERS
    assert (settings.preferences.shortcut, settings.preferences.deadline_s) == ("Ctrl+Shift+X", 10.0)


@pytest.mark.parametrize("mask", [0o000, 0o777])
def test_nobody_else_may_read_them_whatever_the_umask(path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        assert save(path, CHANGED) is None
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff", b"null", b"[]", b'"x"', b"[" * 100_000, b'{"deadline_s": 1e999}']
)
def test_a_corrupt_file_is_moved_aside(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    settings, told = load(path)
    [aside] = path.parent.iterdir()
    assert settings == Settings()
    assert aside.name.startswith("settings.json.broken-")
    assert aside.read_bytes() == content
    assert told is not None
    assert str(aside) in told
    assert "practice exchange" in told
    assert load(path) == (Settings(), None)


IMPOSSIBLE: list[tuple[str, object]] = [
    ("environment", "moon"),
    ("proxy", "socks5://127.0.0.1:1080"),
    ("proxy", "http://me:hunter2@127.0.0.1:7890"),
    ("proxy", "7890"),
    ("proxy", 7890),
    ("proxy", None),
    ("environment", ["live"]),
    ("product_types", []),
    ("product_types", "USDT-FUTURES"),
    ("product_types", ["USDT-FUTURES", "USDT-FUTURES"]),
    ("product_types", ["MOON-FUTURES"]),
    ("product_types", [["USDT-FUTURES"]]),
    ("margin_coin", "usdt"),
    ("margin_coin", 7),
    ("covers", "stops"),
    ("covers", None),
    ("covers", ["everything"]),
    ("shortcut", None),
    ("shortcut", "X" * 100_000),
    ("watch_s", -1),
    ("watch_s", 600.5),
    ("watch_s", None),
    ("deadline_s", 1.99),
    ("deadline_s", 60.01),
    ("deadline_s", True),
    ("deadline_s", "10"),
    ("deadline_s", float("nan")),
    ("deadline_s", 10**400),
    ("theme", "pink"),
    ("language", "tlh"),
    ("hold_ms", 299),
    ("hold_ms", 601),
    ("hold_ms", -300),
    ("hold_ms", True),
    ("hold_ms", 400.0),
    ("hold_ms", None),
    ("hotkey_hold_ms", 1),
    ("hotkey_hold_ms", "400"),
    ("window_geometry", "not base64!"),
    ("window_geometry", "ü"),
    ("window_geometry", 3),
    ("is_compact", 1),
    ("was_dark", "yes"),
    ("compact_geometry", "not base64!"),
]


@pytest.mark.parametrize(("name", "value"), IMPOSSIBLE)
def test_an_impossible_value_moves_the_file_aside(path: Path, name: str, value: object) -> None:
    path.parent.mkdir()
    path.write_text(json.dumps({name: value}))
    settings, told = load(path)
    assert settings == Settings()
    assert told is not None
    assert not path.exists()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@given(name=st.sampled_from([*Settings.__slots__, "covers"]), value=JSON)
@hypothesis_settings(deadline=None, max_examples=300)
def test_any_value_in_any_field_is_taken_or_refused(scratch: Path, name: str, value: object) -> None:
    path = scratch / "settings.json"
    path.write_text(json.dumps({name: value}))
    settings, told = load(path)
    if told is None:
        assert save(path, settings) is None
        assert load(path) == (settings, None)
    else:
        assert settings == Settings()


def _is_object(content: bytes) -> bool:
    """An object of fields that are not known is as good as an empty one."""
    try:
        return isinstance(json.loads(content.decode("utf-8")), dict)
    except ValueError:
        return False


@given(st.binary())
@hypothesis_settings(deadline=None)
def test_any_bytes_at_all_are_borne(scratch: Path, content: bytes) -> None:
    path = scratch / "settings.json"
    path.write_bytes(content)
    settings, told = load(path)
    assert settings == Settings()
    assert (told is None) == _is_object(content)


def test_unknown_fields_are_left_out_without_a_word(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('{"deadline_s": 20, "mood": "fine"}')
    settings, told = load(path)
    assert (settings, told) == (Settings(preferences=Preferences(deadline_s=20.0)), None)
    save(path, settings)
    assert "mood" not in path.read_text()


def test_a_folder_in_the_place_of_the_file_is_a_sentence(path: Path) -> None:
    path.mkdir(parents=True)
    settings, told = load(path)
    assert settings == Settings()
    assert told is not None
    assert "there is a folder where the file should be" in told
    told = save(path, CHANGED)
    assert told is not None
    assert told.startswith("Your settings were not saved, because there is a folder")
    assert [each.name for each in path.parent.iterdir()] == ["settings.json"], "no scrap is left"


def test_a_file_in_the_place_of_the_folder_is_a_sentence(path: Path) -> None:
    path.parent.write_text("")
    told = save(path, CHANGED)
    assert told is not None
    assert "there is a file where a folder should be" in told
    assert load(path)[0] == Settings()


def test_a_disk_that_refuses_keeps_the_old_settings(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(path, CHANGED)

    def refuse(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    told = save(path, Settings())
    assert told is not None
    assert "the disk is full" in told
    assert load(path) == (CHANGED, None)
    assert [each.name for each in path.parent.iterdir()] == ["settings.json"]


def test_a_corrupt_file_that_cannot_be_moved_is_still_a_sentence(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.parent.mkdir()
    path.write_text("{")

    def refuse(*_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", refuse)
    settings, told = load(path)
    assert settings == Settings()
    assert told is not None
    assert "this user may not write there" in told


def test_a_link_to_a_file_elsewhere_stays_a_link(path: Path, tmp_path: Path) -> None:
    path.parent.mkdir()
    path.symlink_to(tmp_path / "dotfiles.json")
    save(path, CHANGED)
    assert path.is_symlink()
    assert load(path) == (CHANGED, None)


def test_settings_from_before_stops_could_be_covered_leave_stops_alone(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('{"environment": "live", "product_types": ["USDT-FUTURES"], "margin_coin": "USDT"}')
    settings, told = load(path)
    assert told is None
    assert settings.scope == Scope((ProductType.USDT_FUTURES,), "USDT", Covers.ORDERS)


def test_what_a_press_covers_is_written_as_the_word_of_the_terminal(path: Path) -> None:
    save(path, CHANGED)
    assert json.loads(path.read_text())["covers"] == "everything"


def test_each_setting_is_changed_by_itself() -> None:
    settings = (
        Settings()
        .with_environment(Environment.LIVE)
        .with_scope(Scope(CHANGED.product_types, "BTC", Covers.EVERYTHING))
        .with_preferences(CHANGED.preferences)
        .with_window_geometry(b"\x01\xd9\xd0\xcb\x00\x03")
        .in_form(is_compact=True)
        .with_window_geometry(b"\x01\xd9\xd0\xcb\x00\x04")
        .with_look(is_dark=True)
    )
    assert settings == CHANGED
    assert settings.scope == Scope(CHANGED.product_types, "BTC", Covers.EVERYTHING)
    assert settings.window_geometry_bytes == b"\x01\xd9\xd0\xcb\x00\x04"
    assert settings.in_form(is_compact=False).window_geometry_bytes == b"\x01\xd9\xd0\xcb\x00\x03"
    with pytest.raises(FrozenInstanceError):
        settings.margin_coin = "USDT"  # type: ignore[misc]


def test_what_cannot_be_is_not_made() -> None:
    for seconds in (1.9, 60.1, float("nan")):
        with pytest.raises(ValueError, match="between 2 and 60 seconds"):
            Preferences(deadline_s=seconds)
    for volume in (-1, 101):
        with pytest.raises(ValueError, match="between 0 and 100"):
            Preferences(volume=volume)
    with pytest.raises(ScopeError):
        Settings(product_types=())


def fifo(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(50_000_000)


def huge_text(path: Path) -> None:
    path.write_text(json.dumps({"environment": "live", "mood": "x" * 2_000_000}))


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes and devices among the files")
@pytest.mark.parametrize("put", [fifo, device, huge, huge_text])
def test_what_could_keep_a_reader_waiting_is_moved_aside(path: Path, put: Callable[[Path], None]) -> None:
    path.parent.mkdir()
    put(path)
    assert look(path) is None
    settings, told = load(path)
    assert settings == Settings()
    assert told is not None
    assert "was moved to" in told
    [aside] = path.parent.iterdir()
    assert aside.name.startswith("settings.json.broken-")
    assert save(path, CHANGED) is None
    assert load(path) == (CHANGED, None)
    assert look(path) == CHANGED


def test_a_link_to_nothing_is_a_sentence_and_stays_a_link(path: Path, tmp_path: Path) -> None:
    path.parent.mkdir()
    path.symlink_to(tmp_path / "unmounted" / "settings.json")
    settings, told = load(path)
    assert settings == Settings()
    assert told is not None
    assert "is a link to a file that is not there" in told
    assert "look at environment and scope before you press" in told
    assert path.is_symlink()
