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
    """Say how far a press has come; of several accounts, how many have ended and what the others do."""
    if len(accounts) == 1:
        return _of_account(steps, accounts[0], product_types)
    ended = [account for account in accounts if _has_ended(steps, account, product_types)]
    busy = [account for account in accounts if account not in ended][:_MOST_ACCOUNTS]
    told = [(account, _of_account(steps, account, product_types)) for account in busy]
    words = [say("{name}: {text}", name=account, text=text) for account, text in told if text]
    done = say("{count} of {all} accounts have their verdict.", count=len(ended), all=len(accounts))
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
    found = [steps.get((account, kind)) for kind in product_types]
    return all(progress is not None and progress.stage is Stage.ENDED for progress in found)


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
