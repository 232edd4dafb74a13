"""The sounds as a person hears them: played by a real program and recorded in a real sound server."""

from __future__ import annotations

import io
import os
import stat
import time
import wave
from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.desktop.sounds.players import CannotPlay, ProgramPlayer, outside_environment, players_here
from gui.desktop.sounds.shapes import Sound, length_s, wave_file
from gui.desktop.sounds.speaker import Speaker
from tests.desktop.sounds.ears import Ears

_TONES = {Sound.PRESSED: 1, Sound.EMPTY: 1, Sound.NOT_EMPTY: 3}


@pytest.fixture(scope="module")
def ears() -> Iterator[Ears]:
    ears = Ears()
    yield ears
    ears.stop()


@pytest.fixture
def speaker(qtbot: QtBot, ears: Ears) -> Iterator[Speaker]:  # noqa: ARG001 signals need an application
    speaker = Speaker(players=lambda: players_here(ears.environment))
    yield speaker
    speaker.close()


def frames(sound: Sound, volume: int) -> array[int]:
    with wave.open(io.BytesIO(wave_file(sound, volume))) as read:
        assert (read.getnchannels(), read.getsampwidth()) == (1, 2)
        return array("h", read.readframes(read.getnframes()))


def test_they_are_told_apart_by_rhythm_and_direction(speaker: Speaker, ears: Ears) -> None:
    speaker.use(True, 70)
    heard = {}
    for sound, count in _TONES.items():
        since = ears.now()
        speaker.play(sound)
        heard[sound] = ears.wait_for_notes(since, count)
    [tick] = heard[Sound.PRESSED]
    assert tick.length_s < 0.12
    assert abs(tick.first - tick.last) <= 60
    [rise] = heard[Sound.EMPTY]
    assert 0.3 < rise.length_s < 0.55
    assert rise.last > rise.first * 1.3
    assert len(heard[Sound.NOT_EMPTY]) == 3  # with silence between them
    pitches = [tone.first for tone in heard[Sound.NOT_EMPTY]]
    assert pitches[0] > pitches[1] * 1.1 > pitches[2] * 1.2
    assert sum(tone.length_s for tone in heard[Sound.NOT_EMPTY]) > 0.5


def test_off_and_volume_nought_are_silent(speaker: Speaker, ears: Ears) -> None:
    since = ears.now()
    speaker.use(False, 100)
    speaker.play(Sound.NOT_EMPTY)
    speaker.use(True, 0)
    assert frames(Sound.NOT_EMPTY, 0).count(0) == len(frames(Sound.NOT_EMPTY, 0))
    # A trial comes after whatever was asked for before it, and takes nothing's place.
    speaker.try_out(Sound.PRESSED, 70, lambda _: None)
    assert len(ears.wait_for_notes(since, 1)) == 1


def test_a_sound_that_waits_gives_way_to_a_newer_one(speaker: Speaker, ears: Ears) -> None:
    speaker.use(True, 70)
    since = ears.now()
    speaker.play(Sound.NOT_EMPTY)
    time.sleep(0.2)  # it is heard by now
    for _ in range(5):
        speaker.play(Sound.PRESSED)
    speaker.play(Sound.EMPTY)
    assert len(ears.wait_for_notes(since, 4)) == 4


@pytest.mark.parametrize("sound", list(Sound))
def test_louder_is_louder_and_nothing_clips(sound: Sound) -> None:
    peaks = [max(map(abs, frames(sound, volume))) for volume in (0, 30, 70, 100)]
    assert peaks[0] == 0
    assert peaks == sorted(set(peaks))
    assert peaks[-1] < 32_000
    assert len(frames(sound, 70)) / 22_050 == pytest.approx(length_s(sound), abs=0.01)
    assert frames(sound, 100)[0] == 0  # it does not begin with a click


def test_a_trial_says_why_nothing_is_heard(qtbot: QtBot, tmp_path: Path) -> None:
    told: list[str] = []
    nobody = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PULSE_SERVER": f"unix:{tmp_path}/nobody"}
    deaf = Speaker(players=lambda: [p for p in players_here(nobody) if p.name == "paplay"])
    deaf.try_out(Sound.EMPTY, 70, told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=15_000)
    assert told[0].startswith("No sound can be played here, because paplay says “")
    assert told[0].endswith("”. Presses are not affected.")
    deaf.try_out(Sound.EMPTY, 0, told.append)
    assert told[1] == "The volume is 0, so nothing is heard."
    bare = Speaker(players=list)
    bare.try_out(Sound.EMPTY, 70, told.append)
    qtbot.waitUntil(lambda: len(told) == 3, timeout=15_000)
    assert "nothing that plays sounds is installed" in told[2]
    bare.play(Sound.EMPTY)  # a press there is just silent
    for each in (deaf, bare):
        each.close()


def test_a_trial_that_is_heard_has_nothing_to_say(qtbot: QtBot, speaker: Speaker, ears: Ears) -> None:
    told: list[str] = []
    since = ears.now()
    speaker.try_out(Sound.EMPTY, 70, told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=15_000)
    assert told == [""]
    ears.wait_for_notes(since, 1)


def test_a_player_that_is_stuck_is_ended_and_its_file_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stuck = tmp_path / "stuck"
    stuck.write_text("#!/bin/sh\nexec sleep 60\n")
    stuck.chmod(stuck.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr("gui.desktop.sounds.players._GRACE_S", 0.2)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(CannotPlay, match="stuck came to no end"):
        ProgramPlayer((str(stuck),)).play(b"", 0.1)
    assert list(tmp_path.glob("*.wav")) == []


def test_a_packed_program_lends_its_libraries_to_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    given = {"LD_LIBRARY_PATH": "/packed", "LD_LIBRARY_PATH_ORIG": "/own", "HOME": "/h"}
    monkeypatch.setattr("sys.frozen", True, raising=False)
    assert outside_environment(given) == {"LD_LIBRARY_PATH": "/own", "HOME": "/h"}
    assert outside_environment({"LD_LIBRARY_PATH": "/packed"}) == {}


def test_each_system_has_its_players(tmp_path: Path) -> None:
    for name in ("pw-play", "aplay", "afplay"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    here = {"PATH": str(tmp_path)}
    linux = [player.name for player in players_here(here, "linux")]
    assert linux.index("pw-play") < linux.index("aplay")
    assert [player.name for player in players_here(here, "darwin")] == ["afplay"]
    assert [player.name for player in players_here(here, "win32")] == ["Windows"]
