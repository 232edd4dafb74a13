"""What faults do to an answer: other answers in its place, wrong shapes, and bad endings."""

from __future__ import annotations

from dataclasses import replace

from gui.practice.codes import SUCCESS
from gui.practice.fault_kinds import FaultName, KeyFault
from gui.practice.faults import Fault
from gui.practice.items import Json, JsonObject
from gui.practice.messages import HTML_TYPE, Ending, Reply, to_json

_PAGE = (
    "<!DOCTYPE html>\n<html><head><title>{title}</title></head>\n"
    "<body><center><h1>{title}</h1></center><hr><center>cloudflare</center></body></html>\n"
)

_ENDINGS: dict[FaultName | KeyFault, Ending] = {
    FaultName.SILENT_AFTER: Ending.HELD,
    FaultName.ANSWER_LOST: Ending.LOST,
    FaultName.HALF_ANSWER: Ending.HALF,
}


def too_many_requests() -> Reply:
    """The answer over the rate limit: HTTP 429 and, as recorded, a body without a time."""
    body = to_json({"code": "429", "msg": "Too Many Requests", "data": None})
    return Reply(429, body, headers=(("x-mbx-used-remain-limit", "0"),))


def reply_instead(fault: Fault) -> Reply:
    """The reply that a fault at the front gives in place of the exchange's own."""
    match fault.name:
        case FaultName.HTTP:
            return _page(int(fault.values[0]), "Error " + fault.values[0])
        case FaultName.HTML_200:
            return _page(200, "Just a moment...")
        case FaultName.RATE_LIMITED:
            return too_many_requests()
        case FaultName.REDIRECT:
            return replace(_page(302, "Moved"), headers=(("Location", fault.values[0]),))
        case FaultName.RESET:
            return Reply(ending=Ending.RESET)
        case FaultName.SILENT:
            return Reply(ending=Ending.HELD)
        case _:
            return Reply(200, b"")


def end(reply: Reply, fault: Fault | None) -> Reply:
    """The reply as a fault lets it end on the wire."""
    if fault is None:
        return reply
    if fault.name is FaultName.TRUNCATED_JSON:
        return replace(reply, body=reply.body[: len(reply.body) * 2 // 3])
    if fault.name is FaultName.SLOW_DRIP:
        return replace(reply, ending=Ending.DRIPPED, drip_ms=int(fault.values[0]))
    return replace(reply, ending=_ENDINGS[fault.name])


def misshape(answer: JsonObject, fault: Fault | None) -> Json:
    """A successful answer as a fault shapes it; the code and the time stay readable but for "envelope"."""
    if fault is None or answer["code"] != SUCCESS:
        return answer
    data, (how,) = answer["data"], fault.values
    if fault.name is FaultName.NULL_LISTS:
        return {**answer, "data": _without_lists(data, missing=how == "missing")}
    match how:
        case "envelope":
            return [answer]
        case "data":
            return {**answer, "data": "success"}
        case "numbers":
            return {**answer, "data": _as_numbers(data)}
        case "objects":
            return {**answer, "data": _as_objects(data)}
        case _:
            return {**answer, "data": _as_objects(_as_numbers(data))}


def _page(status: int, title: str) -> Reply:
    return Reply(status, _PAGE.format(title=title).encode(), HTML_TYPE)


def _without_lists(value: Json, *, missing: bool) -> Json:
    if isinstance(value, list):
        return None
    if not isinstance(value, dict):
        return value
    return {
        name: None if isinstance(entry, list) else entry
        for name, entry in value.items()
        if not (missing and (isinstance(entry, list) or entry is None))
    }


def _as_numbers(value: Json) -> Json:
    if isinstance(value, list):
        return [_as_numbers(entry) for entry in value]
    if isinstance(value, dict):
        return {name: _as_numbers(entry) for name, entry in value.items()}
    return _as_number(value) if isinstance(value, str) else value


def _as_number(text: str) -> Json:
    try:
        return int(text)
    except ValueError:
        pass
    try:
        # Only here a float is right: a wrong answer is what is wanted.
        return float(text)
    except ValueError:
        return len(text)


def _as_objects(value: Json) -> Json:
    if isinstance(value, list):
        return {str(number): _as_objects(entry) for number, entry in enumerate(value)}
    if isinstance(value, dict):
        return {name: _as_objects(entry) for name, entry in value.items()}
    return value
