"""A filled practice exchange, or a delaying network before one: each a process of its own, as a computer far
away does not take turns with this one. Prints its port, and ends with its standard input.
"""

from __future__ import annotations

import json
import sys

from gui.practice import PracticeExchange
from tests.delay import delayed


def exchange() -> None:
    with PracticeExchange(orders=14) as filled:
        tell(filled.url.rpartition(":")[2])
        sys.stdin.read()


def network(port: int, rtt_ms: int, posts_ms: int) -> None:
    """Each line of standard input is a list of the connections that swallow what comes from now on."""
    with delayed(port, rtt_ms / 1000, posts_ms / 1000) as proxy:
        tell(str(proxy.port))
        for line in sys.stdin:
            for client in json.loads(line):
                proxy.link(tuple(client)).is_swallowing = True
            tell("swallowing")


def tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.setswitchinterval(0.0005)
    network(*map(int, sys.argv[1:])) if len(sys.argv) > 1 else exchange()
