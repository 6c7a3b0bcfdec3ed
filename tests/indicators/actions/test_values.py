"""Values are added with mark and trace in one transaction, and never altered."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from audit.queries import trail
from calc.moments import PLAN_END, Moment
from indicators import actions
from indicators.models import Observation
from indicators.queries import conflicts, counting, find_fact, observations
from indicators.rules import ObservationEntry, vintage_rank
from metrics.models import Mark
from plan.models import Ruling
from tests import factories
from tests.factories import published

pytestmark = pytest.mark.django_db

NOW = Moment(PLAN_END)


def entry(**more):
    end = date(2019, 12, 31)
    words = {"area": "长春市", "area_code": "220100", "year": 2019, "period_kind": "year_end",
             "period_start": end, "period_end": end, "value": Decimal("65.1"), "unit": "%",
             "source": published(date(2020, 5, 1))}  # fmt: skip
    return ObservationEntry(**words | more)


def add(subject, key="S-1", **more):
    return actions.add_observation(
        by=factories.wang(), indicator=subject, entry=entry(**more), key=key,
        filed_by="长春市统计局", approved_by="吉林省统计局",
    )  # fmt: skip


def marks():
    return list(Mark.objects.values_list("subject_kind", "subject", "cause"))


class TestAdding:
    def test_a_value_is_on_file_marked_and_traced(self):
        subject = factories.indicator("ind-a")
        row = add(subject)
        assert (row.value, row.published_on, row.origin) == (
            Decimal("65.1"), date(2020, 5, 1), "report",
        )  # fmt: skip
        assert marks() == [("indicator", "hachang-2016/ind-a", "value S-1")]
        (entry_,) = trail("indicator", "hachang-2016/ind-a")
        assert entry_.sentence == "入库监测值：长春市2019年65.1%（编号S-1）"

    def test_all_of_it_is_taken_back_together(self):
        subject = factories.indicator("ind-a")
        with pytest.raises(RuntimeError), transaction.atomic():
            add(subject)
            raise RuntimeError
        assert not Observation.objects.exists()
        assert marks() == []
        assert trail("indicator", "hachang-2016/ind-a") == []

    @pytest.mark.parametrize(
        ("more", "message"),
        [
            ({"period_start": date(2020, 1, 1)}, "期初不能晚于期末。"),
            ({"vintage": "guess"}, "值 'guess' 不是有效选项。"),
            ({"period_kind": "week"}, "值 'week' 不是有效选项。"),
        ],
    )
    def test_what_the_tables_refuse_is_refused_in_words(self, more, message):
        with pytest.raises(ValidationError) as refused:
            add(factories.indicator(), **more)
        assert message in refused.value.messages
        assert marks() == []

    @pytest.mark.parametrize("word", ["NaN", "Infinity", "1e20"])
    def test_what_is_no_number_of_ours_is_refused(self, word):
        with pytest.raises(ValidationError) as refused:
            add(factories.indicator(), value=Decimal(word))
        assert set(refused.value.message_dict) == {"value"}

    def test_a_key_is_used_once(self):
        subject = factories.indicator()
        add(subject)
        with pytest.raises(ValidationError, match="同一编号的监测值只能入库一次"):
            add(subject)


class TestCorrecting:
    def test_both_values_stay_and_the_new_one_counts(self):
        subject = factories.indicator("ind-a")
        add(subject, "A", revision_group="RV", conflict_group="IC")
        row = add(subject, "B", corrects="A", reason="录入有误", value=Decimal(66))
        assert (row.replaces, row.revision_group, row.conflict_group) == (["A"], "RV", "IC")
        assert len(observations(subject, NOW)) == 2
        (counted,) = counting(subject.plan, NOW)["ind-a"]
        assert counted.key == "B"
        assert find_fact(subject, "A").value == Decimal("65.1")

    def test_what_is_not_on_file_cannot_be_corrected(self):
        with pytest.raises(ValidationError, match="更正对象 A 不存在"):
            add(factories.indicator(), corrects="A", reason="录入有误")

    def test_a_correction_needs_a_reason_and_comes_once(self):
        subject = factories.indicator()
        add(subject, "A")
        with pytest.raises(ValidationError, match="更正必须写明理由"):
            add(subject, "B", corrects="A")
        add(subject, "B", corrects="A", reason="录入有误")
        with pytest.raises(ValidationError, match="该条监测值已被更正"):
            add(subject, "C", corrects="A", reason="又有说法")


class TestRuling:
    @pytest.fixture
    def subject(self):
        made = factories.indicator("ind-a")
        add(made, "A", conflict_group="IC")
        add(made, "B", conflict_group="IC", value=Decimal(70))
        Mark.objects.all().delete()
        return made

    def rule(self, subject, chosen):
        return actions.rule(
            by=factories.wang(), indicator=subject, conflict_group="IC", chosen=chosen,
            reason="以公报为准", published_on=None, key=f"R-{chosen}", filed_by="", approved_by="",
        )  # fmt: skip

    def test_the_chosen_value_counts_and_both_are_shown(self, subject):
        made = self.rule(subject, "B")
        assert [row.key for row in counting(subject.plan, NOW)["ind-a"]] == ["B"]
        (group,) = conflicts(subject, NOW)
        assert (group.ruling, len(group.facts)) == (made, 2)
        assert marks() == [("indicator", "hachang-2016/ind-a", "ruling R-B")]

    def test_only_a_side_of_the_group_can_be_chosen(self, subject):
        with pytest.raises(ValidationError, match="不在这组分歧之中"):
            self.rule(subject, "C")
        assert not Ruling.objects.exists()

    def test_a_group_of_two_indicators_is_ruled_for_both(self, subject):
        other = factories.indicator("ind-b")
        add(other, "A", conflict_group="IC")
        Mark.objects.all().delete()
        self.rule(subject, "B")
        assert {name for _, name, _ in marks()} == {"hachang-2016/ind-a", "hachang-2016/ind-b"}

    def test_a_key_is_read_within_its_own_indicator(self, subject):
        other = factories.indicator("ind-b")
        add(other, "A", value=Decimal(1))
        add(subject, "C", corrects="A", reason="录入有误")
        found = counting(subject.plan, NOW)
        assert [row.key for row in found["ind-b"]] == ["A"]


def test_vintages_have_an_order_and_none_counts_as_first():
    order = ["first_release", "interim", "pre_census", "census_2020", "post_census",
             "implied_revision"]  # fmt: skip
    assert sorted(order, key=vintage_rank) == order
    assert vintage_rank("") == vintage_rank("first_release")
