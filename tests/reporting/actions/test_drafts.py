"""What the author does with a filing, allowed and refused."""

import uuid
from datetime import date

import pytest

from accounts.rules import Forbidden
from audit.models import Entry
from audit.queries import trail
from reporting import actions, queries
from reporting.models import Decision, Submission
from reporting.rules import Invalid, NotNow, Stale
from tests import factories
from tests.factories import OPENED

pytestmark = pytest.mark.django_db


def create(by, subject, **more):
    values = {"kind": "progress", "fields": OPENED, "token": uuid.uuid4()} | more
    return actions.create_draft(by=by, subject=subject, **values)


def sentences(submission):
    return [row.sentence for row in trail("submission", str(submission.pk))]


class TestCreate:
    def test_a_draft_keeps_what_was_typed_and_where_it_came_from(self, li):
        work = factories.project()
        made = create(li, work)
        made.refresh_from_db()

        assert (made.state, made.version, made.fields) == ("draft", 1, OPENED)
        assert (made.author, made.office) == (li, "长春市发展和改革委员会")
        assert (made.province, made.city, made.project) == ("220000", "220100", work)
        assert sentences(made) == [f"建立进展填报：{work.name}"]

    def test_a_draft_may_be_incomplete_and_wrong(self, li):
        typed = {"event": "opened", "day": "不记得", "percent": "130"}

        assert create(li, factories.project(), fields=typed).fields == typed

    def test_only_the_forms_own_fields_are_kept(self, li):
        made = create(li, factories.project(), fields=OPENED | {"state": "approved", "note": "x"})

        assert made.fields == OPENED

    def test_the_same_token_gives_the_same_draft(self, li):
        work, token = factories.project(), uuid.uuid4()

        assert create(li, work, token=token) == create(li, work, token=token)
        assert Submission.objects.count() == 1
        assert Entry.objects.count() == 1

    def test_the_token_of_another_person_is_no_way_in(self, li, wang):
        work, token = factories.project(), uuid.uuid4()
        create(li, work, token=token)

        with pytest.raises(NotNow, match="重新打开"):
            create(wang, work, token=token)

    @pytest.mark.parametrize("who", ["zhao", "coordinator", "reader", "admin"])
    def test_nobody_files_outside_their_area_or_role(self, who, request):
        person = request.getfixturevalue(who)

        with pytest.raises(Forbidden):
            create(person, factories.project())
        assert not Submission.objects.exists()
        assert [row.action for row in Entry.objects.all()] == ["reporting.denied"]

    @pytest.mark.parametrize(
        ("kind", "about", "target"),
        [("observation", "work", ""), ("progress", "indicator", ""), ("victory", "work", ""),
         ("correction", "work", "no-such"), ("correction", "work", ""), ("ruling", "work", "CG-9"),
         ("progress", "work", "PE-1")],
    )  # fmt: skip
    def test_a_kind_fits_its_subject_and_names_what_is_on_file(self, li, kind, about, target):
        subject = factories.project() if about == "work" else factories.indicator()

        with pytest.raises(Invalid):
            create(li, subject, kind=kind, target_key=target)
        assert not Submission.objects.exists()

    @pytest.mark.parametrize("text", ["a\x00b", "\x07", "\ud800", "长" * 4001])
    def test_text_that_cannot_be_kept_is_refused_at_its_field(self, li, text):
        with pytest.raises(Invalid) as caught:
            create(li, factories.project(), fields=OPENED | {"summary": text})
        assert [name for name, _ in caught.value.errors] == ["summary"]
        assert not Submission.objects.exists()


class TestSave:
    def test_saving_keeps_the_text_and_raises_the_version(self, li):
        draft = factories.draft()
        kept = actions.save_draft(by=li, submission_id=draft.pk, version=1, fields={"day": "2020"})
        kept.refresh_from_db()

        assert (kept.version, kept.fields, kept.state) == (2, {"day": "2020"}, "draft")
        assert sentences(kept)[-1] == "保存填报（第2版）"
        assert Decision.objects.filter(action="save").count() == 0

    def test_saving_the_same_text_twice_changes_nothing(self, li):
        draft = factories.draft()
        for _ in range(2):
            kept = actions.save_draft(by=li, submission_id=draft.pk, version=1, fields={"day": "x"})

        assert kept.version == 2
        assert len(sentences(kept)) == 2

    def test_an_older_version_is_refused_and_both_are_named(self, li):
        draft = factories.draft()
        actions.save_draft(by=li, submission_id=draft.pk, version=1, fields={"day": "first"})

        with pytest.raises(Stale) as caught:
            actions.save_draft(by=li, submission_id=draft.pk, version=1, fields={"day": "second"})
        assert (caught.value.seen, caught.value.now) == (1, 2)
        draft.refresh_from_db()
        assert draft.fields == {"day": "first"}

    @pytest.mark.parametrize("version", [None, 0, 2, -1])
    def test_any_other_version_is_stale(self, li, version):
        draft = factories.draft()

        with pytest.raises(Stale):
            actions.save_draft(by=li, submission_id=draft.pk, version=version, fields={})

    def test_text_that_cannot_be_kept_changes_nothing(self, li):
        draft = factories.draft()

        with pytest.raises(Invalid):
            actions.save_draft(by=li, submission_id=draft.pk, version=1, fields={"day": "\x00"})
        draft.refresh_from_db()
        assert (draft.version, draft.fields) == (1, OPENED)


