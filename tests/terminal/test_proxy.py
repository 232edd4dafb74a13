"""`fire` and `check` go through the proxy that the window's settings name."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from gui import venue
from gui.kept import settings
from gui.kept.credentials import SessionKeys
from gui.kept.paths import places
from gui.kept.preferences import Preferences
from gui.kept.settings import Settings
from gui.panic.orders import Environment, Scope
from gui.panic.secrets import Credentials
from gui.practice import KEY, PASSPHRASE, SECRET, PracticeExchange
from gui.terminal import accounts
from gui.terminal.fire import Request, check, fire
from tests.connect_proxy import ConnectProxy, proxying
from tests.terminal.program import Home

LIVE = Request(Environment.LIVE, None, Scope(), 5)


@pytest.fixture
def proxy(home: Home, monkeypatch: pytest.MonkeyPatch) -> Iterator[ConnectProxy]:
    """A proxy that the settings name, on the way to an exchange that stands for Bitget."""
    keys = SessionKeys()
    keys.save(Environment.LIVE, Credentials.of(KEY, SECRET, PASSPHRASE))
    monkeypatch.setattr(accounts, "KeyStore", lambda: keys)
    for name, value in home.environment.items():
        monkeypatch.setenv(name, value)
    with PracticeExchange(rate_limited=False) as exchange, proxying() as proxy:
        monkeypatch.setattr(venue, "BITGET", exchange.url)
        chosen = Settings(preferences=Preferences(proxy=f"http://{proxy.address}"))
        assert settings.save(places().settings, chosen) is None
        yield proxy


def test_check_names_it_and_fire_goes_through_it(
    proxy: ConnectProxy, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(LIVE) == 0
    assert f"through the proxy {proxy.address}" in capsys.readouterr().out
    before = len(proxy.heads)
    assert before
    assert fire(LIVE, as_json=True) == 0
    assert json.loads(capsys.readouterr().out)["verdict"] == "EMPTY"
    assert len(proxy.heads) > before


def test_one_that_is_not_running_is_named_by_both(
    proxy: ConnectProxy, capsys: pytest.CaptureFixture[str]
) -> None:
    proxy.cut()
    assert check(LIVE) == 1
    says = f"The proxy {proxy.address} could not be reached; it may not be running."
    assert says in capsys.readouterr().out
    assert fire(LIVE, as_json=True) == 12
    assert says in capsys.readouterr().out


@pytest.mark.parametrize("content", [None, "{", '{"proxy": "socks5://127.0.0.1:1"}'])
def test_without_settings_that_make_sense_there_is_none(
    proxy: ConnectProxy, capsys: pytest.CaptureFixture[str], content: str | None
) -> None:
    if content is None:
        places().settings.unlink()
    else:
        places().settings.write_text(content)
    assert fire(LIVE, as_json=True) == 0
    assert proxy.heads == []
    told = "" if content is None else "The settings could not be read, so no proxy is used."
    said = capsys.readouterr().err
    assert said.startswith(told) if told else not said
