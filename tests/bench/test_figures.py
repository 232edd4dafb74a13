"""From samples to figures: what counts, what is said of what does not, and where it is written."""

from __future__ import annotations

import json
from typing import Any
from xml.etree import ElementTree

import pytest

from bench import chart, kept, readme, table
from bench.rows import Mark, Sample, percentile, rows
from bench.run import FLOOR, Run
from bench.talking import ROOT

ACKNOWLEDGED, PROVED, WIRE = Mark.ACKNOWLEDGED.value, Mark.PROVED.value, Mark.WIRE.value
FIRE = "Panic Button, fire"


def sample(client: str, ms: float, problem: str | None = None, left: int = 0) -> Sample:
    return Sample("warm", client, {PROVED: ms}, problem, left)


SAMPLES = [
    *(sample(FLOOR, ms) for ms in (190.0, 200.0, 210.0)),
    *(sample(FIRE, ms) for ms in (400.0, 500.0, 600.0)),
    sample(FIRE, 1.0, left=3),
    sample("slow <one>", 2.0, "no answer in 10 s"),
]


def record(samples: list[Sample]) -> dict[str, Any]:
    run = Run(100.0, 101.26, samples, {"npm bitget-api": "not here: no node"})
    made: dict[str, Any] = json.loads(json.dumps(kept.record([run], "make bench")))
    return made


@pytest.mark.parametrize(
    ("share", "found"), [(0.5, 50), (0.99, 99), (1.0, 100), (0.001, 1)], ids=["median", "p99", "all", "least"]
)
def test_a_percentile_is_the_least_value_that_such_a_share_does_not_exceed(share: float, found: int) -> None:
    assert percentile([float(value) for value in range(100, 0, -1)], share) == found


def test_p99_of_few_is_the_slowest() -> None:
    assert percentile([3.0, 9.0, 1.0], 0.99) == 9.0
    assert percentile([3.0], 0.99) == 3.0


def test_a_press_that_left_orders_or_had_a_problem_does_not_count_and_is_named() -> None:
    found = {row.client: row for row in rows(SAMPLES, FLOOR) if row.mark == PROVED}
    fire = found[FIRE]
    assert (fire.presses, fire.counted, fire.median_ms, fire.p99_ms, fire.ratio) == (4, 3, 500.0, 600.0, 2.5)
    assert fire.problem == "left 3 orders"
    slow = found["slow <one>"]
    assert (slow.presses, slow.counted, slow.median_ms, slow.ratio) == (1, 0, None, None)
    assert slow.problem == "no answer in 10 s"


def test_without_a_floor_there_is_no_ratio() -> None:
    [found] = [row for row in rows([sample(FIRE, 5.0)], FLOOR) if row.mark == PROVED]
    assert (found.median_ms, found.ratio) == (5.0, None)


def test_the_table_shows_failures_and_ratios() -> None:
    lines = table.text(rows(SAMPLES, FLOOR)).splitlines()
    proved = lines[lines.index("warm: proved empty (ms)") :]
    fire = next(line for line in proved if FIRE in line)
    assert " ".join(fire.split()).endswith("fire 500 600 2.5 3/4 left 3 orders")
    assert next(line for line in proved if "slow" in line).endswith("0/1  no answer in 10 s")


def test_the_chart_has_a_bar_for_each_and_words_where_there_is_none() -> None:
    drawn = chart.svg(record(SAMPLES))
    root = ElementTree.fromstring(drawn)  # noqa: S314 made here
    name = "{http://www.w3.org/2000/svg}"
    bars = [float(bar.get("width", "0")) for bar in root.iter(f"{name}rect")]
    assert len(bars) == 2
    assert bars[1] == pytest.approx(bars[0] * 2.5, rel=0.01)
    texts = [text.text for text in root.iter(f"{name}text")]
    assert {"200", "500", "slow <one>", "no answer in 10 s"} <= set(texts)
    assert "prefers-color-scheme:dark" in drawn


def test_the_readme_gets_the_figures_with_the_command_and_the_machine() -> None:
    text = f"before\n{readme.BEGIN}\nold figures\n{readme.END}\nafter\n"
    found = readme.filled(text, record(SAMPLES))
    assert found.startswith(f"before\n{readme.BEGIN}\n")
    assert found.endswith(f"\n{readme.END}\nafter\n")
    assert "old figures" not in found
    assert f"| {FIRE} | left 3 orders | left 3 orders | 500 (600, 1 failed) × 2.5 |" in found
    assert "`make bench`" in found
    assert kept.machine() in found
    assert "measured 101.3 ms" in found
    assert "npm bitget-api: not here: no node." in found
    assert readme.filled(found, record(SAMPLES)).count("200 (210)") == 1


def test_the_readme_tells_of_the_other_situations_too() -> None:
    more = [Sample("10 orders", FLOOR, {PROVED: 100.0}), Sample("10 orders", FIRE, {PROVED: 250.0})]
    more.append(Sample("idle", FIRE, {PROVED: 300.0}, "no answer in 10 s"))
    found = readme.figures(record([*SAMPLES, *more]))
    assert f"| ms to {PROVED} | 10 orders | idle |\n" in found
    assert f"| {FLOOR} | 100 (100) × 1.0 | – |\n" in found
    assert f"| {FIRE} | 250 (250) × 2.5 | no answer in 10 s |\n" in found
    assert "of 4 presses, in the second table 1," in found


def test_a_readme_without_the_markers_is_left_alone() -> None:
    with pytest.raises(ValueError, match="no place"):
        readme.filled("nothing", record(SAMPLES))


def test_what_is_published_belongs_together() -> None:
    if not kept.PUBLISHED.exists():
        pytest.fail("docs/bench.json is missing: make bench ARGS=--publish")
    published = json.loads(kept.PUBLISHED.read_text("utf-8"))
    assert chart.PUBLISHED.read_text("utf-8") == chart.svg(published)
    told = readme.PATH.read_text("utf-8")
    assert readme.filled(told, published) == told
    samples = [Sample(**one) for one in published["runs"][0]["samples"]]
    assert rows(samples, FLOOR) == kept.rows_of(published)


def test_the_lock_of_npm_names_no_registry() -> None:
    lock = json.loads((ROOT / "bench/rivals/npm/package-lock.json").read_text("utf-8"))
    packages = {name: about for name, about in lock["packages"].items() if name}
    assert packages["node_modules/bitget-api"]
    for about in packages.values():
        assert "resolved" not in about
        assert about["integrity"].startswith("sha512-")
