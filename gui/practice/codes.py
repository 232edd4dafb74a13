"""Bitget's codes with their messages, and the refusal that carries one.

The words are those of Bitget's REST error code page; 40084, 40085 and 43001 are as people recorded them.
"""

from __future__ import annotations

SUCCESS = "00000"
NO_ORDER_TO_CANCEL = "22001"
NO_PLAN_ORDER = "43025"
NO_UNIFIED_ORDER = "25204"
NO_LISTED_ORDER = "24056"

MESSAGES: dict[str, str] = {
    SUCCESS: "success",
    "13010": "The order is review, cannot be cancelled",
    NO_ORDER_TO_CANCEL: "No order to cancel",
    "22067": "ADL processing, forbid operate the symbol",
    "24056": "notExisted",
    "25204": "Order does not exist",
    "25245": "The account is not the unified account mode",
    "31054": "No order to cancel",
    "40001": "ACCESS_KEY cannot be empty",
    "40002": "ACCESS_SIGN cannot be empty",
    "40003": "Signature cannot be empty",
    "40005": "Invalid ACCESS_TIMESTAMP",
    "40006": "Invalid ACCESS_KEY",
    "40007": "Invalid Content_Type",
    "40008": "Request timestamp expired",
    "40009": "sign signature error",
    "40010": "Request timed out",
    "40011": "ACCESS_PASSPHRASE cannot be empty",
    "40012": "apikey/password is incorrect",
    "40013": "User status is abnormal",
    "40014": "Incorrect permissions, need {0} permissions",
    "40015": "System is abnormal, please try again later",
    "40016": "The user must bind the phone or Google",
    "40017": "Parameter verification failed {0}",
    "40018": "Invalid IP, current request ip {0}",
    "40019": "Parameter {0} cannot be empty",
    "40020": "Parameter {0} error",
    "40034": "Parameter {0} does not exist",
    "40036": "passphrase is error",
    "40037": "Apikey does not exist",
    "40038": "The current ip is not in the apikey ip whitelist",
    "40041": "User's ApiKey does not exist",
    "40078": "Request time is outside the receive window",
    "40079": "receiveWindow must be less than 60 seconds",
    "40084": "You are in Classic Account mode, and the Unified Account API is not supported",
    "40085": "You are in Unified Account mode, and the Classic Account API is not supported at this time",
    "40099": "exchange environment is incorrect",
    "40109": "The data of the order cannot be found, please confirm the order number",
    "40199": "Traders are prohibited from calling the API",
    "40200": "Server upgrade, please try again later",
    "40306": "Batch processing up to 20 orders",
    "40404": "Request URL NOT FOUND",
    "40725": "service return an error",
    "40731": "product does not support copy trading",
    "40768": "Order does not exist",
    "40778": "Pair {0} does not support {1} as margin",
    "40808": "Parameter verification exception {0}",
    "40812": "The condition {0} is not met",
    "40912": "Single cancel cannot exceed 50",
    "41114": "The current trading pair is under maintenance",
    "43001": "The order does not exist",
    "43025": "Plan order does not exist",
    "45001": "Unknown error",
    "50031": "system error",
    "80002": "Try again later",
}


# Errors travel with HTTP 400 but for these; 22001 with 200 was recorded live.
_STATUS = {SUCCESS: 200, NO_ORDER_TO_CANCEL: 200, "31054": 200, "40404": 404}


class Refusal(Exception):
    """A request that ends with a code instead of data; `status` is the HTTP status it travels with."""

    def __init__(self, code: str, *about: str) -> None:
        self.code = code
        self.message = message_of(code, *about)
        self.status = _STATUS.get(code, 400)
        super().__init__(f"{code} {self.message}")


def message_of(code: str, *about: str) -> str:
    """The message for a code with its blanks filled; a code that is not listed gets a general one."""
    text = MESSAGES.get(code, "service return an error")
    for number in range(2):
        text = text.replace(f"{{{number}}}", about[number] if number < len(about) else "")
    return " ".join(text.split())
