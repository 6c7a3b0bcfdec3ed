"""The form shows what the table asks and judges nothing by itself."""

from datetime import date

from reporting.forms import FilingForm
from reporting.rules import GROUP_WORDS, KnownFact, WorkContext
from tests.factories import OPENED

CONTEXT = WorkContext(
    date(2026, 11, 25), parts=(("left", "左幅"),), stages=(("in_use", "投用"),),
    known=(KnownFact("PE-1", "opened", date(2020, 9, 26)),),
)  # fmt: skip


def labels(form):
    return [row.bound.label for group in form.groups() for row in group.rows]


def test_fields_stand_under_their_headings_in_the_order_of_the_table():
    form = FilingForm("progress", CONTEXT, OPENED | {"event": "progress"})

    assert [group.title for group in form.groups()] == list(GROUP_WORDS.values())
    assert labels(form)[:3] == ["事件", "事实日期", "日期精度"]


def test_what_is_not_asked_travels_hidden_with_what_was_typed():
    form = FilingForm("progress", CONTEXT, OPENED | {"percent": "不知道"})

    assert form["percent"].is_hidden
    assert 'value="不知道"' in str(form["percent"])
    assert "形象进度（累计）" not in labels(form)


def test_nothing_is_offered_where_there_is_nothing_to_choose():
    empty = WorkContext(date(2026, 11, 25))

    assert "分段" not in labels(FilingForm("progress", empty, OPENED))
    assert "与已有事实的关系" not in labels(FilingForm("progress", empty, OPENED))
    assert "与已有事实的关系" in labels(FilingForm("progress", CONTEXT, OPENED))
    started = OPENED | {"event": "construction_start"}
    assert "与已有事实的关系" not in labels(FilingForm("progress", CONTEXT, started))


def test_any_text_is_taken_as_it_is_and_no_error_comes_from_the_form_itself():
    form = FilingForm(
        "progress", CONTEXT, {"day": "x\x00", "event": "victory", "percent": "1" * 999}
    )

    assert form.errors == {}


def test_the_marks_of_required_fields_follow_the_table():
    def marked(typed):
        form = FilingForm("progress", CONTEXT, typed)
        return {name for name, field in form.fields.items() if field.required}

    assert "document_date" in marked(OPENED)
    assert "document_date" not in marked(OPENED | {"document_precision": "unknown"})
    assert {"amount", "amount_kind"} & marked(OPENED | {"event": "investment"}) == {"amount"}


def test_errors_stand_at_their_fields_those_of_hidden_ones_on_top():
    form = FilingForm("progress", CONTEXT, OPENED)
    form.take([("day", "不存在"), ("percent", "不是数字"), ("", "矛盾")])

    assert form.errors["day"] == ["不存在"]
    assert form.non_field_errors() == ["不是数字", "矛盾"]


def test_the_reason_is_given_for_what_must_be_filled_and_a_hint_for_the_rest():
    rows = {
        row.bound.name: row
        for group in FilingForm("progress", CONTEXT, OPENED).groups()
        for row in group.rows
    }

    assert rows["summary"].why == "显示在项目时间线上。一两句话写清"
    assert (rows["link"].why, rows["link"].bound.help_text) == ("", "有公开网址的，供他人查阅原文")
