"""The command line: which of the window, fire, check, practice and selftest was asked for."""

from __future__ import annotations

import argparse
import io
import logging
import os
import sys
from collections.abc import Sequence

from gui import cli_fire, cli_values, cli_words
from gui.bitget.address import AddressError
from gui.panic.accounts import MAIN
from gui.panic.orders import ALL_FUTURES, Covers, Environment, ProductType, Scope, ScopeError
from gui.panic.sweep import DEADLINE_S
from gui.screen import has_screen
from gui.venue import check_address

USAGE_ERROR = 2
_DESCRIPTION = """\
Cancel every open futures order at Bitget at once, and prove it by reading the book back.
Without a command, the window opens (on the practice exchange, unless another environment was chosen)."""
_EXIT_CODES = "exit codes: 0 EMPTY (proved by reading back), 10 LEFT, 11 REFUSED, 12 UNKNOWN, 2 wrong usage"


def run(arguments: Sequence[str]) -> int:
    """Run one command and give its exit code; wrong usage exits with 2 and a sentence."""
    os.umask(0o077)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that lacks a sign shows “?”, and the verdict
            stream.reconfigure(errors="replace")
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s", stream=sys.stderr)
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.environment is None and options.command in ("fire", "check"):
        options.environment = Environment.LIVE
    if options.environment is None and options.exchange_url is not None:
        # An address without an environment is one to practise on: a key never goes where nobody sent it.
        options.environment = Environment.PRACTICE
    if options.command == "practice":
        return _practice(options)
    if options.command == "selftest":
        return _selftest(options)
    if options.command in ("fire", "check") and options.account and options.all_accounts:
        parser.error("Name accounts, or say --all-accounts; both at once could mean either.")
    try:
        check_address(options.environment or Environment.PRACTICE, options.exchange_url)
        scope = _scope(options)
    except (AddressError, ScopeError) as problem:
        parser.error(str(problem))
    if options.command == "fire":
        return cli_fire.fire(_request(options, scope), as_json=options.json)
    if options.command == "check":
        return cli_fire.check(_request(options, scope))
    return _window(options)


def _request(options: argparse.Namespace, scope: Scope) -> cli_fire.Request:
    deadline_s = getattr(options, "deadline", DEADLINE_S)
    accounts = None if options.all_accounts else tuple(dict.fromkeys(options.account or (MAIN,)))
    return cli_fire.Request(options.environment, options.exchange_url, scope, deadline_s, accounts)


def _window(options: argparse.Namespace) -> int:
    if has_screen():
        from gui.app import show

        return show(options.environment, options.exchange_url)
    environment = options.environment or Environment.PRACTICE
    if environment is not Environment.PRACTICE:
        # Nobody asked for a press: without a window, real orders are left alone.
        print(cli_words.NO_SCREEN_NO_PRESS.format(environment=environment.value), file=sys.stderr)
        return USAGE_ERROR
    print(cli_words.NO_SCREEN)
    request = cli_fire.Request(environment, options.exchange_url, Scope(), DEADLINE_S)
    return cli_fire.fire(request, as_json=False, look_first=True)


def _practice(options: argparse.Namespace) -> int:
    from gui.practice.alone import serve_alone

    return serve_alone(
        port=options.port,
        orders=options.orders,
        latency_ms=options.latency,
        faults=options.fault,
        account_mode=options.account_mode,
        accounts=options.accounts,
    )


def _selftest(options: argparse.Namespace) -> int:
    from gui import selftest

    if options.window_only:
        return selftest.run_window()
    return selftest.run(without_keyring=options.without_keyring)


