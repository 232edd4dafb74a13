"""Every definite no of an exchange, as a class with its sentence and its advice.

Refused
├── ClockRefused            the timestamp was too far from the exchange's clock
├── CredentialMissing  KeyUnknown  SecretWrong  PassphraseWrong
├── PermissionMissing  AddressNotListed  AccountRestricted  RegionRefused
├── WrongAccountMode  WrongEnvironment  CopyTradingKey  NotInDemo
├── ParameterRefused  PairUnavailable  OrderGone
└── OurMistake              a request that this program should never have made
"""

from __future__ import annotations

from gui.panic.errors import Refused
from gui.words import Sentence, say


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
