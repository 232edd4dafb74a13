"""The chart of the README: bars from the press to the proof, in light and in dark."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from bench.kept import rows_of
from bench.rows import Mark, Row
from bench.talking import ROOT

PUBLISHED = ROOT / "docs/bench.svg"
_WIDTH, _LEFT, _RIGHT, _TOP, _STEP, _BAR = 760, 180, 84, 66, 34, 18
_STYLE = """
text{font:14px system-ui,-apple-system,"Segoe UI",sans-serif;fill:#1f2328}
.title{font-size:16px;font-weight:600}.note{font-size:12px;fill:#59636e}.own{font-weight:600}
.other{fill:#afb8c1}.ours{fill:#cf222e}.floor{stroke:#59636e;stroke-dasharray:3 3}
@media(prefers-color-scheme:dark){text{fill:#f0f6fc}.note{fill:#9198a1}
.other{fill:#656c76}.ours{fill:#f85149}.floor{stroke:#9198a1}}
"""


def svg(record: dict[str, Any]) -> str:
    """Draw the first situation of the first round trip; the quickest is at the top."""
    rows = rows_of(record)
    situation = rows[0].situation
    drawn = [row for row in rows if row.situation == situation and row.mark == Mark.PROVED.value]
    drawn.sort(key=lambda row: (row.median_ms is None, row.median_ms or 0.0))
    longest = max((row.median_ms or 0.0 for row in drawn), default=0.0) or 1.0
    scale = (_WIDTH - _LEFT - _RIGHT) / longest
    height = _TOP + _STEP * len(drawn) + 12
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img">',
        f"<title>From the press to the proof: {escape(situation)}</title><style>{_STYLE}</style>",
        '<text class="title" x="12" y="26">From the press to the proof that nothing is open</text>',
        f'<text class="note" x="12" y="46">Median in ms, three product types; {escape(situation)}</text>',
    ]
    for number, row in enumerate(drawn):
        parts += _bar(row, _TOP + _STEP * number, scale)
    floor = next((row.median_ms for row in drawn if row.client.startswith("floor")), None)
    if floor is not None:
        x = _LEFT + floor * scale
        parts.append(f'<line class="floor" x1="{x:.1f}" x2="{x:.1f}" y1="{_TOP - 4}" y2="{height - 12}"/>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def write(record: dict[str, Any], path: Path) -> None:
    """Draw it into a file. Raises OSError."""
    path.write_text(svg(record), "utf-8")


def _bar(row: Row, y: int, scale: float) -> list[str]:
    is_own = row.client.startswith("Panic Button")
    middle = y + _BAR // 2 + 5
    bold = ' class="own"' if is_own else ""
    name = f'<text{bold} x="{_LEFT - 10}" y="{middle}" text-anchor="end">{escape(row.client)}</text>'
    if row.median_ms is None:
        told = escape(row.problem or "no figure")
        return [name, f'<text class="note" x="{_LEFT}" y="{middle}">{told}</text>']
    long = row.median_ms * scale
    kind = "ours" if is_own else "other"
    return [
        name,
        f'<rect class="{kind}" x="{_LEFT}" y="{y}" width="{long:.1f}" height="{_BAR}" rx="3"/>',
        f'<text{bold} x="{_LEFT + long + 8:.1f}" y="{middle}">{row.median_ms:,.0f}</text>',
    ]
