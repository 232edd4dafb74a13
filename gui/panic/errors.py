"""Every way in which talking to an exchange can fail, as a class with its sentence and its advice.

ExchangeError
├── NeverLeft               nothing was sent: the orders are as they were
│   ├── Unreachable             no route, no such host, refused, connecting timed out
│   ├── Untrusted               the other side could not prove that it is the exchange (TLS)
│   └── OutOfTime               the deadline or the rate budget left no room to send
├── NoAnswer                it was sent and may have happened: read the book
│   ├── Silent                  no answer in time
│   ├── CutOff                  the connection broke before the answer was whole
│   ├── Unintelligible          an answer that is not the exchange's: HTML, nothing, cut or wrong JSON
│   │   ├── Blocked                 a gateway's page with 401, 403 or 404
│   │   ├── Redirected              3xx: never followed
│   │   └── Malformed               JSON of the wrong shape, pages that loop
│   ├── ExchangeTrouble         the exchange reports a fault of its own; try again
│   │   └── UnderMaintenance        the exchange is being updated
│   └── UnknownCode             a code that is in no table
├── RateLimited             too many requests; this one was not looked at
└── Refused                 a definite no: nothing was cancelled by this request
    ├── ClockRefused            the timestamp was too far from the exchange's clock
    ├── CredentialMissing  KeyUnknown  SecretWrong  PassphraseWrong
    ├── PermissionMissing  AddressNotListed  AccountRestricted  RegionRefused
    ├── WrongAccountMode  WrongEnvironment  CopyTradingKey  NotInDemo
    ├── ParameterRefused  PairUnavailable  OrderGone
    └── OurMistake              a request that this program should never have made
"""

from __future__ import annotations

from gui.words import Sentence, join, say


class ExchangeError(Exception):
    """A failed call: one sentence on what happened, one on the orders, one on what to do now.

    Holds the exchange's code, message and HTTP status, never a request, so no secret can ride in it.
    is_partly_lost is True where it answers one copy of a request, and another copy was never answered.
    """

    sentence: str = say("The exchange could not be used.")
    meaning: str = ""
    advice: str = say("Press again, or use the Bitget app.")
    is_partly_lost: bool = False

    def __init__(
        self,
        sentence: str | None = None,
        *,
        advice: str | None = None,
        code: str = "",
        message: str = "",
        http_status: int | None = None,
        sent_at: float | None = None,
    ) -> None:
        self.sentence = sentence or self.sentence
        self.advice = advice if advice is not None else self.advice
        self.code = code
        self.message = message
        self.http_status = http_status
        self.sent_at = sent_at
        super().__init__(self.sentence)

    @property
    def may_have_acted(self) -> bool:
        """True where the request, or a copy of it, may have been carried out although this is its answer."""
        return self.is_partly_lost or isinstance(self, NoAnswer)

    @property
    def text(self) -> str:
        """All three sentences in one line, for a banner or a terminal."""
        return join(self.sentence, self.meaning, self.advice)


class NeverLeft(ExchangeError):
    """Nothing was sent, so nothing happened."""

    meaning = say("Nothing was sent; your orders are as they were.")


class Unreachable(NeverLeft):
    """No route, no such host, connection refused, or connecting took too long."""

    sentence = say("The exchange could not be reached.")
    advice = say("Check the network, then press again, or use the Bitget app on your phone.")


class Untrusted(NeverLeft):
    """The TLS certificate did not prove that the other side is the exchange."""

    sentence = say("The other side could not prove that it is the exchange, so nothing was sent to it.")
    advice = say("Something between you and Bitget intercepts the connection: use another network now.")


class OutOfTime(NeverLeft):
    """The deadline passed, or the rate budget left no room before it."""

    sentence = say("The time for this press ran out before this request could be sent.")


class NoAnswer(ExchangeError):
    """It was sent, and it may have happened."""

    sentence = say("Bitget did not answer.")
    meaning = say("The cancel may or may not have happened.")
    advice = say("Press again, and check the Bitget app.")


class Silent(NoAnswer):
    """No answer came in time."""

    sentence = say("Bitget did not answer in time.")


class CutOff(NoAnswer):
    """The connection broke before the answer was whole."""

    sentence = say("The connection broke before Bitget's answer was complete.")


class Unintelligible(NoAnswer):
    """Something answered, but not with what the exchange would say."""

    sentence = say("The answer was not one that Bitget gives.")


class Blocked(Unintelligible):
    """A gateway in front of the exchange turned the request away with a page of its own."""

    sentence = say("A gateway in front of Bitget turned the request away.")
    advice = say("Use another network, or the Bitget app.")


