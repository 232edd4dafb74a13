"""Start: `python -m gui`, `panic-button`."""

from __future__ import annotations

import gc
import sys

TYPE_CHECKING = False  # typing takes a while to load
if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and give its exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    try:
        if given[:1] == ["press"]:
            # Before everything else: what the other commands need takes longer to load than a press to send.
            from gui.terminal.press import press, quick

            options = quick(given[1:])
            if options is not None:
                return press(options[0], as_json=options[1])
        if not given:
            # The window looks for garbage by itself (gui/desktop/garbage.py); loading it makes none.
            gc.disable()
            from gui.terminal.window import window_as_chosen

            return window_as_chosen()
        from gui.terminal.cli import run

        return run(given)
    except ImportError as missing:
        # Qt's libraries need libraries of the system, and say so only here.
        advice = (
            "“panic-button selftest” names it; install the packages that the README names"
            if getattr(sys, "frozen", False)
            else "Start with “make run”, which sets everything up"
        )
        print(
            f"A part of this program or of the system is missing ({missing}). Nothing was pressed. "
            f"{advice}, or use the Bitget app.",
            file=sys.stderr,
        )
        return 3
    except KeyboardInterrupt:
        print(
            "Stopped. If a press was under way, press again, and check the Bitget app.",
            file=sys.stderr,
        )
        return 12


if __name__ == "__main__":
    sys.exit(main())
