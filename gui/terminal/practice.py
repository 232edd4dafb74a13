"""`panic-button practice`: the practice exchange alone."""

from __future__ import annotations

import argparse

from gui.terminal import values


def practice(options: argparse.Namespace) -> int:
    """Serve until it is interrupted, and give the exit code."""
    from gui.practice.alone import serve_alone

    return serve_alone(
        port=options.port,
        orders=options.orders,
        latency_ms=options.latency,
        faults=options.fault,
        account_mode=options.account_mode,
        accounts=options.accounts,
    )


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser], *, explains_faults: bool) -> None:
    """Add the command to the command line; to explain the faults takes a while."""
    practising = commands.add_parser(
        "practice",
        help="run the practice exchange alone, in the foreground",
        allow_abbrev=False,
        description="An exchange in the box, on loopback, with orders in its book.",
        epilog=_faults() if explains_faults else None,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    practising.add_argument(
        "--port", type=values.Whole(0, 65535), default=0, metavar="N", help="port (default: a free one)"
    )
    practising.add_argument(
        "--orders", type=values.Whole(0, 100_000), default=14, metavar="N", help="orders in the book (14)"
    )
    practising.add_argument(
        "--latency", type=values.Whole(0, 600_000), default=0, metavar="MS", help="answer after MS ms (0)"
    )
    practising.add_argument(
        "--account-mode",
        choices=("classic", "unified"),
        default="classic",
        help="which of Bitget's interfaces the accounts take (classic)",
    )
    practising.add_argument(
        "--accounts", type=values.Whole(1, 100), default=3, metavar="N", help="main, sub1, sub2, … (3)"
    )
    practising.add_argument(
        "--fault", action="append", default=[], metavar="NAME", help="see below; may be repeated"
    )


def _faults() -> str:
    from gui.practice.faults import GRAMMAR, describe  # loads the whole exchange

    return "\n".join([f"faults, written {GRAMMAR}:", *(f"  {line}" for line in describe())])
