"""The practice exchange over TLS, in a process of its own: `python -m bench.exchange CERTIFICATE`.

Prints its port. Each line of standard input is a command and has one line of JSON as its answer:
`fill ACCOUNT N` gives an account N fresh orders, `tell ACCOUNT` says what came in since and what is left.
"""

from __future__ import annotations

import json
import ssl
import sys
import time
from pathlib import Path

from gui.practice import MOST_ACCOUNTS, PracticeExchange, key_of
from gui.practice.seed import seed

_CANCELS = ("cancel-all-orders", "batch-cancel-orders", "cancel-order")


class Far:
    """A practice exchange that speaks TLS 1.3."""

    def __init__(self, certificate: Path, accounts: int) -> None:
        assert accounts <= MOST_ACCOUNTS
        self.exchange = PracticeExchange(orders=0, accounts=accounts)
        self.exchange.start()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_3
        context.load_cert_chain(certificate)
        server = self.exchange._server
        assert server is not None
        # The handshake is left to the thread of each connection, so that none waits for another's.
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)

    @property
    def port(self) -> int:
        """Where it listens on loopback."""
        return int(self.exchange.url.rpartition(":")[2])

    def fill(self, account: str, orders: int) -> dict[str, object]:
        """Place so many orders, and forget the requests so far."""
        book = self.exchange.book_of(account)
        book.cancel(lambda _: True)
        seed(book, orders, int(time.time() * 1000), f"{account}-{time.monotonic_ns()}")
        self.exchange.requests.clear()
        return {"open": len(book.open_orders())}

    def tell(self, account: str) -> dict[str, object]:
        """Say when cancels of an account arrived (monotonic seconds), and what is left in its book."""
        key = key_of(account)
        seen = [one for one in list(self.exchange.requests) if one.path.rpartition("/")[2] in _CANCELS]
        cancels = [one.at for one in seen if one.headers.get("access-key") == key]
        return {"cancels": cancels, "open": len(self.exchange.book_of(account).open_orders())}


def main() -> None:
    """Serve until standard input ends."""
    far = Far(Path(sys.argv[1]), int(sys.argv[2]))
    _say(far.port)
    for line in sys.stdin:
        match line.split():
            case ["fill", account, orders]:
                _say(far.fill(account, int(orders)))
            case ["tell", account]:
                _say(far.tell(account))
    far.exchange.stop()


def _say(what: object) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.setswitchinterval(0.0005)
    main()
