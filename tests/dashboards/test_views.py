"""The page of a work and the page of an indicator in the browser's hands."""

import re
from datetime import date
from decimal import Decimal

import pytest

from indicators.models import Observation
from indicators.rules import COMMON_NOTE
from plan.models import Informant
from projects.models import Progress
from tests import factories
from tests.indicators.test_queries import target

pytestmark = pytest.mark.django_db

WORK_QUERIES = 29


def html_of(client, url):
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def words_of(html):
    """The text of the page without tags and blanks."""
    main = html.partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", main))


@pytest.mark.parametrize("url", ["/works/nothing/", "/works/UPPER/", "/indicators/nothing/"])
def test_an_unknown_code_is_not_found(as_li, url):
    factories.plan()
    assert as_li.get(url).status_code == 404


@pytest.mark.parametrize("url", ["/works/road-1/", "/indicators/ind-1/"])
def test_the_pages_need_a_log_in(client, url):
    assert client.get(url).status_code == 302


def test_a_work_shows_clause_stage_facts_and_grounds(as_li):
    work = factories.project("road-x", aliases=["甲高速"])
    factories.fact(work, "PE-1", event="construction_start", day=date(2017, 9, 1),
                   precision="month", summary="开工建设")  # fmt: skip
    factories.fact(work, "PE-2")

    words = words_of(html_of(as_li, "/works/road-x/"))

    for shown in (work.quote, work.clause.address, "通车的公告或报道", "甲高速", "长春市",
                  "规划期末2020年12月31日", "应达“投用”；资料可确认已到“投用”，达到。",
                  "2017年9月", "开工建设", "通车公告，吉林省交通运输厅，2020年9月28日发布",
                  "编号PE-2", "calc.stages.interval"):  # fmt: skip
        assert shown in words


def test_a_work_without_facts_is_never_an_empty_frame(as_li):
    work = factories.project("road-x")
    Informant.objects.create(plan=work.plan, category="road", offices="省交通运输厅")

    html = html_of(as_li, "/works/road-x/")
    words = words_of(html)

    assert "判据通车的公告或报道" in words
    assert "可能知情省交通运输厅" in words
    assert "责任单位" not in words
    assert f"<blockquote>{work.quote}</blockquote>" in html
    assert html.count('href="/filings/new/?work=road-x"') == 2
    assert '<h2 id="facts"' not in html


def test_a_measure_lies_in_its_own_ledger(as_li):
    factories.project("m-x", kind="measure", ladder="measure", required="done",
                      required_strict="done")  # fmt: skip
    html = html_of(as_li, "/works/m-x/?as_of=2019-12-31")
    assert html.count('href="/measures/?as_of=2019-12-31">重点任务</a>') == 1
    assert "系统内还没有这个重点任务本身的" in words_of(html)
    assert "/works/?as_of" not in html.partition("<main")[0].partition("crumbs")[2]


def test_only_related_matters_leave_the_work_itself_unknown(as_li):
    work = factories.project("road-x")
    factories.fact(work, relation="substitute", summary="替代线路通车")
    words = words_of(html_of(as_li, "/works/road-x/"))
    assert "系统内还没有这个重点项目本身的" in words
    assert "相关情况（不据以判定）替代项目" in words
    assert "替代线路通车" in words


def test_zhao_finds_no_draft_of_jilin_and_no_way_to_file(as_zhao, as_li):
    work = factories.project("road-x", cities=("220100",))
    made = factories.draft(work, fields={**factories.OPENED, "summary": "机密的草稿内容"})

    html = html_of(as_zhao, "/works/road-x/")

    assert "机密的草稿内容" not in html
    assert f"/filings/{made.pk}/" not in html
    assert "/filings/new/" not in html
    assert "没有您可以查阅的填报" in html
    assert f"/filings/{made.pk}/" in html_of(as_li, "/works/road-x/")


def test_an_approved_filing_is_a_fact_for_both_provinces(as_zhao):
    work = factories.project("road-x")
    factories.submission_at("approved", work)
    words = words_of(html_of(as_zhao, "/works/road-x/"))
    assert "全线建成通车" in words
    assert "长春市发展和改革委员会填报，吉林省发展和改革委员会审核" in words
    assert "已通过" in words
    assert "入库进展：全线建成通车" in words


def test_the_moment_changes_the_page(as_li):
    work = factories.project("road-x")
    factories.fact(work)
    factories.fact(work, event="statement", day=date(2023, 5, 1), summary="竣工验收")
    early = words_of(html_of(as_li, "/works/road-x/?as_of=2019-12-31"))
    assert "所选截至日2019年12月31日" in early
    assert "应达“投用”；资料可确认尚未超过“建成”，未达到。" in early
    assert "此后2020年9月26日投用" in early
    unknown = words_of(html_of(as_li, "/works/road-x/?known_at=2019-01-01"))
    assert "按所选知悉日没有已知的事实" in unknown
    assert "另有2条事实在知悉日以后才公开，或发布时间不详，未计。" in unknown


