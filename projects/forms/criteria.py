"""How a new version of a criterion enters."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from projects.forms.fields import TextField, day_field, take_refusal

LONGEST = 6  # digits of a version number


class CriterionForm(forms.Form):
    """The words, since when they hold, and why they were changed.

    ``seen`` is the version the person read, so that nobody overwrites what another has decided.
    """

    text = TextField(
        "判据", 200, help_text="一句话：什么文件或事实可以判定，至多 200 字",
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    valid_from = day_field("生效日期", "自哪一日起按此判定，如 2018-01-05")
    reason = TextField("理由", 300, help_text="为什么修改，如主管部门改用验收意见")
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    error_css_class = "field--wrong"

    def clean_valid_from(self) -> Any:
        """A version holds from a day that has come."""
        day = self.cleaned_data["valid_from"]
        if day > timezone.localdate():
            raise ValidationError("生效日期不能晚于今天。")
        return day

    def clean_text(self) -> str:
        """One line, however it was typed."""
        return " ".join(self.cleaned_data["text"].split())

    def clean_seen(self) -> int:
        """The number of the version; one that nobody can have read where it is none."""
        typed = self.cleaned_data["seen"]
        return int(typed) if typed.isdecimal() and len(typed) <= LONGEST else -1

    def take(self, error: ValidationError) -> None:
        """Put the refusal of the action to the fields it names."""
        take_refusal(self, error)

    def after(self, number: int) -> CriterionForm:
        """The same, for somebody who has now read the version ``number`` of another."""
        data = self.data.copy()
        data["seen"] = str(number)
        return CriterionForm(data)
