"""Takes the pictures of the README from the real window on a real X server: `make screenshots`."""

from __future__ import annotations

import json
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
    Shot("window-light-200", "light", "^EMPTY", scale=2),
    Shot("window-dark-200", "dark", "^EMPTY", scale=2),
)


def main(folder: Path) -> int:
    """Take every picture into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with unlocked_desktop() as desktop:
        for shot in SHOTS:
            take(folder, desktop, shot)
    return 0


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
        screen.picture(folder / f"{shot.name}.png", program.window)
        program.kill()
        screen.stop()
        print(folder / f"{shot.name}.png")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else PROJECT / "docs"))
