"""Which facts count at a moment: three clocks, corrections and rulings."""

from datetime import UTC, date, datetime

import pytest

from calc.moments import Moment
from plan.models import Plan, Ruling
from plan.queries import (
    NoPlan,
    current,
    end_of,
    informants,
    joined,
    known,
    rulings,
    standing,
    untouched,
)
from projects.models import Progress
from tests import factories
from tests.factories import published

pytestmark = pytest.mark.django_db

DAY = date(2021, 6, 30)
LATE = date(2020, 12, 31)


def public(day):
    return Moment(LATE, day)


def system(day):
    return Moment(LATE, day, "system")


def keys(moment):
    return {row.key for row in known(Progress.objects.all(), moment)}


@pytest.fixture
def work():
    return factories.project()


def told(work, key, day, recorded=datetime(2026, 1, 1, tzinfo=UTC), **more):
    return factories.fact_recorded(work, recorded, key, source=published(day), **more)


def ruled(group, chosen, **more):
    number = next(factories.numbers)
    return Ruling.objects.create(
        plan=factories.plan(), conflict_group=group, chosen=chosen, reason="以公告为准",
        key=f"R-{number}", **more,
    )  # fmt: skip


class TestKnown:
    def test_all_knowledge_holds_everything(self, work):
        told(work, "A", date(2020, 1, 1))
        told(work, "B", None)

        assert keys(Moment(LATE)) == {"A", "B"}

    def test_what_was_published_on_the_day_itself_is_known(self, work):
        told(work, "A", DAY)

        assert keys(public(date(2021, 6, 29))) == set()
        assert keys(public(DAY)) == {"A"}

    def test_what_has_no_publication_day_is_known_in_all_knowledge_only(self, work):
        told(work, "A", None)

        assert keys(public(date(2099, 12, 31))) == set()
        assert keys(system(date(2026, 1, 1))) == {"A"}

    def test_the_system_knows_what_it_recorded_however_late_it_was_published(self, work):
        told(work, "A", date(2030, 1, 1), datetime(2021, 6, 1, tzinfo=UTC))

        assert keys(system(DAY)) == {"A"}
        assert keys(public(DAY)) == set()

    @pytest.mark.parametrize(
        ("recorded", "day"),
        [
            (datetime(2021, 6, 30, 15, 59, 59, 999999, tzinfo=UTC), date(2021, 6, 30)),
            (datetime(2021, 6, 30, 16, 0, tzinfo=UTC), date(2021, 7, 1)),
        ],
    )
    def test_a_day_ends_at_midnight_in_shanghai(self, work, recorded, day):
        told(work, "A", None, recorded)
        before = date.fromordinal(day.toordinal() - 1)

        assert keys(system(day)) == {"A"}
        assert keys(system(before)) == set()

    def test_the_end_of_a_summer_day_under_the_old_daylight_time(self):
        """From 1986 to 1991 clocks in Shanghai stood an hour ahead in summer."""
        assert end_of(date(1988, 7, 1)) == datetime(1988, 7, 1, 15, tzinfo=UTC)
        assert end_of(date(2021, 7, 1)) == datetime(2021, 7, 1, 16, tzinfo=UTC)


class TestRulings:
    def test_the_latest_known_ruling_of_a_group_is_in_force(self):
        first = ruled("CG", "A", published_on=date(2021, 1, 1))
        second = ruled("CG", "B", published_on=date(2022, 1, 1))

        assert rulings(factories.plan(), Moment(LATE)) == {"CG": second}
        assert rulings(factories.plan(), public(date(2021, 12, 31))) == {"CG": first}
        assert rulings(factories.plan(), public(date(2020, 12, 31))) == {}

    def test_a_ruling_without_publication_day_counts_in_all_knowledge_only(self):
        ruling = ruled("CG", "A")

        assert rulings(factories.plan(), Moment(LATE)) == {"CG": ruling}
        assert rulings(factories.plan(), public(date(2026, 1, 1))) == {}

    def test_the_system_knows_a_ruling_from_the_day_it_was_recorded(self):
        ruling = ruled("CG", "A", recorded_at=datetime(2021, 6, 30, 3, tzinfo=UTC))

        assert rulings(factories.plan(), system(DAY)) == {"CG": ruling}
        assert rulings(factories.plan(), system(date(2021, 6, 29))) == {}


def alive(moment, *, plan=None):
    rows = known(Progress.objects.order_by("key"), moment)
    return [row.key for row in standing(rows, rulings(plan or factories.plan(), moment))]


