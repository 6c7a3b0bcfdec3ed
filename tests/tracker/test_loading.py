"""Catalogue and history come in whole or not at all, and a second time change nothing."""

import csv
import shutil

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from audit.models import Entry
from calc.moments import PLAN_END, Moment
from indicators.models import Indicator, Observation, Target
from metrics.models import Mark, Result, Run
from metrics.queries import fingerprint, results
from plan.models import Clause, Plan
from projects.actions import revise_criterion
from projects.models import Criterion, Part, Progress, Project
from projects.queries import criteria
from tests import factories
from tests.plan.catalogue_files import samples
from tests.plan.files import CATALOGUE, HISTORY, listed, rows
from tracker.loading import Refused, load_history, load_plan

pytestmark = pytest.mark.django_db

NOTHING = frozenset()


def everything():
    models = (Plan, Clause, Project, Criterion, Part, Indicator, Target, Progress, Observation,
              Result, Run, Mark, Entry)  # fmt: skip
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


@pytest.fixture
def copy(tmp_path):
    """The real files in a folder where a test may break them."""
    shutil.copytree(CATALOGUE, tmp_path / "catalogue")
    shutil.copytree(HISTORY, tmp_path / "history")
    return tmp_path


def rewrite(path, change, name):
    """Change one row of a CSV file: the one whose first cell is ``name``."""
    with path.open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    first = next(iter(table[0]))
    for row in table:
        if row[first] == name:
            row.update(change)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, table[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)


