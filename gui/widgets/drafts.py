"""Keys that were typed and are not saved yet, each with the account that it was typed for."""

from __future__ import annotations

_NOTHING = ("", "", "")


class Drafts:
    """In memory only, by the place in the list of accounts; "" is the place of a new one without a name."""

    def __init__(self) -> None:
        self._texts: dict[str, tuple[str, ...]] = {}
        self._asked: dict[str, str] = {}
        self._unkept: set[str] = set()

    def lay_down(self, place: str, texts: tuple[str, ...]) -> None:
        """Hold what was typed while another place is shown."""
        self._texts[place] = texts

    def take_up(self, place: str) -> tuple[str, ...]:
        """Give back what was typed there."""
        return self._texts.pop(place, _NOTHING)

    def ask_to_keep(self, account: str, place: str) -> None:
        """Remember from which place the key came that is to be kept for an account."""
        self._asked[account] = place

    def keep(self, account: str, *, is_kept: bool) -> str | None:
        """Take the answer: the place that is empty now, None where nothing was kept."""
        place = self._asked.pop(account, None)
        if place is None or not is_kept:
            return None
        self._unkept.discard(place)
        self._texts.pop(place, None)
        return place

    def refuse(self, account: str) -> None:
        """Remember that the keyring did not take the key of an account."""
        self._unkept.add(self._asked.pop(account, account))

    def is_unkept(self, place: str) -> bool:
        """Tell whether the keyring did not take the key that was typed there."""
        return place in self._unkept

    def name(self, account: str) -> None:
        """Let what belongs to the new account belong to it by its name."""
        if "" in self._texts:
            self._texts[account] = self._texts.pop("")
        if "" in self._unkept:
            self._unkept = self._unkept - {""} | {account}
        if account in self._asked:
            self._asked[account] = account

    def clear(self) -> None:
        """Forget everything."""
        self._texts.clear()
        self._asked.clear()
        self._unkept.clear()
