"""The form as an official meets it: what is asked, kept, said and refused."""

import re
import uuid

import pytest
from django.test import Client

from reporting.models import Submission
from tests import factories
from tests.factories import OPENED, VALUE

pytestmark = pytest.mark.django_db


def text_of(answer):
    return answer.content.decode()


def new_url(work, **more):
    query = "".join(f"&{name}={value}" for name, value in more.items())
    return f"/filings/new/?work={work.code}{query}"


def file(client, url, typed=OPENED, do="submit", **more):
    values = {"token": str(uuid.uuid4()), "do": do} | typed | more
    return client.post(url, values)


def value_in(html, name):
    found = re.search(rf'<input[^>]*name="{name}"[^>]*>', html)
    assert found, name
    value = re.search(r'value="([^"]*)"', found[0])
    return value[1] if value else ""


class TestNew:
    def test_without_an_item_one_chooses_among_those_of_the_own_area(self, as_li):
        here = factories.project(name="长春示例快速路")
        factories.project(name="哈尔滨示例快速路", cities=("230100",))
        indicator = factories.indicator(name="示例率")

        html = text_of(as_li.get("/filings/new/"))

        assert new_url(here) in html
        assert f"?indicator={indicator.code}" in html
        assert "哈尔滨示例快速路" not in html
        assert "没有符合条件的项目" in text_of(as_li.get("/filings/new/?q=没有"))

    def test_the_item_stands_on_top_and_the_event_is_chosen_first(self, as_li):
        work = factories.project()
        factories.fact(work, event="construction_start")

        html = text_of(as_li.get(new_url(work)))

        for shown in (work.quote, work.criterion, "目前", "开工", "通车公告"):
            assert shown in html
        assert f"{new_url(work).replace('&', '&amp;')}&amp;event=opened" in html

    def test_the_form_asks_only_what_the_event_needs(self, as_li):
        work = factories.project()

        opened = text_of(as_li.get(new_url(work, event="opened")))
        progress = text_of(as_li.get(new_url(work, event="progress")))

        assert 'type="hidden" name="percent"' in opened
        assert "形象进度（累计）" not in opened
        assert "形象进度（累计）" in progress
        assert 'name="part"' in opened and "分段" not in opened

    def test_declared_parts_are_offered(self, as_li):
        work = factories.project(parts=("左幅", "右幅"))

        html = text_of(as_li.get(new_url(work, event="opened")))

        assert '<option value="part-2">右幅</option>' in html
        assert '<option value="" selected>整体</option>' in html

    def test_an_indicator_is_asked_in_its_unit(self, as_li):
        indicator = factories.indicator(unit="万人")

        html = text_of(as_li.get(f"/filings/new/?indicator={indicator.code}&period_kind=year_end"))

        assert "万人" in html
        assert "长春市" in html
        assert 'type="hidden" name="period_end"' in html

    def test_a_correction_starts_with_the_fact_and_asks_for_the_reason(self, as_li):
        work = factories.project()
        factories.fact(work, "PE-1")

        html = text_of(as_li.get(new_url(work, kind="correction", target="PE-1")))

        assert value_in(html, "day") == "2020-09-26"
        assert value_in(html, "document_title") == "通车公告"
        assert "更正理由" in html

    def test_a_ruling_offers_the_sides(self, as_li):
        work = factories.project()
        for number in range(2):
            factories.fact(work, f"PE-{number}", conflict_group="CG-1", summary=f"说法{number}")

        html = text_of(as_li.get(new_url(work, kind="ruling", target="CG-1")))

        assert '<option value="PE-0">' in html
        assert "说法1" in html

    @pytest.mark.parametrize(
        "query",
        ["work=no-such", "indicator=no-such", "work={work}&indicator={indicator}", "work=x%FF",
         "work={work}&kind=observation", "indicator={indicator}&kind=progress",
         "work={work}&kind=ruling&target=CG-9", "work={work}&kind=correction",
         "work={work}&kind=correction&target=PE-9", "work={work}&kind=victory",
         "work={work}&target=PE-1", "work=" + "x" * 3000],
    )  # fmt: skip
    def test_what_does_not_exist_or_fit_is_not_found(self, as_li, query):
        names = {"work": factories.project().code, "indicator": factories.indicator().code}
        url = f"/filings/new/?{query.format(**names)}"

        assert as_li.get(url).status_code == 404
        assert as_li.post(url, OPENED).status_code == 404

    @pytest.mark.parametrize("who", ["zhao", "coordinator", "reader", "admin"])
    def test_who_may_not_file_is_told_why(self, who, request):
        client = Client()
        client.force_login(request.getfixturevalue(who))
        work = factories.project()

        for answer in (client.get(new_url(work)), file(client, new_url(work))):
            assert answer.status_code == 403
        assert not Submission.objects.exists()

    def test_anonymous_visitors_are_sent_to_the_log_in(self, client):
        answer = client.get(new_url(factories.project()))

        assert answer["Location"].startswith("/login/?next=/filings/new/")


