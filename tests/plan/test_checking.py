"""The catalogue is proven against the text, and nothing is forgotten silently."""

from pathlib import Path

import pytest

from plan.checking import CheckReport, check, report_lines
from tests.plan.catalogue_files.samples import CATALOGUE, At, Slip, catalogue, changed
from tests.plan.text.samples import trap_plan


def report(folder: Path, *changes: Slip) -> CheckReport:
    files = CATALOGUE
    for file, old, new in changes:
        files = changed(files, file, old, new)
    return check(trap_plan(), catalogue(folder, files))


def test_right_catalogue_has_no_problem(tmp_path: Path) -> None:
    found = report(tmp_path)
    assert found.problems == ()
    assert (found.quotes, found.proven) == (4, 4)
    assert {str(a): n for a, n in found.taken.items()} == {
        "2.1[1].1": 1,
        "2.1[1].3": 1,
        "1.1.2": 1,
        "2.1.3": 1,
    }


def test_every_untouched_paragraph_is_listed_with_its_word(tmp_path: Path) -> None:
    words = {str(p.address): word for p, word in report(tmp_path).untouched}
    assert len(words) == 11
    assert words["0..1"] == "背景"
    assert words["2.1[1].2"] == "任务（待录）"


@pytest.mark.parametrize(
    ("slip", "at"),
    [
        (
            ("projects.csv", "1,建设甲州至乙城", "1,建设甲州到乙城"),
            (2, "quote", "引文“建设甲州到乙城”不在第二章第一节专栏1第1段中，全文均无"),
        ),
        (
            ("projects.csv", "990000,2,1,3,1,G1112", "990000,2,1,2,1,G1112"),
            (3, "quote", "见于第二章第一节专栏1第3段"),
        ),
        (("zones.csv", "2,1,3,东线", "2,1,4,东线"), (2, "quote", "见于第二章第一节第3段")),
        (("indicators.csv", "约900万人", "约901万人"), (2, "quote", "全文均无")),
        (("clauses.csv", "经济基础较好,", "经济基础雄厚,"), (5, "lead", "为“经济基础较好”")),
        (("clauses.csv", "3,,,1,,任务（待录）", "3,,,1,,"), (16, "untouched", "也没有注明原因")),
        (("clauses.csv", "两线并进,", "两线并进,重复"), (9, "untouched", "已摘录 1 条")),
        (("clauses.csv", "3,,,1,,任务（待录）\n", ""), (0, "paragraph", "缺少第三章第1段")),
        (
            ("clauses.csv", "0,,,2,,背景\n", "0,,,2,,背景\n0,,,3,,背景\n"),
            (4, "paragraph", "没有前言第3段"),
        ),
        (("sections.csv", "2,2,水利", "2,2,水利建设"), (7, "title", "为“水利”")),
        (("boxes.csv", "枢纽", "站场"), (3, "title", "为“枢纽”")),
        (("plan.csv", "江海城市群发展规划", "江海发展规划"), (2, "title", "江海城市群发展规划")),
    ],
)
def test_deviation_is_a_problem_with_file_line_and_column(
    slip: Slip, at: At, tmp_path: Path
) -> None:
    line, column, reason = at
    problems = [p for p in report(tmp_path, slip).problems if p.column == column]
    assert [(p.file, p.line) for p in problems] == [(slip[0], line)]
    assert reason in problems[0].reason


def test_section_the_catalogue_lacks_is_a_problem(tmp_path: Path) -> None:
    found = report(
        tmp_path,
        ("sections.csv", "2,2,水利\n", ""),
        ("clauses.csv", "2,2,,1,增强供水能力,任务（待录）\n", ""),
    )
    assert "缺少“水利”" in [problem.reason for problem in found.problems]


def test_section_the_text_lacks_is_a_problem(tmp_path: Path) -> None:
    found = report(tmp_path, ("sections.csv", "2,2,水利\n", "2,2,水利\n2,3,能源\n"))
    assert [p.reason for p in found.problems] == ["规划文本的这一处没有“能源”"]


def test_report_reads_as_counts_then_words_then_problems(tmp_path: Path) -> None:
    lines = list(report_lines(report(tmp_path, ("clauses.csv", "3,,,1,,任务（待录）", "3,,,1,,"))))
    assert lines[0] == "《江海城市群发展规划》：4 章（含前言）、3 节、2 个专栏、15 段"
    assert "引文：共 4 条，与原文一致 4 条，未找到 0 条；取自 4 段" in lines
    assert "没有摘录的段落：11 段（任务（待录） 5、原则 2、未注明 1、背景 3）" in lines
    assert "  背景  第一章第一节第1段  区位优势独特" in lines
    assert "  未注明  第三章第1段  两省人民政府要切实加强对…" in lines
    assert lines[-2] == "问题：1 处"
    assert lines[-1].startswith("  clauses.csv 第16行 untouched 列：第三章第1段没有摘录")


def test_a_unit_must_be_named_in_the_paragraph_of_its_item(tmp_path: Path) -> None:
    def problems(unit: str) -> list[str]:
        files = CATALOGUE | {"named_units.csv": f"item,unit\nrail-jia-yi,{unit}\n"}
        return [str(one) for one in check(trap_plan(), catalogue(tmp_path, files)).problems]

    assert problems("乙城") == []
    assert problems("江海铁路局") == [
        "named_units.csv 第2行 unit 列：第二章第一节专栏1第1段没有点名“江海铁路局”"
    ]
