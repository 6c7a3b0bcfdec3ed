"""Facts are read at a moment and handed to the arithmetic without a loss."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from calc.moments import PLAN_END, Moment
from projects.queries import conflicts, dossiers, drafted, facts, find, find_fact, subject, to_fact
from projects.rules import counts, covers
from tests import factories
from tests.factories import entry, published

pytestmark = pytest.mark.django_db

NOW = Moment(PLAN_END)


class TestFinding:
    def test_a_work_is_found_by_its_code_within_its_plan(self):
        work = factories.project("road-a")
        assert find(factories.plan(), "road-a") == work
        assert find(factories.plan(), "road-b") is None
        assert subject(work) == "hachang-2016/road-a"

    def test_facts_come_in_the_order_of_their_days(self):
        work = factories.project()
        factories.fact(work, "later", day=date(2020, 5, 1), event="statement")
        factories.fact(work, "first", day=date(2016, 5, 1), event="statement")
        assert [row.key for row in facts(work, NOW)] == ["first", "later"]
        assert find_fact(work, "first").day == date(2016, 5, 1)
        assert find_fact(factories.project(), "first") is None

    def test_a_moment_narrows_what_is_read(self):
        work = factories.project()
        factories.fact(work, "A", source=published(date(2021, 1, 1)))
        assert facts(work, Moment(PLAN_END, date(2020, 12, 31))) == []
        assert facts(work, Moment(PLAN_END, date(2000, 1, 1), "system")) == []

    def test_a_disagreement_needs_two_known_sides(self):
        work = factories.project()
        factories.fact(work, "A", conflict_group="CG", source=published(date(2019, 1, 1)))
        factories.fact(work, "B", conflict_group="CG", source=published(date(2021, 1, 1)))
        (found,) = conflicts(work, NOW)
        assert (found.group, {row.key for row in found.facts}, found.ruling) == (
            "CG", {"A", "B"}, None,
        )  # fmt: skip
        assert conflicts(work, Moment(PLAN_END, date(2020, 1, 1))) == []


class TestDossiers:
    def test_many_works_cost_no_more_queries_than_one(self, django_assert_num_queries):
        for _ in range(3):
            factories.fact(factories.project(parts=("东段", "西段")), part="part-1")
        plan = factories.plan()
        with django_assert_num_queries(4):
            found = dossiers(plan, NOW)
        assert [len(one.facts) for one in found] == [1, 1, 1]
        assert found[0].parts == ("part-1", "part-2")

    def test_only_what_stands_is_handed_over(self):
        work = factories.project("road-a")
        factories.fact(work, "A")
        factories.fact(work, "B", corrects="A", reason="日期有误", day=date(2020, 10, 1))
        (found,) = dossiers(factories.plan(), NOW, {"road-a"})
        assert [fact.key for fact in found.facts] == ["B"]
        assert dossiers(factories.plan(), NOW, {"road-b"}) == []


class TestHandingOver:
    def given(self, **more):
        work = factories.project(parts=("东段",))
        return to_fact("works", factories.fact(work, "A", **more))

    def test_a_day_is_itself(self):
        found = self.given()
        assert (found.earliest, found.latest, found.first_day) == (date(2020, 9, 26),) * 3
        assert found.whole
        assert found.counts
        assert not found.derived

    def test_a_month_spans_the_month(self):
        found = self.given(day=date(2020, 2, 1), precision="month")
        assert (found.earliest, found.latest) == (date(2020, 2, 1), date(2020, 2, 29))

    def test_a_report_has_no_earliest_day(self):
        found = self.given(day=date(2019, 1, 1), precision="year", date_basis="reported")
        assert (found.earliest, found.latest) == (None, date(2019, 12, 31))

    def test_a_declared_part_is_told_from_one_nobody_declared(self):
        assert self.given(part="part-1").part == "part-1"
        other = self.given(part_said="某标段")
        assert (other.part, other.undeclared) == (None, True)

    def test_hand_filled_bounds_become_ranks(self):
        found = self.given(event="progress", at_least="under_construction", at_most="completed",
                           percent=Decimal("45.5"))  # fmt: skip
        assert (found.at_least, found.at_most, found.percent) == (3, 4, 45.5)

    def test_groups_are_handed_over_and_blank_ones_are_none(self):
        assert self.given(event_group="EG", conflict_group="CG").group == "EG"
        assert (self.given().group, self.given().conflict) == (None, None)

    def test_an_inferred_fact_says_so(self):
        assert self.given(status="derived").derived


class TestDrafting:
    def test_an_entry_becomes_a_row_without_being_stored(self):
        work = factories.project(parts=("东段",))
        row = drafted(work, entry(part="part-1", percent=Decimal(40)), key="S-1")
        assert (row.pk, row.key, row.part.name, row.percent) == (None, "S-1", "东段", 40)
        assert (row.published_on, row.published_precision) == (date(2020, 9, 28), "day")
        assert row.owner == work.pk

    def test_a_correction_takes_the_place_and_the_groups_of_what_it_corrects(self):
        work = factories.project()
        factories.fact(work, "A", event_group="EG", conflict_group="CG")
        factories.fact(work, "B", corrects="A", reason="日期有误")
        row = drafted(work, entry(corrects="B", reason="又有更正"))
        assert row.replaces == ["B", "A"]
        assert (row.event_group, row.conflict_group) == ("EG", "CG")

    def test_a_correction_may_name_groups_of_its_own(self):
        work = factories.project()
        factories.fact(work, "A", conflict_group="CG")
        row = drafted(work, entry(corrects="A", reason="另有所指", conflict_group="CG-2"))
        assert row.conflict_group == "CG-2"

    def test_the_clock_of_the_system_is_set_by_the_database(self):
        row = factories.fact(factories.project())
        row.refresh_from_db()
        assert abs((datetime.now(UTC) - row.recorded_at).total_seconds()) < 60


@pytest.mark.parametrize(
    ("changed", "counted"),
    [
        ({}, True),
        ({"relation": "substitute"}, False),
        ({"relation": "adjacent"}, False),
        ({"relation": "context"}, False),
        ({"event": "statement"}, False),
        ({"event": "investment"}, False),
        ({"event": "renumbered"}, False),
        ({"date_basis": "scheduled"}, False),
        ({"confidence": "low"}, False),
        ({"confidence": "medium"}, True),
        ({"moves": False}, False),
    ],
)
def test_which_rows_may_move_a_stage(changed, counted):
    row = {"relation": "item", "event": "opened", "date_basis": "event", "confidence": "high",
           "moves": True}  # fmt: skip
    assert counts(**row | changed) is counted


@pytest.mark.parametrize(
    ("level", "code", "covered"),
    [
        ("city", "220100", True), ("city", "220200", False), ("province", "220000", True),
        ("province", "230000", False), ("all", "", False), ("city", "220000", False),
    ],
)  # fmt: skip
def test_who_may_file_about_what_lies_where(level, code, covered):
    assert covers(level, code, ["220000"], ["220100"]) is covered
