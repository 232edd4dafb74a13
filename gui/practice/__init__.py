"""An exchange in the box: Bitget's futures interface on this computer, with orders that are nobody's."""

from gui.practice.accounts import MOST_ACCOUNTS, AccountMode, account_names, key_of
from gui.practice.alone import serve_alone
from gui.practice.book import Book
from gui.practice.exchange import PracticeExchange
from gui.practice.fault_kinds import FAULT_WORDS, EndpointKind, FaultName, KeyFault
from gui.practice.faults import GRAMMAR, Fault, describe, parse_fault
from gui.practice.gate import KEY, PASSPHRASE, SECRET
from gui.practice.holdings import Position
from gui.practice.messages import Request
from gui.practice.orders import PracticeOrder
from gui.practice.plans import PlanOrder, PlanType
from gui.practice.products import ProductType
from gui.practice.rights import KeyRights

__all__ = [
    "FAULT_WORDS",
    "GRAMMAR",
    "KEY",
    "MOST_ACCOUNTS",
    "PASSPHRASE",
    "SECRET",
    "AccountMode",
    "Book",
    "EndpointKind",
    "Fault",
    "FaultName",
    "KeyFault",
    "KeyRights",
    "PlanOrder",
    "PlanType",
    "Position",
    "PracticeExchange",
    "PracticeOrder",
    "ProductType",
    "Request",
    "account_names",
    "describe",
    "key_of",
    "parse_fault",
    "serve_alone",
]
