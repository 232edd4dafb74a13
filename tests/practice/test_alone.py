from __future__ import annotations

import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from gui.practice import PracticeExchange, serve_alone

from .signed import Client

ROOT = Path(__file__).parents[2]
CODE = """
import sys
from gui.practice.alone import serve_alone
sys.exit(serve_alone(port=0, orders=5, latency_ms=0, faults=["settle=5"], accounts=2, stops=7))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals to send")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_it_is_told_to_stop(number: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-W", "error", "-c", CODE],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        found = re.fullmatch(r"Practice exchange on (http://127\.0\.0\.1:\d+)\n", process.stdout.readline())
        assert found
        client = Client(found[1])
        assert client.cancel_all("COIN-FUTURES").code == "00000"
        client.close()
        process.send_signal(number)
        told, complaints = process.stdout.read(), process.stderr.read()
    assert (process.returncode, complaints) == (0, "")
    for word in ("practice-key, practice-key-sub1\n", "practice-secret", "settle=5", "main, sub1 (classic)"):
        assert word in told


def test_a_port_in_use_is_said_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with PracticeExchange() as exchange:
        port = int(exchange.url.rsplit(":", 1)[1])
        assert serve_alone(port=port, orders=1, latency_ms=0, faults=[]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert re.fullmatch(rf"The practice exchange cannot listen on port {port}: .+\.\n", told.err)


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        ({"account_mode": "hybrid"}, "An account is classic or unified; 'hybrid' is not that.\n"),
        ({"accounts": 0}, "A practice exchange has 1 to 100 accounts.\n"),
        ({"faults": ["@sub7:reset"]}, "There is no account 'sub7'; there are main, sub1, sub2.\n"),
        ({"stops": -1}, "Orders, stops, latency and settling time are 0 or more, a port is 0 to 65535.\n"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(
    capsys: pytest.CaptureFixture[str], how: dict[str, Any], sentence: str
) -> None:
    assert serve_alone(**{"port": 0, "orders": 1, "latency_ms": 0, "faults": [], **how}) == 2
    assert capsys.readouterr() == ("", sentence)


def test_a_bad_fault_is_said_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert serve_alone(port=0, orders=1, latency_ms=0, faults=["explode"]) == 2
    assert capsys.readouterr().err.startswith("There is no fault 'explode'")
