"""The 求证清单 as officials see it: the page, its files, and who may enter an answer."""

from io import BytesIO
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook

from audit.models import Entry
from metrics.actions import rebuild
from plan.models import Informant
from reporting.models import Submission
from tests import factories
from tests.conftest import browser
from tests.plan_database import few_moments

pytestmark = pytest.mark.django_db

PAGE, XLSX, DOCX = (
    reverse(f"dashboards:{name}") for name in ("inquiries", "inquiries_xlsx", "inquiries_docx")
)
SEARCHED = {
    "event": "searched", "searched_on": "2025-03-05", "searched_in": "长春市档案馆",
    "searched_note": "查2016—2020年卷宗",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _few():
    with few_moments():
        yield


@pytest.fixture
def works():
    """A work in 长春 and one in 哈尔滨, of which nothing is known."""
    Informant.objects.create(
        plan=factories.plan(), category="road", offices="省交通运输厅、市交通运输局"
    )
    return factories.project(), factories.project(cities=("230100",))


def opened(client: Client, address: str = PAGE, **query: str):
    rebuild()
    answer = client.get(address, query)
    assert answer.status_code == 200
    return answer


def page(client: Client, **query: str) -> str:
    return opened(client, **query).content.decode()


def test_the_sentence_stands_on_top_and_each_item_has_its_question(as_li, works):
    shown = page(as_li)
    assert "查2份文件，不能确定由2项降到0项，承诺兑现率（宽口径）上下限之差由100.0个百分点" in shown
    assert "2020年底前是否已投用？何时？" in shown
    assert "通车的公告或报道" in shown
    assert "省交通运输厅；市交通运输局" in shown
    assert "没有查询记录" in shown


def test_li_files_what_lies_in_changchun_and_nothing_else(as_li, works):
    mine, theirs = works
    shown = page(as_li)
    assert f"/filings/new/?work={mine.code}&amp;event=opened" in shown
    assert f"/filings/new/?work={mine.code}&amp;event=searched" in shown
    assert f"work={theirs.code}" not in shown
    assert "由所涉地区填报" in shown


def test_the_links_open_the_form_for_the_event(as_li, works):
    for event, field in (("opened", "document_title"), ("searched", "searched_in")):
        answer = as_li.get("/filings/new/", {"work": works[0].code, "event": event})
        assert f'name="{field}"' in answer.content.decode()
    assert 'type="hidden" name="document_title"' in answer.content.decode()


def test_a_search_goes_the_way_of_every_fact(as_li, as_wang, works):
    factories.submission_at("approved", works[0], fields=SEARCHED)
    shown = page(as_li)
    assert "2025年3月5日，长春市发展和改革委员会查过：长春市档案馆" in shown
    assert "其中暂无资料 2 项（其中经查无资料 1 项）" in shown
    assert shown.index(works[1].name) < shown.index(works[0].name)


def test_the_page_of_the_item_tells_it_and_still_has_no_data(as_zhao, works):
    factories.submission_at("approved", works[0], fields=SEARCHED)
    rebuild()
    shown = as_zhao.get(reverse("dashboards:work", args=[works[0].code])).content.decode()
    assert "暂无资料不等于未完成" in shown
    assert "查过：长春市档案馆" in shown
    assert "查找能够判定阶段的资料，没有查到" in shown


@pytest.mark.parametrize("state", ["draft", "submitted", "returned"])
def test_zhao_sees_nothing_of_a_search_on_its_way(as_zhao, works, state):
    factories.submission_at(state, works[0], fields=SEARCHED)
    for answer in (opened(as_zhao), opened(as_zhao, DOCX), opened(as_zhao, XLSX)):
        assert "长春市档案馆" not in text_of(answer)
    assert Submission.objects.count() == 1


def text_of(answer) -> str:
    """All words of a page or of a file."""
    kind, content = answer.headers["Content-Type"], answer.content
    if "wordprocessing" in kind:
        document = Document(BytesIO(content))
        cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
        return "\n".join([*(p.text for p in document.paragraphs), *cells])
    if "spreadsheet" in kind:
        rows = load_workbook(BytesIO(content)).active.iter_rows(values_only=True)
        return "\n".join(str(cell) for row in rows for cell in row if cell is not None)
    return content.decode()


def name_of(answer) -> str:
    return unquote(answer.headers["Content-Disposition"].partition("''")[2])


def test_a_sheet_for_one_office_in_word(as_li, works):
    answer = opened(as_li, DOCX, office="省交通运输厅", place="220000", size="all")
    told = text_of(answer)
    assert name_of(answer) == "求证清单_省交通运输厅（吉林）_截至2020-12-31.docx"
    assert "请省交通运输厅（吉林）协助查明下表所列1项" in told
    assert works[0].name in told
    assert works[1].name not in told
    assert all(word in told for word in ("结果", "文号、日期", "填表人", "填表单位（盖章）"))
    assert "截至2020年12月31日" in told


def test_a_workbook_with_blank_columns(as_li, works):
    answer = opened(as_li, XLSX, place="230100")
    sheet = load_workbook(BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    head = next(row for row in rows if row[0] == "序号")
    (row,) = rows[rows.index(head) + 1 :]
    found = dict(zip(head, row, strict=True))
    assert found["事项"] == works[1].name
    assert found["查后不能确定（项）"] == 1
    assert found["结果"] is found["文号、日期"] is found["填表人"] is None
    assert name_of(answer) == "求证清单_哈尔滨_截至2020-12-31.xlsx"


@pytest.mark.parametrize("address", [XLSX, DOCX])
def test_every_export_leaves_a_trace(as_li, works, address):
    opened(as_li, address, size="all")
    entry = Entry.objects.get(action="dashboards.export_inquiries")
    assert entry.sentence.startswith("导出重点项目求证清单（2项；截至2020年12月31日")


def test_nothing_undetermined_has_its_own_words(as_li):
    factories.fact(factories.project())
    assert "计入该比率的1项均已能够确定，没有需要求证的事项" in page(as_li)
    assert "没有计入该比率的事项" in page(as_li, kind="measure")


def test_an_office_that_knows_nothing_is_told_so(as_li, works):
    shown = page(as_li, place="220000", account="province=230000")
    assert "黑龙江不能确定的有1项，没有一项可以向吉林查询" in shown


def test_one_item_alone(as_li, works):
    shown = page(as_li, item=works[1].code)
    assert works[1].name in shown
    assert f"/works/{works[0].code}/" not in shown


@pytest.mark.parametrize(
    "query",
    [
        {"as_of": "x"}, {"figure": "x"}, {"account": "category=x"},
        {"size": "9" * 30}, {"place": "990000"}, {"kind": "x"}, {"unit": "x"},
        {"item": "no-such-item"}, {"figure": "built_rate", "kind": "measure"},
    ],
)  # fmt: skip
def test_odd_addresses_are_answered_and_never_break(as_li, works, query):
    rebuild()
    assert as_li.get(PAGE, query).status_code == 200
    for address in (XLSX, DOCX):
        assert as_li.get(address, query).status_code in (200, 302)


def test_measures_are_a_list_of_their_own(as_li, works):
    task = factories.project(kind="measure", ladder="measure", required="done", category="land",
                             required_strict="done", name="建立机制")  # fmt: skip
    assert task.name not in page(as_li)
    shown = page(as_li, kind="measure")
    assert task.name in shown
    assert works[0].name not in shown


def test_the_page_asks_few_questions_of_the_database(whole_plan, django_assert_max_num_queries):
    client = browser(factories.li())
    client.get(PAGE)
    for size in ("5", "all"):
        with django_assert_max_num_queries(32):
            client.get(PAGE, {"size": size})


def test_the_first_screen_leads_to_the_list_and_counts_the_searches(as_li, works):
    factories.submission_at("approved", works[0], fields=SEARCHED)
    rebuild()
    shown = as_li.get("/").content.decode()
    assert "2项尚不能确定（其中2项暂无资料，其中1项经查无资料）" in shown
    assert f'href="{PAGE}?account=category%3Droad"' in shown
    assert f'href="{PAGE}?figure=started_rate"' in shown
    assert shown.count('<th scope="col" class="num">其中经查无资料</th>') == 4
    road = shown.partition('category=road">')[2].partition("</tr>")[0]
    assert '<td class="num">2</td><td class="num">1</td>' in road


def test_a_search_about_what_enters_no_rate_is_not_counted(as_li, works):
    vague = factories.project(judgement="direction")
    factories.submission_at("approved", vague, fields=SEARCHED)
    rebuild()
    shown = as_li.get("/").content.decode()
    assert "经查无资料" not in shown.partition("lead-sentence")[2].partition("</p>")[0]


@pytest.mark.parametrize("known", [False, True])
def test_the_page_of_an_item_leads_to_its_question(as_li, known):
    work = factories.project()
    if known:
        factories.fact(work, event="construction_start")
    rebuild()
    shown = as_li.get(f"/works/{work.code}/").content.decode()
    assert f'href="{PAGE}?item={work.code}&amp;figure=promise_rate"' in shown
    assert "查什么文件能确定" in shown


def test_what_is_settled_leads_nowhere(as_li):
    work = factories.project()
    factories.fact(work)
    rebuild()
    assert "查什么文件能确定" not in as_li.get(f"/works/{work.code}/").content.decode()
