"""Bitget's codes, written out from its error pages: which class each is, and what may be done about it."""

from __future__ import annotations

import json

import pytest

from gui.bitget.codes import MEANINGS, error_of, sentence_for
from gui.bitget.envelope import open_envelope
from gui.panic import errors as e
from gui.panic import refusals as r

# How a code may be retried: not at all, after setting the clock, with pauses, or once a read agrees.
NEVER, CLOCK, PAUSES, GONE = "never", "clock", "pauses", "gone"
TABLE: list[tuple[str, type[e.ExchangeError], str]] = [
    ("40001 40002 40003 40011", r.CredentialMissing, NEVER),
    ("40005 40008", r.ClockRefused, CLOCK),
    ("40006 40037 40041", r.KeyUnknown, NEVER),
    ("40009", r.SecretWrong, NEVER),
    ("40012 40036", r.PassphraseWrong, NEVER),
    ("40007 40404 40086 40912 40306 40812 30032 40078 40079", r.OurMistake, NEVER),
    ("40010", e.ExchangeTrouble, PAUSES),
    ("40013 40022 40023 40024 40025 40026 40031 40710 40752 40753 40916 40301", r.AccountRestricted, NEVER),
    ("40016 40199", r.AccountRestricted, NEVER),
    ("40014 25620", r.PermissionMissing, NEVER),
    ("40015 40725 45001 40808", e.ExchangeTrouble, PAUSES),
    ("43059 50031 80002 40908 40910 40846", e.ExchangeTrouble, PAUSES),
    ("25000 25001 25003 25113", e.ExchangeTrouble, PAUSES),
    ("22067 13010 22043 22044 40931", e.ExchangeTrouble, PAUSES),
    ("40200", e.UnderMaintenance, PAUSES),
    ("40017 40019 40020 40034 400172 40778", r.ParameterRefused, NEVER),
    ("40018 40038", r.AddressNotListed, NEVER),
    ("40000 40100 40101 40103 40104 40111 40035", r.RegionRefused, NEVER),
    ("40084 40085 25245", r.WrongAccountMode, NEVER),
    ("40099", r.WrongEnvironment, NEVER),
    ("40731", r.CopyTradingKey, NEVER),
    ("40081 40105 40110 22030", r.NotInDemo, NEVER),
    ("41114", r.PairUnavailable, NEVER),
    ("40768 43001 40109 45057 31007 80011 25204 43020 43025 43033 24056", r.OrderGone, GONE),
    ("22002 25227", r.OrderGone, GONE),
    ("429 1001 25004", e.RateLimited, PAUSES),
]
ROWS = [(code, kind, retry) for codes, kind, retry in TABLE for code in codes.split()]
RETRY: dict[type[e.ExchangeError], str] = {
    r.ClockRefused: CLOCK,
    r.OrderGone: GONE,
    e.RateLimited: PAUSES,
    e.ExchangeTrouble: PAUSES,
    e.UnderMaintenance: PAUSES,
}


@pytest.mark.parametrize(("code", "kind", "retry"), ROWS)
@pytest.mark.parametrize("status", [200, 400])
def test_a_code_gives_its_class_whatever_the_http_status(
    code: str, kind: type[e.ExchangeError], retry: str, status: int
) -> None:
    body = json.dumps({"code": code, "msg": "words of the exchange", "data": None}).encode()
    with pytest.raises(e.ExchangeError) as caught:
        open_envelope(status, body)
    problem = caught.value
    assert type(problem) is kind
    assert (problem.code, problem.message, problem.http_status) == (code, "words of the exchange", status)
    assert RETRY.get(kind, NEVER) == retry
    # What is not retried is a definite no, and what is retried is not.
    assert isinstance(problem, e.Refused) == (retry in (NEVER, CLOCK, GONE))


@pytest.mark.parametrize(("code", "kind", "retry"), ROWS)
def test_every_code_has_a_sentence_and_an_advice(code: str, kind: type[e.ExchangeError], retry: str) -> None:
    problem = error_of(code, "")
    assert problem.sentence.endswith(".")
    assert code not in problem.sentence
    assert problem.advice.endswith(".") or retry == GONE
    assert isinstance(problem, kind)
    assert sentence_for(code, "")


def test_the_table_here_and_the_table_there_name_the_same_codes() -> None:
    assert {code for code, _, _ in ROWS} == set(MEANINGS)
    assert len(ROWS) == len(MEANINGS)


@pytest.mark.parametrize("code", ["22001", "31054", "43004"])
@pytest.mark.parametrize("status", [200, 400])
def test_nothing_to_cancel_is_not_an_error(code: str, status: int) -> None:
    body = json.dumps({"code": code, "msg": "No order to cancel", "data": None}).encode()
    assert open_envelope(status, body).code == code


@pytest.mark.parametrize("code", ["99999", "40999", "1", "000000", "0", "ABC"])
def test_a_code_of_no_table_is_an_answer_that_tells_nothing(code: str) -> None:
    with pytest.raises(e.UnknownCode, match="does not know") as caught:
        open_envelope(400, json.dumps({"code": code, "msg": "?"}).encode())
    assert caught.value.code == code
    assert not isinstance(caught.value, e.Refused)


def test_a_timeout_at_bitget_is_never_told_as_a_bad_key() -> None:
    assert "key" not in error_of("40010", "Request timed out").sentence.lower()


def test_what_only_the_message_knows_stands_in_the_sentence() -> None:
    missing = error_of("40014", "Incorrect permissions, need futures order write permissions")
    assert "“futures order write”" in missing.sentence
    listed = error_of("40018", "invalid ip,current request ip 203.0.113.7")
    assert "203.0.113.7" in listed.sentence
    six = error_of("40018", "Invalid IP, current request ip 2001:db8::7")
    assert "2001:db8::7" in six.sentence
    refused = error_of("40020", "Parameter productType error")
    assert "Parameter productType error" in refused.sentence
    assert error_of("40018", "Invalid IP").sentence == r.AddressNotListed.sentence


def test_words_from_outside_are_one_short_line() -> None:
    problem = error_of("40017", "a\x1b[31m\n\u202eb" + "x" * 5000)
    assert problem.sentence.isprintable()
    assert len(problem.sentence) < 300


def test_an_order_s_own_code_gets_words_and_an_unknown_one_keeps_the_exchange_s() -> None:
    assert (
        sentence_for("13010", "The order is review")
        == "An order is under review and cannot be cancelled yet."
    )
    assert sentence_for("43001", "x") == r.OrderGone.sentence
    assert sentence_for("99999", "Its own words") == "Its own words"
    assert sentence_for("", "") == "Bitget gave no reason."
