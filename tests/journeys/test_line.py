"""The whole line: an event is filed, returned, sent again, approved; account and report move.

Li of 长春 files what the demo keeps back: 京哈高速拉林河至长春段 open over its whole length.
"""

from __future__ import annotations

import re
import time
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.journeys.files import pdf_text, word_text
from tests.journeys.steps import (
    Figures,
    computed_at,
    field,
    figures,
    filing_row,
    fill,
    follow,
    go,
    link,
    message_at,
    official,
    open_question,
    press,
    real_event,
    said,
    shown,
    state,
    switch,
)
from tests.journeys.system import System

pytestmark = pytest.mark.browser

LI, WANG, ZHAO = "李明", "王静", "赵强"
CODE, NAME, SHORT = "road-g1-lalinhe-changchun", "G1京哈高速拉林河至长春段扩建", "拉林河至长春"
SECONDS_TO_BE_SEEN = 10
REASON = "请写明通车的是哪一幅、全线是否已经贯通。"
EFFECT = "2020 账：部分投用（不早于在建） → 投用；可确认达到 +1，不能确定 −1"


def as_typed() -> dict[str, str]:
    """The real event as Li types it: its own words, day and source."""
    row = real_event("PE-086")
    return {
        "day": row["date"],
        "precision": row["date_precision"],
        "date_basis": row["date_basis"],
        "part": row["part"],
        "summary": row["summary"],
        "source_kind": row["source_kind"],
        "document_title": row["source_title"],
        "publisher": row["publisher"],
        "document_date": row["published_on"],
        "document_precision": row["published_precision"],
        "link": row["source_url"],
    }


def test_an_approved_event_moves_the_account_and_the_report(site: System, window: Any) -> None:
    page = window()
    before = first_screen_without_log_in(page)
    switch(page, LI)
    clear_the_way(page)
    open_the_form(page)
    bad_input_is_answered_at_its_field(page)
    number = draft_and_submit(page)
    return_with_a_reason(page, number)
    send_again(page, number)
    early = make_report(page)
    was = report_texts(page, early)
    approved_and_seen(site, page, number, before)
    work_tells(page)
    report_tells(page, before, was)
    assert report_texts(page, early) == was
    the_other_province_sees_the_fact(page, number)


def first_screen_without_log_in(page: Any) -> Figures:
    """The account of 2020 stands open to whoever comes."""
    page.goto("/")
    assert "截至2020年12月31日" in page.locator(".lead-sentence").inner_text()
    assert page.get_by_role("link", name="2020 总账", exact=True).is_visible()
    return figures(page)


def clear_the_way(page: Any) -> None:
    """Li takes back the demo's own filing of this event and drops it."""
    go(page, "填报")
    follow(filing_row(page, NAME).get_by_role("link"))
    open_question(page, "撤回")
    press(page, "确认撤回")
    assert "已撤回" in said(page)
    link(page, "返回")
    open_question(page, "作废")
    press(page, "确认作废")
    assert "已作废" in filing_row(page, NAME).inner_text()


def open_the_form(page: Any) -> None:
    """From the list of works over the work to the form."""
    go(page, "重点项目")
    page.get_by_label("名称").fill(SHORT)
    press(page, "查询")
    link(page, NAME)
    assert "部分投用（不早于在建）" in page.locator(".standing.is-chosen").inner_text()
    link(page, "补录或填报")
    link(page, "进展")


def bad_input_is_answered_at_its_field(page: Any) -> None:
    """A day that does not exist, 120 %, no title: said at each field, and all is kept."""
    typed = as_typed() | {"day": "2020-09-31", "percent": "120", "document_title": ""}
    fill(page, typed)
    press(page, "提交审核")
    summary = page.locator(".errors")
    assert summary.evaluate("box => box === document.activeElement")
    assert summary.locator("li").count() == 3
    assert message_at(page, "day") == "“2020-09-31”不存在，请核对年月日。"
    assert "应在 0 至 100 之间，填的是 120" in message_at(page, "percent")
    assert message_at(page, "document_title").startswith("请填写")
    assert message_at(page, "summary") == ""
    assert shown(page, typed) == typed


def draft_and_submit(page: Any) -> str:
    """The right event, kept as a draft, found again with every word, sent. Its number."""
    fill(page, {"event": "opened"})
    press(page, "按所选事件调整栏目")
    assert field(page, "percent").count() == 0
    fill(page, as_typed())
    press(page, "保存草稿")
    assert "已保存草稿" in said(page)
    go(page, "填报")
    follow(filing_row(page, NAME).filter(has_text="草稿").get_by_role("link"))
    link(page, "修改")
    assert shown(page, as_typed()) == as_typed()
    press(page, "提交审核")
    assert "已提交" in said(page)
    assert state(page) == "待审核"
    return re.findall(r"/filings/(\d+)/", page.url)[0]


