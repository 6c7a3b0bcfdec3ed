"""Tables: widths, repeated head, alignment, what is said of unknown values."""

from dataclasses import replace

import pytest
from docx.oxml.ns import qn

from evaluation.outline import Column, Row, Table
from evaluation.render_docx.tables import LANDSCAPE_TWIPS, PORTRAIT_TWIPS, column_widths
from tests.evaluation.render_docx.reading import opened, table_rows, texts
from tests.evaluation.samples import outline

COLUMNS = (Column("序号", 1, "center"), Column("项目名称", 4), Column("总投资", 2, "right"))
ROWS = (Row(("铁路",), "group"), Row(("1", "甲", "暂无资料")), Row(("", "合计", "11.50"), "total"))
TABLE = Table("表2 进展表", COLUMNS, ROWS, unit="亿元", note="说明", source="某局")


def written(table):
    return opened(replace(outline(), sections=(table,)))


@pytest.fixture(scope="module")
def xml():
    return written(TABLE).tables[0]._tbl


def attributes(xml, tag, name):
    return [found.get(qn(f"w:{name}")) for found in xml.iter(qn(f"w:{tag}"))]


def test_the_head_is_repeated_and_rows_stay_whole(xml):
    rows = list(xml.tr_lst)
    assert [row.find(".//" + qn("w:tblHeader")) is not None for row in rows] == [True] + [False] * 3
    assert all(row.find(".//" + qn("w:cantSplit")) is not None for row in rows)


def test_widths_stand_in_the_grid_and_on_every_cell(xml):
    grid = [int(width) for width in attributes(xml, "gridCol", "w")]
    assert sum(grid) == PORTRAIT_TWIPS
    cells = [[int(width) for width in attributes(row, "tcW", "w")] for row in xml.tr_lst]
    assert cells == [grid, [PORTRAIT_TWIPS], grid, grid]
    assert attributes(xml, "tblLayout", "type") == ["fixed"]


def test_a_wide_table_fills_the_landscape_page():
    xml = written(replace(TABLE, wide=True)).tables[0]._tbl
    assert sum(int(width) for width in attributes(xml, "gridCol", "w")) == LANDSCAPE_TWIPS


def test_widths_follow_the_weights_and_lose_nothing():
    assert column_widths((Column("a", 1), Column("b", 1), Column("c", 1)), 100) == [33, 33, 34]


def test_a_group_spans_the_table_and_stays_with_its_first_row(xml):
    group = xml.tr_lst[1]
    assert attributes(group, "gridSpan", "val") == ["3"]
    assert group.find(".//" + qn("w:keepNext")) is not None


def test_cells_are_aligned_by_column(xml):
    assert attributes(xml.tr_lst[2], "jc", "val") == ["center", "left", "right"]


def test_unknown_values_stand_back(xml):
    assert attributes(xml.tr_lst[2], "color", "val") == ["595959"]
    assert attributes(xml.tr_lst[3], "color", "val") == []


def test_title_and_unit_stand_above_note_and_source_below():
    document = written(TABLE)
    body = list(document.element.body)
    at = body.index(document.tables[0]._tbl)
    assert [part.text for part in body[at - 2 : at]] == ["表2 进展表", "单位：亿元"]
    assert [part.text for part in body[at + 1 : at + 3]] == ["注：说明", "数据来源：某局"]


def test_an_empty_table_says_so():
    document = written(Table("表1", COLUMNS, (), empty="暂无资料"))
    assert table_rows(document.tables[0])[1] == ["暂无资料"]
    assert "表1" in texts(document)


def test_a_table_says_what_it_is_to_those_who_hear_it(xml):
    assert attributes(xml, "tblCaption", "val") == ["表2 进展表"]
    assert attributes(xml, "tblDescription", "val") == ["表2 进展表：3列，1行。"]
