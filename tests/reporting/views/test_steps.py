"""The page of one filing and the steps taken from it."""

import pytest

from projects.models import Progress
from reporting import actions
from tests import factories
from tests.factories import OPENED

pytestmark = pytest.mark.django_db


def text_of(answer):
    return answer.content.decode()


def step(client, submission, verb, **more):
    values = {"version": str(submission.version)} | more
    return client.post(f"/filings/{submission.pk}/{verb}/", values)


class TestDetail:
    def test_the_reviewer_sees_the_effect_before_giving_it(self, as_wang):
        sent = factories.submission_at("submitted")

        html = text_of(as_wang.get(f"/filings/{sent.pk}/"))

        assert "2020 账：暂无资料 → 投用；可确认达到 +1，不能确定 −1" in html
        for shown in ("通车公告", "吉林省交通运输厅", sent.project.criterion, "李工", "退回理由"):
            assert shown in html
        assert f'action="/filings/{sent.pk}/approve/"' in html
        assert not Progress.objects.exists()

    def test_the_author_sees_no_button_to_approve(self, as_li):
        sent = factories.submission_at("submitted")

        html = text_of(as_li.get(f"/filings/{sent.pk}/"))

        assert "/approve/" not in html
        assert f'action="/filings/{sent.pk}/withdraw/"' in html
        assert "不能审核本人的填报" in html

    def test_a_reader_of_the_other_province_sees_an_approved_filing_without_buttons(self, as_zhao):
        done = factories.submission_at("approved")

        html = text_of(as_zhao.get(f"/filings/{done.pk}/"))

        assert done.fact_key in html
        assert f'action="/filings/{done.pk}/' not in html

    def test_what_was_changed_since_the_last_sending_is_shown(self, li, wang, as_wang):
        returned = factories.submission_at("returned")
        actions.send(by=li, submission_id=returned.pk, version=1,
                     fields=OPENED | {"document_number": "吉交1号"})  # fmt: skip

        html = text_of(as_wang.get(f"/filings/{returned.pk}/"))

        assert "与上次提交相比" in html
        assert "吉交1号" in html
        assert "请补充批复文号" in html

    def test_a_contradiction_is_shown_instead_of_an_effect(self, as_wang):
        work = factories.project()
        typed = OPENED | {
            "event": "not_started",
            "day": "2021-06-30",
            "document_date": "2021-07-01",
        }
        sent = factories.submission_at("submitted", work, fields=typed)
        factories.fact(work, "PE-1", day=sent.submitted_at.date().replace(year=2020))

        html = text_of(as_wang.get(f"/filings/{sent.pk}/"))

        assert "PE-1" in html
        assert "通过后的影响" not in html

    def test_a_draft_lists_what_is_left_to_do(self, as_li):
        draft = factories.draft(fields={"event": "opened"})

        assert "还需填写或修改" in text_of(as_li.get(f"/filings/{draft.pk}/"))

    @pytest.mark.parametrize("kind", ["progress", "observation", "ruling", "correction"])
    def test_every_kind_has_its_page(self, kind, as_wang):
        work = factories.project()
        for number in range(2):
            factories.fact(work, f"PE-{number}", conflict_group="CG-1")
        given = {
            "progress": {"subject": work, "fields": OPENED},
            "observation": {"subject": factories.indicator(), "fields": factories.VALUE},
            "ruling": {"subject": work, "target_key": "CG-1",
                       "fields": {"chosen": "PE-0", "reason": "以公报为准"}},
            "correction": {"subject": work, "target_key": "PE-0",
                           "fields": OPENED | {"reason": "改", "day": "2020-09-25"}},
        }[kind]  # fmt: skip
        sent = factories.submission_at("submitted", kind=kind, **given)

        html = text_of(as_wang.get(f"/filings/{sent.pk}/"))
        assert "通过后的影响" in html

        answer = step(as_wang, sent, "approve")
        assert answer.status_code == 302
        assert "已通过" in text_of(as_wang.get(answer["Location"]))


