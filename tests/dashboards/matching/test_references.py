"""Places in the plan as people cite them."""

import pytest

from dashboards.matching.references import Reference, joined, read_reference


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("第五章", Reference(5)),
        ("第十章", Reference(10)),
        ("第5章", Reference(5)),
        ("第五章第一节", Reference(5, 1)),
        ("第五章第一节第3段", Reference(5, 1, None, 3)),
        ("第五章第一节专栏2第1段", Reference(5, 1, 2, 1)),
        ("专栏2", Reference(box=2)),
        ("专栏二", Reference(box=2)),
        ("专栏２", Reference(box=2)),
        ("第一节", Reference(section=1)),
        ("5.1", Reference(5, 1)),
        ("5.1.3", Reference(5, 1, None, 3)),
        ("前言", Reference(0)),
    ],
)
def test_citations_are_read(text, named):
    assert read_reference(text) == named


@pytest.mark.parametrize(
    "text",
    [
        "",
        "5",
        "第",
        "第五章铁路",
        "2016.5亿",
        "1.2.3.4",
        "专栏",
        "第十十十章",
        "第0章",
        "章",
        "第3段",
    ],
)
def test_anything_else_is_no_citation(text):
    assert read_reference(text) is None


def test_a_citation_covers_what_lies_in_it():
    section = Reference(5, 1)
    assert section.covers((5, 1, None, 3))
    assert section.covers((5, 1, 2, 1))
    assert not section.covers((5, 2, None, 1))
    assert not section.covers((5, None, None, 1))


def test_a_numbered_paragraph_stands_in_its_section_and_not_in_a_box_there():
    assert Reference(5, 1, None, 3).covers((5, 1, None, 3))
    assert not Reference(5, 1, None, 3).covers((5, 1, 2, 3))
    assert not Reference(5, None, None, 1).covers((5, 1, None, 1))
    assert Reference(box=2, paragraph=3).covers((5, 1, 2, 3))


def test_blanks_inside_a_citation_do_not_cut_it():
    assert joined("第五章 第一节　专栏 2") == "第五章第一节专栏2"
    assert joined("第五章 铁路") == "第五章 铁路"
