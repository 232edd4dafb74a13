from __future__ import annotations

from pathlib import Path

import pytest

from gui import selftest_proxy
from gui.kept import settings
from gui.kept.paths import places
from gui.kept.preferences import Preferences
from gui.kept.settings import Settings
from gui.panic.proxy import Proxy
from gui.selftest_proxy import ProxyBroken, prove_proxy
from tests.bitget.raw_server import http, serving
from tests.certificates import server_context
from tests.connect_proxy import proxying
from tests.terminal.program import Home

NOWHERE = Proxy("127.0.0.1", 9)


def test_every_part_but_the_keyring_works_without_screen_and_keyring(tmp_path: Path) -> None:
    told = Home(tmp_path).run("selftest")
    assert told.returncode == 1
    assert "✗ keyring    There is no keyring running" in told.stdout
    assert "✓ proxy      None is set: Bitget is reached without one." in told.stdout
    assert told.stdout.count("✓") == 7
    assert told.stdout.endswith("1 of 8 parts do not work.\n")


def test_a_keyring_left_out_is_said_to_be_left_out(tmp_path: Path) -> None:
    home = Home(tmp_path)
    told = home.run("selftest", "--without-keyring")
    assert told.returncode == 0
    assert "Not tried, because of --without-keyring" in told.stdout
    assert list((tmp_path / "state/panic-button").iterdir()) == []


def test_a_state_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("in the way")
    told = Home(tmp_path).run("selftest", "--without-keyring")
    assert told.returncode == 1
    assert "✗ journal    No journal can be written to" in told.stdout
    assert "because there is a file where a folder should be" in told.stdout


def test_a_platform_that_qt_does_not_have_is_a_sentence(tmp_path: Path) -> None:
    told = Home(tmp_path).run("selftest", "--without-keyring", QT_QPA_PLATFORM="nothing")
    assert told.returncode == 1
    assert "✗ window     No window could be made. Qt says:" in told.stdout


def test_who_reads_only_the_first_lines_gets_no_traceback(tmp_path: Path) -> None:
    home = Home(tmp_path)
    process = home.start("selftest", "--without-keyring")
    assert process.stdout is not None
    process.stdout.close()
    _, complaints = process.communicate(timeout=60)
    assert (process.returncode, complaints) == (0, "")


def test_a_proxy_that_is_not_there_and_settings_that_make_no_sense_are_sentences(home: Home) -> None:
    path = home.folder / "config/panic-button/settings.json"
    assert settings.save(path, Settings(preferences=Preferences(proxy=f"http://{NOWHERE}"))) is None
    told = home.run("selftest", "--without-keyring")
    assert told.returncode == 1
    assert f"✗ proxy      The proxy {NOWHERE} could not be reached; it may not be running. " in told.stdout
    path.write_text("{")
    told = home.run("selftest", "--without-keyring")
    assert told.returncode == 1
    assert "✗ proxy      The settings could not be read, so no proxy is used." in told.stdout
    assert path.read_text() == "{"


@pytest.mark.parametrize("is_trusted", [True, False])
def test_through_a_proxy_bitget_has_to_prove_who_it_is_and_is_asked_nothing(
    home: Home, monkeypatch: pytest.MonkeyPatch, is_trusted: bool
) -> None:
    context, file = server_context(home.folder)
    for name, value in (home.environment | {"REQUESTS_CA_BUNDLE": str(file) if is_trusted else ""}).items():
        monkeypatch.setenv(name, value)
    with serving(http(b"{}"), tls=context) as bitget, proxying() as proxy:
        monkeypatch.setattr(selftest_proxy, "BITGET", bitget.url)
        chosen = Settings(preferences=Preferences(proxy=f"http://{proxy.address}"))
        assert settings.save(places().settings, chosen) is None
        if is_trusted:
            assert prove_proxy().startswith(f"Bitget was reached through the proxy {proxy.address} in ")
        else:
            with pytest.raises(ProxyBroken, match="intercepts the connection"):
                prove_proxy()
        assert len(proxy.heads) == 1
        assert bitget.seen == []
