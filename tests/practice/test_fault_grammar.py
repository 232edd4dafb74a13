from __future__ import annotations

import pytest

from gui.practice import FAULT_WORDS, EndpointKind, Fault, FaultName, KeyFault, describe, parse_fault


@pytest.mark.parametrize("name", FAULT_WORDS)
def test_every_fault_can_be_written_by_its_name_alone(name: FaultName | KeyFault) -> None:
    fault = parse_fault(name)
    assert (fault.name, fault.times) == (name, None)
    assert fault == Fault(name) == parse_fault(str(fault))
    assert fault.endpoints


@pytest.mark.parametrize(
    ("text", "name", "values", "times", "endpoints"),
    [
        ("settle=500", "settle", ("500",), None, {"cancel", "batch"}),
        ("some-fail=2,22067,300*4", "some-fail", ("2", "22067", "300"), 4, {"cancel", "batch"}),
        ("some-fail=,22067", "some-fail", ("3", "22067", ""), None, {"cancel", "batch"}),
        ("read:http=502", "http", ("502", ""), None, {"read"}),
        ("read+time:silent*1", "silent", (), 1, {"read", "time"}),
        ("all:reset", "reset", ("",), None, set(EndpointKind)),
        ("redirect=http://a:1/b,c*3", "redirect", ("http://a:1/b,c",), 3, {"cancel"}),
        (" clock=-5 ", "clock", ("-5",), None, set(EndpointKind)),
        ("rate-limited*3", "rate-limited", ("",), 3, {"cancel"}),
        ("code=40010,effect", "code", ("40010", "effect"), None, {"cancel"}),
    ],
)
def test_the_grammar(
    text: str, name: str, values: tuple[str, ...], times: int | None, endpoints: set[str]
) -> None:
    fault = parse_fault(text)
    assert (str(fault.name), fault.values, fault.times) == (name, values, times)
    assert set(map(str, fault.endpoints)) == endpoints
    assert parse_fault(str(fault)) == fault


@pytest.mark.parametrize(
    ("text", "endpoints", "accounts"),
    [
        ("@sub1:http=503*2", {"cancel"}, {"sub1"}),
        ("plan-cancel@sub2:some-fail", {"plan-cancel"}, {"sub2"}),
        ("all@main+sub12:reset", set(EndpointKind), {"main", "sub12"}),
        ("strategy-read+plan-read+positions+settings:reset", set(), set()),
    ],
)
def test_a_fault_may_be_limited_to_accounts(text: str, endpoints: set[str], accounts: set[str]) -> None:
    fault = parse_fault(text)
    named = endpoints or {"strategy-read", "plan-read", "positions", "settings"}
    assert set(map(str, fault.endpoints)) == named
    assert fault.accounts == accounts
    assert parse_fault(str(fault)) == fault


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", r"There is no fault ''; there are some-fail, settle, .*unified-account, can-withdraw, .*\.$"),
        ("explode", r"There is no fault 'explode'; there are some-fail, "),
        ("settle*often", r"There is no fault"),
        (
            "elsewhere:settle",
            r"no endpoint 'elsewhere'; there are cancel, read, batch, time, account, contracts",
        ),
        (":settle", r"no endpoint ''"),
        ("settle=soon", r"The fault settle takes a time in whole milliseconds; 'soon' is not that\."),
        ("settle=1,2", r"whole milliseconds"),
        ("settle*0", r"at least once"),
        ("silent=5", r"The fault silent takes no value; '5' is more\."),
        ("http=200", r"an HTTP status from 400 to 599"),
        ("cancel@elsewhere:settle", r"There is no account 'elsewhere'; there are main, sub1, sub2 and so on"),
        ("@:settle", r"There is no account ''"),
        ("@sub0:settle", r"There is no account 'sub0'"),
        ("nowhere@sub1:settle", r"no endpoint 'nowhere'"),
        ("redirect=ftp://x", r"an http or https address"),
        ("wrong-types=none", r"one of mixed, numbers, objects, data, envelope"),
    ],
)
def test_a_bad_fault_is_refused_with_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        parse_fault(text)


def test_every_fault_is_described_in_one_line() -> None:
    lines = describe()
    assert len(lines) == len(FaultName) + len(KeyFault)
    for line, name in zip(lines, FAULT_WORDS, strict=True):
        assert line.startswith(name)
        assert "\n" not in line
