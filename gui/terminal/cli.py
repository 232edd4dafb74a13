"""The command line: which command was asked for."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from gui.bitget.address import AddressError
from gui.panic.accounts import MAIN
from gui.panic.orders import ALL_FUTURES, Covers, Environment, ProductType, Scope, ScopeError
from gui.panic.sweep import DEADLINE_S
from gui.terminal import export, fire, practice, press, streams, values, verify, window
from gui.venue import check_address

_DESCRIPTION = """\
Cancel every open futures order at Bitget at once, and prove it by reading the book back.
Without a command, the window opens (on the practice exchange, unless another environment was chosen)."""
_EXIT_CODES = "exit codes: 0 EMPTY (proved by reading back), 10 LEFT, 11 REFUSED, 12 UNKNOWN, 2 wrong usage"


def run(arguments: Sequence[str]) -> int:
    """Run one command and give its exit code; wrong usage exits with 2 and a sentence."""
    streams.prepare()
    parser = _parser(explains_faults="practice" in arguments)
    options = parser.parse_args(arguments)
    if options.hidden and options.command is not None:
        parser.error("--hidden is for the window; a command has none.")
    if options.environment is None and options.command in ("fire", "check"):
        options.environment = Environment.LIVE
    if options.environment is None and options.exchange_url is not None:
        # An address without an environment is one to practise on: a key never goes where nobody sent it.
        options.environment = Environment.PRACTICE
    if options.command == "practice":
        return practice.practice(options)
    if options.command == "selftest":
        return _selftest(options)
    if options.command == "verify":
        return verify.verify(options.file)
    if options.command == "export":
        return export.export(options)
    if options.command == "press":
        if options.environment is not None:
            parser.error(press.NO_PLACE)
        return press.press(options.deadline, as_json=options.json)
    if options.command in ("fire", "check") and options.account and options.all_accounts:
        parser.error("Name accounts, or say --all-accounts; both at once could mean either.")
    try:
        check_address(options.environment or Environment.PRACTICE, options.exchange_url)
        scope = _scope(options)
    except (AddressError, ScopeError) as problem:
        parser.error(str(problem))
    if options.command == "fire":
        return fire.fire(_request(options, scope), as_json=options.json)
    if options.command == "check":
        return fire.check(_request(options, scope))
    return window.window(options.environment, options.exchange_url, hidden=options.hidden)


def _request(options: argparse.Namespace, scope: Scope) -> fire.Request:
    deadline_s = getattr(options, "deadline", DEADLINE_S)
    accounts = None if options.all_accounts else tuple(dict.fromkeys(options.account or (MAIN,)))
    return fire.Request(options.environment, options.exchange_url, scope, deadline_s, accounts)


def _selftest(options: argparse.Namespace) -> int:
    if options.window_only:
        from gui.selftest_window import run_window

        return run_window()
    from gui import selftest

    return selftest.run(without_keyring=options.without_keyring)


def _scope(options: argparse.Namespace) -> Scope:
    product_types = tuple(dict.fromkeys(getattr(options, "product_type", None) or ALL_FUTURES))
    covers = getattr(options, "covers", Covers.ORDERS)
    return Scope(product_types, getattr(options, "margin_coin", None), covers)


def _parser(*, explains_faults: bool) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="panic-button",
        description=_DESCRIPTION,
        allow_abbrev=False,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _where(parser, None)
    parser.add_argument(
        "--hidden",
        action="store_true",
        help="start into the tray, ready for a press; without a tray, minimised (for a start at login)",
    )
    commands = parser.add_subparsers(dest="command", metavar="command")
    firing = commands.add_parser(
        "fire", help="press now, in the terminal", epilog=_EXIT_CODES, allow_abbrev=False
    )
    _where(firing, Environment.LIVE)
    _what(firing)
    firing.add_argument(
        "--deadline",
        type=values.seconds,
        default=DEADLINE_S,
        metavar="S",
        help="seconds until the verdict at the latest (default 10; under 2 there is no second pass)",
    )
    _json(firing)
    check = commands.add_parser(
        "check",
        help="would a press work now? touches no order",
        allow_abbrev=False,
        epilog="exit codes: 0 ready, 1 not ready, 2 wrong usage",
    )
    _where(check, Environment.LIVE)
    _what(check)
    _press_options(commands)
    verify.add(commands)
    export.add(commands)
    practice.add(commands, explains_faults=explains_faults)
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
        type=values.environment,
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
        type=values.product_type,
        metavar="T",
        help=f"one of {', '.join(ProductType)}; may be repeated (default: all futures)",
    )
    parser.add_argument(
        "--covers",
        type=values.covers,
        default=Covers.ORDERS,
        metavar="{orders,everything}",
        help="orders: stops stay (default); everything: trigger, TP/SL and trailing orders go too",
    )
    parser.add_argument(
        "--account",
        action="append",
        type=values.account,
        metavar="NAME",
        help="an account by its name, such as sub1; may be repeated (default: main)",
    )
    parser.add_argument(
        "--all-accounts", action="store_true", help="every account that is known here, side by side"
    )
    parser.add_argument("--margin-coin", metavar="C", help="only orders of this margin coin, such as USDT")


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--json", action="store_true", help="print one JSON object on stdout and nothing else"
    )


def _press_options(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    pressing = commands.add_parser(
        "press",
        help="press in the window that runs, or here where none does",
        allow_abbrev=False,
        description="For a stream deck, a foot pedal or a shortcut of the desktop: presses as its button.",
        epilog=_EXIT_CODES,
    )
    pressing.add_argument(
        "--deadline",
        type=values.seconds,
        metavar="S",
        help="seconds to wait for the verdict (default: as long as the window's press tries)",
    )
    _json(pressing)
