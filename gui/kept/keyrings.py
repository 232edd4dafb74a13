"""Which keyring is safe enough, and what its failures mean.

What `keyring` would choose by itself is not trusted: it takes a plain text file, or a backend that forgets,
without a word. Only the keyrings of the desktop systems are used. `keyring` itself is imported at the first
use, because that takes a fifth of a second.
"""

from __future__ import annotations

import os
import typing
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from typing import Any, TypeVar

from gui.words import join, say

if typing.TYPE_CHECKING:
    from keyring.backend import KeyringBackend

# Modules, not classes: `keyring` keeps one system's keyring in one module.
_SAFE_MODULES = frozenset(
    f"keyring.backends.{name}" for name in ("SecretService", "kwallet", "libsecret", "Windows", "macOS")
)
_RECOMMENDED = 1.0  # the library's own line between "safe enough" and not

_Answer = TypeVar("_Answer")


class KeyringUnusable(Exception):
    """The keyring could not be used: what happened, what it means, what to do."""

    sentence: str = say("The keyring could not be used.")
    meaning = say(
        "Without the API key a press cancels nothing; a key that is already loaded goes on working."
    )
    advice = say("Try again, or enter the API key for this session only; it is then forgotten at the end.")

    def __init__(self, sentence: str | None = None) -> None:
        self.sentence = sentence or self.sentence
        super().__init__(self.text)

    @property
    def text(self) -> str:
        """All three sentences in one line, for a banner or a terminal."""
        return join(self.sentence, self.meaning, self.advice)


class KeyringIsLocked(KeyringUnusable):
    """The keyring is there, but nobody unlocked it (or it was never set up)."""

    sentence = say("The keyring is locked.")
    advice = say(
        "Unlock it (the system asks for its password, often the one you log in with) and try again, "
        "or enter the API key for this session only."
    )


class KeyringMissing(KeyringUnusable):
    """There is no keyring on this computer, or it is not running."""

    sentence = say("There is no keyring running on this computer.")
    advice = say(
        "Start the system's keyring (on Linux: GNOME Keyring, KWallet or another Secret Service) and try "
        "again, or enter the API key for this session only."
    )


class KeyringUnsafe(KeyringUnusable):
    """The keyring that is set up would keep the key in the open, lose it, or is not known."""

    advice = say(
        "Remove that choice (PYTHON_KEYRING_BACKEND, keyringrc.cfg or an added keyring package) so that the "
        "system's own keyring is used and start again, or enter the API key for this session only."
    )


class KeyringFailed(KeyringUnusable):
    """The keyring answered with a fault of its own, or did not keep what it was given."""


def usable_keyring() -> KeyringBackend:
    """Choose the keyring to use, or say why there is none. Blocks for some ms. Raises KeyringUnusable."""
    import keyring
    from keyring.backends import chainer, fail

    # What `keyring` would choose anyway, without loading the keyrings of every system and starting programs
    # to look for their libraries: at a start the first look at the exchange has to wait for it.
    direct = None if _may_be_kwallet() else ask(_secret_service)
    if direct is not None:
        return direct
    chosen: Any = ask(keyring.get_keyring)
    if isinstance(chosen, chainer.ChainerBackend):
        chosen = _first_of(ask(lambda: list(chosen.backends)))
    if isinstance(chosen, fail.Keyring):
        late = ask(_secret_service)
        if late is None:
            raise KeyringMissing
        return late
    return _refuse_unsafe(chosen)


def _refuse_unsafe(backend: KeyringBackend) -> KeyringBackend:
    if not _is_safe(backend):
        name = f"{type(backend).__module__}.{type(backend).__qualname__}"
        raise KeyringUnsafe(
            say("The keyring “{name}” is not one that Panic Button gives an API key to.", name=name)
        )
    return backend


def _first_of(chained: Sequence[KeyringBackend]) -> KeyringBackend:
    if not chained:
        raise KeyringMissing
    return next(filter(_is_safe, chained), chained[0])


def _may_be_kwallet() -> bool:
    # Preferred on its own desktop, where the library is there by which `keyring` reaches it.
    is_kde = "KDE" in os.environ.get("XDG_CURRENT_DESKTOP", "").split(":")
    return is_kde and find_spec("dbus") is not None


def _secret_service() -> KeyringBackend | None:
    # Asked for itself also because `keyring` looks once in a process: a service that came up after that is
    # found only like this. A user who chose another one, or "no keyring" on purpose, is not overruled.
    from keyring import core
    from keyring.backends import SecretService

    backend: type[KeyringBackend] = SecretService.Keyring
    if core.load_env() or core.load_config() or not backend.viable:
        return None
    return backend()


def _is_safe(backend: KeyringBackend) -> bool:
    try:
        priority = backend.priority
    except Exception:  # noqa: BLE001 - a backend says "not here" with whatever its system raises
        # The chosen one was there at the first look; the call itself then tells what is wrong now.
        priority = _RECOMMENDED
    return type(backend).__module__ in _SAFE_MODULES and priority >= _RECOMMENDED


def ask(call: Callable[[], _Answer]) -> _Answer:
    """Call into a keyring; whatever it raises becomes a KeyringUnusable that holds nothing of it."""
    try:
        return call()
    except Exception as error:  # noqa: BLE001 - keyrings let through what their bus or system raises
        trouble = _translate(error)
    # Raised out here so that the inner error, which may hold what was read, is not chained to it.
    raise trouble


def _translate(error: Exception) -> KeyringUnusable:
    from keyring import errors

    # By name: these classes are there only where the Secret Service's library is.
    names = {type(error).__name__, type(error.__cause__).__name__}
    if isinstance(error, errors.NoKeyringError) or "SecretServiceNotAvailableException" in names:
        return KeyringMissing()
    if isinstance(error, errors.KeyringLocked | errors.InitError):
        return KeyringIsLocked()
    if names & {"LockedException", "PromptDismissedException"}:
        return KeyringIsLocked()
    return KeyringFailed(
        say("The keyring could not be used; it failed with {kind}.", kind=type(error).__name__)
    )
