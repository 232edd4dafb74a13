"""Labels and tooltips for any text: sentences in the language of the window, and never taken for markup."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from gui.desktop.language import shown
from gui.words import say


def plain_label(text: str = "", name: str = "", *, wraps: bool = False) -> QLabel:
    """A label that shows every character as it is; name is what the style sheet selects on."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(shown(text))
    label.setObjectName(name)
    label.setIndent(0)  # a padding of the style sheet would bring half a letter of its own
    if wraps:
        label.setWordWrap(True)
        label.setMinimumWidth(1)  # a long word must not hold the window wide
    return label


def escape(text: str) -> str:
    """Any text as rich text has to have it; html.escape, whose module knows 2,231 signs by name."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain_tip(text: str) -> str:
    """A tooltip that shows every character as it is and wraps when it is long; "" stays ""."""
    return f"<qt>{escape(shown(text))}</qt>" if text else ""


def seconds(elapsed_ms: int) -> str:
    """An elapsed time as a person reads it: "203 ms", "3.1 s"."""
    return say("{ms} ms", ms=elapsed_ms) if elapsed_ms < 1000 else say("{s:,.1f} s", s=elapsed_ms / 1000)


def announce(widget: QWidget, text: str, *, is_urgent: bool) -> None:
    """Have a screen reader say something; silent when none is there. GUI thread.

    What is urgent is said at once, the rest when the sentence of now has ended.
    """
    # Here, not above: the first drawing would wait for all the roles and states that a widget can have.
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    politeness = QAccessible.AnnouncementPoliteness
    event = QAccessibleAnnouncementEvent(widget, shown(text))
    event.setPoliteness(politeness.Assertive if is_urgent else politeness.Polite)
    QAccessible.updateAccessibility(event)
