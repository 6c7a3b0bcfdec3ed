"""What the reviewer does: return with a reason, or approve, exactly once."""

from datetime import date
from decimal import Decimal

import pytest

from accounts.rules import Forbidden
from audit.models import Entry
from audit.queries import trail
from indicators.models import Observation
from metrics.models import Mark
from plan.models import Ruling
from projects.models import Progress
from reporting import actions, queries
from reporting.rules import Invalid, NotNow, Stale
from tests import factories
from tests.factories import OPENED, VALUE


@pytest.mark.django_db
class TestReturn:
    def test_a_return_carries_its_reason(self, wang):
        returned = factories.submission_at("returned")

        decision = returned.decisions.last()
        assert (returned.state, decision.action, decision.reason) == (
            "returned", "return", "请补充批复文号",
        )  # fmt: skip
        assert trail("submission", str(returned.pk))[-1].reason == "请补充批复文号"

    @pytest.mark.parametrize("reason", ["", "  ", "\u200b", "\x00", "长" * 501])
    def test_a_return_without_a_readable_reason_is_refused(self, wang, reason):
        sent = factories.submission_at("submitted")

        with pytest.raises(Invalid) as caught:
            actions.return_(by=wang, submission_id=sent.pk, version=1, reason=reason)
        assert [name for name, _ in caught.value.errors] == ["reason"]
        sent.refresh_from_db()
        assert sent.state == "submitted"


