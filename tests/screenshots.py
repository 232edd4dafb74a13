"""Takes the pictures of the README from the real window on a real X server: `make screenshots`."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from gui.practice import PracticeExchange, parse_fault
from tests.end_to_end.program import Program
from tests.end_to_end.screen import Screen, wait_for
from tests.session import PROJECT, Desktop, unlocked_desktop


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture; title is what the window's title says after the press, "" presses nothing."""

    name: str
    theme: str
    title: str = ""
    scale: int = 1
    faults: tuple[str, ...] = ()
    covers: str = "orders"
    mode: str = "classic"
    accounts: str = "main"  # which of the three are chosen: one, or "all"
    language: str = "en"
    is_compact: bool = False
    shows_settings: bool = False  # with the button held for 0.4 s


SHOTS = (
    Shot("window-ready-light", "light"),
    Shot("window-light", "light", "^EMPTY"),
    Shot("window-dark", "dark", "^EMPTY"),
    Shot("window-left-light", "light", "^LEFT", faults=("some-fail=5,22067",)),
    Shot("window-unknown-dark", "dark", "^UNKNOWN", faults=("read:http=503",)),
    Shot("window-refused-light", "light", "^REFUSED", faults=("ip-not-listed=203.0.113.9",)),
    Shot("window-everything-ready-dark", "dark", covers="everything"),
    Shot("window-everything-light", "light", "^EMPTY", covers="everything", mode="unified"),
    Shot("window-accounts-ready-light", "light", accounts="all"),
    Shot("window-accounts-dark", "dark", "^EMPTY", accounts="all"),
    Shot(
        "window-accounts-refused-light",
        "light",
        "^REFUSED",
        faults=("cancel+read@sub1:ip-not-listed",),
        accounts="all",
    ),
    Shot("window-compact-ready-light", "light", is_compact=True),
    Shot("window-compact-dark", "dark", "^EMPTY", is_compact=True),
    Shot("settings-light", "light", shows_settings=True),
    Shot("settings-dark", "dark", shows_settings=True),
    Shot("window-chinese", "light", "^已清空", language="zh_CN"),
    Shot(
        "window-compact-light-200", "light", "^LEFT", scale=2, faults=("some-fail=5,22067",), is_compact=True
    ),
    Shot("settings-dark-200", "dark", scale=2, shows_settings=True),
    Shot("window-light-200", "light", "^EMPTY", scale=2),
    Shot("window-dark-200", "dark", "^EMPTY", scale=2),
)


def main(folder: Path) -> int:
    """Take every picture into the folder."""
    if not _can_write_chinese():
        print("No font here has Chinese signs: install one, such as fonts-wqy-microhei.", file=sys.stderr)
        return 1
    folder.mkdir(parents=True, exist_ok=True)
    with unlocked_desktop() as desktop:
        for shot in SHOTS:
            take(folder, desktop, shot)
    _take_tray(folder)
    return 0


def _can_write_chinese() -> bool:
    """Without such a font the picture of the Chinese window would show boxes."""
    told = subprocess.run(["fc-list", ":lang=zh-cn"], capture_output=True, check=False)
    return told.returncode == 0 and bool(told.stdout.strip())


def _take_tray(folder: Path) -> None:
    """The tray's icons, which depend on no desktop, in a process of their own."""
    with tempfile.TemporaryDirectory() as place:
        subprocess.run(
            [sys.executable, "-m", "tests.widgets.gallery", place, "light"],
            env=os.environ | {"GALLERY_ONLY": "tray", "QT_QPA_PLATFORM": "offscreen"},
            cwd=PROJECT,
            check=True,
        )
        shutil.copy(Path(place) / "tray-light.png", folder / "tray.png")
    print(folder / "tray.png")


def take(folder: Path, desktop: Desktop, shot: Shot) -> None:
    with (
        tempfile.TemporaryDirectory() as place,
        PracticeExchange(orders=14, account_mode=shot.mode) as exchange,
    ):
        screen = Screen(f"{1280 * shot.scale}x{1024 * shot.scale}")
        program = Program(screen, desktop, Path(place))
        program.environment["QT_SCALE_FACTOR"] = str(shot.scale)
        program.settings.parent.mkdir(parents=True)
        program.settings.write_text(
            json.dumps(
                {
                    "theme": shot.theme,
                    "deadline_s": 3.0,
                    "covers": shot.covers,
                    "language": shot.language,
                    "is_compact": shot.is_compact,
                    "hold_ms": 400 if shot.shows_settings else 0,
                    "accounts": {"practice": {"chosen": shot.accounts}},
                }
            )
        )
        program.start("--environment", "practice", "--exchange-url", exchange.url)
        wait_for(
            lambda: any(r.path.endswith("account/info") for r in exchange.requests), "the readiness read"
        )
        time.sleep(1.2)  # past the second in which that read uses up the rate budget
        if shot.title:
            exchange.arm(*(parse_fault(fault) for fault in shot.faults))
            program.screen.do("key", "ctrl+shift+x")
            program.wait_for_title(shot.title)
        time.sleep(0.5)
        shown = _open_settings(screen, program.window, shot.scale) if shot.shows_settings else program.window
        screen.picture(folder / f"{shot.name}.png", shown)
        program.kill()
        screen.stop()
        print(folder / f"{shot.name}.png")


def _open_settings(screen: Screen, window: str, scale: int) -> str:
    """Open the settings from the menu, by mouse and keyboard; gives the number of their window."""
    screen.do("mousemove", "--window", window, str(865 * scale), str(38 * scale), "click", "1")
    time.sleep(0.5)
    screen.do("key", "Down", "Down", "Return")
    wait_for(lambda: screen.window("^Settings$"), "the settings")
    time.sleep(0.5)
    return screen.window("^Settings$") or ""


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else PROJECT / "docs"))
