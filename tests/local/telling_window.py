"""The program as it is, but that it prints each sentence of the window's notice."""

from __future__ import annotations

import sys

from gui.__main__ import main
from gui.desktop.language import shown
from gui.widgets.notice import NoticeBar


def tell_notices() -> None:
    """Let every notice be printed when it is shown."""
    show = NoticeBar.show_notice

    def told(self: NoticeBar, sentence: str) -> None:
        show(self, sentence)
        sys.stdout.write(f"notice {shown(sentence)}\n")
        sys.stdout.flush()

    NoticeBar.show_notice = told  # type: ignore[method-assign]


if __name__ == "__main__":
    tell_notices()
    sys.exit(main())