def _scope(options: argparse.Namespace) -> Scope:
    product_types = tuple(dict.fromkeys(getattr(options, "product_type", None) or ALL_FUTURES))
    covers = getattr(options, "covers", Covers.ORDERS)
    return Scope(product_types, getattr(options, "margin_coin", None), covers)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="panic-button",
        description=_DESCRIPTION,
        allow_abbrev=False,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _where(parser, None)
    commands = parser.add_subparsers(dest="command", metavar="command")
    fire = commands.add_parser(
        "fire", help="press now, in the terminal", epilog=_EXIT_CODES, allow_abbrev=False
    )
    _where(fire, Environment.LIVE)
    _what(fire)
    fire.add_argument(
        "--deadline",
        type=cli_values.seconds,
        default=DEADLINE_S,
        metavar="S",
        help="seconds until the verdict at the latest (default 10; under 2 there is no second pass)",
    )
    fire.add_argument("--json", action="store_true", help="print one JSON object on stdout and nothing else")
    check = commands.add_parser(
        "check",
        help="would a press work now? touches no order",
        allow_abbrev=False,
        epilog="exit codes: 0 ready, 1 not ready, 2 wrong usage",
    )
    _where(check, Environment.LIVE)
    _what(check)
    _practice_options(commands)
    selftest = commands.add_parser(
        "selftest",
        help="does every part work on this computer? touches no order",
        allow_abbrev=False,
        epilog="exit codes: 0 every part works, 1 one does not, 2 wrong usage",
    )
    selftest.add_argument("--without-keyring", action="store_true", help="leave the keyring out, and say so")
    selftest.add_argument("--window-only", action="store_true", help=argparse.SUPPRESS)
    return parser


def _where(parser: argparse.ArgumentParser, default: Environment | None) -> None:
    shown = default.value if default else "the one chosen last, at first practice"
    # A command's own default would overrule what stands before the command, and press somewhere else.
    unset = argparse.SUPPRESS if default else None
    parser.add_argument(
        "--environment",
        type=cli_values.environment,
        default=unset,
        metavar="{practice,demo,live}",
        help=f"where to press (default: {shown})",
    )
    parser.add_argument(
        "--exchange-url",
        default=unset,
        metavar="URL",
        help="a loopback address instead of Bitget, such as http://127.0.0.1:8080",
    )


def _what(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--product-type",
        action="append",
        type=cli_values.product_type,
        metavar="T",
        help=f"one of {', '.join(ProductType)}; may be repeated (default: all futures)",
    )
    parser.add_argument(
        "--covers",
        type=cli_values.covers,
        default=Covers.ORDERS,
        metavar="{orders,everything}",
        help="orders: stops stay (default); everything: trigger, TP/SL and trailing orders go too",
    )
    parser.add_argument(
        "--account",
        action="append",
        type=cli_values.account,
        metavar="NAME",
        help="an account by its name, such as sub1; may be repeated (default: main)",
    )
    parser.add_argument(
        "--all-accounts", action="store_true", help="every account that is known here, side by side"
    )
    parser.add_argument("--margin-coin", metavar="C", help="only orders of this margin coin, such as USDT")


def _practice_options(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    from gui.practice.faults import GRAMMAR, describe

    practice = commands.add_parser(
        "practice",
        help="run the practice exchange alone, in the foreground",
        allow_abbrev=False,
        description="An exchange in the box, on loopback, with orders in its book.",
        epilog="\n".join([f"faults, written {GRAMMAR}:", *(f"  {line}" for line in describe())]),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    practice.add_argument(
        "--port", type=cli_values.Whole(0, 65535), default=0, metavar="N", help="port (default: a free one)"
    )
    practice.add_argument(
        "--orders", type=cli_values.Whole(0, 100_000), default=14, metavar="N", help="orders in the book (14)"
    )
    practice.add_argument(
        "--latency", type=cli_values.Whole(0, 600_000), default=0, metavar="MS", help="answer after MS ms (0)"
    )
    practice.add_argument(
        "--account-mode",
        choices=("classic", "unified"),
        default="classic",
        help="which of Bitget's interfaces the accounts take (classic)",
    )
    practice.add_argument(
        "--accounts", type=cli_values.Whole(1, 100), default=3, metavar="N", help="main, sub1, sub2, … (3)"
    )
    practice.add_argument(
        "--fault", action="append", default=[], metavar="NAME", help="see below; may be repeated"
    )
