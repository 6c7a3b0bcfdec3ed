"""The latest value of each series, and whether a number of the plan is reached."""

from datetime import date
from decimal import Decimal

import pytest

from calc.moments import PLAN_END, Moment
from indicators.compute import values
from indicators.models import Indicator, Target
from metrics.rules import spread
from tests import factories
from tests.factories import published

pytestmark = pytest.mark.django_db

NOW = Moment(PLAN_END)
TODAY = Moment(date(2026, 6, 30))


def computed(subject, moment=NOW):
    name = f"{subject.plan.code}/{subject.code}"
    return {one.metric: one for one in values({name}, [moment])}


def value(subject, number, year, key="", **more):
    """The value at the end of a year, first published in the next spring."""
    end = date(year, 12, 31)
    source = published(date(year + 1, 3, 1), f"公报{year}")
    words = {"value": Decimal(str(number)), "year": year, "period_start": end, "period_end": end,
             "source": source}  # fmt: skip
    return factories.observation(subject, key, **words | more)


def shown(subject, moment=NOW):
    """Area and value of every series shown as the latest."""
    cells = computed(subject, moment)["latest"].detail["series"]
    return [(cell["area"], cell["value"]) for cell in cells]


class TestLatest:
    def test_nothing_on_file_is_no_data_and_not_zero(self):
        found = computed(factories.indicator())["latest"]
        assert (found.low, found.high, found.text, found.detail) == (
            None, None, "no_data", {"series": []},
        )  # fmt: skip

    def test_zero_is_a_value(self):
        subject = factories.indicator()
        value(subject, 0, 2019)
        found = computed(subject)["latest"]
        assert (found.low, found.text) == (0, "")
        assert shown(subject) == [("长春市", "0")]

    def test_the_newest_period_that_has_ended_is_shown(self):
        subject = factories.indicator()
        value(subject, 60, 2018, "A")
        value(subject, 61, 2019, "B")
        value(subject, 62, 2021, "C")
        assert shown(subject) == [("长春市", "61")]
        assert computed(subject)["latest"].inputs == ("B",)
        assert shown(subject, Moment(date(2019, 12, 30))) == [("长春市", "60")]
        assert shown(subject, TODAY) == [("长春市", "62")]

    @pytest.mark.parametrize(
        ("known_at", "seen"),
        [
            (date(2020, 2, 29), []),
            (date(2020, 3, 1), [("长春市", "3751.3")]),
            (date(2021, 2, 25), [("长春市", "3751")]),
            (None, [("长春市", "3255")]),
        ],
    )
    def test_a_year_has_the_newest_vintage_known_at_the_moment(self, known_at, seen):
        subject = factories.indicator(unit="万人")
        value(subject, "3751.3", 2019, vintage="first_release")
        value(subject, 3751, 2019, vintage="pre_census", source=published(date(2021, 2, 25)))
        value(subject, 3255, 2019, vintage="post_census", source=published(None))
        assert shown(subject, Moment(PLAN_END, known_at)) == seen

    def test_an_old_vintage_published_again_later_does_not_win(self):
        subject = factories.indicator()
        value(subject, 3255, 2019, vintage="post_census", source=published(date(2021, 6, 1)))
        value(subject, 3751, 2019, vintage="first_release", source=published(date(2023, 6, 1)))
        assert shown(subject, TODAY) == [("长春市", "3255")]

    def test_areas_and_scopes_are_series_of_their_own(self):
        subject = factories.indicator()
        value(subject, 60, 2019)
        value(subject, 50, 2019, area="吉林市", area_code="220200")
        value(subject, 70, 2018, scope="主城区")
        found = computed(subject)["latest"]
        assert [(c["area"], c["scope"], c["value"]) for c in found.detail["series"]] == [
            ("长春市", "", "60"), ("长春市", "主城区", "70"), ("吉林市", "", "50"),
        ]  # fmt: skip
        assert found.low is None

    def test_a_part_of_a_year_stands_back_behind_a_whole_one(self):
        subject = factories.indicator()
        value(subject, 958, 2020, period_kind="interim", period_start=None,
              period_end=date(2020, 10, 31))  # fmt: skip
        assert shown(subject) == [("长春市", "958")]
        value(subject, 900, 2019, period_kind="year")
        assert shown(subject) == [("长春市", "900")]

    @pytest.mark.parametrize(
        "more", [{"confidence": "low"}, {"value_type": "target"}, {"value_type": "expected"}]
    )
    def test_what_is_unverified_or_only_wished_for_is_not_counted(self, more):
        subject = factories.indicator()
        value(subject, 60, 2019, **more)
        assert shown(subject) == []

    def test_a_correction_takes_the_place_of_the_value(self):
        subject = factories.indicator()
        value(subject, 60, 2019, "A")
        value(subject, 61, 2019, "B", corrects="A", reason="录入有误")
        assert shown(subject) == [("长春市", "61")]
        assert computed(subject)["latest"].inputs == ("B",)

    def test_no_growth_is_ever_computed(self):
        subject = factories.indicator()
        value(subject, 60, 2018)
        value(subject, 66, 2019)
        found = computed(subject)
        assert set(found) == {"latest", "attainment"}
        assert "growth" not in str(found)

    def test_the_cell_keeps_what_a_reader_must_know(self):
        subject = factories.indicator()
        value(subject, "66.50", 2019, "A", vintage="post_census", qualifier="over",
              status="revised", boundary="before_2020_06")  # fmt: skip
        (cell,) = computed(subject)["latest"].detail["series"]
        assert cell == {
            "area": "长春市", "area_code": "220100", "scope": "", "year": 2019,
            "period_end": "2019-12-31", "period_kind": "year_end", "value": "66.5", "unit": "%",
            "key": "A", "vintage": "post_census", "qualifier": "over", "status": "revised",
            "boundary": "before_2020_06",
        }  # fmt: skip

    def test_a_large_number_is_never_written_with_an_exponent(self):
        subject = factories.indicator(unit="万元")
        value(subject, 51838000, 2019)
        assert shown(subject) == [("长春市", "51838000")]