class Redirected(Unintelligible):
    """The answer pointed to another address; no key ever follows there."""

    sentence = say("The answer pointed to another address, where this program does not go.")
    advice = say("Use another network, or the Bitget app.")


class Malformed(Unintelligible):
    """JSON of the wrong shape, or pages that do not end."""

    sentence = say("Bitget's answer could not be understood.")


class ExchangeTrouble(NoAnswer):
    """The exchange reports a fault of its own."""

    sentence = say("Bitget reports a problem of its own.")


class UnderMaintenance(ExchangeTrouble):
    """The exchange is being updated."""

    sentence = say("Bitget is being updated.")


class UnknownCode(NoAnswer):
    """A code that is in no table."""

    sentence = say("Bitget answered with a code that this program does not know.")


class RateLimited(ExchangeError):
    """Too many requests from this key or address; wait_s is at least 1."""

    sentence = say("Too many requests from this key or address.")
    meaning = say("Bitget did not look at this one.")
    advice = say("Wait a second, then press again.")

    wait_s = 1.0


class Refused(ExchangeError):
    """A definite no."""

    sentence = say("Bitget refused the request.")
    meaning = say("Nothing was cancelled.")
    advice = say("Use the Bitget app now.")


class ClockRefused(Refused):
    """The signed time was too far from the exchange's clock, also after setting it right twice."""

    sentence = say("This computer's clock differs from Bitget's by more than 30 s.")
    advice = say("Set the clock, then press again; use the Bitget app meanwhile.")


class CredentialMissing(Refused):
    """A key, secret or passphrase is missing or empty."""

    sentence = say("A part of the API key is missing.")
    advice = say("Enter key, secret and passphrase again; use the Bitget app meanwhile.")


class KeyUnknown(Refused):
    """The exchange does not know the key."""

    sentence = say("Bitget does not know this API key.")
    advice = say("Check that it was copied completely, not deleted, and not made for the other environment.")


class SecretWrong(Refused):
    """The signature did not fit the key."""

    sentence = say("The secret key does not belong to this API key.")
    advice = say("Enter the secret again; if it is lost, make a new key at Bitget.")


class PassphraseWrong(Refused):
    """The passphrase did not fit the key."""

    sentence = say("The passphrase is wrong.")
    advice = say("It is the one chosen when the key was made, not the login password.")


class PermissionMissing(Refused):
    """The key may not do this."""

    sentence = say("This key may not do this.")
    advice = say("Tick “Futures – Orders – Read/Write” for the key at Bitget.")


class AddressNotListed(Refused):
    """This computer's address is not on the key's IP list."""

    sentence = say("This computer's address is not on the key's IP list.")
    advice = say("Add it at Bitget under API management, or use the Bitget app now.")


class AccountRestricted(Refused):
    """The account or its API is restricted."""

    sentence = say("Bitget has restricted this account or its API.")
    advice = say("Use the Bitget app now, and contact Bitget.")


class RegionRefused(Refused):
    """Refused by place or for want of an identity check."""

    sentence = say("Bitget refuses requests from this location, or asks for identity verification.")


class WrongAccountMode(Refused):
    """A classic call met a unified account, or the other way round."""

    sentence = say("Bitget takes this account neither as a classic nor as a unified one.")
    advice = say("It may be changing from one to the other: press again, and use the Bitget app meanwhile.")


class WrongEnvironment(Refused):
    """A demo key was used for live trading, or a live key for demo."""

    sentence = say("This key belongs to the other environment: a demo key in Live, or a live key in Demo.")
    advice = say("Change the environment, or store the right key.")


class CopyTradingKey(Refused):
    """The key belongs to a copy-trading account."""

    sentence = say("This key belongs to a copy-trading account, which this call does not serve.")


class NotInDemo(Refused):
    """Not offered in demo trading."""

    sentence = say("Bitget does not offer this in demo trading.")


class ParameterRefused(Refused):
    """The exchange rejected a parameter."""

    sentence = say("Bitget rejected the request.")
    advice = say("Check product type and margin coin, then press again.")


class PairUnavailable(Refused):
    """The trading pair is under maintenance."""

    sentence = say("This trading pair is under maintenance.")


class OrderGone(Refused):
    """The order does not exist (any more); only a read tells what that means."""

    sentence = say("The order does not exist any more.")
    advice = Sentence("")


class OurMistake(Refused):
    """A request that this program should never have made."""

    sentence = say("This program made a request that Bitget does not accept.")
    advice = say("Use the Bitget app now, and please report this.")
