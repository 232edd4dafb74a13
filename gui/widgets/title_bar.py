"""The first line of the window: its name, where it is, and the way to keys, settings and history."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from gui.desktop.language import tr
from gui.panic.orders import Environment
from gui.widgets import theme
from gui.widgets.accounts import AccountChoice
from gui.widgets.artwork import gear_icon
from gui.widgets.environment import EnvironmentChoice
from gui.widgets.texts import plain_label

_ICON_PX = 16
_GAP = 12


class TitleBar(QWidget):
    """Passes on what its parts tell."""

    environment_chosen = Signal(object)  # Environment
    accounts_chosen = Signal(object)  # tuple[str, ...]
    keys_wanted = Signal()
    settings_wanted = Signal()
    history_wanted = Signal()
    look_wanted = Signal()
    compact_wanted = Signal()

    def __init__(self, compact_keys: str = "", look_keys: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._compact_keys, self._look_keys = compact_keys, look_keys
        self._title = plain_label("Panic Button", "windowTitle")
        self.accounts = AccountChoice()
        self.accounts.chosen.connect(self.accounts_chosen)
        self.choice = EnvironmentChoice()
        self.choice.chosen.connect(self.environment_chosen)
        self.gear = QToolButton()
        self.gear.setObjectName("gear")
        self.gear.setAccessibleName(tr("Menu"))
        self.gear.setToolTip(tr("Keys, settings, history, compact form"))
        self.gear.setIconSize(QSize(theme.px(_ICON_PX), theme.px(_ICON_PX)))
        self.gear.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.gear.setMenu(self._menu())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addWidget(self._title)
        row.addStretch(1)
        self._row = row
        row.addWidget(self.accounts)
        row.addWidget(self.choice)
        row.addWidget(self.gear)
        self._draw_icon()

    def set_environment(self, environment: Environment) -> None:
        """Show another environment without a signal."""
        self.choice.set_environment(environment)

    def set_accounts(self, names: Sequence[str], chosen: Sequence[str]) -> None:
        """Offer accounts and show which are chosen, without a signal."""
        self.accounts.set_accounts(names, chosen)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """What has to be seen: the name of the program gives way to a choice of accounts."""
        hint = super().minimumSizeHint()
        if self.accounts.isHidden() or self._title.isHidden():
            return hint
        return QSize(hint.width() - self._title.sizeHint().width() - _GAP, hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the name of the program to the frame of the window where there is no room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        parts = [self._title, self.choice, self.gear]
        parts += [] if self.accounts.isHidden() else [self.accounts]
        wanted = sum(part.sizeHint().width() for part in parts) + _GAP * len(parts)
        has_title = self.accounts.isHidden() or wanted <= self.width()
        self._title.setVisible(has_title)
        # Without the name the choice begins where everything below it begins.
        self._row.setStretchFactor(self.accounts, 0 if has_title else 100)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the gear again in the colours of another theme."""
        if event.type() == QEvent.Type.StyleChange:
            self._draw_icon()
        super().changeEvent(event)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(tr("Keys…")).triggered.connect(self.keys_wanted)
        menu.addAction(tr("Settings…")).triggered.connect(self.settings_wanted)
        menu.addAction(tr("History")).triggered.connect(self.history_wanted)
        menu.addSeparator()
        # The keys are shown here and heard by the window, in either form.
        menu.addAction(f"{tr('Read now')}\t{self._look_keys}").triggered.connect(self.look_wanted)
        compact = menu.addAction(f"{tr('Compact form')}\t{self._compact_keys}")
        compact.triggered.connect(self.compact_wanted)
        return menu

    def _draw_icon(self) -> None:
        self.gear.setIcon(gear_icon(theme.colour("mute"), theme.px(_ICON_PX)))