class TestAttainment:
    def goal(self, kind="target", number=None, *, direction=1, **more):
        subject = factories.indicator(direction=direction)
        Target.objects.create(
            plan=subject.plan, indicator=subject, kind=kind, value_kind="level", unit="%",
            value=number, year=2020, quote="达到六成五", **more,
        )  # fmt: skip
        return subject

    def word(self, subject, moment=NOW):
        return computed(subject, moment)["attainment"].text

    def test_a_goal_without_a_number_is_never_tested(self):
        for kind in ("target", "constraint", "qualitative"):
            subject = self.goal(kind)
            value(subject, 99, 2020)
            found = computed(subject, TODAY)["attainment"]
            assert (found.text, found.detail) == ("no_number", {"targets": 0, "tested": 0})
            assert found.inputs == ()

    def test_a_baseline_alone_is_no_goal(self):
        assert self.word(self.goal("baseline", 60)) == "no_target"

    def test_without_a_value_nobody_can_say(self):
        assert self.word(self.goal(number=65)) == "no_data"

    @pytest.mark.parametrize(
        ("number", "direction", "strict", "word"),
        [(65, 1, False, "reached"), ("64.9", 1, False, "missed"), (65, 1, True, "missed"),
         ("65.1", 1, True, "reached"), (65, -1, False, "reached"), (66, -1, False, "missed"),
         (65, -1, True, "missed")],
    )  # fmt: skip
    def test_the_value_of_the_year_decides(self, number, direction, strict, word):
        subject = self.goal(number=65, direction=direction, strict=strict)
        value(subject, number, 2020, "A")
        assert self.word(subject) == word
        assert computed(subject)["attainment"].inputs == ("A",)

    def test_before_the_year_is_over_it_is_not_due(self):
        subject = self.goal(number=65)
        value(subject, 60, 2018)
        assert self.word(subject, Moment(date(2019, 6, 30))) == "not_due"
        value(subject, 66, 2018, area="长春市", vintage="post_census")
        assert self.word(subject, Moment(date(2019, 6, 30))) == "reached"

    def test_a_later_year_says_nothing_about_2020(self):
        subject = self.goal(number=65)
        value(subject, 70, 2022)
        assert self.word(subject, TODAY) == "no_data"

    def test_once_the_year_is_over_an_older_value_no_longer_answers(self):
        subject = self.goal(number=65)
        value(subject, 70, 2018)
        assert self.word(subject, Moment(date(2020, 12, 30))) == "reached"
        assert self.word(subject) == "no_data"

    @pytest.mark.parametrize("more", [{"unit": "万人"}, {"scope": "主城区"}])
    def test_another_unit_or_scope_is_no_evidence(self, more):
        subject = self.goal(number=65)
        value(subject, 70, 2020, **more)
        assert self.word(subject) == "no_data"

    def test_every_named_place_must_have_reached_it(self):
        subject = self.goal(number=65)
        subject.targets.get().places.set([factories.place("220100"), factories.place("230100")])
        value(subject, 70, 2020)
        assert self.word(subject) == "no_data"
        value(subject, 60, 2020, area="哈尔滨市", area_code="230100")
        assert self.word(subject) == "missed"

    def test_of_several_numbers_all_must_be_tested(self):
        subject = self.goal(number=65)
        Target.objects.create(plan=subject.plan, indicator=subject, kind="target", unit="%",
                              value_kind="level", value=80, year=2020, scope="主城区",
                              quote="主城区八成")  # fmt: skip
        value(subject, 70, 2020)
        found = computed(subject)["attainment"]
        assert (found.text, found.detail) == ("no_data", {"targets": 2, "tested": 1})
        value(subject, 81, 2020, scope="主城区")
        assert self.word(subject) == "reached"

    def test_reference_series_are_never_tested(self):
        subject = factories.indicator(reference=True)
        value(subject, 70, 2020)
        assert set(computed(subject)) == {"latest"}


def test_facts_are_read_once_for_all_days_of_one_knowledge(django_assert_num_queries):
    value(factories.indicator(), 60, 2018)
    days = [Moment(date(year, 12, 31)) for year in range(2016, 2021)]
    with django_assert_num_queries(7):
        assert len(list(spread(values(None, days), days))) == 10


def test_subjects_of_other_plans_are_left_alone():
    factories.indicator("ind-a")
    assert list(values({"other/ind-a"}, [NOW])) == []


@pytest.mark.usefixtures("whole_plan")
class TestTheRealSeries:
    def test_the_plan_has_no_number_for_most_goals_and_none_is_invented(self):
        found = {one.subject: one for one in values(None, [TODAY]) if one.metric == "attainment"}
        numbered = set(
            Target.objects.filter(kind="target", value__isnull=False)
            .values_list("indicator__code", flat=True)
        )  # fmt: skip
        for code in Indicator.objects.filter(reference=False).values_list("code", flat=True):
            tested = found[f"hachang-2016/{code}"]
            assert (tested.text in ("no_number", "no_target")) == (code not in numbered)

    def test_every_value_shown_is_on_file(self):
        for one in values(None, [TODAY]):
            if one.metric == "latest":
                keys = {cell["key"] for cell in one.detail["series"]}
                assert keys == set(one.inputs)
