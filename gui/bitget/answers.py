"""The answers to a cancel, of either interface: what went, what was refused, and many answers as one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from gui.bitget.codes import NOTHING_TO_CANCEL, SUCCESS, sentence_for, tidy
from gui.bitget.envelope import identity, object_of, objects_of, text
from gui.bitget.signed import Answered
from gui.panic.errors import ExchangeError
from gui.panic.exchange import CancelAnswer, OrderRef, RefusedOrder
from gui.panic.orders import OpenOrder
from gui.panic.refusals import WrongAccountMode
from gui.panic.rests import with_rests
from gui.words import say

NAMELESS = say("Bitget does not say which symbol it belongs to, so it cannot be cancelled by its ID.")
_ANSWER = say("the answer to a cancel")
_ORDER = say("a cancelled order")


def classic_answer(answered: Answered) -> CancelAnswer:
    """Read successList and failureList; null and missing ones are empty."""
    told = answered.envelope.data
    data = {} if told is None else object_of(told, _ANSWER)
    succeeded = objects_of(data.get("successList"), say("the success list"))
    cancelled = [ref_of(item) for item in with_rests(succeeded)]
    refused = [
        _refusal(item, "errorCode", "errorMsg")
        for item in objects_of(data.get("failureList"), say("the failure list"))
    ]
    return answer_of(answered, cancelled, refused)


def unified_answer(answered: Answered) -> CancelAnswer:
    """Read the list of outcomes, where a failure stands in the middle of a success, with its own code.

    The list stands in `data.list` (page: Cancel All Orders, UTA) or is `data` itself (page: Batch Cancel,
    UTA), whose sample has no codes: an item without one went.
    """
    data = answered.envelope.data
    listed = object_of(data, _ANSWER).get("list") if isinstance(data, dict) else data
    items = objects_of(listed, _ANSWER)
    cancelled, failed = [], []
    for item in with_rests(items):
        if _code(item, "code") in ("", SUCCESS):
            cancelled.append(ref_of(item))
        else:
            failed.append(_refusal(item, "code", "msg"))
    return answer_of(answered, cancelled, failed)


def answer_of(
    answered: Answered, cancelled: Iterable[OrderRef], refused: Iterable[RefusedOrder] = ()
) -> CancelAnswer:
    """Put together an answer with the moments around it."""
    return CancelAnswer(
        cancelled=tuple(cancelled),
        refused=tuple(refused),
        nothing_to_cancel=answered.envelope.code in NOTHING_TO_CANCEL,
        sent_at=answered.sent_at,
        received_at=answered.received_at,
        server_ms=answered.envelope.server_ms,
        is_partly_lost=answered.is_partly_lost,
    )


def cancel_each(
    chunks: Iterable[Sequence[OpenOrder]],
    cancel: Callable[[Sequence[OpenOrder]], CancelAnswer],
    refused: Iterable[RefusedOrder] = (),
) -> CancelAnswer:
    """Send chunk after chunk; one that fails does not stop the others: its orders come back as refused.

    Raises only when nothing at all was acknowledged. The wrong account mode is the same for every chunk, so
    the first to say so ends it. `refused` are those that could not be sent.
    """
    answers: list[CancelAnswer] = []
    problems: list[tuple[ExchangeError, Sequence[OpenOrder]]] = []
    for chunk in chunks:
        try:
            answers.append(cancel(chunk))
        except WrongAccountMode as problem:
            if not answers:
                # The other interface is asked next: what was lost here must not be forgotten over it.
                problem.is_partly_lost |= any(lost.may_have_acted for lost, _ in problems)
                raise
            problems.append((problem, chunk))
            break
        except ExchangeError as problem:
            problems.append((problem, chunk))
    if problems and not answers:
        raise _most_uncertain(problem for problem, _ in problems)
    return _joined(answers, problems, refused)


def _most_uncertain(problems: Iterable[ExchangeError]) -> ExchangeError:
    """Of several problems the one that leaves most open: a lost answer may hide what a refusal does not."""
    return min(problems, key=lambda problem: not problem.may_have_acted)


def slices(orders: Sequence[OpenOrder], size: int) -> Iterator[Sequence[OpenOrder]]:
    """Cut a list into pieces of at most `size`."""
    for start in range(0, len(orders), size):
        yield orders[start : start + size]


def ref(order: OpenOrder) -> OrderRef:
    """Name an order as an answer would."""
    return OrderRef(order.order_id, order.client_oid)


def ref_of(item: dict[str, Any]) -> OrderRef:
    """Read which order an item of an answer is about."""
    return OrderRef(identity(item.get("orderId"), _ORDER), text(item.get("clientOid")) or None)


def _refusal(item: dict[str, Any], code_key: str, message_key: str) -> RefusedOrder:
    code = _code(item, code_key)
    reason = sentence_for(code, tidy(text(item.get(message_key)) or ""))
    return RefusedOrder(ref_of(item), reason, code)


def _code(item: dict[str, Any], key: str) -> str:
    """The code of one item; null and missing are "", and what is neither text nor number is no success."""
    value = item.get(key)
    return "" if value is None else text(value) or "?"


def _joined(
    answers: Sequence[CancelAnswer],
    problems: Sequence[tuple[ExchangeError, Sequence[OpenOrder]]],
    refused: Iterable[RefusedOrder],
) -> CancelAnswer:
    refusals = [*refused, *(refusal for answer in answers for refusal in answer.refused)]
    for problem, chunk in problems:
        refusals += [RefusedOrder(ref(order), problem.sentence, problem.code) for order in chunk]
    return CancelAnswer(
        cancelled=tuple(each for answer in answers for each in answer.cancelled),
        refused=tuple(refusals),
        nothing_to_cancel=bool(answers) and all(answer.nothing_to_cancel for answer in answers),
        sent_at=min((answer.sent_at for answer in answers), default=0.0),
        received_at=max((answer.received_at for answer in answers), default=0.0),
        server_ms=answers[-1].server_ms if answers else None,
        is_partly_lost=any(problem.may_have_acted for problem, _ in problems),
    )
