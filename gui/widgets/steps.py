"""The words for a press that runs: how far each product type, or each account, has come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gui.panic.orders import ProductType, name_product_types
from gui.panic.progress import Progress, Stage
from gui.panic.verdict import headline
from gui.words import join, say

Steps = Mapping[tuple[str, ProductType], Progress]
_MOST_ACCOUNTS = 3


def running_words(steps: Steps, accounts: Sequence[str], product_types: Sequence[ProductType]) -> str:
    """Say how far a press has come; of several accounts, how many have ended and what the others do.

    Of many others only those in trouble are named: the banner would be of another height with each of their
    steps, and the table below it drawn anew each time, in turns with the threads of the press.
    """
    if len(accounts) == 1:
        return _of_account(steps, accounts[0], product_types)
    busy = [account for account in accounts if not _has_ended(steps, account, product_types)]
    count = len(accounts) - len(busy)
    if len(busy) > _MOST_ACCOUNTS:
        busy = [account for account in busy if _is_in_trouble(steps, account, product_types)][:_MOST_ACCOUNTS]
    told = [(account, _of_account(steps, account, product_types)) for account in busy]
    words = [say("{name}: {text}", name=account, text=text) for account, text in told if text]
    done = say("{count} of {all} accounts have their verdict.", count=count, all=len(accounts))
    return join(done, *words)


def _of_account(steps: Steps, account: str, product_types: Sequence[ProductType]) -> str:
    alike: dict[str, list[ProductType]] = {}
    for kind in product_types:
        if (account, kind) in steps:
            alike.setdefault(_step(steps[account, kind]), []).append(kind)
    return join(
        *(say("{name}: {text}", name=name_product_types(kinds), text=text) for text, kinds in alike.items())
    )


def _has_ended(steps: Steps, account: str, product_types: Sequence[ProductType]) -> bool:
    return set(_stages(steps, account, product_types)) == {Stage.ENDED}


def _is_in_trouble(steps: Steps, account: str, product_types: Sequence[ProductType]) -> bool:
    return Stage.TROUBLE in _stages(steps, account, product_types)


def _stages(steps: Steps, account: str, product_types: Sequence[ProductType]) -> list[Stage | None]:
    found = [steps.get((account, kind)) for kind in product_types]
    return [None if progress is None else progress.stage for progress in found]


def _step(progress: Progress) -> str:
    if progress.stage is Stage.ACKNOWLEDGED:
        return say("acknowledged, reading back.")
    if progress.stage is Stage.GLIMPSED and progress.left:
        return say("{count:,} seem to be left, confirming.", count=progress.left)
    if progress.stage in (Stage.READ, Stage.GLIMPSED):
        if progress.left:
            return say("{count:,} left.", count=progress.left)
        return say("looks empty, confirming.")
    if progress.report is not None:
        return say("{verdict}.", verdict=headline(progress.report.verdict, None))
    return progress.sentence
