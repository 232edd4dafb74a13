"""The one runner: a real press over real sockets through the front, and what must hold for every row."""

from __future__ import annotations

import gzip
import html
import re
import threading
import time
import traceback
from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast
from urllib.parse import unquote

from gui.bitget.account import BitgetAccount
from gui.bitget.signed import SignedCalls
from gui.bitget.transport import Transport
from gui.kept.journal import Journal, Origin, read
from gui.kept.pack import press_ids, write_pack
from gui.kept.pack_proof import PackProof, prove_pack
from gui.kept.proof import Proofs, prove
from gui.kept.records import PressRecord
from gui.panic.errors import ExchangeError
from gui.panic.exchange import Exchange
from gui.panic.on_record import Recorder
from gui.panic.orders import AccountMode, Environment, ProductType
from gui.panic.progress import Progress
from gui.panic.proxy import Proxy
from gui.panic.secrets import Credentials
from gui.panic.verdict import ProductReport, Report, Verdict
from gui.practice import PlanType, parse_fault
from gui.pressing import Pressing

from .front import PHRASE_OF_THE_MATRIX, SECRET_OF_THE_MATRIX, Front, Rule, matrix_key
from .judge import JudgedExchange
from .judging import Case, Reads
from .rows import Row

USDT = ProductType.USDT_FUTURES
MODES = {"main": AccountMode.CLASSIC, "sub1": AccountMode.UNIFIED}
_SYMBOLS = {
    ProductType.USDT_FUTURES: "BTCUSDT",
    ProductType.USDC_FUTURES: "BTCPERP",
    ProductType.COIN_FUTURES: "BTCUSD",
}
# A loaded machine may be late by this; what the deadline allows beyond itself is far less.
LATE_S = 1.0
UNEXPECTED = "an exception that no exchange may raise"
_BARE_CODE = re.compile(r"(?<![(:])\b\d{5,6}\b(?!\))")
_INNARDS = re.compile(r"Traceback|Errno|\w(Error|Exception)\b|<html|<class|object at 0x|None\b|\{\w*\}")


@dataclass
class Pressed:
    """All that a press left behind."""

    report: Report
    record: PressRecord
    journal: bytes
    front: Front
    exchange: JudgedExchange
    took_s: float
    case: Case
    proofs: Proofs  # of the journal
    pack: PackProof  # of journal and evidence together
    progress: list[Progress] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)  # what each exception said of itself
    path: Path = Path()  # of the journal, beside which the evidence is

    def of(self, account: str) -> ProductReport:
        [found] = [each for each in self.report.product_types if each.account == account]
        return found

    def heard_of(self, account: str) -> str:
        """All that an account's lane had to say on its way."""
        return " ".join(each.sentence for each in self.progress if each.account == account)