class TestTheRealFiles:
    def test_everything_in_the_files_is_on_file(self, whole_plan):
        facts = sum(len(listed(row["project"])) for row in rows(HISTORY, "events"))
        works = [row for row in rows(CATALOGUE, "projects") if row["kind"] == "works"]
        assert Progress.objects.count() == facts
        assert Project.objects.filter(plan=whole_plan, kind="works").count() == len(works)
        assert Observation.objects.count() == len(rows(HISTORY, "observations"))
        assert Target.objects.count() == len(rows(CATALOGUE, "indicators"))
        assert Part.objects.count() == len(rows(CATALOGUE, "parts"))

    def test_figures_are_ready_and_no_mark_waits(self, whole_plan):
        assert results(Moment(PLAN_END), "account")
        assert not Mark.objects.exists()

    def test_loading_again_says_no_change_and_changes_nothing(self, whole_plan, capsys):
        before = everything()
        call_command("load_plan")
        call_command("load_history")
        assert capsys.readouterr().out.splitlines() == ["没有改动（no change）"] * 2
        assert everything() == before

    def test_money_is_kept_in_wan_and_percentages_as_progress(self, whole_plan):
        cost = Progress.objects.filter(value_kind="investment_total", unit="万元").first()
        stated = next(row for row in rows(HISTORY, "events") if row["id"] == cost.key)
        assert cost.amount == cost.value == float(stated["value"]) * 10_000
        done = Progress.objects.filter(value_kind="percent_done")
        assert all(row.percent == row.value for row in done)
        assert not Progress.objects.filter(unit="亿元").exclude(value_kind="").exists()

    def test_a_load_leaves_one_trace_by_the_system(self, whole_plan):
        traces = list(Entry.objects.values_list("action", "actor", "subject"))
        assert traces == [
            ("plan.load", "system", whole_plan.code),
            ("plan.load_history", "system", whole_plan.code),
        ]

    def test_a_bad_row_changes_nothing_and_is_named(self, whole_plan, copy):
        before = everything()
        rewrite(copy / "catalogue" / "projects.csv", {"name": ""}, "rail-harbin-mudanjiang")
        rewrite(copy / "catalogue" / "parts.csv", {"name": "改名"}, "station-harbin")
        with pytest.raises(CommandError, match=r"数据库没有改动：\nprojects.csv 第\d+行 name 列"):
            call_command("load_plan", str(copy / "catalogue"))
        assert everything() == before

    def test_a_work_with_facts_cannot_leave_the_catalogue(self, whole_plan, copy):
        before = everything()
        for name in ("projects", "spans", "links"):
            path = copy / "catalogue" / f"{name}.csv"
            lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
            kept = [line for line in lines if "apt-suifenhe," not in line]
            path.write_text("".join(kept), encoding="utf-8")
        with pytest.raises(Refused, match="目录中已没有“绥芬河机场新建”"):
            load_plan(copy / "catalogue")
        assert everything() == before

    def test_a_catalogue_that_no_longer_fits_the_facts_is_refused(self, whole_plan, copy):
        """Its facts speak of stages that the other ladder does not have."""
        before = everything()
        path = copy / "catalogue" / "projects.csv"
        rewrite(path, {"ladder": "measure"}, "rail-harbin-mudanjiang")
        with pytest.raises(Refused):
            load_plan(copy / "catalogue")
        assert everything() == before

    def test_a_change_is_said_and_the_figures_follow(self, whole_plan, copy):
        path = copy / "catalogue" / "projects.csv"
        change = {"verb": "研究建设", "commitment": "study", "commitment_strict": "study"}
        rewrite(path, change, "rail-mudanjiang-jiamusi")
        name = f"{whole_plan.code}/rail-mudanjiang-jiamusi"
        found = results(Moment(PLAN_END), "project", subjects=[name])
        assert found[name, "promise"].text == "missed"

        changes = load_plan(copy / "catalogue").changes
        assert len(changes.lines) == 1
        assert "规划用语 建设 → 研究建设" in changes.lines[0]
        found = results(Moment(PLAN_END), "project", subjects=[name])
        assert found[name, "promise"].text == "reached"
        assert Entry.objects.order_by("-pk")[0].detail == {"lines": 1}

    def test_a_criterion_that_was_changed_survives_another_draft(self, whole_plan, copy):
        work = Project.objects.get(plan=whole_plan, code="rail-mudanjiang-jiamusi")
        seen = work.criteria.get().number
        revise_criterion(by=factories.coordinator(), project=work, text="开通运营公告", seen=seen,
                         valid_from=PLAN_END, reason="改用公告")  # fmt: skip
        rewrite(copy / "catalogue" / "projects.csv", {"criterion": "初步验收意见"}, work.code)

        changes = load_plan(copy / "catalogue").changes
        assert [line.partition("：")[2] for line in changes.lines] == [
            "判据 全线开通运营公告 → 初步验收意见"
        ]
        found = criteria(work, Moment(PLAN_END))
        assert (found.now.text, found.draft.text) == ("开通运营公告", "初步验收意见")
        assert [one.number for one in found.versions] == [3, 2, 1]

    def test_every_item_begins_with_the_draft_of_the_catalogue(self, whole_plan):
        rows = Criterion.objects.filter(project__plan=whole_plan)
        assert set(rows.values_list("number", "origin")) == {(1, "catalogue")}
        assert rows.count() == Project.objects.filter(plan=whole_plan).count()
        said = dict(rows.order_by().values_list("project__kind", "reason").distinct())
        assert said == {"works": "目录载明", "measure": "按判据表拟定"}

    @pytest.mark.parametrize(
        ("file", "key", "change", "word"),
        [
            ("events", "PE-085", {"part": "right"}, "分段"),
            ("events", "PE-085", {"date": "2019-08-06"}, "事实日"),
            ("events", "PE-085", {"source_title": "另一篇报道"}, "来源"),
            ("events", "PE-085", {"confidence": "low"}, "可信度"),
            ("observations", "IO-034", {"value": "1"}, "数值"),
            ("observations", "IO-034", {"publisher": "另一单位"}, "来源"),
        ],
    )
    @pytest.mark.usefixtures("whole_plan")
    def test_a_row_on_file_is_never_altered(self, copy, file, key, change, word):
        before = everything()
        rewrite(copy / "history" / f"{file}.csv", change, key)
        with pytest.raises(Refused, match=f"{key} 已入库，文件中的 {word} 与库中不同"):
            load_history(copy / "catalogue", copy / "history", NOTHING)
        assert everything() == before

    def test_a_new_row_that_contradicts_the_others_is_refused(self, whole_plan, copy):
        before = everything()
        path = copy / "history" / "events.csv"
        text = path.read_text(encoding="utf-8")
        row = next(line for line in text.splitlines() if line.startswith("PE-017,"))
        early = row.replace("PE-017,", "PE-900,").replace("2021-12-06", "2016-03-01", 1)
        path.write_text(text + early.replace("EG-03", "").replace("CG-03", "") + "\n")
        with pytest.raises(Refused, match=r"事实互相矛盾：.*PE-900"):
            load_history(copy / "catalogue", copy / "history", NOTHING)
        assert everything() == before


