"""The accounts of one environment: their names, which of them a press covers, and each one's own scope.

The names stand in the keyring too, with the keys: that list counts, this one keeps their order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from gui.panic.accounts import MAIN, account_name
from gui.panic.orders import Covers, ProductType, Scope

_MOST_READ = 1_000
ALL = "all"
"""Stands for every account, those too that are added later; no account can have this name."""


@dataclass(frozen=True, slots=True)
class Roster:
    """Names in the order in which they were added, main first; chosen is one of them, or ALL.

    scopes holds the scope that each choice was last pressed with, ALL among them.
    """

    names: tuple[str, ...] = (MAIN,)
    chosen: str = MAIN
    scopes: Mapping[str, Scope] = field(default_factory=dict)

    @property
    def pressed(self) -> tuple[str, ...]:
        """The accounts that a press covers; one that is not there any more gives way to main."""
        if self.chosen == ALL:
            return self.names
        return (self.chosen,) if self.chosen in self.names else (MAIN,)

    def named(self, names: tuple[str, ...]) -> Roster:
        """The same with other names; main is always there, and first."""
        return replace(self, names=(MAIN, *(name for name in dict.fromkeys(names) if name != MAIN)))

    def added(self, name: str) -> Roster:
        """The same with one more account."""
        return self.named((*self.names, name))

    def without(self, name: str) -> Roster:
        """The same without an account, and without its scope; main stays."""
        scopes = {key: scope for key, scope in self.scopes.items() if key != name}
        rest = tuple(each for each in self.names if each != name)
        chosen = MAIN if self.chosen == name or len(rest) < 2 else self.chosen
        return replace(self.named(rest), chosen=chosen, scopes=scopes)

    def choosing(self, accounts: tuple[str, ...]) -> Roster:
        """The same with these accounts pressed: one of them, or all."""
        return replace(self, chosen=accounts[0] if len(accounts) == 1 else ALL)

    def covering(self, scope: Scope) -> Roster:
        """The same with another scope for what is chosen."""
        return replace(self, scopes={**self.scopes, self.chosen: scope})

    def scope(self, default: Scope) -> Scope:
        """The scope of what is chosen, the default where it has none of its own."""
        return self.scopes.get(self.chosen, default)


def roster_fields(roster: Roster) -> dict[str, object]:
    """What the settings file says of a roster."""
    return {
        "names": list(roster.names),
        "chosen": roster.chosen,
        "scopes": {name: _scope_fields(scope) for name, scope in roster.scopes.items()},
    }


def read_roster(found: object) -> Roster:
    """Make a roster of what the settings file says. Raises ValueError or TypeError for anything else."""
    if not isinstance(found, dict):
        raise TypeError("The accounts are not an object.")
    names, chosen, scopes = found.get("names", [MAIN]), found.get("chosen", MAIN), found.get("scopes", {})
    if not isinstance(names, list) or not isinstance(chosen, str) or not isinstance(scopes, dict):
        raise TypeError("The accounts are not a list.")
    if len(names) > _MOST_READ:
        raise ValueError("There are too many accounts.")
    roster = Roster().named(tuple(account_name(str(name)) for name in names))
    read = {str(name): _read_scope(scope) for name, scope in scopes.items()}
    return replace(roster, chosen=chosen, scopes=read)


def _scope_fields(scope: Scope) -> dict[str, object]:
    types = [product_type.value for product_type in scope.product_types]
    return {"product_types": types, "margin_coin": scope.margin_coin, "covers": scope.kinds.value}


def _read_scope(found: object) -> Scope:
    if not isinstance(found, dict):
        raise TypeError("A scope is not an object.")
    types, coin = found.get("product_types"), found.get("margin_coin")
    if not isinstance(types, list) or not (coin is None or isinstance(coin, str)):
        raise TypeError("A scope has no product types.")
    return Scope(tuple(ProductType(each) for each in types), coin, Covers(str(found.get("covers"))))