class TestFile:
    def test_a_complete_filing_is_sent(self, as_li):
        answer = file(as_li, new_url(factories.project()))

        made = Submission.objects.get()
        assert (answer.status_code, answer["Location"]) == (302, f"/filings/{made.pk}/")
        assert (made.state, made.fields) == ("submitted", OPENED)
        assert "已提交，等待审核" in text_of(as_li.get(answer["Location"]))

    def test_an_incomplete_one_is_kept_as_a_draft(self, as_li):
        answer = file(as_li, new_url(factories.project()), {"event": "opened"}, do="save")

        made = Submission.objects.get()
        assert answer["Location"] == f"/filings/{made.pk}/edit/"
        assert made.state == "draft"
        assert "还有 9 处需要填写或修改" in text_of(as_li.get(answer["Location"]))

    def test_everything_missing_is_listed_with_links_and_nothing_typed_is_lost(self, as_li):
        typed = {"event": "investment", "day": "2020年13月1日", "amount": "12亿", "summary": "<b>&"}
        answer = file(as_li, new_url(factories.project()), typed)

        html = text_of(answer)
        assert answer.status_code == 200
        for name in ("day", "amount", "amount_kind", "document_title", "publisher"):
            assert f'<a href="#id_{name}">' in html, name
            assert f'id="id_{name}_error"' in html, name
        assert value_in(html, "day") == "2020年13月1日"
        assert value_in(html, "amount") == "12亿"
        assert "&lt;b&gt;&amp;</textarea>" in html
        made = Submission.objects.get()
        assert (made.state, made.fields) == ("draft", typed)
        assert f'action="/filings/{made.pk}/edit/"' in html
        assert value_in(html, "version") == "1"

    def test_another_event_shows_other_fields_and_loses_nothing(self, as_li):
        work = factories.project()
        typed = OPENED | {"event": "progress", "percent": "不知道"}
        html = text_of(file(as_li, new_url(work), typed, do="show"))
        assert value_in(html, "percent") == "不知道"

        html = text_of(file(as_li, new_url(work), typed | {"event": "opened"}, do="show"))

        assert 'type="hidden" name="percent"' in html
        assert value_in(html, "percent") == "不知道"
        assert value_in(html, "document_title") == "通车公告"
        assert not Submission.objects.exists()

    def test_a_double_click_makes_one_filing_and_says_it_is_sent(self, as_li):
        work, token = factories.project(), str(uuid.uuid4())

        answers = [file(as_li, new_url(work), token=token) for _ in range(3)]

        assert Submission.objects.count() == 1
        assert len({answer["Location"] for answer in answers}) == 1

    def test_back_change_and_send_again_changes_the_same_draft(self, as_li):
        work, token = factories.project(), str(uuid.uuid4())
        file(as_li, new_url(work), {"event": "opened"}, do="save", token=token)

        file(as_li, new_url(work), OPENED, token=token)

        made = Submission.objects.get()
        assert (made.state, made.fields) == ("submitted", OPENED)

    def test_back_after_others_changed_it_is_a_conflict(self, as_li):
        work, token = factories.project(), str(uuid.uuid4())
        file(as_li, new_url(work), {"event": "opened"}, do="save", token=token)
        made = Submission.objects.get()
        as_li.post(f"/filings/{made.pk}/edit/", {"version": "1", "do": "save", "day": "2019"})

        assert file(as_li, new_url(work), OPENED, token=token).status_code == 409

    def test_a_value_is_filed_the_same_way(self, as_li):
        indicator = factories.indicator()

        file(as_li, f"/filings/new/?indicator={indicator.code}", VALUE)

        assert Submission.objects.get().state == "submitted"

    def test_what_is_worth_a_second_look_is_said_on_the_form(self, as_li):
        draft = factories.draft(fields=OPENED | {"event": "approved"})

        assert "没有填写文号" in text_of(as_li.get(f"/filings/{draft.pk}/edit/"))


class TestEdit:
    def test_a_draft_comes_back_as_it_was_typed(self, as_li):
        draft = factories.draft(fields={"event": "progress", "percent": "一半", "day": "2019"})

        html = text_of(as_li.get(f"/filings/{draft.pk}/edit/"))

        assert (value_in(html, "percent"), value_in(html, "day")) == ("一半", "2019")
        assert "field__error" not in html
        assert "不是数字" in text_of(as_li.get(f"/filings/{draft.pk}/edit/?check=1"))

    def test_a_returned_filing_shows_the_reason(self, as_li):
        returned = factories.submission_at("returned")

        assert "请补充批复文号" in text_of(as_li.get(f"/filings/{returned.pk}/edit/"))

    def test_a_filing_under_review_leads_to_its_page(self, as_li):
        sent = factories.submission_at("submitted")

        assert as_li.get(f"/filings/{sent.pk}/edit/")["Location"] == f"/filings/{sent.pk}/"

    def test_a_colleague_may_look_but_not_change(self, as_wang):
        draft = factories.draft()

        assert as_wang.get(f"/filings/{draft.pk}/edit/").status_code == 403
        answer = as_wang.post(f"/filings/{draft.pk}/edit/", {"do": "save", "version": "1"})
        assert answer.status_code == 403
        assert "只有填报人本人可以保存" in text_of(answer)

    def test_two_windows_meet_both_versions_and_nothing_is_lost(self, as_li):
        draft = factories.draft()
        url = f"/filings/{draft.pk}/edit/"
        first, second = OPENED | {"summary": "甲说"}, OPENED | {"summary": "乙说"}
        as_li.post(url, first | {"version": "1", "do": "save"})

        answer = as_li.post(url, second | {"version": "1", "do": "save"})

        html = text_of(answer)
        assert answer.status_code == 409
        assert "甲说" in html and "乙说" in html
        assert value_in(html, "summary") == "乙说"
        as_li.post(url, second | {"version": value_in(html, "version"), "do": "save"})
        draft.refresh_from_db()
        assert draft.fields["summary"] == "乙说"

    @pytest.mark.parametrize("version", ["", "x", "１", "-1", "9" * 50, "1.0"])
    def test_a_version_that_cannot_be_read_is_a_conflict(self, as_li, version):
        draft = factories.draft()

        answer = as_li.post(
            f"/filings/{draft.pk}/edit/", {"version": version, "do": "save", "day": "2019"}
        )
        assert answer.status_code == 409
