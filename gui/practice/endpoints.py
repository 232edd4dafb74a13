"""The table of all endpoints: address, limit per second, whether signed, and what each does."""

from __future__ import annotations

from gui.practice import classic, classic_plans, unified
from gui.practice.calls import Endpoint
from gui.practice.fault_kinds import EndpointKind

CLASSIC, UNIFIED = "/api/v2/", "/api/v3/"
# Below these the classic interface is open to everybody, whatever the mode of his account.
PUBLIC = ("/api/v2/public/", "/api/v2/mix/market/", "/api/v2/spot/market/", "/api/v2/spot/public/")

_ORDER, _TRADE = "/api/v2/mix/order", "/api/v3/trade"
_K = EndpointKind
ENDPOINTS: dict[tuple[str, str], Endpoint] = {
    (endpoint.method, endpoint.path): endpoint
    for endpoint in (
        Endpoint(_K.CANCEL, "POST", f"{_ORDER}/cancel-all-orders", 10, True, classic.cancel_all),
        Endpoint(_K.READ, "GET", f"{_ORDER}/orders-pending", 10, True, classic.open_orders),
        Endpoint(_K.BATCH, "POST", f"{_ORDER}/batch-cancel-orders", 10, True, classic.batch_cancel),
        Endpoint(_K.TIME, "GET", "/api/v2/public/time", 20, False, classic.server_time),
        Endpoint(_K.ACCOUNT, "GET", "/api/v2/mix/account/accounts", 10, True, classic.accounts),
        Endpoint(_K.KEY, "GET", "/api/v2/spot/account/info", 1, True, classic.key),
        Endpoint(_K.CONTRACTS, "GET", "/api/v2/mix/market/contracts", 20, False, classic.contracts),
        Endpoint(_K.PLAN_READ, "GET", f"{_ORDER}/orders-plan-pending", 10, True, classic_plans.plan_orders),
        Endpoint(_K.PLAN_CANCEL, "POST", f"{_ORDER}/cancel-plan-order", 10, True, classic_plans.cancel_plans),
        Endpoint(_K.POSITIONS, "GET", "/api/v2/mix/position/all-position", 5, True, classic_plans.positions),
        Endpoint(_K.SETTINGS, "GET", "/api/v3/account/settings", 20, True, unified.settings),
        Endpoint(_K.KEY, "GET", "/api/v3/account/info", 1, True, unified.key),
        Endpoint(_K.CANCEL, "POST", f"{_TRADE}/cancel-symbol-order", 5, True, unified.cancel_symbol),
        Endpoint(_K.READ, "GET", f"{_TRADE}/unfilled-orders", 20, True, unified.open_orders),
        Endpoint(_K.BATCH, "POST", f"{_TRADE}/cancel-order", 10, True, unified.cancel_one),
        Endpoint(_K.BATCH, "POST", f"{_TRADE}/cancel-batch", 5, True, unified.cancel_batch, takes_list=True),
        Endpoint(
            _K.STRATEGY_READ,
            "GET",
            f"{_TRADE}/unfilled-strategy-orders",
            20,
            True,
            unified.strategy_orders,
        ),
        Endpoint(
            _K.STRATEGY_CANCEL, "POST", f"{_TRADE}/cancel-strategy-order", 10, True, unified.cancel_strategy
        ),
        Endpoint(_K.POSITIONS, "GET", "/api/v3/position/current-position", 20, True, unified.positions),
    )
}
