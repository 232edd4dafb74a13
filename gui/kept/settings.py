"""What the user chose, in one small JSON file."""

from __future__ import annotations

import base64
import contextlib
import errno
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import cast

from gui.kept.preferences import Preferences, is_on, preference_fields, read_preferences, text
from gui.kept.private import make_folder, open_file, open_to_read, why
from gui.kept.roster import Roster, read_roster, roster_fields
from gui.panic.orders import ALL_FUTURES, Covers, Environment, ProductType, Scope
from gui.words import join, say


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user chose; window_geometry and compact_geometry are base64 of Qt's bytes, one for each form;
    was_dark is how the window looked when it was put away, for the moment until the desktop is asked.

    Raises ValueError (ScopeError for the scope) with a sentence for a value that cannot be.
    """

    environment: Environment = Environment.PRACTICE
    product_types: tuple[ProductType, ...] = ALL_FUTURES
    margin_coin: str | None = None
    kinds: Covers = Covers.ORDERS
    preferences: Preferences = field(default_factory=Preferences)
    window_geometry: str = ""
    rosters: Mapping[Environment, Roster] = field(default_factory=dict)
    is_compact: bool = False
    compact_geometry: str = ""
    was_dark: bool = False

    def __post_init__(self) -> None:
        Scope(self.product_types, self.margin_coin, self.kinds)
        for geometry in (self.window_geometry, self.compact_geometry):
            base64.b64decode(geometry, validate=True)

    @property
    def scope(self) -> Scope:
        """What a press covers, of the main account and of any that has no scope of its own."""
        return Scope(self.product_types, self.margin_coin, self.kinds)

    def roster(self, environment: Environment) -> Roster:
        """The accounts of an environment, of the main one alone where none was added."""
        return self.rosters.get(environment, Roster())

    def with_roster(self, environment: Environment, roster: Roster) -> Settings:
        """The same with other accounts, or others of them chosen, or another scope for them."""
        return replace(self, rosters={**self.rosters, environment: roster})

    def with_environment(self, environment: Environment) -> Settings:
        """The same with another environment."""
        return replace(self, environment=environment)

    def with_scope(self, scope: Scope) -> Settings:
        """The same with other product types, another margin coin, and stops covered or not."""
        return replace(
            self, product_types=scope.product_types, margin_coin=scope.margin_coin, kinds=scope.kinds
        )

    def with_preferences(self, preferences: Preferences) -> Settings:
        """The same with other preferences."""
        return replace(self, preferences=preferences)

    def with_window_geometry(self, geometry: bytes) -> Settings:
        """The same with the form that is shown somewhere else; takes the bytes that Qt gives."""
        kept = base64.b64encode(geometry).decode("ascii")
        return (
            replace(self, compact_geometry=kept) if self.is_compact else replace(self, window_geometry=kept)
        )

    def with_look(self, *, is_dark: bool) -> Settings:
        """The same with the window seen dark, or light."""
        return replace(self, was_dark=is_dark)

    def in_form(self, *, is_compact: bool) -> Settings:
        """The same with the other form shown."""
        return replace(self, is_compact=is_compact)

    @property
    def window_geometry_bytes(self) -> bytes:
        """The geometry of the form that is shown, as Qt takes it back; empty when there is none yet."""
        return base64.b64decode(self.compact_geometry if self.is_compact else self.window_geometry)


def load(path: Path) -> tuple[Settings, str | None]:
    """Read the settings; a file that makes no sense is moved aside, and a sentence says so. Never raises."""
    try:
        return _read(path), None
    except FileNotFoundError:
        if not path.is_symlink():
            return Settings(), None
        said = say("Your settings file is a link to a file that is not there ({path}).", path=path)
        return Settings(), join(said, _DEFAULTS)
    except OSError as error:
        if error.errno == errno.ENXIO:  # whatever it is, saving must not write to it or over it
            return Settings(), _move_aside(path)
        said = say(
            "Your settings could not be read, because {reason} ({path}).", reason=why(error), path=path
        )
        return Settings(), join(said, _DEFAULTS)
    except (ValueError, TypeError, RecursionError):
        return Settings(), _move_aside(path)


def look(path: Path) -> Settings | None:
    """Read the settings and leave the file as it is; None where there are none that make sense."""
    try:
        return _read(path)
    except (OSError, ValueError, TypeError, RecursionError):
        return None


def save(path: Path, settings: Settings) -> str | None:
    """Write the settings whole or not at all; gives a sentence when it failed. Blocks; never raises."""
    content = json.dumps(_to_fields(settings), indent=2) + "\n"
    target = Path(os.path.realpath(path))  # a link to a file kept elsewhere stays a link
    temporary = target.with_name(f".{target.name}.{os.urandom(16).hex()}")
    try:
        make_folder(target.parent)
        _write(temporary, content.encode("ascii"))
        os.replace(temporary, target)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        return say(
            "Your settings were not saved, because {reason} ({path}). They hold until you quit, and the "
            "earlier ones come back at the next start; presses are not affected.",
            reason=why(error),
            path=path,
        )
    return None


_MOST_READ = 1024 * 1024  # bytes; a thousand accounts need a quarter of it
_DEFAULTS = say(
    "Panic Button uses its defaults, with the practice exchange: "
    "look at environment and scope before you press."
)


def _write(path: Path, content: bytes) -> None:
    with os.fdopen(open_file(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _move_aside(path: Path) -> str:
    aside = path.with_name(f"{path.name}.broken-{datetime.now().astimezone():%Y%m%d-%H%M%S}")
    try:
        os.replace(path, aside)
    except OSError as error:
        stays = say(
            "Your settings file makes no sense and stays, because {reason} ({path}).",
            reason=why(error),
            path=path,
        )
        return join(stays, _DEFAULTS)
    moved = say("Your settings file made no sense and was moved to {path}.", path=aside)
    return join(moved, _DEFAULTS)


def _to_fields(settings: Settings) -> dict[str, object]:
    return {
        "environment": settings.environment.value,
        "product_types": [product_type.value for product_type in settings.product_types],
        "margin_coin": settings.margin_coin,
        "covers": settings.kinds.value,
        **preference_fields(settings.preferences),
        "window_geometry": settings.window_geometry,
        "is_compact": settings.is_compact,
        "compact_geometry": settings.compact_geometry,
        "was_dark": settings.was_dark,
        "accounts": {kind.value: roster_fields(each) for kind, each in settings.rosters.items()},
    }


def _read(path: Path) -> Settings:
    with open_to_read(path) as file:
        content = file.read(_MOST_READ)  # what is cut off there makes no sense
    return _from_fields(json.loads(content.decode("utf-8")))


def _from_fields(found: object) -> Settings:
    """Check every field; one that is missing has its default, one that is not known is left out."""
    if not isinstance(found, dict):
        raise TypeError("The settings are not an object.")
    fields = _to_fields(Settings()) | cast("dict[str, object]", found)
    coin = fields["margin_coin"]
    return Settings(
        environment=Environment(text(fields["environment"])),
        product_types=_product_types(fields["product_types"]),
        margin_coin=None if coin is None else text(coin),
        kinds=Covers(text(fields["covers"])),
        preferences=read_preferences(fields),
        window_geometry=text(fields["window_geometry"]),
        is_compact=is_on(fields["is_compact"]),
        compact_geometry=text(fields["compact_geometry"]),
        was_dark=is_on(fields["was_dark"]),
        rosters=_rosters(fields["accounts"]),
    )


def _rosters(value: object) -> dict[Environment, Roster]:
    if not isinstance(value, dict):
        raise TypeError("The accounts are not an object.")
    return {Environment(kind): read_roster(each) for kind, each in value.items()}


def _product_types(value: object) -> tuple[ProductType, ...]:
    if not isinstance(value, list):
        raise TypeError("The product types are not a list.")
    return tuple(ProductType(text(each)) for each in value)
