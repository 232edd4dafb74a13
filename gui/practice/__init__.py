"""An exchange in the box: Bitget's futures interface on this computer, with orders that are nobody's."""

from gui.practice.alone import serve_alone
from gui.practice.book import Book
from gui.practice.exchange import PracticeExchange
from gui.practice.fault_kinds import EndpointKind, FaultName
from gui.practice.faults import GRAMMAR, Fault, describe, parse_fault
from gui.practice.gate import KEY, PASSPHRASE, SECRET
from gui.practice.messages import Request
from gui.practice.orders import PracticeOrder
from gui.practice.products import ProductType

__all__ = [
    "GRAMMAR",
    "KEY",
    "PASSPHRASE",
    "SECRET",
    "Book",
    "EndpointKind",
    "Fault",
    "FaultName",
    "PracticeExchange",
    "PracticeOrder",
    "ProductType",
    "Request",
    "describe",
    "parse_fault",
    "serve_alone",
]
