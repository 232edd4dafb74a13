"""How a client that stays resident is told to press, and what it answers."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from typing import Any

NOTHING_TO_CANCEL = "22001"
PRODUCT_TYPES = ("USDT-FUTURES", "USDC-FUTURES", "COIN-FUTURES")
URL = os.environ.get("BENCH_URL", "")
KEY = os.environ.get("BENCH_KEY", "")
SECRET, PASSPHRASE = "practice-secret", "practice-passphrase"


def serve(cancel: Callable[[], object], prove: Callable[[], object]) -> None:
    """Press at each line of standard input; moments are monotonic seconds, a failure is its sentence."""
    say({"ready": True})
    for _ in sys.stdin:
        told: dict[str, Any] = {"pressed": time.monotonic()}
        try:
            cancel()
            told["acknowledged"] = time.monotonic()
            prove()
            told["proved"] = time.monotonic()
        except Exception as error:  # noqa: BLE001 whatever it raises belongs into the table
            told["problem"] = f"raised {type(error).__name__}"
        say(told)


def say(what: object) -> None:
    """Print a line of JSON."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def need_ok(answer: Any) -> None:
    """See that a cancel was carried out, or had nothing to do. Raises RuntimeError."""
    if answer["code"] not in ("00000", NOTHING_TO_CANCEL):
        raise RuntimeError(answer["code"])


def need_empty(answer: Any) -> None:
    """See that an answer tells of no open order. Raises RuntimeError."""
    if answer["code"] != "00000" or answer["data"]["entrustedList"]:
        raise RuntimeError("orders are left")
