"""The catalogue leaves as files that anybody can read."""

import csv
from datetime import date
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from indicators.models import Target
from plan.models import Plan
from projects.models import Project
from regions.models import Place
from tests import factories
from tests.plan.files import CATALOGUE, rows

pytestmark = pytest.mark.django_db

COLUMNS = {
    "projects": "code name aliases kind category verb commitment commitment_strict judgement"
    " criterion ladder parts provinces places chapter section paragraph box quote",
    "measures": "code name aliases kind category verb commitment commitment_strict judgement"
    " criterion ladder parts provinces places chapter section paragraph box quote",
    "indicators": "code name kind value_kind value unit year scope chapter section paragraph quote",
    "functions": "code name kind industry place chapter section paragraph box quote",
    "duties": "code name who organisations verb chapter section paragraph box quote",
    "criteria": "judgement ladder category match commitment commitment_strict pattern",
    "places": "name code level parent valid_from valid_to",
}


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    return tmp_path_factory.mktemp("exported") / "out"


@pytest.fixture
def exported(whole_plan: Plan, out):
    """The files of the plan, written when the first test asks for them; none alters them."""
    if not out.exists():
        call_command("export_catalogue", str(out))
    return out


def read(folder, name):
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", COLUMNS)
def test_each_file_has_its_columns_in_utf8_without_a_mark(exported, name):
    raw = (exported / f"{name}.csv").read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    assert raw.decode().splitlines()[0] == ",".join(COLUMNS[name].split())


def test_every_work_leaves_with_the_words_of_the_catalogue(exported):
    stated = {row["code"]: row for row in rows(CATALOGUE, "projects") if row["kind"] == "works"}
    found = {row["code"]: row for row in read(exported, "projects")}
    same = (
        "name",
        "aliases",
        "kind",
        "category",
        "verb",
        "commitment",
        "commitment_strict",
        "judgement",
        "criterion",
        "ladder",
        "chapter",
        "section",
        "paragraph",
        "box",
        "quote",
    )
    assert found.keys() == stated.keys()
    for code, row in found.items():
        assert {name: row[name] for name in same} == {name: stated[code][name] for name in same}


def test_the_table_of_criteria_leaves_as_it_came(exported):
    stated = (CATALOGUE / "criteria.csv").read_bytes()
    assert (exported / "criteria.csv").read_bytes() == stated


def test_a_measure_leaves_with_the_criterion_that_was_drafted(exported):
    assert all(row["criterion"] for row in read(exported, "measures"))


def test_lists_are_joined_and_names_are_those_of_2016(exported):
    road = next(r for r in read(exported, "projects") if r["code"] == "road-g1-lalinhe-changchun")
    assert road["parts"] == "左幅（哈尔滨至长春方向）；右幅"
    assert road["provinces"] == "吉林省"
    assert "长春市" in road["places"].split("；")
    shared = next(r for r in read(exported, "projects") if "；" in r["provinces"])
    assert set(shared["provinces"].split("；")) == {"吉林省", "黑龙江省"}


def test_works_and_measures_stand_in_files_of_their_own(exported):
    assert {row["kind"] for row in read(exported, "projects")} == {"works"}
    assert {row["kind"] for row in read(exported, "measures")} <= {"measure"}
    count = sum(len(read(exported, name)) for name in ("projects", "measures"))
    assert count == Project.objects.count()


def test_an_indicator_has_one_row_for_each_value(exported):
    found = read(exported, "indicators")
    ends = [row["value"] for row in found if row["code"] == "ind-flood-main-stem"]
    assert ends == ["20", "100"]
    assert next(r for r in found if r["code"] == "ind-core-area")["value"] == "5.11"
    values = {row["value"] for row in found if row["value"]}
    assert all(Decimal(value).is_finite() and "E" not in value for value in values)
    ranges = Target.objects.filter(value_high__isnull=False).count()
    assert len(found) == Target.objects.count() + ranges


def test_a_goal_without_a_number_leaves_the_cell_empty(exported):
    found = read(exported, "indicators")
    assert {row["value"] for row in found if row["kind"] == "qualitative"} == {""}
    assert not any(row["value"] in ("0", "None", "NaN") for row in found)


def test_places_leave_with_code_parent_and_time(exported):
    found = [row for row in read(exported, "places") if row["name"] == "公主岭市"]
    assert found == [
        {"name": "公主岭市", "code": "220184", "level": "county", "parent": "220100",
         "valid_from": "2020-06-01", "valid_to": ""},
        {"name": "公主岭市", "code": "220381", "level": "county", "parent": "220300",
         "valid_from": "", "valid_to": "2020-06-01"},
    ]  # fmt: skip
    assert len(read(exported, "places")) == Place.objects.count()


def test_another_plan_leaves_nothing_in_the_files_of_the_first(whole_plan, tmp_path):
    other = Plan.objects.create(code="other", title="另一规划", starts=date(2031, 1, 1),
                                ends=date(2035, 12, 31), outlook_year=2045)  # fmt: skip
    work = Project.objects.filter(plan=whole_plan)[0]
    work.pk, work.plan, work.code, work.clause = None, other, "rail-other", None
    work.save(force_insert=True)
    call_command("export_catalogue", str(tmp_path))
    assert "rail-other" not in {row["code"] for row in read(tmp_path, "projects")}


def test_the_command_says_how_many_rows_it_wrote(whole_plan, tmp_path, capsys):
    call_command("export_catalogue", str(tmp_path / "a" / "b"))
    said = capsys.readouterr().out.splitlines()
    assert {f"{name}.csv" for name in COLUMNS} <= {line.partition("：")[0] for line in said}
    assert said[0] == f"projects.csv：{len(read(tmp_path / 'a' / 'b', 'projects'))} 行"


def test_without_a_plan_or_a_folder_the_reason_is_given(tmp_path):
    with pytest.raises(CommandError, match="规划尚未装入，请先执行 load_plan"):
        call_command("export_catalogue", str(tmp_path))
    factories.plan()
    (tmp_path / "taken").write_text("")
    with pytest.raises(CommandError, match="不能写入"):
        call_command("export_catalogue", str(tmp_path / "taken"))
