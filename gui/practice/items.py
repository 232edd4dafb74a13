"""Orders, accounts and contracts as the classic interface writes them: every value a string or null."""

from __future__ import annotations

from decimal import Decimal

from gui.practice.orders import PracticeOrder, leverage_of, margin_mode_of
from gui.practice.plans import PlanOrder
from gui.practice.products import Contract, ProductType
from gui.practice.rights import KeyRights

# What any JSON value can be; the answers are built from it and the damage is done to it.
Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]
JsonObject = dict[str, Json]


def order_item(order: PracticeOrder) -> JsonObject:
    """One entry of `entrustedList` (page: Get Pending Orders); the margin coin in small letters as there."""
    return {
        "symbol": order.symbol,
        "size": text(order.size),
        "orderId": order.order_id,
        "clientOid": order.client_oid,
        "baseVolume": text(order.filled),
        "fee": text(-order.filled * order.price * Decimal("0.0002")) if order.filled else "",
        "price": text(order.price),
        "priceAvg": text(order.price) if order.filled else "",
        "status": order.status,
        "side": order.side,
        "force": order.force,
        "totalProfits": "0" if order.filled else "",
        **_position_fields(order),
        "marginCoin": order.margin_coin.lower(),
        "quoteVolume": text(order.filled * order.price),
        "leverage": leverage_of(order.product_type),
        "marginMode": margin_mode_of(order.product_type),
        "reduceOnly": "YES" if order.reduce_only else "NO",
        "enterPointSource": "API",
        "orderType": "limit",
        "orderSource": "normal",
        "cTime": str(order.placed_ms),
        "uTime": str(order.changed_ms),
        "presetStopSurplusPrice": text_or_empty(order.take_profit),
        "presetStopSurplusType": "mark_price" if order.take_profit is not None else None,
        "presetStopSurplusExecutePrice": None,
        "presetStopLossPrice": text_or_empty(order.stop_loss),
        "presetStopLossType": "mark_price" if order.stop_loss is not None else None,
        "presetStopLossExecutePrice": None,
    }


def _position_fields(order: PracticeOrder) -> JsonObject:
    # USDC-FUTURES is in hedge mode here and the others are in one-way mode: a reader meets both.
    if order.product_type is not ProductType.USDC_FUTURES:
        return {"posSide": "net", "tradeSide": f"{order.side}_single", "posMode": "one_way_mode"}
    pos_side = "long" if order.side == "buy" else "short"
    trade_side = "close" if order.reduce_only else "open"
    return {"posSide": pos_side, "tradeSide": trade_side, "posMode": "hedge_mode"}


def order_ref(order: PracticeOrder | PlanOrder) -> JsonObject:
    """An order as every cancel names it (page: Cancel All Orders)."""
    return {"orderId": order.order_id, "clientOid": order.client_oid}


def account_item(coin: str) -> JsonObject:
    """One margin account with a made-up balance (page: Get Account List)."""
    balance = "10000" if coin.startswith(("USD", "SUSD")) else "1.5"
    return {
        "marginCoin": coin,
        "locked": "0",
        "available": balance,
        "crossedMaxAvailable": balance,
        "isolatedMaxAvailable": balance,
        "maxTransferOut": balance,
        "accountEquity": balance,
        "usdtEquity": "10000",
        "btcEquity": "0.15",
        "crossedRiskRate": "0",
        "unrealizedPL": "0",
        "coupon": "0",
        "unionTotalMargin": None,
        "unionAvailable": None,
        "unionMm": None,
        "assetList": [],
        "isolatedMargin": "0",
        "crossedMargin": "0",
        "crossedUnrealizedPL": "0",
        "isolatedUnrealizedPL": "0",
        "assetMode": "single",
    }


def key_item(user_id: str, rights: KeyRights) -> JsonObject:
    """What a key may do, in codes (page: Get Account Info)."""
    return {
        "userId": user_id,
        "inviterId": None,
        "ips": ",".join(rights.ips),
        "authorities": list(rights.authorities),
        "parentId": 0,
        "traderType": "not_trader",
        "channelCode": None,
        "channel": None,
        "regisTime": "1700000000000",
    }


def contract_item(contract: Contract) -> JsonObject:
    """One listed contract (page: Get Contract Config)."""
    return {
        "symbol": contract.symbol,
        "baseCoin": contract.base_coin,
        "quoteCoin": contract.quote_coin,
        "buyLimitPriceRatio": "0.05",
        "sellLimitPriceRatio": "0.05",
        "feeRateUpRatio": "0.005",
        "makerFeeRate": "0.0002",
        "takerFeeRate": "0.0006",
        "openCostUpRatio": "0.01",
        "supportMarginCoins": list(contract.margin_coins),
        "minTradeNum": text(contract.least_size),
        "priceEndStep": "1",
        "volumePlace": str(contract.volume_places),
        "pricePlace": str(contract.price_places),
        "sizeMultiplier": text(contract.least_size),
        "symbolType": "perpetual",
        "minTradeUSDT": "5",
        "maxSymbolOrderNum": "200",
        "maxProductOrderNum": "1000",
        "maxPositionNum": "150",
        "symbolStatus": "normal",
        "offTime": "-1",
        "limitOpenTime": "-1",
        "deliveryTime": "",
        "deliveryStartTime": "",
        "deliveryPeriod": "",
        "launchTime": "",
        "fundInterval": "8",
        "minLever": "1",
        "maxLever": "125",
        "posLimit": "0.1",
        "maintainTime": "",
        "maxMarketOrderQty": "220",
        "maxOrderQty": "1200",
        "isRwa": "NO",
    }


def text(number: Decimal) -> str:
    """A number in plain digits, never with an exponent, without needless zeros."""
    plain = f"{number:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def text_or_empty(number: Decimal | None) -> str:
    """A number in plain digits, and nothing for none."""
    return "" if number is None else text(number)