class Overheard:
    """An exchange whose exceptions are kept as text before they go on.

    When each complete read of the book began and ended is kept, too: only such a one may prove anything.
    """

    def __init__(self, inner: BitgetAccount, problems: list[str], account: str) -> None:
        self._inner, self._problems, self._account = inner, problems, account
        self.reads = Reads()
        self.by_id: list[object] = []  # cancels under way

    @property
    def recorder(self) -> Recorder:
        """Stands here itself, as whoever looks for one looks at the class."""
        return self._inner.recorder

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._inner, name)
        return self._listening(found) if callable(found) else found

    def open_orders(self, product_type: ProductType, **named: Any) -> Any:
        begun_at = time.monotonic()
        book = self._listening(self._inner.open_orders)(product_type, **named)
        self.reads.windows[self._account, product_type].append((begun_at, time.monotonic()))
        return book

    def cancel_orders(self, *given: Any, **named: Any) -> Any:
        one = object()
        self.by_id.append(one)
        try:
            return self._listening(self._inner.cancel_orders)(*given, **named)
        finally:
            self.by_id.remove(one)

    def _listening(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def listened(*given: Any, **named: Any) -> Any:
            try:
                told = call(*given, **named)
                return self._listening(told) if callable(told) else told  # a cancel begun: heard later
            except Exception as problem:
                said = "".join(traceback.format_exception(problem))
                self._problems.append(f"{problem!r} {problem} {vars(problem)} {said}")
                if not isinstance(problem, ExchangeError):
                    self._problems.append(UNEXPECTED)
                raise

        return listened


def press(
    exchange: JudgedExchange,
    rule: Rule,
    path: Path,
    *,
    modes: Mapping[str, AccountMode] = MODES,
    deadline_s: float = 4.0,
    row: Row | None = None,
    tls: Any = None,
) -> Pressed:
    """Press every account through a front that spoils by the rule."""
    row = row or Row("plain")
    problems: list[str] = []
    progress: list[Progress] = []
    with Front(exchange, rule, tls) as front, ExitStack() as closing:
        through = None
        if row.proxy is not None:
            proxy = row.proxy()
            closing.callback(proxy.cut)
            through = proxy.address
        if row.before is not None:
            row.before(front)
        address = row.where(front)
        clients = {name: client(address, name, mode, through) for name, mode in modes.items()}
        overheard = {name: Overheard(each, problems, name) for name, each in clients.items()}
        scope = row.scope
        warm(clients.values(), scope.product_types)
        journal = Journal(path)
        pressing = Pressing(
            {name: cast(Exchange, each) for name, each in overheard.items()},
            scope,
            Environment.PRACTICE,
            journal,
            origin=Origin.TERMINAL,
            deadline_s=deadline_s,
            on_progress=progress.append,
        )
        beside = threading.Thread(target=row.meanwhile, args=(front,)) if row.meanwhile else None
        if beside is not None:
            beside.start()
        begun_at = time.monotonic()
        report = pressing.run()
        ended_at = time.monotonic()
        journal.close()
        if beside is not None:
            beside.join()
        for each in clients.values():
            each.close()
        [record], unreadable = read(path)
        assert unreadable == 0
        case = Case(
            exchange,
            front.heard(),
            {name: each.reads for name, each in overheard.items()},
            report,
            begun_at,
            begun_at,
            ended_at,
            scope.takes_stops,
            row.ids_are_true,
        )
        journalled, pack = path.read_bytes(), path.with_suffix(".zip")
        write_pack(path, press_ids(path), pack)
        return Pressed(
            report,
            record,
            journalled,
            front,
            exchange,
            ended_at - begun_at,
            case,
            prove(journalled.splitlines(keepends=True)),
            prove_pack(pack),
            progress,
            problems,
            path,
        )


def warm(clients: Iterable[BitgetAccount], kinds: Sequence[ProductType], for_s: float = 0.5) -> None:
    """Have connections open, so that first cancels leave ahead of the lanes; not all exchanges take any."""
    clients, until = list(clients), time.monotonic() + for_s
    for each in clients:
        each.warm(kinds)
    lanes = [each._calls._transport._lanes for each in clients]
    while time.monotonic() < until and not all(one._idle.get(kind.value) for one in lanes for kind in kinds):
        time.sleep(0.005)


def exchange_of(
    modes: Mapping[str, AccountMode],
    orders: int,
    faults: Iterable[str],
    kinds: Iterable[ProductType] = (USDT,),
    stops: int = 0,
) -> JudgedExchange:
    """A practice exchange with an account for each mode, so many orders and stops of each kind in it."""
    exchange = JudgedExchange(len(modes), time.time)
    exchange.arm(*(parse_fault(text) for text in faults))
    for name, mode in modes.items():
        exchange.set_account_mode(mode.value, name)
        for symbol in map(_SYMBOLS.__getitem__, kinds):
            for _ in range(orders):
                exchange.book_of(name).place(symbol)
            for _ in range(stops):
                exchange.book_of(name).place_plan(PlanType.LOSS, symbol)
    return exchange


def client(address: str, name: str, mode: AccountMode, proxy: Proxy | None = None) -> BitgetAccount:
    """The real client of an account, pointed at an address."""
    credentials = Credentials.of(matrix_key(name), SECRET_OF_THE_MATRIX, PHRASE_OF_THE_MATRIX)
    transport = Transport(address, connect_s=0.5, read_s=0.8, proxy=proxy)
    return BitgetAccount(SignedCalls(transport, credentials), mode)


def must_hold(pressed: Pressed, log: str) -> None:
    """What no row may break, whatever it came to."""
    report = pressed.report
    assert UNEXPECTED not in pressed.problems, pressed.problems
    for product in report.product_types:
        reads_well(product.sentence)
    reads_well(report.sentence)
    pressed.case.judge()
    is_complete(pressed.record, report)
    _is_proved(pressed)
    _no_secret(pressed, log)


def reads_well(sentence: str) -> None:
    assert sentence.strip() == sentence != ""
    assert sentence.endswith("."), sentence
    assert not _INNARDS.search(sentence), sentence
    assert not _BARE_CODE.search(sentence), sentence
    assert all(character.isprintable() for character in sentence), ascii(sentence)


def is_complete(record: PressRecord, report: Report) -> None:
    assert record.end is not None
    assert (record.end.verdict, record.end.sentence) == (report.verdict, report.text)
    kept = {(each.account, each.product_type): each.verdict for each in record.products}
    told = {(each.account, each.product_type): each.verdict for each in report.product_types}
    assert kept.items() <= told.items()
    # One that was still waiting at the deadline has its verdict in the end's words alone.
    late = told.keys() - kept.keys()
    assert all(told[place] is not Verdict.EMPTY for place in late)


def _is_proved(pressed: Pressed) -> None:
    """What `panic-button verify` says of the journal, and of a pack of the press with its evidence."""
    assert pressed.proofs.is_sound, pressed.proofs
    assert not pressed.pack.is_faulty, pressed.pack.flaws
    has_asked = any(asked.account for asked in pressed.front.asked)
    assert pressed.pack.is_sound or not has_asked, pressed.pack.without_calls


def _no_secret(pressed: Pressed, log: str) -> None:
    secrets = {SECRET_OF_THE_MATRIX, PHRASE_OF_THE_MATRIX, "hush-KEY"}
    secrets |= {
        asked.headers["access-sign"] for asked in pressed.front.asked if "access-sign" in asked.headers
    }
    secrets |= {b64encode(each.encode()).decode()[: len(each) * 8 // 6] for each in secrets}
    places = {
        "journal": pressed.journal.decode(),
        "log": log,
        "report": repr(pressed.report),
        "progress": repr(pressed.progress),
        "exceptions": "\n".join(pressed.problems),
        "addresses": " ".join(asked.target for asked in pressed.front.asked),
    }
    evidence = [file for file in (pressed.path.parent / "evidence").rglob("*") if file.is_file()]
    assert evidence or not pressed.front.asked, "no evidence was kept"
    for file in evidence:
        content = file.read_bytes()
        places[file.name] = (gzip.decompress(content) if file.suffix == ".gz" else content).decode()
    for place, text in places.items():
        for told in (text, *_as_read(text)):
            assert not [secret for secret in secrets if secret in told], f"a secret in the {place}"


def _as_read(text: str) -> list[str]:
    """The text as whoever reads its escapes would have it; journal and evidence hold JSON within JSON."""
    plain = text
    for _ in range(3):
        plain = re.sub(
            r"\\+u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), unquote(html.unescape(plain))
        )
    return [plain, plain.replace("\\", "")] if plain != text else []
