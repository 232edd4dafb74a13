"""What the command line takes as a value: each maker gives it, or says in a sentence why it cannot."""

from __future__ import annotations

import argparse

from gui.panic.accounts import AccountNameError, account_name
from gui.panic.orders import Covers, Environment, ProductType


def environment(text: str) -> Environment:
    """Take practice, demo or live. Raises ArgumentTypeError."""
    try:
        return Environment(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not practice, demo or live") from None


def account(text: str) -> str:
    """Take an account's name. Raises ArgumentTypeError."""
    try:
        return account_name(text)
    except AccountNameError as problem:
        raise argparse.ArgumentTypeError(str(problem)) from None


def covers(text: str) -> Covers:
    """Take orders or everything. Raises ArgumentTypeError."""
    try:
        return Covers(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not orders or everything") from None


def product_type(text: str) -> ProductType:
    """Take a product type by its wire value. Raises ArgumentTypeError."""
    try:
        return ProductType(text)
    except ValueError:
        known = ", ".join(ProductType)
        raise argparse.ArgumentTypeError(f"“{text}” is not a product type; there are {known}") from None


def seconds(text: str) -> float:
    """Take a time from 0.5 to 600 s. Raises ArgumentTypeError."""
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0.5 <= number <= 600:
        raise argparse.ArgumentTypeError(f"“{text}” is not a time between 0.5 and 600 seconds")
    return number


class Whole:
    """A whole number within bounds, for argparse."""

    def __init__(self, least: int, most: int) -> None:
        self._least, self._most = least, most

    def __call__(self, text: str) -> int:
        """Take a number. Raises ArgumentTypeError."""
        if text.isascii() and text.isdecimal() and self._least <= int(text) <= self._most:
            return int(text)
        message = f"“{text}” is not a whole number from {self._least} to {self._most:,}"
        raise argparse.ArgumentTypeError(message)
