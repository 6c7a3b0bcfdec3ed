"""Stored catalogue rows are brought into line with a file, and every change is said."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from metrics.models import Mark
from plan.actions import Changes, sync
from plan.models import Informant, Zone
from projects.models import Part, Project
from tests import factories

pytestmark = pytest.mark.django_db


def informants(*pairs):
    plan = factories.plan()
    fresh = [{"plan": plan, "category": name, "offices": who} for name, who in pairs]
    changes, kept = sync(Informant.objects.filter(plan=plan), fresh, key=("category",))
    return changes.lines, kept


def test_new_changed_and_gone_rows_are_told_apart():
    assert informants(("road", "交通部门"), ("park", "科技部门"))[0] == [
        "新增可能知情 road：交通部门", "新增可能知情 park：科技部门",
    ]  # fmt: skip
    lines, kept = informants(("road", "公路部门"), ("zone", "商务部门"))
    assert lines == [
        "修改可能知情 road：公路部门：可能知情 交通部门 → 公路部门",
        "新增可能知情 zone：商务部门",
        "移出 park：科技部门",
    ]
    assert set(kept) == {("road",), ("zone",)}
    assert set(Informant.objects.values_list("category", flat=True)) == {"road", "zone"}


def test_equal_rows_change_nothing():
    informants(("road", "交通部门"))
    before = list(Informant.objects.values())
    lines, _ = informants(("road", "交通部门"))
    assert lines == []
    assert list(Informant.objects.values()) == before


def test_a_row_written_twice_is_refused():
    with pytest.raises(ValidationError, match="写了两次"):
        informants(("road", "交通部门"), ("road", "公路部门"))


def test_a_refused_row_is_named_with_its_field_and_reason():
    with pytest.raises(ValidationError) as refused:
        informants(("road", ""))
    assert refused.value.messages == ["可能知情“road：”不能装入：可能知情：此字段不能为空。"]


def test_a_rule_between_fields_is_named_without_a_field():
    plan = factories.plan()
    fresh = {"code": plan.code, "title": plan.title, "outlook_year": 2030,
             "starts": date(2021, 1, 1), "ends": date(2020, 12, 31)}  # fmt: skip
    with pytest.raises(ValidationError) as refused:
        sync(type(plan).objects.all(), [fresh], key=("code",))
    assert refused.value.messages == [f"规划“{plan}”不能装入：规划期起必须早于规划期止。"]


def zones(*members):
    plan = factories.plan()
    fresh = [{"plan": plan, "code": "core", "name": "双核", "kind": "core", "members": members}]
    return sync(Zone.objects.filter(plan=plan), fresh, key=("code",), many=("members",))[0].lines


def test_changed_members_are_a_change_of_the_row():
    changchun, jilin = factories.place("220100"), factories.place("220200")
    assert zones(changchun) == ["新增空间格局 双核"]
    assert zones(changchun) == []
    assert zones(changchun, jilin) == ["修改空间格局 双核：所含地区 已调整"]
    assert set(Zone.objects.get().members.all()) == {changchun, jilin}


def test_a_row_that_facts_refer_to_cannot_go():
    factories.fact(factories.project("road-a", name="甲路"))
    with pytest.raises(ValidationError, match="目录中已没有“甲路”，但仍有资料引用它，不能移出"):
        sync(Project.objects.all(), [], key=("code",))
    assert Project.objects.exists()


def test_a_row_without_facts_goes():
    factories.project()
    changes, _ = sync(Part.objects.all(), [], key=("code",))
    assert not changes
    changes, _ = sync(Project.objects.all(), [], key=("code",))
    assert len(changes.lines) == 1
    assert not Project.objects.exists()
    assert not Mark.objects.exists()


def test_changes_add_up():
    changes, more = Changes(), Changes(["修改 乙"])
    assert not changes
    changes.add("移出", "甲")
    changes.extend(more)
    assert changes.lines == ["移出 甲", "修改 乙"]