class TestSteps:
    def test_approve_says_what_it_changed(self, as_wang):
        sent = factories.submission_at("submitted")

        answer = step(as_wang, sent, "approve")

        assert answer["Location"] == f"/filings/{sent.pk}/"
        assert "可确认达到 +1" in text_of(as_wang.get(answer["Location"]))
        assert Progress.objects.get().key == f"S-{sent.pk}"

    def test_return_needs_a_reason_and_keeps_what_was_typed(self, as_wang):
        sent = factories.submission_at("submitted")

        answer = step(as_wang, sent, "return", reason="\u200b")
        assert answer.status_code == 200
        assert "请写明退回理由" in text_of(answer)
        long = "长" * 501
        assert long in text_of(step(as_wang, sent, "return", reason=long))
        assert step(as_wang, sent, "return", reason="请补文号")["Location"] == "/review/"
        sent.refresh_from_db()
        assert sent.state == "returned"

    def test_submit_of_an_incomplete_draft_leads_to_the_faults(self, as_li):
        draft = factories.draft(fields={"event": "opened"})

        answer = step(as_li, draft, "submit")

        assert answer["Location"] == f"/filings/{draft.pk}/edit/?check=1"
        assert "请填写事实日期" in text_of(as_li.get(answer["Location"]))

    def test_submit_withdraw_and_discard_by_the_author(self, as_li):
        draft = factories.draft()
        for verb, state, place in (
            ("submit", "submitted", f"/filings/{draft.pk}/"),
            ("withdraw", "draft", f"/filings/{draft.pk}/edit/"),
            ("discard", "discarded", "/filings/"),
        ):
            assert step(as_li, draft, verb)["Location"] == place
            draft.refresh_from_db()
            assert draft.state == state

    def test_a_second_approval_is_a_conflict_said_in_words(self, as_wang):
        done = factories.submission_at("approved")

        answer = step(as_wang, done, "approve")

        assert answer.status_code == 409
        assert "当前为“已通过”，不能通过" in text_of(answer)

    def test_an_approval_of_an_older_text_shows_both(self, li, as_wang):
        sent = factories.submission_at("submitted")
        actions.withdraw(by=li, submission_id=sent.pk, version=1)
        actions.send(by=li, submission_id=sent.pk, version=1, fields=OPENED | {"summary": "改后"})

        answer = step(as_wang, sent, "approve")

        html = text_of(answer)
        assert answer.status_code == 409
        assert OPENED["summary"] in html and "改后" in html
        assert not Progress.objects.exists()

    def test_an_approval_that_no_longer_fits_the_record_says_so(self, as_wang):
        work = factories.project()
        typed = OPENED | {"event": "construction_start", "day": "2018-05-01"}
        sent = factories.submission_at("submitted", work, fields=typed)
        factories.fact(work, "PE-9")

        answer = step(as_wang, sent, "approve")

        assert answer.status_code == 200
        assert "没有通过" in text_of(answer) and "PE-9" in text_of(answer)

    @pytest.mark.parametrize("verb", ["approve", "return"])
    def test_nobody_else_decides(self, verb, as_li, coordinator):
        sent = factories.submission_at("submitted")

        answer = step(as_li, sent, verb, reason="x")

        assert answer.status_code == 403
        assert "填报人没有这项权限" in text_of(answer)
        sent.refresh_from_db()
        assert sent.state == "submitted"

    @pytest.mark.parametrize("verb", ["submit", "withdraw", "discard", "return", "approve"])
    def test_a_step_is_a_post(self, verb, as_li):
        sent = factories.submission_at("submitted")
        url = f"/filings/{sent.pk}/{verb}/"

        assert as_li.get(url)["Location"] == f"/filings/{sent.pk}/"
        assert as_li.put(url).status_code == 405
        sent.refresh_from_db()
        assert sent.state == "submitted"


@pytest.mark.parametrize("text", ["javascript:alert(1)", "data:text/html,x", "//example.org"])
def test_a_draft_with_a_bad_link_shows_text_never_a_link(as_li, text):
    draft = factories.draft(fields=OPENED | {"link": text})

    html = text_of(as_li.get(f"/filings/{draft.pk}/"))

    assert text in html
    assert f'href="{text}"' not in html


def test_markup_typed_into_any_field_is_text_on_every_page(as_li, as_wang):
    markup = '<script>alert("x")</script>'
    typed = OPENED | {"summary": markup, "document_title": markup, "publisher": markup}
    sent = factories.submission_at("submitted", fields=typed)

    for client, url in (
        (as_li, "/filings/"), (as_li, f"/filings/{sent.pk}/"), (as_wang, "/review/"),
        (as_wang, f"/filings/{sent.pk}/"),
    ):  # fmt: skip
        html = text_of(client.get(url))
        assert "<script>alert" not in html
        assert "&lt;script&gt;" in html
    step(as_wang, sent, "approve")
    assert "<script>alert" not in text_of(as_li.get(f"/filings/new/?work={sent.project.code}"))
