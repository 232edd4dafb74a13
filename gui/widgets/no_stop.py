"""The warning that a press on everything may leave behind: positions that have no stop now."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from gui.desktop.figures import exact
from gui.panic.orders import Position
from gui.panic.verdict import Report, Verdict
from gui.widgets import theme
from gui.widgets.texts import plain_label, plain_tip

_MOST_NAMED = 6
_SIDE = 18
_UNREAD = "Positions could not be read: some may have no stop now. Look into the Bitget app."


def no_stop_warning(report: Report, most_named: int | None = _MOST_NAMED) -> str:
    """Say which positions have no stop now; "" when there is none, or when the press left stops alone.

    An EMPTY press on everything that could not read the positions says that, as green would soothe.
    """
    known = [product.unprotected for product in report.product_types if product.unprotected is not None]
    positions = [position for each in known for position in each]
    is_unread = report.verdict is Verdict.EMPTY and len(known) < len(report.product_types)
    parts = [_name(positions, most_named) if positions else "", _UNREAD if is_unread else ""]
    return " ".join(filter(None, parts))


def _name(positions: list[Position], most_named: int | None) -> str:
    number = len(positions)
    have = "1 position has" if number == 1 else f"{number:,} positions have"
    named = [f"{each.symbol} {each.side} {exact(each.size)}" for each in positions[:most_named]]
    more = f" and {number - len(named):,} more" if len(named) < number else ""
    return f"{have} no stop now: {', '.join(named)}{more}."


class NoStopLine(QFrame):
    """A line with a warning sign; hidden until there is something to warn of."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("noStop")
        self._text = plain_label(name="noStopText", wraps=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 10, 6)
        row.setSpacing(8)
        row.addWidget(_Triangle(), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        self.hide()

    def show_warning(self, text: str, full: str = "") -> None:
        """Warn, or stop warning with ""; full is what the tooltip says where the text had to be cut."""
        self._text.setText(text)
        self.setToolTip(plain_tip("" if full == text else full))
        self.setAccessibleName(f"Warning: {full or text}" if text else "")
        self.setVisible(bool(text))

    def text(self) -> str:
        """What is said."""
        return self._text.text()


class _Triangle(QWidget):
    """The warning sign, told from every verdict's by its three corners."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(_SIDE, _SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath(QPointF(9, 1.5))
        path.lineTo(17, 16)
        path.lineTo(1, 16)
        path.closeSubpath()
        pen = painter.pen()
        pen.setColor(theme.colour("warn"))
        pen.setWidthF(1.5)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(theme.colour("warn"))
        painter.drawPath(path)
        font = QFont(self.font())
        font.setPixelSize(12)
        font.setWeight(QFont.Weight.Bold)
        painter.setFont(font)
        painter.setPen(theme.colour("card"))
        painter.drawText(QRectF(0, 3, _SIDE, 13), int(Qt.AlignmentFlag.AlignCenter), "!")
