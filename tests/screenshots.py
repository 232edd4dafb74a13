"""Takes the pictures of the README from the real window on a real X server: `make screenshots`."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

from gui.practice import PracticeExchange, parse_fault
from tests.end_to_end.program import Program
from tests.end_to_end.screen import Screen, wait_for
from tests.session import PROJECT, Desktop

# Picture, theme, scale, faults of the exchange, what the title then says ("" presses nothing).
SHOTS = (
    ("window-ready-light", "light", 1, (), ""),
    ("window-light", "light", 1, (), "^EMPTY"),
    ("window-dark", "dark", 1, (), "^EMPTY"),
    ("window-left-light", "light", 1, ("some-fail=5,22067",), "^LEFT"),
    ("window-unknown-dark", "dark", 1, ("read:http=503",), "^UNKNOWN"),
    ("window-refused-light", "light", 1, ("ip-not-listed=203.0.113.9",), "^REFUSED"),
    ("window-light-200", "light", 2, (), "^EMPTY"),
    ("window-dark-200", "dark", 2, (), "^EMPTY"),
)


def main(folder: Path) -> int:
    """Take every picture into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    desktop = Desktop()
    try:
        desktop.start_bus()
        desktop.start_keyring()
        for shot in SHOTS:
            take(folder, desktop, *shot)
    finally:
        desktop.stop()
    return 0


def take(
    folder: Path, desktop: Desktop, name: str, theme: str, scale: int, faults: tuple[str, ...], title: str
) -> None:
    with tempfile.TemporaryDirectory() as place, PracticeExchange(orders=14) as exchange:
        screen = Screen(f"{1280 * scale}x{1024 * scale}")
        program = Program(screen, desktop, Path(place))
        program.environment["QT_SCALE_FACTOR"] = str(scale)
        program.settings.parent.mkdir(parents=True)
        program.settings.write_text(json.dumps({"theme": theme, "deadline_s": 3.0}))
        program.start("--environment", "practice", "--exchange-url", exchange.url)
        wait_for(
            lambda: any(r.path.endswith("account/info") for r in exchange.requests), "the readiness read"
        )
        time.sleep(0.5)
        if title:
            exchange.arm(*(parse_fault(fault) for fault in faults))
            program.screen.do("key", "ctrl+shift+x")
            program.wait_for_title(title)
        time.sleep(0.5)
        screen.picture(folder / f"{name}.png", program.window)
        program.kill()
        screen.stop()
        print(folder / f"{name}.png")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else PROJECT / "docs"))
