"""`panic-button export`: an evidence pack of past presses."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from pathlib import Path

from gui.kept.pack import NoSuchPress, press_ids, write_pack
from gui.kept.paths import places
from gui.kept.private import why
from gui.terminal import values
from gui.terminal.streams import tell


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    exporting = commands.add_parser(
        "export",
        help="write a zip that shows what a press asked, was answered and came to; touches no order",
        allow_abbrev=False,
        description="Without --last or --press, the pack is of the last press. There are no keys in it.",
        epilog="exit codes: 0 written, 1 not written, 2 wrong usage or no such press",
    )
    which = exporting.add_mutually_exclusive_group()
    which.add_argument("--last", type=values.Whole(1, 100_000), metavar="N", help="the last N presses")
    which.add_argument(
        "--press", action="append", metavar="ID", help="the press that `verify` calls so; may be repeated"
    )
    exporting.add_argument(
        "file", nargs="?", type=Path, metavar="FILE.zip", help="a new file (default: named by the time, here)"
    )


def export(options: argparse.Namespace) -> int:
    """Write the pack, say where it is, and give the exit code."""
    now = datetime.now().astimezone()
    target: Path = options.file or Path(f"panic-button-evidence-{now:%Y-%m-%d-%H%M%S}.zip")
    if target.exists():
        print(f"{target} is there already, so nothing was written. Name a new file.", file=sys.stderr)
        return 2
    journal = places().journal
    try:
        there = press_ids(journal)
        wanted = options.press or there[-(options.last or 1) :]
        unknown = [press for press in wanted if press not in there]
        if unknown:
            named = ", ".join(ascii(press[:64])[1:-1] for press in unknown)
            print(f"The journal tells of no press {named}, so nothing was written.", file=sys.stderr)
            return 2
        count = write_pack(journal, wanted, target)
    except (NoSuchPress, FileNotFoundError) as missing:
        if isinstance(missing, FileNotFoundError) and journal.exists():
            print(f"There is no folder for {target}, so nothing was written.", file=sys.stderr)
            return 1
        print("The journal tells of no press yet, so nothing was written.", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{target} was not written, because {why(error)}. Choose another place.", file=sys.stderr)
        return 1
    tell(f"{target}: the evidence of {'1 press' if count == 1 else f'{count} presses'}.")
    return 0
