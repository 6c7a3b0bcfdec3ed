"""How responsibilities are narrowed, decided, ended and sent in as a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from plan.models import Plan
from plan.rules import chapter_words
from projects.forms.fields import (
    DecisionForm,
    OfficeField,
    TextField,
    day_field,
    deadline_field,
)
from projects.models import Responsibility
from projects.queries import Assigned, Narrowing, chapters, named_units, offered_places
from projects.rules import RESPONSIBILITY_WORDS
from projects.sheets import read_table
from workbook import LARGEST_FILE, TableRead, Unreadable

NOT_OFFERED = "“%(value)s”不在可选范围内，请重新选择。"
CLARITY = (("unclear", "待明确牵头单位"), ("clear", "已有牵头单位"))


def chosen_field(label: str) -> forms.ChoiceField:
    """A condition that need not be chosen; its choices are given later."""
    return forms.ChoiceField(
        label=label, required=False, error_messages={"invalid_choice": NOT_OFFERED}
    )


def offer(form: forms.Form, name: str, choices: Sequence[tuple[str, str]]) -> None:
    """Give a field what can be chosen."""
    cast(forms.ChoiceField, form.fields[name]).choices = list(choices)


class TableFilter(forms.Form):
    """Keyword, chapter, province, city, unit, and whether a lead is named."""

    kind = forms.CharField(widget=forms.HiddenInput, required=False)
    q = forms.CharField(label="任务", required=False, max_length=50)
    chapter = chosen_field("章")
    province = chosen_field("省")
    city = chosen_field("市（州）")
    unit = chosen_field("单位")
    clarity = chosen_field("牵头单位")

    def __init__(self, data: Mapping[str, Any], *, plan: Plan) -> None:
        super().__init__(data)
        areas = list(offered_places(plan).order_by("code"))
        self._offer("province", [(p.code, p.name) for p in areas if p.level == "province"])
        self._offer("city", [(p.code, p.short_name) for p in areas if p.level == "prefecture"])
        self._offer("chapter", [(str(n), f"{chapter_words(n)} {t}") for n, t in chapters(plan)])
        self._offer("unit", [(unit.code, unit.name) for unit in named_units(plan)])
        self._offer("clarity", CLARITY)

    def _offer(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        offer(self, name, [("", "全部"), *choices])

    @property
    def narrowing(self) -> Narrowing:
        """What the table is narrowed to; of a valid form only."""
        found = self.cleaned_data
        chapter = int(found["chapter"]) if found["chapter"] else None
        return Narrowing(found["q"], chapter, found["province"], found["city"], found["unit"])

    def by_clarity(self, rows: Sequence[Assigned]) -> list[Assigned]:
        """The rows with or without a lead, as was asked."""
        wanted = self.cleaned_data["clarity"]
        unclear = wanted == "unclear"
        kept = (row for row in rows if not wanted or row.responsible.unclear == unclear)
        return [replace(row, number=number) for number, row in enumerate(kept, 1)]

    def words(self) -> str:
        """The chosen conditions in words: 省：吉林省；牵头单位：待明确牵头单位."""
        told = []
        for field in self.visible_fields():
            value = self.cleaned_data[field.name]
            choices = dict(getattr(field.field, "choices", ()))
            told += [f"{field.label}：{choices.get(value, value)}"] if value else []
        return "；".join(told)


class AssignForm(DecisionForm):
    """Name a unit for an item."""

    organisation = OfficeField("单位")
    role = forms.ChoiceField(
        label="责任", choices=[("", "请选择"), *RESPONSIBILITY_WORDS.items()],
        error_messages={"required": "请选择责任。", "invalid_choice": "不在可选范围，请重新选择。"},
    )  # fmt: skip
    field_order = ("organisation", "role", "valid_from", "document", "document_day")

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, prefix="assign")
        cast(OfficeField, self.fields["organisation"]).offer()


class EndForm(DecisionForm):
    """End one of the responsibilities that stand, or withdraw an entry made by mistake."""

    responsibility = forms.ChoiceField(
        label="责任分工",
        error_messages={
            "required": "请选择要终止的一条。", "invalid_choice": "已有改动，请重新选择。"
        },
    )  # fmt: skip
    valid_from = day_field("终止日期", "自哪一日起不再承担；撤销的不填", required=False)
    reason = TextField("理由", 300, help_text="如机构改革、分工调整、录入有误")
    withdraw = forms.BooleanField(
        label="录入有误，撤销（自始不算）", required=False, help_text="原记录和撤销都留在历史中"
    )
    field_order = ("responsibility", "valid_from", "reason", "withdraw", "document", "document_day")

    def __init__(self, rows: Sequence[Responsibility], data: Any = None) -> None:
        super().__init__(data, prefix="end")
        self.rows = {str(row.pk): row for row in rows}
        standing = [(pk, str(row)) for pk, row in self.rows.items()]
        offer(self, "responsibility", [("", "请选择"), *standing])

    def clean(self) -> dict[str, Any]:
        """An end needs its day; a withdrawal has none."""
        found = super().clean() or self.cleaned_data
        if "valid_from" in found and not found["valid_from"] and not found.get("withdraw"):
            self.add_error("valid_from", "请填写终止日期。")
        if "responsibility" in found and not found.get("valid_from"):
            found["valid_from"] = self.rows[found["responsibility"]].valid_from
        return found

    @property
    def chosen(self) -> Responsibility:
        """The responsibility to be ended; of a valid form only."""
        return self.rows[self.cleaned_data["responsibility"]]


class TermForm(DecisionForm):
    """Settle deadline, deliverable and note of an item."""

    deadline = deadline_field()
    deliverable = TextField("成果形式", 200, required=False, help_text="如实施方案、开工、年度报告")
    note = TextField("备注", 300, required=False)
    field_order = ("deadline", "deliverable", "note", "valid_from", "document", "document_day")

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, prefix="term", **more)


class UploadForm(DecisionForm):
    """A changed table, and the decision that its changes come from."""

    file = forms.FileField(
        label="任务分解表", max_length=200,
        help_text="在导出的表上修改后的 .xlsx 文件，不超过 5 MB、5000 行",
        error_messages={"required": "请选择文件。", "empty": "文件是空的，请重新选择。",
                        "missing": "请选择文件。", "invalid": "文件没有传到，请重新选择。",
                        "max_length": "文件名过长，请改短后再试。"},
    )  # fmt: skip
    field_order = ("file", "valid_from", "document", "document_day")
    content: bytes = b""
    file_name: str = ""

    def clean_file(self) -> TableRead:
        """The rows of the file; its bytes stay in ``content``, its name beside."""
        upload = self.cleaned_data["file"]
        if (upload.size or 0) > LARGEST_FILE:
            raise ValidationError("文件超过 5 MB，请删去图片和多余的工作表后再试。")
        self.content, self.file_name = upload.read(), upload.name
        try:
            return read_table(self.content)
        except Unreadable as error:
            raise ValidationError(str(error)) from error
