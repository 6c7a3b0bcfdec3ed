"""The cases of reality, with the real facts, through the whole stack: load, compute, read."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from calc.moments import PLAN_END, Moment
from indicators.models import Indicator
from indicators.queries import observations
from metrics.actions import ensure, refresh
from metrics.queries import results
from projects.queries import conflicts, facts, find
from regions.models import Place
from tests import factories
from tests.factories import published

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_plan")]

TODAY = Moment(date(2026, 6, 30))


def figures(code, moment):
    """What the Results say about a work: stage words, both verdicts, and whether it is late."""
    ensure(moment)
    name = f"hachang-2016/{code}"
    found = results(moment, "project", subjects=[name])
    late = found.get((name, "late"))
    return {
        "words": found[name, "stage"].detail["words"],
        "promise": found[name, "promise"].text,
        "strict": found[name, "promise_strict"].text,
        "late": bool(late and late.detail["late"]),
        "inputs": found[name, "stage"].inputs,
    }


def verdicts(code, moment):
    found = figures(code, moment)
    return found["words"], found["promise"], found["strict"]


def test_jingha_from_harbin_to_lalinhe_cannot_be_judged_at_the_end_of_2020():
    """One source sees works in September 2020, one says open by the end of 2021."""
    code = "road-g1-harbin-lalinhe"
    assert verdicts(code, Moment(PLAN_END)) == ("不早于在建", "undetermined", "undetermined")
    assert verdicts(code, Moment(date(2021, 12, 31))) == ("投用", "reached", "reached")
    assert not figures(code, TODAY)["late"]


def test_jingha_from_lalinhe_to_changchun_is_open_when_both_halves_are():
    code = "road-g1-lalinhe-changchun"
    half = figures(code, Moment(date(2019, 12, 31)))
    assert half["words"].startswith("部分投用")
    assert half["promise"] == "missed"

    whole = figures(code, Moment(PLAN_END))
    assert (whole["words"], whole["promise"], whole["strict"]) == ("投用", "reached", "reached")
    assert {"PE-085", "PE-086"} <= set(whole["inputs"])


def test_jiamusi_to_mudanjiang_is_missed_in_2020_and_finished_late():
    code = "rail-mudanjiang-jiamusi"
    assert verdicts(code, Moment(PLAN_END)) == ("在建", "missed", "missed")
    assert not figures(code, Moment(PLAN_END))["late"]
    assert not figures(code, Moment(date(2021, 12, 5)))["late"]

    opened = figures(code, Moment(date(2021, 12, 6)))
    assert (opened["words"], opened["promise"], opened["late"]) == ("投用", "reached", True)
    assert figures(code, TODAY)["late"]


def test_changchun_to_liaoyuan_was_to_be_studied_and_nobody_can_say():
    found = figures("rail-changchun-liaoyuan", Moment(PLAN_END))
    assert found["words"] == "不晚于批复"
    assert (found["promise"], found["strict"]) == ("undetermined", "undetermined")
    assert figures("rail-changchun-liaoyuan", TODAY)["promise"] == "undetermined"


def test_the_russian_gas_line_is_in_use_in_part():
    code = "pipe-sino-russia-east-gas"
    found = figures(code, Moment(PLAN_END))
    assert found["words"].startswith("部分投用（")
    assert found["promise"] == "missed"
    assert not figures(code, Moment(date(2019, 12, 1)))["words"].startswith("部分投用")


def test_siping_to_baihe_is_open_in_2020_and_adjusted_in_2025():
    code = "rail-siping-tonghua-baihe"
    before, after = figures(code, Moment(PLAN_END)), figures(code, Moment(date(2025, 12, 31)))
    assert (before["promise"], before["strict"]) == ("undetermined", "undetermined")
    assert (after["words"], after["promise"], after["strict"]) == ("已调整", "adjusted", "adjusted")
    assert after["inputs"] == ["PE-035"]


def test_the_substitute_of_siping_to_baihe_moves_nothing():
    """沈白 was under construction in 2021; the item itself was not."""
    found = figures("rail-siping-tonghua-baihe", Moment(date(2024, 12, 31)))
    assert found["promise"] == "undetermined"
    assert found["inputs"] == []


class TestSuifenheAirportByBothClocks:
    CODE = "apt-suifenhe"

    @pytest.mark.parametrize(
        ("known_at", "words", "inputs"),
        [
            (date(2017, 10, 10), "暂无资料", []),
            (date(2017, 10, 11), "不早于在建", ["PE-100"]),
            (date(2021, 9, 5), "不早于在建", ["PE-100"]),
            (date(2021, 9, 6), "不早于在建", ["PE-100", "PE-102"]),
            (date(2022, 4, 26), "不早于在建", ["PE-100", "PE-102"]),
            (date(2024, 12, 27), "不早于在建", ["PE-100", "PE-102"]),
        ],
    )
    def test_the_public_learns_step_by_step(self, known_at, words, inputs):
        moment = Moment(date(2024, 12, 27), known_at)
        found = figures(self.CODE, moment)
        assert (found["words"], found["inputs"]) == (words, inputs)

    def test_what_was_learnt_later_tells_about_2020(self):
        """Only the test flights of 2021 and the opening of 2024 cap what was built in 2020."""
        assert figures(self.CODE, Moment(PLAN_END, PLAN_END))["strict"] == "undetermined"
        assert figures(self.CODE, Moment(PLAN_END, date(2021, 9, 6)))["strict"] == "missed"
        assert verdicts(self.CODE, Moment(PLAN_END)) == ("在建", "reached", "missed")

    def test_called_built_years_before_the_first_flight(self):
        """The statement of April 2022 moves nothing; acceptance and flight do."""
        in_2022 = figures(self.CODE, Moment(date(2022, 12, 31)))
        assert "PE-104" not in in_2022["inputs"]
        assert in_2022["strict"] == "missed"
        # first flight or first scheduled flight: sources differ on which one opened it
        between = figures(self.CODE, Moment(date(2024, 12, 31)))
        assert (between["words"], between["strict"]) == ("不早于建成", "undetermined")
        opened = figures(self.CODE, Moment(date(2025, 3, 30)))
        assert (opened["words"], opened["strict"]) == ("投用", "reached")

    def test_a_licence_to_operate_is_no_approval_of_the_project(self):
        assert "PE-106" not in figures(self.CODE, Moment(date(2024, 12, 10)))["inputs"]

    def test_the_system_knows_nothing_before_its_first_load(self):
        today = timezone.localdate()
        before = figures(self.CODE, Moment(PLAN_END, today - timedelta(days=1), "system"))
        after = figures(self.CODE, Moment(PLAN_END, today, "system"))
        assert (before["words"], before["inputs"]) == ("暂无资料", [])
        assert after["words"] == "在建"

    def test_its_sources_disagree_and_all_are_kept(self, whole_plan):
        groups = conflicts(find(whole_plan, self.CODE), TODAY)
        assert [(one.group, len(one.facts), one.ruling) for one in groups] == [("CG-07", 4, None)]


def test_a_work_finished_before_the_plan_began_has_kept_its_promise(whole_plan):
    opened = [
        project
        for project in whole_plan.project_set.filter(kind="works", commitment="build")
        if any(
            f.event == "opened" and f.relation == "item" and not f.part and not f.part_said
            and f.day < whole_plan.starts and f.confidence != "low" and f.date_basis != "scheduled"
            for f in facts(project, TODAY)
        )
    ]  # fmt: skip
    first = Moment(date(2016, 3, 31))
    assert all(figures(project.code, first)["promise"] == "reached" for project in opened)


def test_two_dates_of_one_start_span_the_time_between(whole_plan):
    """松原机场: June or July 2015; the two rows are one event and neither is lost."""
    airport = find(whole_plan, "apt-songyuan")
    group = next(one for one in conflicts(airport, TODAY) if one.group == "CG-08")
    assert len(group.facts) == 2
    first, second = sorted(group.facts, key=lambda row: row.day)

    def words(day):
        return figures(airport.code, Moment(day))["words"]

    assert "在建" not in words(first.day - timedelta(days=1)).removeprefix("不晚于")
    assert words(second.day.replace(day=31)).startswith(("在建", "不早于在建"))


def test_a_ruling_decides_and_the_loser_stays_on_file(whole_plan):
    from projects.actions import rule

    airport = find(whole_plan, "apt-songyuan")
    chosen = next(one for one in conflicts(airport, TODAY) if one.group == "CG-08").facts[0]
    rule(by=factories.wang(), project=airport, conflict_group="CG-08", chosen=chosen.key,
         reason="以开工报道为准", published_on=None, key="S-1", filed_by="省发展改革委",
         approved_by="省发展改革委")  # fmt: skip
    refresh()

    group = next(one for one in conflicts(airport, TODAY) if one.group == "CG-08")
    assert len(group.facts) == 2
    assert group.ruling.chosen == chosen.key
    assert set(figures(airport.code, Moment(PLAN_END))["inputs"]) & {
        r.key for r in group.facts
    } <= {chosen.key}


def test_the_population_of_heilongjiang_before_and_after_the_census():
    population = Indicator.objects.get(code="ref-resident-population")

    def of_2019(moment):
        ensure(moment)
        found = results(moment, "indicator")["hachang-2016/ref-resident-population", "latest"]
        return next(
            (cell["value"], cell["vintage"])
            for cell in found.detail["series"]
            if cell["area_code"] == "230000"
        )

    day = date(2019, 12, 31)
    assert of_2019(Moment(day, date(2021, 1, 31))) == ("3751.3", "first_release")
    assert of_2019(Moment(day, date(2021, 2, 25))) == ("3751", "pre_census")
    assert of_2019(Moment(day)) == ("3255", "post_census")

    rows = [
        row for row in observations(population, TODAY)
        if (row.area_code, row.year, row.period_kind) == ("230000", 2019, "year_end")
    ]  # fmt: skip
    assert {row.value for row in rows} == {3255, 3751, factories.Decimal("3751.3")}


def test_gongzhuling_changed_its_city_and_keeps_both_codes():
    old, new = Place.objects.get(code="220381"), Place.objects.get(code="220184")
    assert (old.parent.name, new.parent.name) == ("四平市", "长春市")
    assert old.valid_to == new.valid_from == date(2020, 6, 1)
    assert old.successor_code == new.code


def test_a_fact_that_becomes_known_moves_the_account_of_2020(whole_plan):
    account = ("hachang-2016/works/all", "promise_rate")
    before = results(Moment(PLAN_END), "account")[account].detail
    factories.fact(
        find(whole_plan, "road-g1-harbin-lalinhe"), "S-9", day=date(2020, 12, 30),
        source=published(date(2021, 1, 5)), summary="全幅通车",
    )  # fmt: skip
    refresh()
    after = results(Moment(PLAN_END), "account")[account].detail
    assert after["reached"] == before["reached"] + 1
    assert after["undetermined"] == before["undetermined"] - 1
    assert after["missed"] == before["missed"]
