"""What the database itself refuses, constraint by constraint, with the words people read.

A new constraint is added to ``BROKEN`` with a row that breaks it, or tested beside its app
under its name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import BaseConstraint, Model
from django.db.models.expressions import RawSQL

from audit.models import Entry
from calc.moments import PLAN_END
from evaluation.models import Report
from indicators.models import Indicator, Target
from metrics.models import Span as Stretch
from plan.models import (
    Box,
    Clause,
    CriterionPattern,
    Duty,
    Function,
    Informant,
    Link,
    Passage,
    Plan,
    Ruling,
    Section,
    Source,
    Span,
    Story,
    Zone,
)  # fmt: skip
from projects.models import Criterion, Part, Progress, TableUpload
from regions.models import Place
from reporting.models import Decision
from tests import factories
from tests.source import PACKAGES, ROOT

pytestmark = pytest.mark.django_db

CONSTRAINTS: dict[str, tuple[type[Model], BaseConstraint]] = {
    constraint.name: (model, constraint)
    for model in apps.get_models()
    if model._meta.app_label in PACKAGES
    for constraint in model._meta.constraints
}


# past all checks of Python, straight to the column
NAN = RawSQL("'NaN'::numeric", [])


def twice(model: type[Model], **values: Any) -> Model:
    """A second row equal to one that is on file."""
    model.objects.create(plan=factories.plan(), **values)
    return model(plan=factories.plan(), **values)


def again(row: Model, **changes: Any) -> Model:
    """A second row like the one on file, with these changes."""
    names = [field.attname for field in row._meta.concrete_fields if not field.primary_key]
    return type(row)(**{name: getattr(row, name) for name in names} | changes)


def fact(**changes: Any) -> Progress:
    return again(factories.fact(factories.project(), "A"), **{"key": "B"} | changes)


def value(**changes: Any) -> Model:
    row = factories.observation(factories.indicator(), "A")
    return again(row, **{"key": "B"} | changes)


def span(kind: str, item: str, start: int = 0) -> Span:
    row = Span(plan=factories.plan(), clause=factories.clause(), start=start, end=4, kind=kind,
               item=item)  # fmt: skip
    if kind != "none" and start < row.end:
        row.save()
    return row


def target(**changes: Any) -> Target:
    words = {"kind": "target", "value_kind": "level", "year": 2020, "quote": "达到三成"}
    return Target(plan=factories.plan(), indicator=factories.indicator(), **words | changes)


def second_target() -> Model:
    first = target(value=Decimal(30))
    first.save()
    return again(first, order=2)


def corrected_twice() -> Progress:
    work = factories.project()
    factories.fact(work, "A")
    factories.fact(work, "B", corrects="A", reason="日期有误")
    return again(factories.fact(work, "D"), key="C", corrects="A", reason="又有说法")


def value_corrected_twice() -> Model:
    subject = factories.indicator()
    factories.observation(subject, "A")
    factories.observation(subject, "B", corrects="A", reason="修订")
    row = factories.observation(subject, "D")
    return again(row, key="C", corrects="A", reason="又有说法")


def result(**changes: Any) -> Stretch:
    words = {"since": PLAN_END, "until": PLAN_END, "subject_kind": "project", "subject": "a",
             "metric": "stage", "formula": "f", "version": 1}  # fmt: skip
    return Stretch(**words | changes)


def decision(action: str, **changes: Any) -> Decision:
    filing = factories.submission_at("submitted")
    person = factories.wang()
    return Decision(submission=filing, action=action, version=1, by=person,
                    by_name=person.name, **changes)  # fmt: skip


def second_approval() -> Model:
    filing = factories.submission_at("approved")
    return again(filing.decisions.get(action="approve"))


def version(**changes: Any) -> Criterion:
    words = {"number": 2, "text": "通车公告", "origin": "decided", "reason": "改用公告",
             "valid_from": date(2018, 1, 1), "recorded_by": "陈协调"}  # fmt: skip
    return Criterion(project=factories.project(), **words | changes)


def second_version() -> Model:
    first = version()
    first.save()
    return again(first)


STORY = {"code": "s", "order": 1, "subject_kind": "project", "subject": "a",
         "pattern": "{a}", "arguments": "a=a"}  # fmt: skip

BROKEN: dict[str, Callable[[], Model]] = {
    "audit_entry_has_actor_and_action": lambda: Entry(
        actor="", actor_name="无名", action="登录", subject_kind="account", subject="li"
    ),
    "regions_place_valid_from_before_valid_to": lambda: Place(
        code="990000", name="某市", level="prefecture",
        valid_from=date(2020, 6, 1), valid_to=date(2020, 6, 1),
    ),
    "plan_plan_starts_before_end": lambda: Plan(
        code="p", title="规划", starts=date(2020, 1, 1), ends=date(2020, 1, 1), outlook_year=2030
    ),
    "plan_section_once": lambda: twice(Section, chapter=1, section=None, title="总则"),
    "plan_box_once": lambda: twice(Box, number=2, chapter=5, section=1, title="铁路"),
    "plan_clause_once": lambda: twice(Clause, chapter=1, section=None, box=None, paragraph=1),
    "plan_zone_code_once": lambda: twice(Zone, code="core", name="双核", kind="core"),
    "plan_informant_category_once": lambda: twice(Informant, category="road", offices="交通部门"),
    "plan_story_code_once": lambda: twice(Story, **STORY),
    "plan_function_code_once": lambda: twice(Function, code="f", name="核心区", kind="role"),
    "plan_duty_code_once": lambda: twice(Duty, code="d", name="跟踪评估", verb="开展"),
    "plan_span_once": lambda: again(span("project", "a")),
    "plan_span_start_before_end": lambda: span("project", "a", start=4),
    "plan_span_item_or_reason": lambda: span("none", "a"),
    "plan_link_once": lambda: twice(
        Link, source_kind="project", source="a", relation="same_as", target_kind="duty", target="d"
    ),
    "plan_criterionpattern_order_once": lambda: twice(
        CriterionPattern, order=1, judgement="once", pattern="验收意见"
    ),
    "plan_criterionpattern_has_pattern": lambda: CriterionPattern(
        plan=factories.plan(), order=1, judgement="once", pattern=""
    ),
    "plan_passage_has_text": lambda: Passage(clause=factories.clause(), text="", source="官网"),
    "plan_source_once": lambda: again(Source.objects.create(title="公告", kind="official")),
    "plan_source_has_title": lambda: Source(title="", kind="official"),
    "plan_ruling_has_reason": lambda: Ruling(
        plan=factories.plan(), conflict_group="CG", chosen="A", reason="", key="R"
    ),
    "metrics_result_once": lambda: result().save() or result(),
    "metrics_result_since_until": lambda: result(until=date(2020, 1, 1)),
    "metrics_result_low_not_above_high": lambda: result(low=Decimal(2), high=Decimal(1)),
    "metrics_result_finite": lambda: result(low=NAN),
    "projects_project_code_once": lambda: again(factories.project("road-a")),
    "projects_project_has_criterion": lambda: again(factories.project("a"), code="b", criterion=""),
    "projects_criterion_number_once": second_version,
    "projects_criterion_has_text": lambda: version(text=""),
    "projects_criterion_has_reason": lambda: version(reason=""),
    "projects_criterion_decided_from_a_day": lambda: version(valid_from=None),
    "projects_part_code_once": lambda: again(
        Part.objects.create(project=factories.project(), code="left", name="左幅")
    ),
    "projects_progress_key_once": lambda: fact(key="A"),
    "projects_progress_percent_0_100": lambda: fact(percent=Decimal("100.01")),
    "projects_progress_amount_not_negative": lambda: fact(amount=Decimal("-0.01")),
    "projects_progress_numbers_finite": lambda: fact(amount=NAN),
    "projects_progress_value_unit_kind_together": lambda: fact(value=Decimal(1)),
    "projects_progress_correction_has_reason": lambda: fact(corrects="A", reason=""),
    "projects_progress_corrected_once": corrected_twice,
    "projects_tableupload_has_document": lambda: TableUpload(
        token=uuid4(), plan=factories.plan(), kind="works", name="分解表.xlsx", content=b"x",
        valid_from=date(2020, 1, 1), document="", sent_by=factories.wang(),
    ),
    "indicators_indicator_code_once": lambda: again(factories.indicator("ind-a")),
    "indicators_indicator_direction": lambda: Indicator(
        plan=factories.plan(), code="ind-b", name="比重", direction=2
    ),
    "indicators_target_once": second_target,
    "indicators_target_range_has_low": lambda: target(value_high=Decimal(3)),
    "indicators_target_value_finite": lambda: target(value=NAN),
    "indicators_observation_key_once": lambda: value(key="A"),
    "indicators_observation_value_finite": lambda: value(value=NAN),
    "indicators_observation_period_order": lambda: value(period_start=date(2021, 1, 1)),
    "indicators_observation_correction_has_reason": lambda: value(corrects="A", reason=""),
    "indicators_observation_corrected_once": value_corrected_twice,
    "reporting_decision_return_has_reason": lambda: decision("return", reason=""),
    "reporting_decision_approved_once": second_approval,
    "evaluation_report_basis": lambda: Report(
        plan=factories.plan(), as_of=date(2020, 12, 31), basis="secret", title="报告",
        outline="{}", made_by=factories.wang(), made_by_name="王处",
    ),
}  # fmt: skip


def test_every_constraint_is_broken_somewhere() -> None:
    others = [
        path for path in (ROOT / "tests").rglob("test_*.py") if path.name != "test_constraints.py"
    ]
    words = "".join(path.read_text(encoding="utf-8") for path in others)
    untested = [name for name in CONSTRAINTS if name not in BROKEN and name not in words]
    assert not untested
    assert BROKEN.keys() <= CONSTRAINTS.keys()


@pytest.mark.parametrize("name", CONSTRAINTS)
def test_a_constraint_bears_the_name_of_its_app_and_speaks_chinese(name: str) -> None:
    model, constraint = CONSTRAINTS[name]
    assert name.startswith(f"{model._meta.app_label}_")
    assert re.search(r"[一-龥]{4,}.*。\Z", str(constraint.violation_error_message))


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name: str) -> None:
    row = BROKEN[name]()
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        row.save(force_insert=True)
    assert refused.value.__cause__.diag.constraint_name == name


@pytest.mark.parametrize("name", [name for name in BROKEN if not name.endswith("finite")])
def test_the_form_says_it_before_the_database_does(name: str) -> None:
    _, constraint = CONSTRAINTS[name]
    row = BROKEN[name]()
    with pytest.raises(ValidationError) as refused:
        row.validate_constraints()
    assert constraint.violation_error_message in refused.value.messages


@pytest.mark.parametrize("name", [name for name in BROKEN if name.endswith("finite")])
@pytest.mark.parametrize("word", ["NaN", "Infinity"])
def test_a_number_that_is_none_is_refused_at_its_field(name: str, word: str) -> None:
    row = BROKEN[name]()
    field = next(f.name for f in row._meta.concrete_fields if getattr(row, f.attname) is NAN)
    setattr(row, field, Decimal(word))
    with pytest.raises(ValidationError) as refused:
        row.clean_fields()
    assert field in refused.value.message_dict


FACTS = ("projects_progress", "indicators_observation", "plan_ruling", "projects_criterion")


@pytest.mark.parametrize("table", FACTS)
@pytest.mark.parametrize("change", ["UPDATE {} SET reason = 'x'", "DELETE FROM {}"])
def test_a_fact_on_file_is_never_altered(table: str, change: str) -> None:
    factories.fact(factories.project())
    factories.observation(factories.indicator())
    version().save()
    Ruling.objects.create(
        plan=factories.plan(), conflict_group="CG", chosen="A", reason="公告", key="R"
    )
    with (
        pytest.raises(IntegrityError, match="只能追加"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change.format(table))
