"""Input of any shape gets a clear Chinese message at its field, or 403, 404, 409; never 500."""

import uuid
from datetime import date
from decimal import Decimal

import pytest

from reporting.models import Submission
from tests import factories
from tests.factories import OPENED

pytestmark = pytest.mark.django_db

CASES = [
    ("a wrong date", {"day": "2020-02-30"}, "day", "不存在"),
    ("a word for a date", {"day": "去年秋天"}, "day", "不是日期"),
    ("a date in the future", {"day": "2099-01-01"}, "day", "不能晚于今天"),
    ("a percentage above 100", {"event": "progress", "percent": "100.5"}, "percent", "0 至 100"),
    ("a percentage below 0", {"event": "progress", "percent": "-3"}, "percent", "0 至 100"),
    ("NaN", {"event": "progress", "percent": "NaN"}, "percent", "不是数字"),
    ("Infinity", {"event": "progress", "percent": "Infinity"}, "percent", "不是数字"),
    ("a huge number", {"event": "progress", "percent": "9" * 99}, "percent", "不是数字"),
    ("an exponent", {"event": "progress", "percent": "1e400"}, "percent", "不是数字"),
    ("an event before the last", {"event": "construction_start", "day": "2017-05-01"}, "day",
     "情况说明"),
    ("a falling sum", {"event": "progress", "day": "2021-01-01", "percent": "40"}, "percent",
     "累计数不应减少"),
    ("a missing required field", {"document_title": ""}, "document_title", "请填写文件标题"),
    ("nothing visible", {"summary": "\u200b\u3000"}, "summary", "请填写内容"),
    ("a NUL", {"summary": "a\x00b"}, "summary", "控制字符"),
    ("a bell", {"publisher": "\x07"}, "publisher", "控制字符"),
    ("too long a text", {"summary": "长" * 301}, "summary", "300 字以内"),
    ("far too long a text", {"summary": "长" * 100_000}, "summary", "字以内"),
    ("a script for a link", {"link": "javascript:alert(1)"}, "link", "http://"),
    ("an unknown choice", {"event": "victory"}, "event", "不在可选范围"),
    ("an unknown part", {"part": "nowhere"}, "part", "不在可选范围"),
]  # fmt: skip


@pytest.fixture
def work():
    made = factories.project(parts=("左幅", "右幅"))
    factories.fact(made, event="opened", day=date(2020, 9, 26))
    factories.fact(
        made, event="progress", day=date(2019, 6, 30), percent=Decimal(60),
        at_least="under_construction",
    )  # fmt: skip
    return made


@pytest.mark.parametrize(
    ("typed", "field", "reason"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_a_fault_is_said_at_its_field_and_nothing_typed_is_lost(as_li, work, typed, field, reason):
    values = OPENED | {"day": "2021-01-01", "document_date": "2021-01-02"} | typed
    answer = as_li.post(
        f"/filings/new/?work={work.code}", values | {"token": str(uuid.uuid4()), "do": "submit"}
    )

    html = answer.content.decode()
    assert answer.status_code == 200
    start = html.index(f'id="id_{field}_error"')
    assert reason in html[start : start + 400]
    for name, text in values.items():
        if name not in typed and name in ("summary", "document_title", "publisher"):
            assert text in html
    assert not Submission.objects.filter(state="submitted").exists()


@pytest.mark.parametrize("day", ["２０２１年１月５日", "2021/1/5", "2021.01.05"])
def test_full_width_digits_and_chinese_dates_are_read(as_li, work, day):
    values = OPENED | {"event": "progress", "day": day, "document_date": "２０２１－０１－０６"}

    as_li.post(f"/filings/new/?work={work.code}", values | {"do": "submit"})

    assert Submission.objects.get().state == "submitted"


SHAPES = {
    "no fields": {},
    "only unknown fields": {"state": "approved", "author": "1", "pk": "1", "fields": "{}"},
    "repeated fields": {"day": ["2020-01-01", "x"], "event": ["opened", "progress"]},
    "a token that is none": OPENED | {"token": "x" * 5000},
    "an unknown button": OPENED | {"do": "approve"},
    "names with brackets": {"day[]": "x", "event[0]": "y"},
    "rare characters": OPENED | {"summary": "𠮷👨‍👩‍👧‍👦e\u0301\u202e"},
    "line ends": OPENED | {"document_title": "一\r\n二\n三"},
    "braces and percent signs": OPENED | {"summary": "{0}%s{{x}}{% url %}"},
    "a lone surrogate": OPENED | {"summary": "\ufffd"},
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("do", ["save", "submit", "show"])
def test_no_shape_of_a_post_breaks_the_form(as_li, work, shape, do):
    values = {"do": do} | SHAPES[shape]

    answer = as_li.post(f"/filings/new/?work={work.code}", values)
    assert answer.status_code in (200, 302)
    draft = factories.draft(work)
    answer = as_li.post(f"/filings/{draft.pk}/edit/", {"version": "1"} | values)
    assert answer.status_code in (200, 302)
    for page in ("/filings/", f"/filings/{draft.pk}/", f"/filings/{draft.pk}/edit/?check=1"):
        assert as_li.get(page).status_code in (200, 302)


ADDRESSES = [
    "/filings/?page=x", "/filings/?page=-1", "/filings/?page=99999999999999999999",
    "/filings/?state=x", "/filings/?kind=a&kind=b", "/filings/?sort=password",
    "/filings/?sort=-changed_at&sort=kind", "/filings/?q=" + "x" * 3000,
    "/filings/?q=%F0%A0%AE%B7", "/filings/?per_page=0", "/filings/?unknown=1",
    "/filings/?sort=author__password", "/filings/new/?work=a&work=b", "/filings/new/?event=%27",
]  # fmt: skip


@pytest.mark.parametrize("url", ADDRESSES)
def test_no_shape_of_an_address_breaks_a_list(as_li, work, url):
    factories.draft(work)

    assert as_li.get(url).status_code in (200, 404)


@pytest.mark.parametrize("query", ["q=%00", "sort=%00", "work=%00", "work=x&event=%00"])
def test_a_nul_in_an_address_is_refused(as_li, query):
    assert as_li.get(f"/filings/?{query}").status_code == 400
    assert as_li.get(f"/filings/new/?{query}").status_code == 400


@pytest.mark.parametrize(
    "pk", ["0", "999999", "9" * 19, "9" * 40, "9" * 5000, "x", "1x", "１", "-1"]
)
@pytest.mark.parametrize(
    "verb", ["", "edit/", "submit/", "withdraw/", "discard/", "return/", "approve/"]
)
def test_no_number_of_any_shape_breaks_an_address(as_li, pk, verb):
    assert as_li.get(f"/filings/{pk}/{verb}").status_code == 404
    assert as_li.post(f"/filings/{pk}/{verb}").status_code == 404


def test_a_body_that_is_no_form_is_an_empty_form(as_li, work):
    url = f"/filings/new/?work={work.code}"

    assert as_li.post(url, b"\xff\xfe\x00", content_type="text/plain").status_code in (200, 302)
    assert as_li.post(url, b'{"a": NaN}', content_type="application/json").status_code in (200, 302)
    broken = as_li.post(url, b"--x\r\nbroken", content_type="multipart/form-data; boundary=x")
    assert broken.status_code in (200, 302, 400)