def return_with_a_reason(page: Any, number: str) -> None:
    """Wang sees the effect before she decides; a return needs its reason."""
    switch(page, WANG)
    go(page, "审核")
    row = filing_row(page, NAME)
    assert EFFECT in row.inner_text()
    follow(row.get_by_role("link"))
    assert page.url.endswith(f"/filings/{number}/")
    open_question(page, "退回")
    press(page, "确认退回")
    assert message_at(page, "退回理由").startswith("请写明退回理由")
    assert state(page) == "待审核"
    fill(page, {"退回理由": REASON})
    press(page, "确认退回")
    assert "已退回" in said(page)
    assert filing_row(page, NAME).count() == 0


def send_again(page: Any, number: str) -> None:
    """Li reads the reason, adds what was asked for and sends again."""
    switch(page, LI)
    go(page, "填报")
    follow(filing_row(page, NAME).filter(has_text="退回修改").get_by_role("link"))
    link(page, "修改")
    assert REASON in page.locator("main").inner_text()
    fill(page, {"summary": f"右幅{as_typed()['summary']}，全线开通"})
    press(page, "提交审核")
    assert state(page) == "待审核"
    assert page.url.endswith(f"/filings/{number}/")


def approved_and_seen(site: System, page: Any, number: str, before: Figures) -> None:
    """The approval waits for the worker; when that has run, the page offers the new figures."""
    switch(page, WANG)
    page.goto("/")
    old = computed_at(page)
    page.goto(f"/filings/{number}/")
    assert "全线开通" in page.locator("#changes + div").inner_text()
    assert EFFECT in page.locator("main").inner_text()
    with site.without_background_work():
        press(page, "通过")
        assert "已通过" in said(page)
        go(page, "2020总账")
        assert "正在重新计算" in page.locator(".freshness").inner_text()
        assert figures(page) == before
    began = time.monotonic()
    link(page, "重新载入本页")
    page.wait_for_selector(".freshness:has-text('已计算')")
    assert time.monotonic() - began < SECONDS_TO_BE_SEEN
    assert computed_at(page) > old
    assert figures(page) == moved(before)


def moved(before: Figures) -> Figures:
    """One work from undetermined to reached; nothing else."""
    return replace(before, reached=before.reached + 1, undetermined=before.undetermined - 1)


def work_tells(page: Any) -> None:
    """The page of the work: new stage, the fact with its source, who filed and who approved."""
    page.goto(f"/works/{CODE}/")
    chosen = page.locator(".standing.is-chosen").inner_text()
    assert "可确认达到" in chosen
    assert "投用" in chosen
    assert "部分投用" not in chosen
    fact = page.locator(".timeline__item", has_text="全线开通").inner_text()
    assert official(date(2020, 9, 26)) in fact
    assert as_typed()["document_title"] in fact
    assert f"{official(date(2020, 9, 28))}发布" in fact
    trail = page.locator("#trail ~ *").first.inner_text()
    assert f"{WANG}（吉林省发展和改革委员会） 入库进展" in trail
    assert "已通过" in filing_row(page, "长春市发展和改革委员会").last.inner_text()


def make_report(page: Any) -> str:
    """Wang makes the report of 2020; its address."""
    switch(page, WANG)
    go(page, "评估报告")
    fill(page, {"截至日": "2020-12-31"})
    press(page, "出具报告")
    assert "已出具" in said(page)
    return str(page.url)


def report_texts(page: Any, address: str) -> tuple[str, str]:
    """All text of the downloaded Word and PDF files, without blanks and breaks."""
    page.goto(address)
    return word_text(download(page, "下载 Word")), pdf_text(download(page, "下载 PDF"))


def download(page: Any, word: str) -> bytes:
    """The file behind the link."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name=word).click()
    assert "2020" in waiting.value.suggested_filename
    return bytes(waiting.value.path().read_bytes())


def report_tells(page: Any, before: Figures, was: tuple[str, str]) -> None:
    """Both files carry the new counts and the new stage of the work, the earlier ones the old."""
    now = report_texts(page, make_report(page))
    for text, counts, stage in (
        *((text, before, "部分投用（不早于在建）") for text in was),
        *((text, moved(before), "投用") for text in now),
    ):
        assert f"可确认达到{counts.reached}项，" in text
        assert f"不能确定{counts.undetermined}项" in text
        assert stage_of(text) == stage


def stage_of(text: str) -> str:
    """The stage of the work in the table of works, between the promise and the investment."""
    found = re.search(rf"{NAME}长春市、扶余市、拉林河扩建（投用）(.+?)暂无资料", text)
    assert found
    return found[1]


def the_other_province_sees_the_fact(page: Any, number: str) -> None:
    """Zhao of 哈尔滨 sees the approved fact."""
    switch(page, ZHAO)
    page.goto(f"/works/{CODE}/")
    assert "全线开通" in page.locator(".timeline").first.inner_text()
    assert page.goto(f"/filings/{number}/").status == 200
