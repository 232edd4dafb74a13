"""A language that nobody speaks: every translated letter has an accent, and every text is longer."""

from __future__ import annotations

import re

from PySide6.QtCore import QObject, QTranslator

_PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_ACCENTED = "ÅƁĆĐÉƑĜĤÎĴĶĹṀŃÓÞɊŘŠŤÛṼŴẊÝŽåƀćđéƒĝĥîĵķĺɱńóþɋřšťûṽŵẋýž"
_ACCENTS = str.maketrans(_PLAIN, _ACCENTED)
_PART = re.compile(r"(\{[^}]*\})")
_LONGER = 0.4
# What is no word of ours, whatever the language: names, units, numbers, what was typed, what Bitget said.
_DATA = re.compile(
    r"Panic Button|\bEnglish$|http://[\d.:]+|practice-seed-\d+|Ctrl\+Alt\+Shift\+X"
    r"|(USDT|USDC|COIN|SUSDT|SUSDC|SCOIN)-FUTURES|(USDT|USDC|COIN)-"
    r"|\b(BTC|ETH|SOL|XRP|DOGE|ADA|LINK|LTC)(USDT|USD|PERP)\b|\b(S?USDT|S?USDC|SBTC|SETH)\b"
    r"|\b(main|sub[12/]|market maker @ Singapore no\. 2)|\bms\b|dogecoin|bot-\d+|grid-\d+|…89ab"
    r"|\b(buy|sell|limit|market|gtc|post_only|crossed|net|buy_single|live|API|mark_price|USDT|orders)\b"
    r"|\b(normal_plan|track_plan|profit_loss|profit_plan|pos_loss)\b|[\d:.+-]+T[\d:.+]+"
)
_WORD = re.compile(r"[A-Za-z]{2,}")


def accented(template: str) -> str:
    """The template in that language: 40 % longer, its {names} as they were."""
    parts = _PART.split(template)
    letters = sum(part.translate(_ACCENTS) != part for part in parts) and len(template)
    text = "".join(part if part.startswith("{") else part.translate(_ACCENTS) for part in parts)
    more = round(letters * _LONGER)
    return f"{text}{'~' * min(more, 4)}{' ~~~~~' * max(0, (more - 4) // 6)}"


def left_in_english(text: str) -> list[str]:
    """The words of a text that nobody translated, and that are no data."""
    return _WORD.findall(_DATA.sub(" ", text))


class Pseudo(QTranslator):
    """Translates every sentence of this program, and none of Qt's own."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)

    def isEmpty(self) -> bool:
        """It has a word for everything."""
        return False

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
        """Give the sentence with its accents, in the form for the number."""
        if context:
            return ""
        return accented(text if disambiguation is None or n == 1 else disambiguation)
