"""Fields for days, deadlines, documents and units, with what is wrong said in Chinese."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from projects.actions import Decision
from projects.queries import offices
from projects.rules import (
    Unreadable,
    read_day,
    read_deadline,
    read_document_day,
    shown_name,
)
from regions.models import Organisation
from ui.format import cdate

NATIONAL = "国家部门"


class TextField(forms.CharField):
    """A text that says what is wrong with it and refuses what cannot be stored."""

    def __init__(self, label: str, max_length: int, **more: Any) -> None:
        super().__init__(
            label=label, max_length=max_length,
            error_messages={
                "required": f"请填写{label}。",
                "max_length": "现有 %(show_value)s 字，请控制在 %(limit_value)s 字以内。",
                "null_characters_not_allowed": "含有无法保存的控制字符，请删去后重新输入。",
            },
            **more,
        )  # fmt: skip

    def to_python(self, value: Any) -> str:
        """The text without outer blanks."""
        text = str(super().to_python(value) or "")
        if any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\t\r\n" for c in text):
            raise ValidationError("含有无法保存的控制字符，请删去后重新输入。")
        return text


class ReadField(TextField):
    """A text that is read: a day, a deadline; what was typed stays in the form."""

    def __init__(self, label: str, reader: Callable[[str], Any], **more: Any) -> None:
        super().__init__(label, 40, **more)
        self.reader = reader

    def clean(self, value: Any) -> Any:
        """What the reader makes of it; None for a blank that need not be filled."""
        text = super().clean(value)
        if not text and not self.required:
            return None
        try:
            return self.reader(text)
        except Unreadable as error:
            raise ValidationError(str(error)) from error


def day_field(label: str, help_text: str, **more: Any) -> ReadField:
    """A day."""
    return ReadField(label, read_day, help_text=help_text, **more)


def deadline_field() -> ReadField:
    """A deadline as precisely as it is set."""
    return ReadField(
        "完成时限", read_deadline, required=False,
        help_text="如 2018年6月30日、2018年6月、2018年上半年、2018年、长期；没有的留空",
    )  # fmt: skip


class DecisionForm(forms.Form):
    """Since when, by which document, of which day: what every decision needs."""

    valid_from = day_field("生效日期", "自哪一日起，如 2018-01-05")
    document = TextField("依据", 300, help_text="谁定的：文件名称和文号，或会议名称")
    document_day = ReadField(
        "文件日期", read_document_day, required=False,
        help_text="只知到月的写 2018年1月；不知道的留空，按知悉日回看时不计",
    )  # fmt: skip
    error_css_class = "field--wrong"

    @property
    def decision(self) -> Decision:
        """What was decided; of a valid form only."""
        found = self.cleaned_data
        day, precision = found["document_day"] or (None, "")
        return Decision(found["valid_from"], found["document"], day, precision)

    def take(self, error: ValidationError) -> None:
        """Put the refusal of an action to the fields it names."""
        take_refusal(self, error)


def take_refusal(form: forms.Form, error: ValidationError) -> None:
    """Put the refusal of an action to the fields of a form that it names."""
    named = getattr(error, "error_dict", None)
    if named is None:
        form.add_error(None, error)
        return
    for name, errors in named.items():
        form.add_error(name if name in form.fields else None, errors)


# --- units ------------------------------------------------------------------------------------


class OfficeSelect(forms.Select):
    """A list of units that a small script lets people search by name, short name and letters."""

    def __init__(self) -> None:
        super().__init__(attrs={"data-office-list": ""})
        self.keys: dict[str, str] = {}

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """One unit with the letters by which it is found."""
        option = super().create_option(*args, **kwargs)
        letters = self.keys.get(str(option["value"]), "")
        if letters:
            option["attrs"]["data-keys"] = letters
        return option


class OfficeField(forms.ChoiceField):
    """One unit, by its code, offered by level and place."""

    def __init__(self, label: str) -> None:
        super().__init__(
            label=label,
            widget=OfficeSelect(),
            help_text="按国家、省、市（州）分组",
            error_messages={
                "required": f"请选择{label}。",
                "invalid_choice": "不在单位名录中，请重新选择。",
            },
        )

    def offer(self) -> None:
        """Read the units; once per form."""
        self.units = {office.code: office for office in offices()}
        groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for office in sorted(self.units.values(), key=_place_in_list):
            groups[_group(office)].append((office.code, label_of(office)))
        self.choices = [("", "请选择"), *groups.items()]
        self.widget.keys = {
            office.code: f"{office.short_name} {office.pinyin}" for office in self.units.values()
        }

    def clean(self, value: Any) -> Organisation:
        """The unit that was chosen."""
        return self.units[super().clean(value)]


def _group(office: Organisation) -> str:
    return office.place.name if office.place else NATIONAL


def _place_in_list(office: Organisation) -> tuple[str, bool, str]:
    """National ones first, then provinces and cities by their code; unknown levels last."""
    return (office.place.code if office.place else "", not office.level, office.code)


def label_of(office: Organisation) -> str:
    """The name with what has to be known when it is chosen."""
    if office.successor:
        return shown_name(office.name, office.successor.name)
    if office.valid_to:
        return f"{office.name}（{_day(office.valid_to)}停用）"
    return f"{office.name}（{_day(office.valid_from)}设立）" if office.valid_from else office.name


def _day(day: date) -> str:
    return cdate(day)