class TestASmallPlan:
    @pytest.fixture
    def folders(self, tmp_path):
        return (samples.write(tmp_path / "catalogue", samples.CATALOGUE),
                samples.write(tmp_path / "history", samples.HISTORY))  # fmt: skip

    def test_history_needs_its_plan_first(self, folders):
        with pytest.raises(Refused, match="规划 jianghai 尚未装入，请先执行 load_plan"):
            load_history(*folders, NOTHING)

    def test_rows_kept_back_are_left_out_and_may_follow(self, folders):
        load_plan(folders[0])
        load_history(*folders, frozenset({"E-1"}))
        assert not Progress.objects.exists()
        assert Observation.objects.get().key == "O-1"

        assert len(load_history(*folders, NOTHING).changes.lines) == 1
        assert Progress.objects.get().key == "E-1"

    def test_it_is_computed_like_any_other(self, folders):
        load_plan(folders[0])
        load_history(*folders, NOTHING)
        moment = Moment(PLAN_END)
        assert ("jianghai/works/all", "promise_rate") in results(moment, "account")

    def test_beside_the_first_plan_it_changes_nothing_there(self, whole_plan, folders):
        before = {row.slot: row for row in stored(whole_plan.code)}
        load_plan(folders[0])
        load_history(*folders, NOTHING)
        assert {row.slot: row for row in stored(whole_plan.code)} == before
        assert stored("jianghai")
        assert load_plan(folders[0]).changes.lines == []
        assert load_history(*folders, NOTHING).changes.lines == []

    def test_results_of_a_following_load_are_computed_once(self, folders):
        load_plan(folders[0], compute=False)
        assert not Result.objects.exists()
        load_history(*folders, NOTHING)
        assert Result.objects.exists()


class Stored:
    """A stored result, compared by all it says."""

    def __init__(self, row):
        self.slot = (row.moment, row.subject, row.metric)
        self.said = (row.low, row.high, row.text, row.detail, row.inputs)

    def __eq__(self, other):
        return (self.slot, self.said) == (other.slot, other.said)

    __hash__ = None


def stored(plan):
    return [Stored(row) for row in Result.objects.filter(subject__startswith=f"{plan}/")]


def test_the_commands_say_what_changed(tmp_path, capsys):
    folder = samples.write(tmp_path / "catalogue", samples.CATALOGUE)
    call_command("load_plan", str(folder))
    said = capsys.readouterr().out.splitlines()
    assert "新增项目 甲州至乙城铁路" in said
    assert said[-1] == f"共 {len(said) - 1} 处改动"

    history = samples.write(tmp_path / "history", samples.HISTORY)
    call_command("load_history", str(history), catalogue=str(folder))
    assert capsys.readouterr().out.splitlines()[-1] == "共 3 处改动"


def test_results_are_rebuilt_to_the_same_bytes(tmp_path, capsys):
    load_plan(samples.write(tmp_path / "catalogue", samples.CATALOGUE))
    moments = [Moment(PLAN_END)]
    before = fingerprint(moments)
    call_command("rebuild_metrics")
    assert fingerprint(moments) == before
    assert "校验值" in capsys.readouterr().out
