"""The questions about what is undetermined: what is asked, one answer for several, whom to ask."""

from datetime import date

import pytest
from django.utils import timezone

from calc.moments import Moment
from metrics.actions import rebuild
from plan.models import Informant, Link
from projects.models import Project, Responsibility
from tests import factories
from tests.plan_database import few_moments
from tests.projects.compute.listing import AFTER, BEFORE, advance, listed, names

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _few():
    with few_moments():
        yield


class TestWhatIsAsked:
    def test_each_undetermined_item_is_asked_for_its_required_stage(self):
        work = factories.project()
        factories.fact(factories.project())
        (one,) = listed().inquiries
        assert one.project == work
        assert one.asked == "2020年底前是否已投用？何时？"
        assert (one.event, one.documents) == ("opened", "通车的公告或报道")

    def test_the_criterion_is_split_by_the_reading(self):
        advance()
        (one,) = listed().inquiries
        (strict,) = listed("promise_rate_strict", fresh=False).inquiries
        assert (one.asked, one.documents) == ("2020年底前是否已开工？何时？", "开工报告")
        assert (strict.asked, strict.documents) == ("2020年底前是否已投用？何时？", "通车公告")

    def test_a_study_may_have_been_given_up(self):
        factories.project(commitment="study", commitment_strict="study", required="approved",
                          required_strict="approved")  # fmt: skip
        (one,) = listed().inquiries
        assert "或已正式决定不实施" in one.asked

    def test_another_day_is_named_in_full(self):
        factories.project()
        rebuild()
        today = Moment(timezone.localdate())
        (one,) = listed(moment=today, fresh=False).inquiries
        assert f"{today.as_of.year}年{today.as_of.month}月{today.as_of.day}日前" in one.asked

    def test_the_one_open_part_is_asked_about_alone(self):
        work = factories.project(parts=("北站房", "南站房"))
        factories.fact(work, part="part-1")
        (one,) = listed().inquiries
        assert one.part == "part-2"
        assert one.asked == "南站房：2020年底前是否已投用？何时？"

    def test_of_several_open_parts_all_are_asked_about(self):
        factories.project(parts=("北站房", "南站房"))
        (one,) = listed().inquiries
        assert one.part == ""
        assert one.asked == "北站房、南站房：2020年底前是否均已投用？何时？"

    def test_what_any_part_can_bring_is_asked_of_the_whole(self):
        factories.project(parts=("北站房", "南站房"), commitment="advance",
                          required="under_construction")  # fmt: skip
        (one,) = listed().inquiries
        assert (one.part, one.asked) == ("", "2020年底前是否已开工？何时？")

    def test_what_is_known_missed_reached_or_adjusted_is_not_asked(self):
        factories.fact(factories.project(), day=AFTER)
        factories.fact(factories.project(), event="realigned", day=BEFORE)
        assert listed().inquiries == []
        assert listed(fresh=False).sentence(5) == ""

    def test_what_enters_no_rate_is_not_asked(self):
        factories.project(judgement="direction")
        assert listed().inquiries == []


class TestOneAnswerForSeveral:
    def same(self, one, other):
        kinds = {"source_kind": "project", "target_kind": "project", "relation": "same_as"}
        Link.objects.create(plan=factories.plan(), source=one.code, target=other.code, **kinds)

    def test_items_declared_one_are_asked_about_once_and_count_twice(self):
        one, other = factories.project(), factories.project()
        self.same(one, other)
        found = listed()
        (asked,) = found.inquiries
        assert {asked.project, *asked.others} == {one, other}
        assert (asked.step.gain, found.left(1)) == (2, 0)

    def test_items_on_other_ladders_are_asked_apart(self):
        one = factories.project()
        other = factories.project(ladder="zone", required="operating", required_strict="operating")
        self.same(one, other)
        assert [asked.step.gain for asked in listed().inquiries] == [1, 1]

    def test_what_settles_more_figures_goes_first(self):
        weak = advance()
        strong = factories.project(commitment="complete", commitment_strict="complete",
                                   required="completed", required_strict="completed")  # fmt: skip
        assert names(listed()) == [strong.name, weak.name]
        assert [set(one.figures) for one in listed(fresh=False).inquiries] == [
            {"promise_rate", "promise_rate_strict", "built_rate"},
            {"promise_rate", "started_rate"},
        ]

    def test_more_accounts_go_first(self):
        local = factories.project()
        both = factories.project(cities=("220100", "230100"))
        assert names(listed()) == [both.name, local.name]


class TestWhoMayKnow:
    @pytest.fixture(autouse=True)
    def _offices(self):
        Informant.objects.create(
            plan=factories.plan(), category="road",
            offices="省交通运输厅；沿线市（州）交通运输局、高速公路集团",
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("recipient", "expected"),
        [
            ({"kind": "省交通运输厅"}, "jcw"),
            ({"kind": "省交通运输厅", "place": "220000"}, "jc"),
            ({"kind": "省交通运输厅", "place": "220100"}, "jc"),
            ({"kind": "沿线市（州）交通运输局", "place": "220100"}, "jc"),
            ({"kind": "沿线市（州）交通运输局", "place": "220200"}, "j"),
            ({"kind": "沿线市（州）交通运输局", "place": "230000"}, "w"),
            ({"kind": "高速公路集团", "place": "220100"}, "c"),
            ({"kind": "省水利厅"}, ""),
            ({"place": "230100"}, "w"),
            ({"unit": "org-220100"}, ""),
        ],
    )
    def test_a_list_for_one_office(self, recipient, expected):
        works = {
            "j": factories.project(cities=()), "c": factories.project(),
            "w": factories.project(cities=("230100",)),
        }  # fmt: skip
        Project.objects.filter(pk=works["j"].pk).update(provinces=["220000"])
        factories.place("220200")
        found = listed(**recipient)
        assert {one.project for one in found.inquiries} == {works[key] for key in expected}

    def test_the_count_stays_that_of_the_figure(self):
        factories.project(), factories.project(cities=("230100",))
        found = listed(place="220000")
        assert (found.rate.undetermined, found.left(5)) == (2, 1)
        assert found.sentence(5).startswith("查1份文件，不能确定由2项降到1项")

    def test_who_was_assigned_is_found_by_the_unit(self):
        work = factories.project()
        factories.project()
        assign(work)
        found = listed(unit="org-220100")
        assert [one.project for one in found.inquiries] == [work]
        assert "长春市发展和改革委员会" in found.inquiries[0].responsible.sentence

    def test_one_item_alone(self):
        work = factories.project()
        factories.project()
        assert [one.project for one in listed(item=work.code).inquiries] == [work]


def assign(work):
    """长春 leads from 2018 on."""
    Responsibility.objects.create(
        project=work, organisation=factories.office("220100"), role="lead",
        valid_from=date(2018, 1, 1), document="分工方案", recorded_by="测试",
    )  # fmt: skip
