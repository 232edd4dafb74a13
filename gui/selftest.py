"""`selftest`: does every part that a press needs work on this computer? It touches no order."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from gui.kept import private
from gui.kept.keyrings import KeyringFailed, KeyringUnusable, ask, usable_keyring
from gui.kept.paths import places, resources
from gui.kept.patient_keys import PATIENCE_S, KeyringSilent
from gui.panic.errors import Silent
from gui.panic.orders import Scope
from gui.panic.patience import in_time
from gui.panic.sweep import Sweep
from gui.panic.verdict import Verdict
from gui.practice_drill import Drill
from gui.selftest_proxy import ProxyBroken, prove_proxy
from gui.selftest_tls import TlsBroken, prove_tls
from gui.terminal.streams import tell

_SERVICE = "panic-button-selftest"
_WINDOW_S = 30.0
_RESOURCES = ("style.qss", "panic-button.svg", "panic-button-32.png", "panic-button-256.png")


class Broken(Exception):
    """A part does not work; the text is a sentence for a person."""


Check = Callable[[], str]


def run(*, without_keyring: bool) -> int:
    """Run every check and print a line for each; gives 0 if all parts work, 1 if one does not."""
    checks: list[tuple[str, Check]] = [
        ("window", window),
        ("resources", pictures_and_sheet),
        ("TLS", tls),
        ("proxy", proxy),
        ("keyring", _keyring_left_out if without_keyring else keyring),
        ("journal", journal),
        ("press", practice_press),
        ("sound", sound),
    ]
    # No check ends the others: who looks for one fault wants to know of all.
    works = [_try(name, check) for name, check in checks]
    failed = works.count(False)
    tell(f"{failed} of {len(works)} parts do not work." if failed else "Every part that was tried works.")
    return 1 if failed else 0


def window() -> str:
    """See that Qt makes a window. Raises Broken."""
    # A process of its own, because Qt ends the one in which it finds no platform to show windows on.
    try:
        done = subprocess.run(  # noqa: S603 this program itself
            _this_program("selftest", "--window-only"),
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=_WINDOW_S,
            cwd=None if _is_frozen() else Path(__file__).resolve().parent.parent,
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise Broken(f"No window could be made ({type(problem).__name__}).") from None
    if done.returncode != 0:
        said = " ".join((done.stderr or done.stdout).split())[:400]
        raise Broken(f"No window could be made. Qt says: {said or 'nothing'}")
    *_, hotkey, platform = done.stdout.splitlines()
    if hotkey.startswith("refused "):
        raise Broken(f"A window was made, but no hotkey could be taken. {hotkey.removeprefix('refused ')}")
    can = "A hotkey for every window can be taken." if hotkey == "taken" else hotkey
    if platform == "offscreen" and not os.environ.get("QT_QPA_PLATFORM"):
        return "A window was made out of sight (offscreen), because there is no screen here."
    return f"A window was made on this screen ({platform}). {can}"


def pictures_and_sheet() -> str:
    """See that the style sheet and the icons are there. Raises Broken."""
    folder = resources()
    missing = [
        name for name in _RESOURCES if not (folder / name).is_file() or not (folder / name).stat().st_size
    ]
    if missing:
        raise Broken(f"Files of the program are missing: {', '.join(missing)}. Install it again.")
    return f"The style sheet and {len(_RESOURCES) - 1} icons are there."


def tls() -> str:
    """See that certificates are found, and that one that proves nothing is refused. Raises Broken."""
    try:
        return prove_tls()
    except TlsBroken as problem:
        raise Broken(str(problem)) from None


def proxy() -> str:
    """See that Bitget can be reached through the proxy of the settings, where one is set. Raises Broken."""
    try:
        return prove_proxy()
    except ProxyBroken as problem:
        raise Broken(str(problem)) from None


def keyring() -> str:
    """Store an entry that means nothing, read it back and remove it. Raises Broken."""
    try:
        name = in_time(_keep_and_remove, time.monotonic() + PATIENCE_S)
    except KeyringUnusable as problem:
        raise Broken(problem.text) from None
    except Silent:
        raise Broken(KeyringSilent().text) from None
    return f"The keyring ({name}) kept an entry, gave it back and removed it."


def _keep_and_remove() -> str:
    user, value = f"selftest-{secrets.token_hex(4)}", secrets.token_hex(8)
    backend = usable_keyring()
    ask(lambda: backend.set_password(_SERVICE, user, value))
    is_same = ask(lambda: backend.get_password(_SERVICE, user)) == value
    ask(lambda: backend.delete_password(_SERVICE, user))
    if not is_same:
        raise KeyringFailed("The keyring did not give back what it was given.")
    if ask(lambda: backend.get_password(_SERVICE, user)) is not None:
        raise KeyringFailed("The keyring still holds an entry that it was told to remove.")
    return type(backend).__module__.rpartition(".")[2]


def journal() -> str:
    """Write, read and remove a file where the journal lies. Raises Broken."""
    folder = places().state
    path = folder / f"selftest-{secrets.token_hex(4)}"
    try:
        private.make_folder(folder)
        with os.fdopen(private.open_file(path, os.O_RDWR | os.O_CREAT | os.O_EXCL), "w+b") as file:
            file.write(b"selftest")
            file.flush()
            os.fsync(file.fileno())
            file.seek(0)
            is_same = file.read() == b"selftest"
        path.unlink()
    except OSError as problem:
        raise Broken(f"No journal can be written to {folder}, because {private.why(problem)}.") from None
    if not is_same:
        raise Broken(f"The disk did not give back what was written to {folder}.")
    return f"A journal can be written to {folder}."


def practice_press() -> str:
    """Press on the practice exchange; it must come out EMPTY. Raises Broken."""
    # Without the journal: this is nobody's press.
    try:
        with closing(Drill()) as drill:
            report = Sweep(drill.exchanges, Scope()).run()
    except OSError as problem:
        raise Broken(f"The practice exchange could not be started, because {private.why(problem)}.") from None
    if report.verdict is not Verdict.EMPTY:
        raise Broken(f"A press on the practice exchange was {report.headline}: {report.sentence}")
    return f"A press on the practice exchange was EMPTY after {report.elapsed_ms} ms."


def sound() -> str:
    """See whether sounds can be played, by playing silence. Without them a press is as good as with them."""
    from gui.desktop.sounds.players import CannotPlay, play_with_any, players_here
    from gui.desktop.sounds.shapes import Sound, length_s, wave_file

    try:
        name = play_with_any(players_here(), wave_file(Sound.PRESSED, 0), length_s(Sound.PRESSED))
    except CannotPlay as why:
        return f"No sound can be played here, because {why}. Presses are not affected."
    return f"Sounds can be played ({name})."


def _keyring_left_out() -> str:
    return "Not tried, because of --without-keyring: whether keys can be kept is not known."


def _try(name: str, check: Check) -> bool:
    try:
        sentence, works = check(), True
    except Broken as problem:
        sentence, works = str(problem), False
    except Exception as fault:  # noqa: BLE001 whatever breaks is a line, and the other checks go on
        sentence, works = f"The check itself failed ({type(fault).__name__}).", False
    tell(f"{'✓' if works else '✗'} {name:<10} {sentence}")
    return works


def _is_frozen() -> bool:
    return bool(getattr(sys, "frozen", False))


def _this_program(*arguments: str) -> list[str]:
    return [sys.executable, *([] if _is_frozen() else ["-m", "gui"]), *arguments]
