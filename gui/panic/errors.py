"""Every way in which talking to an exchange can fail, as a class with its sentence and its advice.

ExchangeError
├── NeverLeft               nothing was sent: the orders are as they were
│   ├── Unreachable             no route, no such host, refused, connecting timed out
│   ├── Untrusted               the other side could not prove that it is the exchange (TLS)
│   ├── OutOfTime               the deadline or the rate budget left no room to send
│   └── GaveWay                 nobody pressed for it, and a press began
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
└── Refused                 a definite no: nothing was cancelled by this request; each no is in refusals.py
"""

from __future__ import annotations

from gui.words import join, say


class ExchangeError(Exception):
    """A failed call: one sentence on what happened, one on the orders, one on what to do now.

    Holds the exchange's code, message and HTTP status, never a request; and no message of an answer that
    was found to repeat a secret of its request.
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


class GaveWay(NeverLeft):
    """A read that nobody pressed for ended between two pages."""

    sentence = say("The open orders were not read to the end, as a press began.")


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
