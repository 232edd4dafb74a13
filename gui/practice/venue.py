"""The exchange behind the wire: checks a request, acts on a book, and lets faults strike on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from gui.practice import damage, gate, parameters
from gui.practice.accounts import MAIN, Account, AccountMode, Accounts
from gui.practice.armed import ArmedFaults, Where
from gui.practice.calls import Call, Cancelling, Endpoint
from gui.practice.codes import SUCCESS, Refusal, message_of
from gui.practice.endpoints import CLASSIC, ENDPOINTS, PUBLIC, UNIFIED
from gui.practice.fault_kinds import CANCELLING, FaultName, Slot
from gui.practice.items import Json
from gui.practice.limits import AddressLimit, RateLimit
from gui.practice.messages import Reply, Request, envelope, to_json
from gui.practice.rights import KeyRights

# What a key that may not cancel lacks, in the words of either interface.
_LACKING = {CLASSIC: "futures order write", UNIFIED: "uta trade write"}


class Venue:
    """Answers requests; any number of threads may ask at once.

    `clock` gives seconds since 1970, `settle_ms` is how long every cancelled order stays open, and `limit`
    and `address_limit` turn away who calls too often, if they are given.
    """

    def __init__(
        self,
        accounts: Accounts,
        faults: ArmedFaults,
        clock: Callable[[], float],
        *,
        settle_ms: int = 0,
        limit: RateLimit | None = None,
        address_limit: AddressLimit | None = None,
    ) -> None:
        self._accounts = accounts
        self._faults = faults
        self._clock = clock
        self._settle_ms = settle_ms
        self._limit = limit
        self._address_limit = address_limit

    def answer(self, request: Request, pause: Callable[[], None]) -> Reply:
        """The reply to a request; `pause` is called before it takes effect and again after."""
        endpoint = ENDPOINTS.get((request.method, request.path))
        account = self._accounts.by_key(request.headers.get("access-key", ""))
        signed = endpoint is not None and endpoint.signed
        where = Where(endpoint.kind if endpoint else None, account.name if account and signed else None)
        pause()
        front = self._faults.take(Slot.FRONT, where)
        if front is None:
            reply = self._process(request, endpoint, account, where)
            reply = damage.end(reply, self._faults.take(Slot.ENDING, where))
        else:
            if front.takes_effect:
                self._process(request, endpoint, account, where)
            reply = damage.reply_instead(front)
        pause()
        return reply

    def _process(
        self, request: Request, endpoint: Endpoint | None, account: Account | None, where: Where
    ) -> Reply:
        now_ms = self._now_ms(where)
        remaining = self._admit(request, endpoint)
        if remaining is None:
            return damage.too_many_requests()
        reply = self._reply(request, endpoint, account, where, now_ms)
        return replace(reply, headers=(("x-mbx-used-remain-limit", str(remaining)),))

    def _reply(
        self,
        request: Request,
        endpoint: Endpoint | None,
        account: Account | None,
        where: Where,
        now_ms: int,
    ) -> Reply:
        try:
            if endpoint is None:
                raise Refusal(self._wrong_mode(request, account) or "40404")
            data = self._perform(request, endpoint, account, where, now_ms)
        except Refusal as refusal:
            answer = envelope(refusal.code, refusal.message, now_ms, None)
            return Reply(refusal.status, to_json(answer))
        shape = self._faults.take(Slot.SHAPE, where)
        answer = envelope(SUCCESS, message_of(SUCCESS), now_ms, data)
        return Reply(200, to_json(damage.misshape(answer, shape)))

    def _perform(
        self, request: Request, endpoint: Endpoint, account: Account | None, where: Where, now_ms: int
    ) -> Json:
        rights = KeyRights()
        if endpoint.signed:
            rights = (account.rights if account else rights).under(self._faults.take_rights(where))
            gate.check(
                request,
                now_ms,
                self._faults.take(Slot.ACCOUNT, where),
                key_is_known=account is not None,
                wrong_mode=self._wrong_mode(request, account),
                lacks=_lacking(endpoint) if not rights.may_cancel else None,
            )
        given: Mapping[str, Json] = {**request.parameters}
        given_list: list[Json] = []
        if endpoint.takes_list:
            given_list = parameters.read_list(request.body)
        elif endpoint.method == "POST":
            given = parameters.read_body(request.body)
        owner = account or self._accounts[MAIN]  # nobody's account is asked for where nothing is signed
        cancel = Cancelling(owner.book, self._faults, where, self._settle_ms)
        call = Call(given, now_ms, owner, rights, cancel, given_list)
        coded = self._faults.take(Slot.CODE, where)
        if coded is None:
            return endpoint.act(call)
        if coded.takes_effect:
            endpoint.act(call)
        raise Refusal(coded.values[0])

    def _admit(self, request: Request, endpoint: Endpoint | None) -> int | None:
        if self._address_limit is not None and not self._address_limit.admits(request.remote_ip):
            return None
        if self._limit is None or endpoint is None:
            return endpoint.per_second if endpoint else 0
        # Per UID for what is signed, which here is the key; per address for the rest.
        caller = request.headers.get("access-key", "") if endpoint.signed else request.remote_ip
        return self._limit.admit((endpoint.path, caller), endpoint.per_second)

    def _wrong_mode(self, request: Request, account: Account | None) -> str | None:
        # An account is told so by the interface that does not serve it: clients use that to find out.
        mode = (account or self._accounts[MAIN]).mode
        if request.path.startswith(UNIFIED) and mode is AccountMode.CLASSIC:
            return "40404" if self._faults.has(FaultName.UNIFIED_ACCOUNT) else "40084"
        private = request.path.startswith(CLASSIC) and not request.path.startswith(PUBLIC)
        return "40085" if private and account and mode is AccountMode.UNIFIED else None

    def _now_ms(self, where: Where) -> int:
        fault = self._faults.take(Slot.CLOCK, where)
        return int(self._clock() * 1000) + (int(fault.values[0]) if fault else 0)


def _lacking(endpoint: Endpoint) -> str | None:
    if endpoint.kind not in CANCELLING:
        return None
    return _LACKING[UNIFIED if endpoint.path.startswith(UNIFIED) else CLASSIC]