@pytest.mark.django_db
class TestApprove:
    def test_fact_decision_trail_and_mark_are_written_together(self, li, wang):
        sent = factories.submission_at("submitted")
        done = actions.approve(by=wang, submission_id=sent.pk, version=1)
        done.refresh_from_db()

        fact = Progress.objects.get()
        assert (done.state, done.fact_key, fact.key) == ("approved", f"S-{sent.pk}", f"S-{sent.pk}")
        assert (fact.event, fact.day, fact.origin) == ("opened", date(2020, 9, 26), "report")
        assert (fact.filed_by, fact.approved_by) == (
            "长春市发展和改革委员会", "吉林省发展和改革委员会",
        )  # fmt: skip
        assert fact.source.publisher == OPENED["publisher"]
        decision = done.decisions.get(action="approve")
        assert decision.effect.startswith("2020 账：暂无资料 → 投用；可确认达到 +1")
        assert "2020 账" in trail("submission", str(done.pk))[-1].sentence
        assert Mark.objects.filter(subject=f"hachang-2016/{done.project.code}").exists()

    def test_an_approved_fact_is_open_to_both_provinces(self, zhao):
        assert queries.find(zhao, factories.submission_at("approved").pk)

    def test_nobody_approves_their_own_filing(self, wang):
        sent = factories.draft(factories.project(), by=wang)
        actions.submit(by=wang, submission_id=sent.pk, version=1)

        with pytest.raises(Forbidden, match="本人的填报"):
            actions.approve(by=wang, submission_id=sent.pk, version=1)
        assert not Progress.objects.exists()

        other = factories.person("wang2", "汪处", "reviewer", "220000")
        assert actions.approve(by=other, submission_id=sent.pk, version=1).state == "approved"

    def test_nobody_approves_a_text_they_have_not_seen(self, li, wang):
        sent = factories.submission_at("submitted")
        actions.withdraw(by=li, submission_id=sent.pk, version=1)
        actions.send(by=li, submission_id=sent.pk, version=1, fields=OPENED | {"day": "2020-09-25"})

        with pytest.raises(Stale):
            actions.approve(by=wang, submission_id=sent.pk, version=1)
        assert not Progress.objects.exists()

    def test_a_filing_is_approved_once(self, wang):
        done = factories.submission_at("approved")

        with pytest.raises(NotNow, match="已通过"):
            actions.approve(by=wang, submission_id=done.pk, version=1)
        assert Progress.objects.count() == 1

    def test_facts_recorded_meanwhile_are_taken_into_account(self, wang):
        work = factories.project()
        sent = factories.submission_at(
            "submitted", work, fields=OPENED | {"event": "construction_start", "day": "2018-05-01"}
        )
        factories.fact(work, "PE-9")

        with pytest.raises(Invalid, match="PE-9"):
            actions.approve(by=wang, submission_id=sent.pk, version=1)
        sent.refresh_from_db()
        assert (sent.state, sent.fact_key) == ("submitted", "")
        assert Progress.objects.count() == 1

    def test_a_failure_while_writing_leaves_nothing(self, wang, monkeypatch):
        sent = factories.submission_at("submitted")
        before = Entry.objects.count()

        def broken(*args, **values):
            raise RuntimeError("power cut")

        monkeypatch.setattr("reporting.actions.review.note", broken)
        with pytest.raises(RuntimeError):
            actions.approve(by=wang, submission_id=sent.pk, version=1)

        sent.refresh_from_db()
        assert sent.state == "submitted"
        assert not Progress.objects.exists()
        assert not Mark.objects.exists()
        assert Entry.objects.count() == before

    def test_a_value_is_recorded(self, wang):
        indicator = factories.indicator()
        done = factories.submission_at("approved", indicator, kind="observation", fields=VALUE)

        row = Observation.objects.get()
        assert (row.key, row.value, row.area, row.year) == (
            done.fact_key, Decimal("66.5000"), "长春市", 2020,
        )  # fmt: skip

    def test_a_correction_is_a_new_fact_and_the_old_one_stays(self, li, wang):
        work = factories.project()
        old = factories.fact(work, "PE-1")
        typed = OPENED | {"day": "2020-09-20", "reason": "以公报为准"}
        done = factories.submission_at(
            "approved", work, kind="correction", target_key="PE-1", fields=typed
        )

        new = Progress.objects.get(key=done.fact_key)
        assert (new.corrects, new.reason, new.day) == ("PE-1", "以公报为准", date(2020, 9, 20))
        old.refresh_from_db()
        assert old.day == date(2020, 9, 26)

    def test_a_differing_telling_stands_beside_the_first_and_can_be_ruled_on(self, li, wang):
        work = factories.project()
        factories.fact(work, "PE-1")
        typed = OPENED | {"day": "2020-12-26", "document_date": "2020-12-28"}
        with pytest.raises(Invalid, match="与已有事实的关系"):
            factories.submission_at("submitted", work, fields=typed)

        done = factories.submission_at("approved", work, fields=typed | {"relates": "differs:PE-1"})

        known = queries.card(work, date(2026, 1, 1)).facts
        assert [fact.marks for fact in known] == [("disputed",), ("disputed",)]
        factories.submission_at(
            "approved", work, kind="ruling", target_key="PE-1",
            fields={"chosen": done.fact_key, "reason": "以公报为准"},
        )  # fmt: skip
        known = queries.card(work, date(2026, 1, 1)).facts
        assert [fact.tone for fact in known] == ["plain", "strong"]
        assert Progress.objects.count() == 2

    def test_another_source_of_the_same_event_joins_it(self, li, wang):
        work = factories.project()
        factories.fact(work, "PE-1")
        typed = OPENED | {"day": "2020-09-25", "relates": "same:PE-1"}

        done = factories.submission_at("approved", work, fields=typed)

        assert Progress.objects.get(key=done.fact_key).event_group == "PE-1"
        assert queries.card(work, date(2026, 1, 1)).stages[0] == ("2020年末", "投用")

    def test_a_differing_value_stands_beside_the_first(self, li, wang):
        indicator = factories.indicator()
        factories.observation(
            indicator, "IO-1", year=2020, period_start=date(2020, 12, 31),
            period_end=date(2020, 12, 31), vintage="first_release",
        )  # fmt: skip
        typed = VALUE | {"order_reason": "两份公报不同"}

        done = factories.submission_at("approved", indicator, kind="observation", fields=typed)

        assert queries.target_exists("ruling", indicator, "IO-1")
        assert Observation.objects.get(key=done.fact_key).conflict_group == "IO-1"

    def test_a_fact_is_corrected_once(self, li, wang):
        work = factories.project()
        factories.fact(work, "PE-1")
        typed = OPENED | {"day": "2020-09-20", "reason": "以公报为准"}
        first, second = (
            factories.submission_at(
                "submitted", work, kind="correction", target_key="PE-1", fields=typed
            )
            for _ in range(2)
        )
        actions.approve(by=wang, submission_id=first.pk, version=1)

        with pytest.raises(Invalid, match="已被更正"):
            actions.approve(by=wang, submission_id=second.pk, version=1)
        assert Progress.objects.count() == 2

    def test_a_ruling_chooses_and_the_loser_stays(self, li, wang):
        work = factories.project()
        for number, day in enumerate((date(2020, 9, 25), date(2020, 9, 26))):
            factories.fact(work, f"PE-{number}", day=day, conflict_group="CG-1")
        done = factories.submission_at(
            "approved", work, kind="ruling", target_key="CG-1",
            fields={"chosen": "PE-1", "reason": "以公报为准"},
        )  # fmt: skip

        ruling = Ruling.objects.get()
        assert (ruling.key, ruling.conflict_group, ruling.chosen, ruling.reason) == (
            done.fact_key, "CG-1", "PE-1", "以公报为准",
        )  # fmt: skip
        assert Progress.objects.count() == 2

    def test_a_ruling_between_values_is_recorded(self, li, wang):
        indicator = factories.indicator()
        for number, value in enumerate(("65", "66")):
            factories.observation(
                indicator, f"IO-{number}", value=Decimal(value), conflict_group="CG-2"
            )
        factories.submission_at(
            "approved", indicator, kind="ruling", target_key="CG-2",
            fields={"chosen": "IO-0", "reason": "以年鉴为准"},
        )  # fmt: skip

        assert Ruling.objects.get().chosen == "IO-0"
