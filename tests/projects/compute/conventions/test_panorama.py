"""The headline figures under every convention, against plain recounts and the stored Results."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from calc.moments import PLAN_END, Moment
from calc.stages import LADDERS, cautious, verdict
from metrics.models import Span
from metrics.queries import results
from projects.actions import rule
from projects.compute.conventions import FIGURES, PLACES, knowledges, panorama
from projects.models import Project
from projects.queries import dossiers
from tests import factories

pytestmark = pytest.mark.django_db

NOW = Moment(PLAN_END)
TODAY = date(2026, 6, 30)


def found(moment=NOW, account="all", recorded=date(2026, 1, 1)):
    return panorama(factories.plan(), knowledges(moment, TODAY, recorded), account)


def promise(**more):
    return found(**more).headlines["promise_rate"]


def counts(**places):
    return tuple(places.get(place, 0) for place in PLACES)


def torn(code, first=date(2020, 6, 1), second=date(2021, 6, 1), **more):
    """A work on whose opening two sources differ."""
    work = factories.project(code, **more)
    factories.fact(work, f"{code}-A", day=first, conflict_group=f"CG-{code}")
    factories.fact(work, f"{code}-B", day=second, conflict_group=f"CG-{code}")
    return work


def test_a_ledger_without_any_question_has_the_two_readings():
    factories.fact(factories.project())
    shown = found()
    assert shown.headlines["promise_rate"].spread.number == 2
    assert shown.single == ["knowledge", "unverified", "derived"]


def test_an_account_without_rated_works_has_no_panorama():
    factories.project(judgement="direction")
    assert found() is None
    factories.project(cities=("230100",))
    assert found(account="city=220100") is None
    assert len(found(account="province=230000").works) == 1


def test_the_strict_reading_moves_what_it_asks_more_of():
    work = factories.project(commitment="advance", required="under_construction")
    factories.fact(work, event="construction_start", day=date(2019, 1, 1))
    factories.fact(work, day=date(2022, 1, 1))
    (step,) = promise().alternatives
    assert (step.dimension.key, step.member) == ("reading", "strict")
    assert step.counts == counts(missed=1)
    assert [(m.project, m.before, m.after) for m in step.moved] == [(work, "reached", "missed")]


def test_an_unverified_opening_counts_where_it_is_admitted():
    work = factories.project()
    factories.fact(work, confidence="low")
    (_, step) = promise().alternatives
    assert step.dimension.key == "unverified"
    assert [(m.before, m.after) for m in step.moved] == [("no_data", "reached")]


def test_an_unverified_announcement_never_counts():
    factories.fact(factories.project(), confidence="low", date_basis="scheduled")
    assert "unverified" in found().single


def test_an_inference_may_be_left_out():
    factories.fact(factories.project(), status="derived")
    (_, step) = promise().alternatives
    assert step.dimension.key == "derived"
    assert [(m.before, m.after) for m in step.moved] == [("reached", "no_data")]


def test_facts_of_unknown_publication_are_a_question_of_knowledge():
    factories.fact(factories.project(), source=factories.published(None))
    (_, step) = promise().alternatives
    assert (step.dimension.key, step.member) == ("knowledge", "dated")
    assert [(m.before, m.after) for m in step.moved] == [("reached", "no_data")]


def test_with_a_day_of_knowledge_the_two_bases_are_rivals():
    work = factories.project()
    factories.fact_recorded(work, datetime(2026, 3, 1, tzinfo=UTC))
    early = Moment(PLAN_END, date(2026, 2, 1), "public")
    shown = found(early, recorded=date(2026, 1, 1))
    knowledge = next(d for d in shown.shared if d.key == "knowledge")
    assert knowledge.members == ("public", "system")
    (_, step) = shown.headlines["promise_rate"].alternatives
    assert [(m.before, m.after) for m in step.moved] == [("reached", "no_data")]
    other = found(Moment(PLAN_END, early.known_at, "system"), recorded=date(2026, 1, 1))
    assert next(d for d in other.shared if d.key == "knowledge").members == ("system", "public")


def test_before_the_system_had_any_record_its_basis_is_no_convention():
    factories.fact(factories.project())
    early = Moment(PLAN_END, date(2025, 2, 1), "public")
    assert list(knowledges(early, TODAY, date(2026, 1, 1))) == ["public"]
    assert list(knowledges(early, TODAY, None)) == ["public"]


def test_each_side_of_a_disagreement_is_a_convention_where_it_changes_the_figure():
    work = torn("road-a")
    torn("road-b", date(2019, 6, 1), date(2019, 7, 1))
    shown = promise()
    assert [d.key for d in shown.spread.local] == ["CG-road-a/opened/"]
    assert shown.spread.number == 2 * 3
    assert shown.spread.house == counts(reached=1, undetermined=1)
    steps = {step.member: step for step in shown.alternatives if "/" in step.dimension.key}
    assert steps["road-a-A"].counts == counts(reached=2)
    assert steps["road-a-B"].counts == counts(reached=1, missed=1)
    (varying,) = shown.varying
    assert (varying.project, varying.words) == (work, ("missed", "reached"))


def test_a_ruling_is_followed_and_what_it_decided_is_told_beside_it(wang):
    work = torn("road-a")
    rule(
        by=wang, project=work, conflict_group="CG-road-a", chosen="road-a-B", key="R-1",
        reason="以通车公告为准", published_on=None, filed_by="长春", approved_by="吉林",
    )  # fmt: skip
    shown = found()
    headline = shown.headlines["promise_rate"]
    assert (shown.disagreements, shown.ruled) == ((), ("CG-road-a",))
    assert headline.spread.house == counts(missed=1)
    assert headline.unruled == counts(undetermined=1)


def test_late_completion_follows_the_readings_and_the_sources():
    torn("road-a", date(2021, 6, 1), date(2022, 6, 1))
    torn("road-b")
    late = found(Moment(TODAY)).headlines["late"]
    assert late.spread.house == (1,)
    assert set(late.spread.results) == {(1,), (2,)}
    assert found(NOW).headlines["late"].spread.results.keys() == {(0,)}


def test_built_and_started_rates_change_their_denominator_with_the_reading():
    factories.fact(factories.project(commitment="advance", required="under_construction"))
    factories.fact(factories.project(commitment="study", commitment_strict="study",
                                     required="approved", required_strict="approved"))  # fmt: skip
    shown = found().headlines
    assert shown["built_rate"].spread.house == counts(reached=1)
    (step,) = shown["built_rate"].alternatives
    assert (step.member, step.counts) == ("lenient", counts())
    assert [(m.before, m.after) for m in step.moved] == [("reached", "")]
    assert shown["started_rate"].spread.house == counts(reached=1)


@pytest.mark.parametrize("day", [PLAN_END, TODAY])
def test_the_houses_convention_is_what_is_stored(whole_plan, day):
    day = timezone.localdate() if day == TODAY else day
    stored = results(Moment(day), "account")
    for key in ("all", "province=220000", "city=230100"):
        shown = panorama(whole_plan, knowledges(Moment(day), timezone.localdate(), None), key)
        for metric in FIGURES[:3]:
            row = stored[f"{whole_plan.code}/works/{key}", metric]
            own = dict(zip(PLACES, shown.headlines[metric].spread.house, strict=True))
            assert own == {place: row.detail[place] for place in PLACES}
            if metric == "promise_rate":
                strict = stored[f"{whole_plan.code}/works/{key}", "promise_rate_strict"].detail
                (step,) = (
                    s for s in shown.headlines[metric].alternatives if s.dimension.key == "reading"
                )
                assert step.counts == tuple(strict[place] for place in PLACES)
        if day > PLAN_END:
            late = stored[f"{whole_plan.code}/works/{key}", "late"]
            assert shown.headlines["late"].spread.house == (len(late.detail["late"]),)


def test_every_convention_of_the_real_plan_by_a_plain_recount(whole_plan):
    """The sixteen conventions, each counted anew from the facts, without any shortcut."""
    shown = panorama(whole_plan, knowledges(NOW, timezone.localdate(), None))
    headline = shown.headlines["promise_rate"]
    assert headline.spread.number == 16
    assert headline.spread.local == ()
    rows = {
        "all": dossiers(whole_plan, NOW),
        "dated": dossiers(whole_plan, Moment(PLAN_END, timezone.localdate())),
    }
    low = set(Project.objects.filter(facts__confidence="low").values_list("code", "facts__key"))
    for line in headline.spread.lines:
        told = counts_of(rows[line.setting["knowledge"]], line.setting, low)
        assert set(line.results) == {told}


def counts_of(rows, setting, low):
    """Counts of one setting; every unverified row of the real history would count."""
    places = dict.fromkeys(PLACES, 0)
    for dossier in rows:
        work = dossier.project
        if work.kind != "works" or work.judgement not in ("once", "list"):
            continue
        facts = [admitted(f, work, setting, low) for f in dossier.facts]
        facts = [f for f in facts if not (f.derived and setting["derived"] == "out")]
        ladder, strict = LADDERS[work.ladder], setting["reading"] == "strict"
        known = cautious(facts, ladder, dossier.parts, PLAN_END)
        required = ladder.rank(work.required_strict if strict else work.required)
        commitment = work.commitment_strict if strict else work.commitment
        word = verdict(known, required, study=commitment == "study")
        places[word] += 1
        places["no_data"] += word == "undetermined" and known.no_data
    return tuple(places.values())


def admitted(fact, work, setting, low):
    mine = setting["unverified"] == "in" and (work.code, fact.key) in low
    row = work.facts.select_related(None).get(key=fact.key) if mine else None
    if row is None or row.relation != "item" or row.event in ("statement", "investment"):
        return fact
    return replace(fact, counts=row.moves and row.date_basis != "scheduled")


def test_the_panorama_is_read_in_few_queries(whole_plan):
    with CaptureQueriesContext(connection) as asked:
        shown = panorama(whole_plan, knowledges(NOW, timezone.localdate(), None))
        for headline in shown.headlines.values():
            assert headline.spread.number
            assert headline.varying is not None
    assert len(asked) == 12


def test_works_without_a_question_are_taken_as_stored(whole_plan):
    """Settled or read whole, every figure is the same."""
    taken = panorama(whole_plan, knowledges(NOW, timezone.localdate(), None))
    assert taken.material.settled
    assert not taken.material.settled.keys() & {code for code, _ in taken.material.rows}
    Span.objects.all().delete()
    read = panorama(whole_plan, knowledges(NOW, timezone.localdate(), None))
    assert read.material.settled == {}
    for metric in FIGURES:
        assert read.headlines[metric].spread == taken.headlines[metric].spread