def test_the_system_basis_counts_what_was_recorded(as_li):
    work = factories.project("road-x")
    factories.fact(work)
    assert "全线建成通车" in html_of(as_li, "/works/road-x/?basis=system")
    html = html_of(as_li, "/works/road-x/?basis=system&known_at=2001-01-01")
    assert "该时点没有可显示的资料" in html
    assert "全线建成通车" not in html


def test_a_wrong_moment_is_named_and_the_page_still_stands(as_li):
    factories.project("road-x")
    assert "不是日期" in html_of(as_li, "/works/road-x/?as_of=yesterday")


def test_a_direction_gets_no_verdict(as_li):
    work = factories.project("road-x", judgement="direction")
    factories.fact(work)
    words = words_of(html_of(as_li, "/works/road-x/"))
    assert "只列正反两面的事实，不下达到与否的结论" in words
    assert "可确认达到" not in words.partition("依据和方法")[0]


def test_disagreement_and_correction_are_both_shown(as_wang):
    work = factories.project("road-x")
    for key, month in (("PE-1", 6), ("PE-2", 7)):
        factories.fact(work, key, event="construction_start", day=date(2015, month, 1),
                       precision="month", conflict_group="CG")  # fmt: skip
    factories.fact(work, "PE-3", event="statement", summary="旧说")
    factories.fact(work, "PE-4", event="statement", summary="新说", corrects="PE-3", reason="误写")

    html = html_of(as_wang, "/works/road-x/")
    words = words_of(html)

    assert "开工说法不一" in words and "尚未裁定，两种说法并存。" in words
    assert "/filings/new/?work=road-x&amp;kind=ruling&amp;target=CG" in html
    assert "旧说" in words and "新说" in words and "误写" in words
    assert "/filings/new/?work=road-x&amp;kind=correction&amp;target=PE-4" in html
    assert "kind=correction&amp;target=PE-3" not in html


def test_what_sources_say_is_escaped(as_li):
    work = factories.project("road-x")
    factories.fact(work, summary="<script>alert(1)</script>")
    html = html_of(as_li, "/works/road-x/")
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_an_indicator_shows_the_plan_and_every_vintage(as_li):
    subject = factories.indicator("ind-x")
    target(subject, value=Decimal(65), quote="达到65%", scope="城镇")
    factories.observation(subject, vintage="first_release")
    factories.observation(subject, vintage="post_census", value=Decimal(66))

    words = words_of(html_of(as_li, "/indicators/ind-x/"))

    for shown in ("达到65%", "65%", "城镇", "66%", "65.1%", "已有新版次，本条保留备查",
                  "长春市统计局，2020年5月1日发布"):  # fmt: skip
        assert shown in words


def test_an_indicator_without_values_offers_to_report_one(as_li, as_zhao):
    target(factories.indicator("ind-x"), "qualitative")
    html = html_of(as_li, "/indicators/ind-x/")
    assert "暂无数据不等于零" in html
    assert "/filings/new/?indicator=ind-x" in html
    assert "规划未提量化目标" in html
    assert '<svg class="chart"' not in html


def test_a_reference_series_says_what_it_is(as_li):
    factories.indicator("ref-x", reference=True, note=f"{COMMON_NOTE}；多年累计")
    words = words_of(html_of(as_li, "/indicators/ref-x/"))
    assert "规划没有列出这个指标" in words
    assert "多年累计。" in words
    assert words.count("不计入各项比率") == 1


def test_the_real_pages_open_with_few_queries(whole_plan, as_li, django_assert_max_num_queries):
    pages = ("/works/apt-suifenhe/", "/works/road-g1-lalinhe-changchun/", "/works/zone-changjitu/",
             "/indicators/ref-registered-population/")  # fmt: skip
    for page in pages:
        as_li.get(page)
        with django_assert_max_num_queries(WORK_QUERIES):
            html_of(as_li, page)


def test_the_pages_of_the_odd_cases_open(whole_plan, as_wang):
    """Disagreements, parts, substitutes, revisions and boundary changes of the real history."""
    told = Progress.objects.exclude(conflict_group="").values_list("project__code", flat=True)
    apart = Progress.objects.filter(relation="substitute").values_list("project__code", flat=True)
    revised = Observation.objects.exclude(revision_group="", conflict_group="", boundary="")
    urls = {f"/works/{code}/" for code in (*told, *apart)}
    urls |= {f"/indicators/{c}/" for c in revised.values_list("indicator__code", flat=True)}
    assert len(urls) > 15
    for url in sorted(urls):
        words = words_of(html_of(as_wang, f"{url}?as_of=2025-06-30"))
        assert "说法不一" in words or "另有说法" in words or "全部监测值" in words, url
