"""Folding serves matching alone and can always be traced back to the print."""

import pytest

from plan.text.normalise import fold, normalise, strip_bold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("约 2000 万人", "约2000万人"),
        ("依托琿乌交通干线", "依托珲乌交通干线"),
        ("**安全畅通。**构建", "安全畅通。构建"),
        ("Ｇ１１　鹤江高速", "G11 鹤江高速"),
        ("2031–2035 年", "2031—2035年"),
        ("“双线”", '"双线"'),
        ("大庆\u200b至\u00ad安达", "大庆至安达"),
        ("大\n庆", "大庆"),
        ("⽔利", "水利"),
    ],
)
def test_same_words_fold_to_the_same(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(
    ("one", "other"), [("G11", "G12"), ("长春、吉林", "长春吉林"), ("优势 and 开放", "优势开放")]
)
def test_other_words_stay_apart(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


def test_folded_span_leads_back_to_the_printed_words() -> None:
    text = "连接 **长春**、琿 春 等"
    folded = fold(text)
    start = folded.text.index("长春、珲春")
    first, last = folded.source_span(start, start + len("长春、珲春"))
    assert strip_bold(text[first:last]) == "长春、琿 春"


@pytest.mark.parametrize(("start", "end"), [(-1, 1), (1, 1), (0, 3), (2, 1)])
def test_span_outside_the_text_is_an_error(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        fold("长春").source_span(start, end)


def test_one_character_may_fold_to_several() -> None:
    folded = fold("㎡计")
    assert folded.text == "m2计"
    assert folded.source == (0, 0, 1)
