"""What the user chose, in one small JSON file."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import cast

from gui.kept.private import make_folder, open_file, why
from gui.kept.roster import Roster, read_roster, roster_fields
from gui.panic.orders import ALL_FUTURES, Covers, Environment, ProductType, Scope

SHORTEST_DEADLINE_S = 2.0
LONGEST_DEADLINE_S = 60.0
LONGEST_WATCH_S = 600.0
_LONGEST_TEXT = 10_000  # no window's geometry and no shortcut comes near it


class Theme(StrEnum):
    """The colours of the window; SYSTEM follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user chose; deadline_s is how long a press tries, watch_s how long the book is watched closely
    after EMPTY (0 is not at all), window_geometry is base64 of Qt's bytes.

    Raises ValueError (ScopeError for the scope) with a sentence for a value that cannot be.
    """

    environment: Environment = Environment.PRACTICE
    product_types: tuple[ProductType, ...] = ALL_FUTURES
    margin_coin: str | None = None
    kinds: Covers = Covers.ORDERS
    shortcut: str = "Ctrl+Shift+X"
    deadline_s: float = 10.0
    watch_s: float = 60.0
    theme: Theme = Theme.SYSTEM
    window_geometry: str = ""
    rosters: Mapping[Environment, Roster] = field(default_factory=dict)

    def __post_init__(self) -> None:
        Scope(self.product_types, self.margin_coin, self.kinds)
        if not SHORTEST_DEADLINE_S <= self.deadline_s <= LONGEST_DEADLINE_S:
            limits = f"{SHORTEST_DEADLINE_S:g} and {LONGEST_DEADLINE_S:g}"
            raise ValueError(f"The deadline of a press lies between {limits} seconds.")
        if not 0 <= self.watch_s <= LONGEST_WATCH_S:
            raise ValueError(f"The watch after a press lasts {LONGEST_WATCH_S:g} seconds at most.")
        base64.b64decode(self.window_geometry, validate=True)

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

    def with_shortcut(self, shortcut: str) -> Settings:
        """The same with another shortcut, in Qt's portable spelling; "" is none."""
        return replace(self, shortcut=shortcut)

    def with_deadline(self, seconds: float) -> Settings:
        """The same with another deadline. Raises ValueError outside 2 to 60 seconds."""
        return replace(self, deadline_s=seconds)

    def with_watch(self, seconds: float) -> Settings:
        """The same with another watch after EMPTY. Raises ValueError outside 0 to 600 seconds."""
        return replace(self, watch_s=seconds)

    def with_theme(self, theme: Theme) -> Settings:
        """The same with other colours."""
        return replace(self, theme=theme)

    def with_window_geometry(self, geometry: bytes) -> Settings:
        """The same with the window somewhere else; takes the bytes that Qt gives."""
        return replace(self, window_geometry=base64.b64encode(geometry).decode("ascii"))

    @property
    def window_geometry_bytes(self) -> bytes:
        """The window's geometry as Qt takes it back; empty when there is none yet."""
        return base64.b64decode(self.window_geometry)


def load(path: Path) -> tuple[Settings, str | None]:
    """Read the settings; a file that makes no sense is moved aside, and a sentence says so. Never raises."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Settings(), None
    except OSError as error:
        return Settings(), f"Your settings could not be read, because {why(error)} ({path}). {_DEFAULTS}"
    try:
        return _from_fields(json.loads(content.decode("utf-8"))), None
    except (ValueError, TypeError, RecursionError):
        return Settings(), _move_aside(path)


def save(path: Path, settings: Settings) -> str | None:
    """Write the settings whole or not at all; gives a sentence when it failed. Blocks; never raises."""
    content = json.dumps(_to_fields(settings), indent=2) + "\n"
    target = Path(os.path.realpath(path))  # a link to a file kept elsewhere stays a link
    temporary = target.with_name(f".{target.name}.{uuid.uuid4().hex}")
    try:
        make_folder(target.parent)
        _write(temporary, content.encode("ascii"))
        os.replace(temporary, target)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        return (
            f"Your settings were not saved, because {why(error)} ({path}). They hold until you quit, and the "
            "earlier ones come back at the next start; presses are not affected."
        )
    return None


_DEFAULTS = (
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
        return f"Your settings file makes no sense and stays, because {why(error)} ({path}). {_DEFAULTS}"
    return f"Your settings file made no sense and was moved to {aside}. {_DEFAULTS}"


def _to_fields(settings: Settings) -> dict[str, object]:
    return {
        "environment": settings.environment.value,
        "product_types": [product_type.value for product_type in settings.product_types],
        "margin_coin": settings.margin_coin,
        "covers": settings.kinds.value,
        "shortcut": settings.shortcut,
        "deadline_s": settings.deadline_s,
        "watch_s": settings.watch_s,
        "theme": settings.theme.value,
        "window_geometry": settings.window_geometry,
        "accounts": {kind.value: roster_fields(each) for kind, each in settings.rosters.items()},
    }


def _from_fields(found: object) -> Settings:
    """Check every field; one that is missing has its default, one that is not known is left out."""
    if not isinstance(found, dict):
        raise TypeError("The settings are not an object.")
    fields = _to_fields(Settings()) | cast("dict[str, object]", found)
    coin = fields["margin_coin"]
    return Settings(
        environment=Environment(_text(fields["environment"])),
        product_types=_product_types(fields["product_types"]),
        margin_coin=None if coin is None else _text(coin),
        kinds=Covers(_text(fields["covers"])),
        shortcut=_text(fields["shortcut"]),
        deadline_s=_seconds(fields["deadline_s"], SHORTEST_DEADLINE_S, LONGEST_DEADLINE_S),
        watch_s=_seconds(fields["watch_s"], 0.0, LONGEST_WATCH_S),
        theme=Theme(_text(fields["theme"])),
        window_geometry=_text(fields["window_geometry"]),
        rosters=_rosters(fields["accounts"]),
    )


def _rosters(value: object) -> dict[Environment, Roster]:
    if not isinstance(value, dict):
        raise TypeError("The accounts are not an object.")
    return {Environment(kind): read_roster(each) for kind, each in value.items()}


def _product_types(value: object) -> tuple[ProductType, ...]:
    if not isinstance(value, list):
        raise TypeError("The product types are not a list.")
    return tuple(ProductType(_text(each)) for each in value)


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST_TEXT:
        raise TypeError("A setting is not a short text.")
    return value


def _seconds(value: object, least: float, most: float) -> float:
    # True is an int to Python, and a number of 400 digits is no float.
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError("A time is not a number.")
    if not least <= value <= most:
        raise ValueError("A time is out of range.")
    return float(value)
