"""Every character of the plan belongs to an item or has a reason."""

from pathlib import Path

from plan.coverage import Coverage, coverage_lines, measure
from plan.text import PlanText
from tests.plan.catalogue_files.samples import CATALOGUE, WHOLE, catalogue
from tests.plan.text.samples import trap_plan

HEAD = "chapter,section,box,paragraph,start,end,kind,item,reason\n"


def lengths(text: PlanText) -> dict[str, int]:
    return {str(p.address): len(p.folded.text) for p in text.paragraphs}


def spans(text: PlanText) -> list[str]:
    """A row per paragraph that explains all of it."""
    return [
        f"{p.chapter},{p.section or ''},{p.box or ''},{p.number},0,{len(p.folded.text)},none,,背景"
        for p in text.paragraphs
    ]


def measured(folder: Path, rows: list[str]) -> Coverage:
    text = trap_plan()
    files = CATALOGUE | {"spans.csv": HEAD + "".join(f"{row}\n" for row in rows)}
    return measure(text, catalogue(folder, files))


def reasons(coverage: Coverage) -> str:
    return "\n".join(fault.reason for fault in coverage.faults)


def test_a_catalogue_without_spans_says_nothing(tmp_path: Path) -> None:
    assert measure(trap_plan(), catalogue(tmp_path, CATALOGUE)) == Coverage((), ())


def test_measures_without_spans_are_not_taken_for_a_plan_told_whole(tmp_path: Path) -> None:
    """A lost spans.csv must not read as 问题：0 处."""
    files = {name: text for name, text in WHOLE.items() if name not in ("spans.csv", "links.csv")}
    coverage = measure(trap_plan(), catalogue(tmp_path, files))
    assert "“m-hubs”（project）没有写明条文片段" in reasons(coverage)
    assert sum(share.open for share in coverage.shares) > 0


def test_what_is_explained_is_not_open(tmp_path: Path) -> None:
    coverage = measured(tmp_path, spans(trap_plan()))
    assert sum(share.open for share in coverage.shares) == 0
    assert sum(share.explained for share in coverage.shares) > 0
    assert "没有归属 0 字（已交代 100.0%）" in next(coverage_lines(coverage))


def test_a_sentence_nobody_took_is_named(tmp_path: Path) -> None:
    coverage = measured(tmp_path, spans(trap_plan())[1:])
    assert "字没有归属" in reasons(coverage)
    assert sum(share.open for share in coverage.shares) > 0


def test_an_item_without_a_span_is_named(tmp_path: Path) -> None:
    coverage = measured(tmp_path, spans(trap_plan()))
    assert "（project）没有写明条文片段" in reasons(coverage)


def test_a_span_beyond_the_paragraph_is_refused(tmp_path: Path) -> None:
    rows = spans(trap_plan())
    rows[0] = rows[0].replace(",none", "9,none")
    assert "超出" in reasons(measured(tmp_path, rows))


def test_a_span_must_hold_the_quote_of_its_item(tmp_path: Path) -> None:
    rows = spans(trap_plan())
    code = CATALOGUE["projects.csv"].splitlines()[1].split(",")[0]
    coverage = measured(tmp_path, [*rows, f"0,,,1,0,2,project,{code},"])
    assert f"“{code}”的引文不在片段 0—2 中" in reasons(coverage)


def test_punctuation_counts_nowhere(tmp_path: Path) -> None:
    text = trap_plan()
    coverage = measured(tmp_path, spans(text))
    assert sum(share.total for share in coverage.shares) < sum(lengths(text).values())