class TestCorrections:
    @pytest.fixture
    def chain(self, work):
        told(work, "A", date(2019, 1, 1))
        told(work, "B", None, corrects="A", reason="日期有误")
        told(work, "C", date(2021, 1, 1), corrects="B", reason="又有更正")

    @pytest.mark.usefixtures("chain")
    def test_the_last_of_a_chain_stands_alone(self):
        assert alive(Moment(LATE)) == ["C"]

    @pytest.mark.usefixtures("chain")
    def test_before_a_correction_was_known_the_old_fact_stands(self):
        assert alive(public(date(2020, 1, 1))) == ["A"]

    @pytest.mark.usefixtures("chain")
    def test_a_correction_replaces_the_whole_chain_though_a_link_is_unknown(self):
        assert alive(public(date(2021, 1, 1))) == ["C"]

    def test_a_key_is_read_within_its_own_work(self, work):
        other = factories.project()
        told(work, "PE-054", date(2019, 1, 1))
        told(other, "PE-054", date(2019, 1, 1))
        told(other, "X", date(2019, 1, 1), corrects="PE-054", reason="不是本项目")

        rows = standing(Progress.objects.order_by("project", "key"), {})
        assert [(row.project, row.key) for row in rows] == [(work, "PE-054"), (other, "X")]


class TestJoined:
    """A later fact names an earlier one by its key; the key becomes the name of the group."""

    def groups(self):
        rows = joined(Progress.objects.order_by("project", "key"))
        return [(row.key, row.event_group, row.conflict_group) for row in rows]

    def test_the_fact_that_is_named_joins_the_group_of_its_key(self, work):
        told(work, "A", date(2019, 1, 1))
        told(work, "B", date(2019, 1, 1), event_group="A")

        assert self.groups() == [("A", "A", ""), ("B", "A", "")]
        assert Progress.objects.get(key="A").event_group == ""

    def test_a_group_it_has_already_is_kept(self, work):
        told(work, "A", date(2019, 1, 1), conflict_group="CG-1")
        told(work, "B", date(2019, 1, 1), conflict_group="CG-1")

        assert self.groups() == [("A", "", "CG-1"), ("B", "", "CG-1")]

    def test_what_corrects_the_named_fact_stays_in_its_group(self, work):
        told(work, "A", date(2019, 1, 1))
        told(work, "B", date(2019, 1, 1), conflict_group="A")
        told(work, "C", date(2019, 1, 1), corrects="A", reason="日期有误")

        assert self.groups() == [("A", "", "A"), ("B", "", "A"), ("C", "", "A")]

    def test_a_key_of_another_work_names_nothing_here(self, work):
        told(work, "A", date(2019, 1, 1))
        told(factories.project(), "B", date(2019, 1, 1), event_group="A")

        assert self.groups() == [("A", "", ""), ("B", "A", "")]

    def test_a_ruling_on_such_a_group_silences_the_loser(self, work):
        told(work, "A", date(2019, 1, 1))
        told(work, "B", date(2019, 1, 1), conflict_group="A")
        ruled("A", "B")

        assert alive(Moment(LATE)) == ["B"]


class TestStandingUnderARuling:
    @pytest.fixture
    def sides(self, work):
        told(work, "A", date(2019, 1, 1), conflict_group="CG")
        told(work, "B", date(2020, 1, 1), conflict_group="CG")
        told(work, "Z", date(2018, 1, 1))

    @pytest.mark.usefixtures("sides")
    def test_without_a_ruling_both_sides_stand(self):
        assert alive(Moment(LATE)) == ["A", "B", "Z"]

    @pytest.mark.usefixtures("sides")
    def test_a_ruling_silences_the_other_side_and_nobody_else(self):
        ruled("CG", "B")
        assert alive(Moment(LATE)) == ["B", "Z"]

    @pytest.mark.usefixtures("sides")
    def test_a_ruling_for_what_is_not_known_yet_silences_nobody(self):
        ruled("CG", "B", published_on=date(2019, 6, 1))

        assert alive(public(date(2019, 12, 31))) == ["A", "Z"]
        assert alive(public(date(2020, 1, 1))) == ["B", "Z"]

    @pytest.mark.usefixtures("sides")
    def test_the_correction_of_what_was_chosen_is_chosen(self, work):
        ruled("CG", "B")
        told(work, "C", date(2022, 1, 1), corrects="B", reason="日期有误")

        assert alive(Moment(LATE)) == ["C", "Z"]

    @pytest.mark.usefixtures("sides")
    def test_the_correction_of_a_loser_has_lost_too(self, work):
        ruled("CG", "B")
        told(work, "C", date(2022, 1, 1), corrects="A", reason="日期有误")

        assert alive(Moment(LATE)) == ["B", "Z"]

    @pytest.mark.usefixtures("sides")
    def test_a_later_ruling_brings_the_other_side_back(self):
        ruled("CG", "B")
        ruled("CG", "A")
        assert alive(Moment(LATE)) == ["A", "Z"]


def test_the_first_plan_its_informants_and_untouched_paragraphs(whole_plan):
    assert current() == whole_plan
    assert informants(whole_plan)["railway"]
    reasons = set(untouched(whole_plan).values_list("untouched", flat=True))
    assert reasons <= {"任务（待录）", "背景", "原则", "重复"} and reasons


def test_without_a_catalogue_there_is_no_current_plan():
    with pytest.raises(NoPlan, match="尚未装入"):
        current()
    assert issubclass(NoPlan, Plan.DoesNotExist)
