"""The list for a figure holds what it promises when its questions are answered by facts."""

import random
from datetime import date, timedelta

import pytest

from calc.moments import PLAN_END, Moment
from calc.stages import LADDERS
from metrics.actions import ensure
from metrics.queries import results
from plan.models import Plan
from projects.compute import Figure, sheet
from projects.compute.stages import standing_of
from projects.queries import dossiers
from projects.rules.inquiry import RATE_WORDS
from tests import factories
from tests.plan_database import few_moments
from tests.projects.compute.listing import AFTER, BEFORE, NOW, listed, names

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _few():
    with few_moments():
        yield


def answer(one, day, **more):
    """File the dated answer to a question: the event the list proposes, on that day."""
    part = {"part": one.part} if one.part else {}
    return factories.fact(one.project, event=one.event, day=day, **part, **more)


class TestSearches:
    def search(self, work, **more):
        return factories.fact(work, event="searched", day=date(2025, 3, 5), moves=False,
                              searched_in="市档案馆",
                              **more)  # fmt: skip

    def test_a_search_moves_the_question_to_the_end_and_is_told(self):
        first, second = factories.project(), factories.project()
        self.search(first)
        found = listed()
        assert names(found) == [second.name, first.name]
        assert found.inquiries[1].search.searched_in == "市档案馆"
        assert (found.rate.no_data, found.searched, found.left(2)) == (2, 1, 0)

    def test_it_moves_no_stage_and_no_rate(self):
        work = factories.project()
        before = listed().rate
        self.search(work)
        assert listed().rate == before

    def test_a_later_fact_supersedes_it(self):
        work = factories.project()
        self.search(work)
        factories.fact(work, event="construction_start", day=BEFORE)
        found = listed()
        assert found.inquiries[0].search is None
        assert (found.rate.no_data, found.searched) == (0, 0)

    def test_a_statement_does_not(self):
        work = factories.project()
        self.search(work)
        factories.fact(work, event="statement", day=BEFORE)
        assert listed().inquiries[0].search is not None

    def test_a_corrected_search_counts_no_longer(self):
        work = factories.project()
        row = self.search(work)
        factories.fact(work, event="statement", corrects=row.key, reason="误填")
        assert listed().inquiries[0].search is None

    def test_it_is_known_from_its_own_day_on(self):
        self.search(factories.project(), source=factories.published(date(2025, 3, 5)))
        for day, known in ((date(2025, 3, 4), False), (date(2025, 3, 5), True)):
            moment = Moment(PLAN_END, day)
            ensure(moment)
            (one,) = listed(moment=moment, fresh=False).inquiries
            assert (one.search is not None) == known


# The promise, kept by facts


def a_ledger(dice):
    """A few items of every kind, some with something known."""
    for _ in range(6):
        shape = dice.choice([
            {}, {"commitment": "advance", "required": "under_construction"},
            {"ladder": "pilot", "category": "pilot", "required": "implementing",
             "required_strict": "named", "commitment": "advance"},
            {"ladder": "zone", "category": "zone", "required": "operating",
             "required_strict": "operating"},
            {"commitment": "study", "commitment_strict": "study", "required": "approved",
             "required_strict": "approved"},
            {"parts": ("甲段", "乙段")},
        ])  # fmt: skip
        work = factories.project(cities=dice.choice([("220100",), ("220100", "230100")]), **shape)
        if "parts" in shape and dice.random() < 0.7:
            factories.fact(work, part="part-1", day=BEFORE)
        elif dice.random() < 0.3:
            factories.fact(work, event="construction_start", day=date(2018, 1, 1))


def standings():
    """Verdicts by both readings, from the facts alone."""
    return {d.project.code: standing_of(d, NOW) for d in dossiers(factories.plan(), NOW)}


@pytest.mark.parametrize("figure", RATE_WORDS)
def test_facts_that_answer_shrink_the_figure_as_promised(figure):
    dice = random.Random(f"{figure}")
    a_ledger(dice)
    found = listed(figure)
    for count, one in enumerate(found.inquiries, 1):
        day = dice.choice((BEFORE, AFTER))
        if one.event == "progress":
            said = {"at_least": one.stage} if day is BEFORE else {"at_most": below(one)}
            answer(one, PLAN_END if day is BEFORE else PLAN_END + timedelta(1), **said)
        else:
            answer(one, day)
        now = listed(figure).rate
        assert now.undetermined <= found.left(count)
        assert now.undetermined == found.left(count) or figure != "promise_rate"
    assert listed(figure, fresh=False).inquiries == []


def below(one):
    return LADDERS[one.project.ladder].key(one.rank - 1)


@pytest.mark.parametrize("day", [BEFORE, AFTER])
def test_either_answer_settles_what_the_row_says(day):
    a_ledger(random.Random(7))
    for one in listed().inquiries:
        before = standings()[one.project.code]
        answer(one, day)
        after = standings()[one.project.code]
        assert after.promise != "undetermined"
        if "promise_rate_strict" in one.figures:
            assert before.promise_strict == "undetermined"
            assert after.promise_strict != "undetermined"


# The real plan


COUNTS = ("reached", "missed", "undetermined", "no_data", "adjusted", "total")
ACCOUNTS = ("all", "category=road", "province=220000", "city=230100", "commitment=study")


def test_the_counts_are_those_of_the_accounts(whole_plan: Plan):
    kept = results(NOW, "account")
    for figure in RATE_WORDS:
        for account in ACCOUNTS:
            found = sheet(whole_plan, NOW, Figure("works", figure, account),
                          today=date(2026, 1, 1))  # fmt: skip
            row = kept[f"{whole_plan.code}/works/{account}", figure]
            told = {name: getattr(found.rate, name) for name in COUNTS}
            assert told == {name: row.detail[name] for name in told}
            assert len(found.inquiries) == found.rate.undetermined
            assert found.left(len(found.inquiries)) == 0


def test_the_headline_of_the_real_plan(whole_plan: Plan):
    found = sheet(whole_plan, NOW, Figure(), today=date(2026, 1, 1))
    assert found.rate.undetermined - found.left(5) == 5
    assert found.sentence(5).startswith(
        f"查5份文件，不能确定由{found.rate.undetermined}项降到{found.rate.undetermined - 5}项，"
    )
    line = next(one for one in found.inquiries if one.project.code == "rail-electrify-binzhou")
    assert line.asked.startswith("齐齐哈尔以远段：")


def test_the_measures_are_a_list_of_their_own(whole_plan: Plan):
    found = sheet(whole_plan, NOW, Figure("measure"), today=date(2026, 1, 1))
    assert {one.project.kind for one in found.inquiries} == {"measure"}
    assert found.rate.undetermined == len(found.inquiries)


def test_the_number_of_queries_does_not_grow(whole_plan: Plan, django_assert_max_num_queries):
    for size in ("all", "category=railway"):
        with django_assert_max_num_queries(18):
            sheet(whole_plan, NOW, Figure(account=size), today=date(2026, 1, 1))
