"""The words for a press that runs: how far each product type, or each account, has come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gui.panic.orders import ProductType
from gui.panic.progress import Progress, Stage

Steps = Mapping[tuple[str, ProductType], Progress]
_MOST_ACCOUNTS = 3


def running_words(steps: Steps, accounts: Sequence[str], product_types: Sequence[ProductType]) -> str:
    """Say how far a press has come; of several accounts, how many have ended and what the others do."""
    if len(accounts) == 1:
        return _of_account(steps, accounts[0], product_types)
    ended = [account for account in accounts if _has_ended(steps, account, product_types)]
    busy = [account for account in accounts if account not in ended][:_MOST_ACCOUNTS]
    told = [(account, _of_account(steps, account, product_types)) for account in busy]
    words = [f"{account}: {text}" for account, text in told if text]
    return " ".join([f"{len(ended)} of {len(accounts)} accounts have their verdict.", *words])


def _of_account(steps: Steps, account: str, product_types: Sequence[ProductType]) -> str:
    found = [(kind, steps[account, kind]) for kind in product_types if (account, kind) in steps]
    return " ".join(f"{kind.value}: {_step(progress)}" for kind, progress in found)


def _has_ended(steps: Steps, account: str, product_types: Sequence[ProductType]) -> bool:
    found = [steps.get((account, kind)) for kind in product_types]
    return all(progress is not None and progress.stage is Stage.ENDED for progress in found)


def _step(progress: Progress) -> str:
    if progress.stage is Stage.ACKNOWLEDGED:
        return "acknowledged, reading back."
    if progress.stage is Stage.READ:
        return f"{progress.left:,} left." if progress.left else "looks empty, confirming."
    if progress.report is not None:
        return f"{progress.report.verdict.value}."
    return progress.sentence
