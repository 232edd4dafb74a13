"""Labels and tooltips for text that somebody else wrote: always shown as it is, never as markup."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel, QWidget


def plain_label(text: str = "", name: str = "", *, wraps: bool = False) -> QLabel:
    """A label that shows every character as it is; name is what the style sheet selects on."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setObjectName(name)
    label.setIndent(0)  # a padding of the style sheet would bring half a letter of its own
    if wraps:
        label.setWordWrap(True)
        label.setMinimumWidth(1)  # a long word must not hold the window wide
    return label


def plain_tip(text: str) -> str:
    """A tooltip that shows every character as it is and wraps when it is long; "" stays ""."""
    return f"<qt>{escape(text)}</qt>" if text else ""


def seconds(elapsed_ms: int) -> str:
    """An elapsed time as a person reads it: "203 ms", "3.1 s"."""
    return f"{elapsed_ms} ms" if elapsed_ms < 1000 else f"{elapsed_ms / 1000:,.1f} s"


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader say something at once; silent when none is there. GUI thread."""
    event = QAccessibleAnnouncementEvent(widget, text)
    event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)
