from __future__ import annotations

from pathlib import Path

from tests.terminal.program import Home


def test_every_part_but_the_keyring_works_without_screen_and_keyring(tmp_path: Path) -> None:
    told = Home(tmp_path).run("selftest")
    assert told.returncode == 1
    assert "✗ keyring    There is no keyring running" in told.stdout
    assert told.stdout.count("✓") == 6
    assert told.stdout.endswith("1 of 7 parts do not work.\n")


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
