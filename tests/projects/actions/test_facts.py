"""Facts are added with mark and trace in one transaction, and never altered."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from audit.queries import trail
from calc.moments import PLAN_END, Moment
from metrics.models import Mark
from plan.models import Ruling, Source
from projects import actions
from projects.models import Part, Progress
from projects.queries import conflicts
from tests import factories
from tests.factories import entry

pytestmark = pytest.mark.django_db


def add(work, key="S-1", **more):
    return actions.add_fact(
        by=factories.wang(), project=work, entry=entry(**more), key=key,
        filed_by="长春市发展改革委", approved_by="吉林省发展改革委",
    )  # fmt: skip


def marks():
    return list(Mark.objects.values_list("subject_kind", "subject", "cause"))


class TestAdding:
    def test_a_fact_is_on_file_with_who_filed_and_approved_it(self):
        work = factories.project()
        fact = add(work)
        assert (fact.project, fact.key, fact.origin) == (work, "S-1", "report")
        assert (fact.filed_by, fact.approved_by) == ("长春市发展改革委", "吉林省发展改革委")
        assert fact.source == Source.objects.get()

    def test_its_work_is_marked(self):
        add(factories.project("road-a"))
        assert marks() == [("project", "hachang-2016/road-a", "fact S-1")]

    def test_it_leaves_a_trace_of_the_person(self):
        add(factories.project("road-a"))
        (row,) = trail("project", "hachang-2016/road-a")
        assert (row.actor, row.action) == ("wang", "projects.add_fact")
        assert row.sentence == "入库进展：全线建成通车（编号S-1）"

    def test_all_of_it_is_taken_back_together(self):
        work = factories.project("road-a")
        with pytest.raises(RuntimeError), transaction.atomic():
            add(work)
            raise RuntimeError
        assert not Progress.objects.exists()
        assert marks() == []
        assert trail("project", "hachang-2016/road-a") == []

    def test_money_and_progress_are_exact(self):
        fact = add(factories.project(), amount=Decimal("123456.78"), percent=Decimal("45.67"))
        fact.refresh_from_db()
        assert (fact.amount, fact.percent) == (Decimal("123456.78"), Decimal("45.67"))

    @pytest.mark.parametrize(
        ("more", "message"),
        [
            ({"percent": Decimal("100.5")}, "形象进度应在 0 至 100 之间。"),
            ({"amount": Decimal(-1)}, "金额不能为负。"),
            ({"value": Decimal(3)}, "数值、单位、数值含义须同时填写或同时留空。"),
            ({"event": "vanished"}, "值 'vanished' 不是有效选项。"),
            ({"summary": ""}, "此字段不能为空。"),
            ({"amount": Decimal("0.001")}, "确认小数不超过 2 位."),
        ],
    )
    def test_what_the_tables_refuse_is_refused_in_words(self, more, message):
        with pytest.raises(ValidationError) as refused:
            add(factories.project(), **more)
        assert message in refused.value.messages
        assert not Progress.objects.exists()
        assert marks() == []

    def test_a_key_is_used_once_for_a_work(self):
        work = factories.project()
        add(work)
        with pytest.raises(ValidationError, match="同一编号的进展只能入库一次"):
            add(work)
        add(factories.project())

    def test_an_unknown_part_is_an_error(self):
        with pytest.raises(Part.DoesNotExist):
            add(factories.project(), part="part-9")

    @pytest.mark.parametrize("word", ["at_least", "at_most"])
    def test_a_stage_of_another_ladder_is_refused(self, word):
        with pytest.raises(ValidationError, match="阶段序列中没有的阶段"):
            add(factories.project(), event="progress", **{word: "operating"})


class TestContradictions:
    def test_what_excludes_a_fact_on_file_is_refused_with_both_rows(self):
        work = factories.project()
        add(work, "A", day=date(2018, 1, 1))
        with pytest.raises(ValidationError) as refused:
            add(work, "B", event="construction_start", day=date(2019, 1, 1))
        (said,) = refused.value.messages
        assert said.startswith("与已入库的事实矛盾：事实互相矛盾：A、B（")
        assert "请核对日期和事件，或先对有误的一条提出更正。" in said
        assert Progress.objects.count() == 1
        assert len(marks()) == 1

    def test_one_part_contradicting_itself_is_refused(self):
        work = factories.project(parts=("左幅", "右幅"))
        add(work, "A", part="part-1", day=date(2018, 1, 1))
        with pytest.raises(ValidationError, match="A、B"):
            add(work, "B", part="part-1", event="completed", day=date(2019, 1, 1))

    def test_what_settles_nothing_contradicts_nothing(self):
        work = factories.project()
        add(work, "A", day=date(2018, 1, 1))
        add(work, "B", event="construction_start", day=date(2019, 1, 1), confidence="low")
        add(work, "C", event="construction_start", day=date(2019, 1, 1), relation="adjacent")

    def test_a_correction_makes_room(self):
        work = factories.project()
        add(work, "A", day=date(2018, 1, 1))
        add(work, "B", corrects="A", reason="误写年份", day=date(2020, 1, 1))
        add(work, "C", event="construction_start", day=date(2019, 1, 1))
        assert Progress.objects.count() == 3


class TestCorrecting:
    def test_both_stay_on_file_and_the_new_one_says_what_it_replaces(self):
        work = factories.project()
        add(work, "A")
        fact = add(work, "B", corrects="A", reason="日期有误", day=date(2020, 9, 27))
        assert Progress.objects.count() == 2
        assert (fact.corrects, fact.replaces, fact.reason) == ("A", ["A"], "日期有误")
        assert Progress.objects.get(key="A").day == date(2020, 9, 26)

    def test_a_correction_needs_a_reason(self):
        work = factories.project()
        add(work, "A")
        with pytest.raises(ValidationError, match="更正必须写明理由"):
            add(work, "B", corrects="A")

    def test_what_is_not_on_file_cannot_be_corrected(self):
        other = factories.project()
        add(other, "A")
        with pytest.raises(ValidationError, match="更正对象 A 不存在，请核对编号"):
            add(factories.project(), "B", corrects="A", reason="日期有误")

    def test_only_the_last_of_a_chain_can_be_corrected(self):
        work = factories.project()
        add(work, "A")
        add(work, "B", corrects="A", reason="日期有误")
        with pytest.raises(ValidationError, match="该条进展已被更正，请更正最新的一条"):
            add(work, "C", corrects="A", reason="又有更正")
        assert add(work, "C", corrects="B", reason="又有更正").replaces == ["B", "A"]


class TestRuling:
    @pytest.fixture
    def work(self):
        work = factories.project("road-a")
        factories.fact(work, "A", conflict_group="CG")
        factories.fact(work, "B", conflict_group="CG", day=date(2021, 9, 26))
        Mark.objects.all().delete()
        return work

    def rule(self, work, chosen="A", **more):
        values = {"reason": "以公告为准", "published_on": None, "key": "S-7", "filed_by": "甲",
                  "approved_by": "乙", "conflict_group": "CG"} | more  # fmt: skip
        return actions.rule(by=factories.wang(), project=work, chosen=chosen, **values)

    def test_a_ruling_marks_the_work_and_leaves_a_trace(self, work):
        made = self.rule(work)
        assert marks() == [("project", "hachang-2016/road-a", "ruling S-7")]
        last = trail("project", "hachang-2016/road-a")[-1]
        assert last.sentence == "裁定说法不一CG，采信A"
        (group,) = conflicts(work, Moment(PLAN_END))
        assert (group.ruling, len(group.facts)) == (made, 2)

    def test_only_a_side_of_the_group_can_be_chosen(self, work):
        factories.fact(work, "C", day=date(2021, 9, 26), event="statement")
        Mark.objects.all().delete()
        for chosen, group in (("C", "CG"), ("X", "CG"), ("A", "CG-2")):
            with pytest.raises(ValidationError, match="采信的说法不在这组分歧之中"):
                self.rule(work, chosen, conflict_group=group)
        assert not Ruling.objects.exists()
        assert marks() == []

    def test_a_ruling_needs_a_reason(self, work):
        with pytest.raises(ValidationError):
            self.rule(work, reason="")
        assert marks() == []

    def test_a_row_that_speaks_of_two_works_is_ruled_for_both(self, work):
        other = factories.project("road-b")
        factories.fact(other, "A", conflict_group="CG")
        Mark.objects.all().delete()
        self.rule(work)
        assert [subject for _, subject, _ in marks()] == [
            "hachang-2016/road-a", "hachang-2016/road-b",
        ]  # fmt: skip

    def test_a_ruling_that_would_leave_a_contradiction_is_refused(self):
        work = factories.project()
        factories.fact(work, "early", day=date(2018, 1, 1), conflict_group="CG")
        factories.fact(work, "late", day=date(2020, 6, 1), conflict_group="CG")
        factories.fact(work, "built", event="completed", day=date(2019, 1, 1))
        with pytest.raises(ValidationError, match="与已入库的事实矛盾"):
            self.rule(work, "early")
        assert not Ruling.objects.exists()
        self.rule(work, "late")
