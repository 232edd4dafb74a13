"""How the big red button is drawn: ground, edge, words, shortcut and focus ring."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QLinearGradient, QPainter, QPainterPath, QPen

from gui.widgets import theme

_RADIUS = 14.0
_LIP = 3.0  # the edge under the button, which goes when it is down
_ROOM = 16.0  # between text and edge, on the left and right
_TOP, _BETWEEN = 6.0, 2.0  # above the title, and between the lines, where there is least room
_CHIP_PADDING, _CHIP_BELOW = 6.0, 8.0
_SMALLEST_PX = 11
_COMPACT_TITLE = 20
HALF = 0.5  # the one step of a hold that is shown where nothing is to move


@dataclass(frozen=True, slots=True)
class Face:
    """Everything about the button that can be seen."""

    title: str
    line: str
    shortcut: str
    is_running: bool
    is_down: bool
    is_hovered: bool
    has_focus: bool
    held: float = 0.0  # the share of the time that it was held for
    is_compact: bool = False


def title_font(base: QFont) -> QFont:
    """The font of the big words."""
    font = QFont(base)
    font.setPixelSize(theme.px(27))
    font.setWeight(QFont.Weight.Bold)
    font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 103)
    return font


def line_font(base: QFont) -> QFont:
    """The font of the words under it."""
    font = theme.tabular(base)
    font.setPixelSize(theme.px(14))
    return font


def draw(painter: QPainter, area: QRectF, face: Face, base: QFont) -> None:
    """Draw the whole button; area is the widget's rectangle."""
    body = area.adjusted(0.5, 0.5, -0.5, -0.5 - _LIP)
    is_low = face.is_down or face.is_running
    if is_low:
        body.translate(0, _LIP - 1)
    _draw_ground(painter, area, body, face)
    if face.held:
        _draw_held(painter, body, face.held)
    painter.setPen(theme.colour("on_red"))
    _draw_words(painter, body, face, base)
    if face.has_focus:
        # White on red inside the edge: seen in both themes, and never cut off by a neighbour.
        painter.setPen(QPen(theme.colour("on_red"), 2.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(body.adjusted(5, 5, -5, -5), _RADIUS - 5, _RADIUS - 5)


def height_needed(base: QFont) -> int:
    """How high the button must be for title, line and shortcut one below the other."""
    texts = sum(QFontMetricsF(font(base)).height() for font in (title_font, line_font, chip_font))
    return ceil(texts + _TOP + 2 * _BETWEEN + _CHIP_PADDING + _CHIP_BELOW + _LIP + 1)


def _draw_ground(painter: QPainter, area: QRectF, body: QRectF, face: Face) -> None:
    edge = theme.colour("red_lo")
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(edge)
    lip = QRectF(body.left(), body.top(), body.width(), area.bottom() - 0.5 - body.top())
    painter.drawRoundedRect(lip, _RADIUS, _RADIUS)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(_ground(body, face))
    painter.drawRoundedRect(body, _RADIUS, _RADIUS)
    if face.is_down:
        _draw_edge(painter, body, QColor(0, 0, 0, 90), 2)
    elif face.is_hovered:
        _draw_edge(painter, body, QColor(255, 255, 255, 130), 1.5)
    elif not face.is_running:
        _draw_edge(painter, body, QColor(255, 255, 255, 46), 1)


def _draw_held(painter: QPainter, body: QRectF, held: float) -> None:
    """Fill the button from the left, with a bright edge that is seen without telling the reds apart."""
    painter.save()
    shape = QPainterPath()
    shape.addRoundedRect(body.adjusted(1, 1, -1, -1), _RADIUS - 1, _RADIUS - 1)
    painter.setClipPath(shape)
    filled = QRectF(body.left(), body.top(), body.width() * held, body.height())
    painter.fillRect(filled, QColor(0, 0, 0, 96))
    bar = 6.0
    painter.fillRect(QRectF(body.left(), body.bottom() - bar, body.width(), bar), QColor(0, 0, 0, 96))
    painter.fillRect(QRectF(body.left(), body.bottom() - bar, filled.width(), bar), theme.colour("on_red"))
    painter.restore()


def _ground(body: QRectF, face: Face) -> QLinearGradient:
    if face.is_running:
        upper, lower = "red_lo", "red_lo"
    elif face.is_down:
        upper, lower = "red_lo", "red"
    else:
        upper, lower = "red_hi", "red"
    gradient = QLinearGradient(body.topLeft(), body.bottomLeft())
    gradient.setColorAt(0, theme.colour(upper))
    gradient.setColorAt(1, theme.colour(lower))
    return gradient


def _draw_edge(painter: QPainter, body: QRectF, colour: QColor, width: float) -> None:
    painter.setPen(QPen(colour, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = 0.5 + width / 2
    painter.drawRoundedRect(body.adjusted(inset, inset, -inset, -inset), _RADIUS - 1, _RADIUS - 1)


def _draw_words(painter: QPainter, body: QRectF, face: Face, base: QFont) -> None:
    title = title_font(base)
    if face.is_compact:
        title.setPixelSize(theme.px(_COMPACT_TITLE))
    title = fitted(title, face.title, body.width() - 2 * _ROOM)
    line = fitted(line_font(base), face.line, body.width() - 2 * _ROOM)
    title_box = QFontMetricsF(title)
    line_box = QFontMetricsF(line)
    height = title_box.height() + _BETWEEN + line_box.height()
    chip = _chip_box(body, face.shortcut, base)
    top = body.top() + (body.height() - height) / 2
    if face.is_compact and face.shortcut:
        top -= (chip.height() + 2 * _BETWEEN) / 2
        chip.moveTo(body.center().x() - chip.width() / 2, top + height + 2 * _BETWEEN)
    elif body.center().x() + line_box.horizontalAdvance(face.line) / 2 + 8 > chip.left():
        top = max(body.top() + _TOP, min(top, chip.top() - _BETWEEN - height))
    painter.setFont(title)
    _draw_line(painter, QRectF(body.left(), top, body.width(), title_box.height()), face.title)
    painter.setFont(line)
    below = top + title_box.height() + _BETWEEN
    told = line_box.elidedText(face.line, Qt.TextElideMode.ElideRight, body.width() - 2 * _ROOM)
    _draw_line(painter, QRectF(body.left(), below, body.width(), line_box.height()), told)
    if face.shortcut:
        _draw_chip(painter, chip, face.shortcut, base)


def _draw_line(painter: QPainter, box: QRectF, text: str) -> None:
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine), text)


def fitted(font: QFont, text: str, room: float) -> QFont:
    """The font, made smaller until the text fits; never under 11 px."""
    while font.pixelSize() > _SMALLEST_PX and QFontMetricsF(font).horizontalAdvance(text) > room:
        font.setPixelSize(font.pixelSize() - 1)
    return font


def chip_font(base: QFont) -> QFont:
    """The font of the shortcut."""
    font = QFont(base)
    font.setPixelSize(theme.px(12))
    font.setWeight(QFont.Weight.DemiBold)
    return font


def _chip_box(body: QRectF, shortcut: str, base: QFont) -> QRectF:
    metrics = QFontMetricsF(chip_font(base))
    wide = metrics.horizontalAdvance(shortcut) + 16 if shortcut else 0.0
    high = metrics.height() + _CHIP_PADDING
    return QRectF(body.right() - 10 - wide, body.bottom() - _CHIP_BELOW - high, wide, high)


def _draw_chip(painter: QPainter, chip: QRectF, shortcut: str, base: QFont) -> None:
    painter.setPen(QPen(QColor(255, 255, 255, 110), 1))
    painter.setBrush(QColor(0, 0, 0, 40))
    painter.drawRoundedRect(chip, 5, 5)
    painter.setPen(theme.colour("on_red"))
    painter.setFont(chip_font(base))
    painter.drawText(chip, int(Qt.AlignmentFlag.AlignCenter), shortcut)
