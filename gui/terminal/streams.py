"""What the terminal program does with its streams, whichever command was given."""

from __future__ import annotations

import io
import logging
import os
import sys
from contextlib import suppress

if sys.platform != "win32":
    import resource


def prepare() -> None:
    """Keep files and memory from others, and let a terminal that lacks a sign show “?” and the verdict.

    What the parts note as a warning goes to stderr.
    """
    os.umask(0o077)
    if sys.platform != "win32":
        # Not PR_SET_DUMPABLE as well: /proc/PID would be root's then, where portals look who asks them.
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # memory holds the key
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s", stream=sys.stderr)


def tell(text: str) -> None:
    """Print on stdout, and carry on where that is not possible: exit code and journal still tell."""
    try:
        print(text, flush=True)
    except OSError:  # nobody reads, or the disk is full
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
