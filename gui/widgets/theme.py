"""Puts the colours, the font and the style sheet on the application, and follows the desktop's choice."""

from __future__ import annotations

import re
from dataclasses import asdict
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from gui.desktop.wishes.wishes import Wishes
from gui.kept.paths import resources
from gui.widgets.palette import DARK, LIGHT, Tokens

_DESIGNED_FOR_PX = 13  # the text size at which every size in this folder and in style.qss was chosen
_LOOK = "look"
_PLACEHOLDER = re.compile(r"@(?:(\d+)px|([a-z_]+))")
_EFFECTS = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
)
_SCHEMES = {
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
    "system": Qt.ColorScheme.Unknown,
}


class _Look(QObject):
    """The look of one application; its child, so that there is one of it. GUI thread."""

    def __init__(self, app: QApplication, folder: Path) -> None:
        super().__init__(app)
        vars(app)[_LOOK] = self
        self._app = app
        self._sheet = (folder / "style.qss").read_text(encoding="utf-8")
        self._choice = "system"
        self._worn: tuple[Tokens, int] | None = None
        # Before the style: widgets that are there already follow it at once, and ask for sizes.
        self.base_px = max(QFontInfo(app.font()).pixelSize(), _DESIGNED_FOR_PX)
        app.setStyle("Fusion")
        font = QFont(app.font())
        font.setPixelSize(self.base_px)
        app.setFont(font)
        app.styleHints().colorSchemeChanged.connect(self._wear)
        self.wishes = Wishes()
        self._effects = [effect for effect in _EFFECTS if app.isEffectEnabled(effect)]

    def heed(self, wishes: Wishes) -> None:
        self.wishes = wishes
        for effect in self._effects:
            self._app.setEffectEnabled(effect, not wishes.is_still)
        if self.is_worn:
            self.choose(self._choice)

    @property
    def tokens(self) -> Tokens:
        if self._choice != "system":
            is_dark = self._choice == "dark"
        elif self.wishes.is_dark is not None:
            is_dark = self.wishes.is_dark
        else:
            is_dark = self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return DARK if is_dark else LIGHT

    @property
    def is_worn(self) -> bool:
        """False until the style sheet is put on."""
        return self._worn is not None

    def intend(self, choice: str) -> None:
        self._choice = choice

    def choose(self, choice: str) -> None:
        self.intend(choice)
        # Title bars and the desktop's own file dialogs follow this one.
        is_told = choice == "system" and self.wishes.is_dark is not None
        scheme = ("dark" if self.wishes.is_dark else "light") if is_told else choice
        self._app.styleHints().setColorScheme(_SCHEMES[scheme])
        self._wear()

    def _wear(self) -> None:
        wanted = (self.tokens, self.base_px)
        if wanted != self._worn:
            self._worn = wanted
            self._app.setPalette(_qt_palette(self.tokens))
            self._app.setStyleSheet(fill(self._sheet, self.tokens))


def prepare(app: QApplication, choice: str, *, was_dark: bool = False, folder: Path | None = None) -> None:
    """Tell sizes and colours from now on, for parts that are dressed all at once by apply(). GUI thread.

    was_dark is taken for the desktop's wish until heed() tells that.

    A window is made in less time so: with a style sheet, each part is dressed anew whenever it gets a parent.
    """
    look = _look() or _Look(app, folder or resources())
    look.wishes = Wishes(is_dark=was_dark or None)
    look.intend(choice)


def apply(app: QApplication, choice: str, folder: Path | None = None) -> None:
    """Dress the application in "system", "light" or "dark"; may be called again at any time. GUI thread."""
    (_look() or _Look(app, folder or resources())).choose(choice)


def heed(wishes: Wishes) -> None:
    """Follow what the desktop was asked for; nothing happens before apply(). GUI thread."""
    look = _look()
    if look is not None:
        look.heed(wishes)


def is_still() -> bool:
    """True while nothing is to move that need not."""
    look = _look()
    return look is not None and look.wishes.is_still


def tokens() -> Tokens:
    """The colours of now, for what is painted by hand; light before apply()."""
    look = _look()
    return LIGHT if look is None else look.tokens


def px(size: int) -> int:
    """A text size of the design in pixels of this desktop: grows with the user's font."""
    look = _look()
    base = _DESIGNED_FOR_PX if look is None else look.base_px
    return round(size * base / _DESIGNED_FOR_PX)


def is_dark() -> bool:
    """True while the colours are the dark ones."""
    return tokens() is DARK


def colour(name: str) -> QColor:
    """One of the colours of now, by its name in Tokens."""
    return QColor(getattr(tokens(), name))


def mark(widget: QWidget, name: str, value: str) -> None:
    """Set a property that the style sheet selects on, and have the widget and its children follow."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    look = _look()
    if look is None or not look.is_worn:
        return  # the style sheet finds it marked; to go through its children now would wrap each of them
    for member in (widget, *widget.findChildren(QWidget)):
        # One that was not dressed yet will be, when it is shown or measured first.
        if member.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            member.style().unpolish(member)
            member.style().polish(member)


def tabular(font: QFont) -> QFont:
    """The same font with figures of equal width, so that running numbers stand still."""
    steady = QFont(font)
    steady.setFeature(QFont.Tag("tnum"), 1)
    return steady


def fill(sheet: str, of: Tokens) -> str:
    """Write colours and scaled sizes into a style sheet: @ink, @12px. Raises KeyError for a wrong name."""
    values: dict[str, str] = asdict(of)

    def value(found: re.Match[str]) -> str:
        size, name = found.groups()
        return f"{px(int(size))}px" if size else values[name]

    return _PLACEHOLDER.sub(value, sheet)


def _look() -> _Look | None:
    app = QApplication.instance()
    # Not looked for among its children: PySide6 would make a Python object of each, the style first.
    return None if app is None else vars(app).get(_LOOK)


def _qt_palette(of: Tokens) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for where, name in (
        (role.Window, of.bg),
        (role.WindowText, of.ink),
        (role.Base, of.card),
        (role.AlternateBase, of.row),
        (role.Text, of.ink),
        (role.Button, of.card),
        (role.ButtonText, of.ink),
        (role.BrightText, of.on_red),
        (role.PlaceholderText, of.mute),
        (role.Highlight, of.select),
        (role.HighlightedText, of.ink),
        (role.ToolTipBase, of.card),
        (role.ToolTipText, of.ink),
        (role.Link, of.accent),
        (role.Accent, of.accent),
    ):
        palette.setColor(where, QColor(name))
    for where in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, QColor(of.mute))
    return palette