class TestSubmit:
    def test_a_complete_draft_is_sent(self, li):
        draft = factories.draft()
        sent = actions.submit(by=li, submission_id=draft.pk, version=1)
        sent.refresh_from_db()

        assert sent.state == "submitted"
        assert sent.submitted_at is not None
        assert sent.decisions.last().fields == OPENED
        assert sentences(sent)[-1] == "提交填报（第1版）"

    def test_everything_missing_is_listed_at_once_and_nothing_changes(self, li):
        draft = factories.draft(fields={"event": "investment", "percent": "x"})

        with pytest.raises(Invalid) as caught:
            actions.submit(by=li, submission_id=draft.pk, version=1)
        assert {"day", "amount", "summary", "document_title"} <= set(dict(caught.value.errors))
        draft.refresh_from_db()
        assert (draft.state, draft.decisions.count()) == ("draft", 1)

    def test_a_fact_that_contradicts_the_record_is_refused(self, li):
        work = factories.project()
        factories.fact(work, "PE-1")
        typed = OPENED | {"event": "not_started", "day": "2021-06-30", "order_reason": "报道",
                          "document_date": "2021-07-01"}  # fmt: skip
        draft = factories.draft(work, fields=typed)

        with pytest.raises(Invalid, match=r"PE-1.*提出更正"):
            actions.submit(by=li, submission_id=draft.pk, version=1)

    def test_sending_keeps_what_was_typed_even_where_it_cannot_be_sent(self, li):
        draft = factories.draft()

        with pytest.raises(Invalid):
            actions.send(by=li, submission_id=draft.pk, version=1, fields={"day": "2020-13-01"})
        draft.refresh_from_db()
        assert (draft.state, draft.fields) == ("draft", {"day": "2020-13-01"})

    def test_sending_the_same_twice_is_one_sending(self, li):
        draft = factories.draft(fields={})
        first = actions.send(by=li, submission_id=draft.pk, version=1, fields=OPENED)
        second = actions.send(by=li, submission_id=draft.pk, version=1, fields=OPENED)

        assert (first.pk, second.state, second.version) == (second.pk, "submitted", first.version)
        assert Decision.objects.filter(action="submit").count() == 1

    def test_sending_another_text_after_sending_is_refused(self, li):
        draft = factories.submission_at("submitted")

        with pytest.raises(NotNow):
            actions.send(
                by=li, submission_id=draft.pk, version=1, fields=OPENED | {"summary": "别的"}
            )

    def test_a_person_moved_away_cannot_send_about_the_old_city(self, li):
        draft = factories.draft()
        li.place = factories.place("220200")
        li.save()

        with pytest.raises(queries.NotFound):
            actions.submit(by=li, submission_id=draft.pk, version=1)


def test_a_returned_filing_is_changed_and_sent_again(li, wang):
    returned = factories.submission_at("returned")
    saved = actions.save_draft(
        by=li, submission_id=returned.pk, version=1, fields=OPENED | {"document_number": "1号"}
    )
    assert saved.state == "returned"

    sent = actions.submit(by=li, submission_id=saved.pk, version=2)
    done = actions.approve(by=wang, submission_id=sent.pk, version=2)

    assert done.state == "approved"
    steps = [row.action for row in queries.decisions(done)]
    assert steps == ["create", "submit", "return", "submit", "approve"]


def test_withdraw_gives_the_filing_back_to_its_author(li):
    sent = factories.submission_at("submitted")
    back = actions.withdraw(by=li, submission_id=sent.pk, version=1)

    assert back.state == "draft"
    assert sentences(back)[-1] == "撤回填报"


def test_discard_keeps_the_filing_on_file(li):
    gone = factories.submission_at("discarded")

    assert (gone.state, gone.submitted_at) == ("discarded", None)
    assert Submission.objects.filter(pk=gone.pk).exists()
    assert sentences(gone)[-1] == "作废填报"


def test_dates_in_the_future_are_judged_by_the_day_of_sending(li, monkeypatch):
    draft = factories.draft(fields=OPENED | {"day": "2026-05-02", "document_date": "2026-05-02"})
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2026, 5, 1))
    with pytest.raises(Invalid, match="不能晚于今天"):
        actions.submit(by=li, submission_id=draft.pk, version=1)

    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2026, 5, 2))
    assert actions.submit(by=li, submission_id=draft.pk, version=1).state == "submitted"
