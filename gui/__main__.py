"""Start: `python -m gui`, `panic-button`."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and give its exit code."""
    try:
        from gui.cli import run

        return run(sys.argv[1:] if arguments is None else arguments)
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
