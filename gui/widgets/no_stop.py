"""The warning that a press on everything may leave behind: positions that have no stop now."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from gui.desktop.language import shown, tr
from gui.panic.verdict import Report, Verdict, bare_positions
from gui.widgets import theme
from gui.widgets.fitted_label import FittedLabel
from gui.widgets.texts import plain_tip
from gui.words import join, say

_MOST_NAMED = 6
_SIDE = 18
_UNREAD = say("Positions could not be read: some may have no stop now. Look into the Bitget app.")


def no_stop_warning(report: Report, most_named: int | None = _MOST_NAMED) -> str:
    """Say which positions have no stop now; "" when there is none, or when the press left stops alone.

    An EMPTY press on everything that could not read the positions says that, as green would soothe.
    """
    # Here, not above: the first drawing would wait for exact numbers, of which it has none.
    from gui.desktop.figures import exact

    products = report.product_types
    is_unread = report.verdict is Verdict.EMPTY and any(product.unprotected is None for product in products)
    return join(bare_positions(products, most_named, exact), _UNREAD if is_unread else "")


class NoStopLine(QFrame):
    """A line with a warning sign; hidden until there is something to warn of."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("noStop")
        self._text = FittedLabel("noStopText")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 10, 6)
        row.setSpacing(8)
        row.addWidget(_Triangle(), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        self.hide()

    def show_warning(self, text: str, full: str = "") -> None:
        """Warn, or stop warning with ""; full is what the tooltip says where the text had to be cut."""
        self._text.setText(shown(text))
        self.setToolTip(plain_tip("" if full == text else full))
        self._text.setToolTip(self.toolTip())
        self._text.setAccessibleDescription(shown(full))
        self.setAccessibleName(tr("Warning: {text}", text=text) if text else "")
        self.setAccessibleDescription(shown(full or text))
        self.setVisible(bool(text))

    def set_compact(self, is_compact: bool) -> None:
        """Take two lines and no more; the rest is in the tooltip."""
        self._text.fit_into(2 if is_compact else 0)

    def text(self) -> str:
        """What is said."""
        return self._text.text()


class _Triangle(QWidget):
    """The warning sign, told from every verdict's by its three corners."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(theme.px(_SIDE), theme.px(_SIDE))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.width() / _SIDE, self.height() / _SIDE)
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
