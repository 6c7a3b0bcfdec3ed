"""What the report says of the curve."""

import pytest

from evaluation.outline import (
    Curve,
    Heading,
    Outline,
    OutlineError,
    Paragraph,
    Table,
    build_outline,
)
from evaluation.outline.figures import BAR_PARTS, CurvePoint
from tests.evaluation.courses import ROWS, course
from tests.evaluation.samples import account, outline

BOTH = (course(), course("严口径", since=0, late=0))


def report(*courses):
    return build_outline(account(courses=courses))


def blocks(kind, *courses):
    return [block for block in report(*courses).sections if isinstance(block, kind)]


def test_the_chapter_stands_before_what_came_late_and_moves_the_later_numbers():
    heads = [block.text for block in blocks(Heading, *BOTH)]
    assert heads[3:7] == ["四、承诺兑现进程", "（一）兑现曲线", "（二）分承诺、分领域",
                          "五、逾期后完成和已调整事项"]  # fmt: skip
    assert "六、尚不能确定的事项" in heads


def test_without_a_curve_there_is_no_chapter():
    assert not any(isinstance(block, Curve) for block in outline().sections)


def test_the_sentences_tell_both_readings_and_what_came_later():
    (said,) = [block.text for block in blocks(Paragraph, *BOTH) if "计入比率的" in block.text]
    assert said == (
        "按宽口径，截至2020年12月31日，计入比率的8项中可确认兑现2项，占25.0%，最多75.0%；"
        "此后至2022年2月10日，又有1项可确认兑现，其中期末可确认尚未兑现的1项。"
        "按严口径，截至2020年12月31日，计入比率的8项中可确认兑现2项，占25.0%，最多75.0%；"
        "此后至2022年2月10日，没有新的可确认兑现的项目。"
    )


def test_items_that_could_not_be_computed_are_told_once():
    readings = [course(failed=2), course("严口径", failed=2)]
    told = [block.text for block in blocks(Paragraph, *readings) if "计算失败" in block.text]
    assert told == ["计算失败，已搁置的2项，各月都计入不能确定。"]
    assert not [block for block in blocks(Paragraph, *BOTH) if "计算失败" in block.text]


def test_before_the_plan_has_ended_only_the_day_looked_at_is_told():
    (figure,) = blocks(Curve, course(rows=ROWS[:2]))
    assert figure.words == (
        "按宽口径，截至2020年11月30日，计入比率的8项中可确认兑现2项，占25.0%，最多75.0%。"
    )


def test_each_reading_has_its_figure_with_all_its_words():
    first, second = blocks(Curve, *BOTH)
    assert [first.title, second.title] == [
        "图3 承诺兑现曲线（宽口径）",
        "图4 承诺兑现曲线（严口径）",
    ]
    assert first.points[0] == CurvePoint("2019-12-31", (1, 4, 3), (3050, 3050))
    assert first.points[-1] == CurvePoint("2022-02-10", (3, 4, 1))
    assert first.alt.startswith("图3 承诺兑现曲线（宽口径）。按宽口径，")
    assert "据有日期资料的5项推算，等于假定其余3项与之情形相同" in first.note


def test_a_figure_without_an_estimate_says_why():
    (figure,) = blocks(Curve, course(rows=ROWS[3:], dated=2))
    assert figure.note.endswith("8项中有日期资料的2项，不足以推算。")


def test_the_table_has_year_ends_and_the_last_day():
    table = next(t for t in blocks(Table, *BOTH) if "各年末承诺兑现率（宽口径）" in t.title)
    assert [row.cells for row in table.rows] == [
        ("2019年12月31日", "8", "1", "3", "4", "12.5", "62.5", "30.5"),
        ("2020年12月31日", "8", "2", "2", "4", "25.0", "75.0", "40.0"),
        ("2021年12月31日", "8", "3", "1", "4", "37.5", "87.5", "—"),
        ("2022年2月10日", "8", "3", "1", "4", "37.5", "87.5", "—"),
    ]


def test_the_groups_stand_side_by_side_by_day_and_reading():
    table = next(t for t in blocks(Table, *BOTH) if "分承诺、分领域" in t.title)
    heads = [
        f"{day}（{reading}）" for day in ("2020年12月31日", "2022年2月10日") for reading in "宽严"
    ]
    assert [column.title for column in table.columns][2:] == heads
    assert [row.cells for row in table.rows] == [
        ("承诺：建设", "8", "25.0%—75.0%", "25.0%—75.0%", "37.5%—87.5%", "37.5%—87.5%"),
        ("领域：机场", "2", "50.0%—100.0%", "50.0%—100.0%", "—", "—"),
    ]


def test_the_curve_is_frozen_with_the_report():
    before = report(*BOTH)
    assert Outline.from_json(before.to_json()) == before


POINT = CurvePoint("2019-12-31", (1, 1, 1))


@pytest.mark.parametrize("make", [
    lambda: CurvePoint("2019-12-31", (0, 0, 0)),
    lambda: CurvePoint("2019-12-31", (1, 1, -1)),
    lambda: CurvePoint("2019-12-31", (1, 1, 1), (2, 1)),
    lambda: CurvePoint("2019-12-31", (1, 1, 1), (1,)),
    lambda: CurvePoint("2019-12-31", (1, 1, 1), (1, 10_001)),
    lambda: Curve("图", BAR_PARTS, "2016-01-01", "2020-12-31", (), "话"),
    lambda: Curve("图", BAR_PARTS, "2016-01-01", "2020-12-31", (POINT, POINT), "话"),
    lambda: Curve("图", BAR_PARTS, "2020-01-01", "2020-12-31", (POINT,), "话"),
])  # fmt: skip
def test_numbers_that_do_not_fit_are_refused(make):
    with pytest.raises(OutlineError):
        make()


def test_a_day_that_is_none_in_stored_json_is_refused():
    data = report(*BOTH).to_data()
    block = next(block for block in data["sections"] if block["block"] == "curve")
    block["points"][0]["day"] = "2019年"
    with pytest.raises(OutlineError, match="无法读取"):
        Outline.from_data(data)
