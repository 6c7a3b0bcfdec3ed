"""The form of a filing, made from the table of fields; it decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django import forms
from django.forms import BoundField

from reporting.rules import GROUP_WORDS, Field, fields_of, switch_of
from reporting.rules.contexts import Context
from reporting.rules.fields import Options
from reporting.rules.words import unit_of

# what an empty choice means where it means something
EMPTY_WORDS = {"part": "整体", "qualifier": "无", "relates": "另一件事"}
# what is not asked where the subject offers nothing to choose
OPTIONAL_SOURCES = ("parts", "tellings")


class Typed(forms.CharField):
    """Text as typed.  The rules judge it; ``required`` here only shows the mark."""

    def to_python(self, value: object) -> str:
        """The text itself."""
        return str(value or "")

    def clean(self, value: object) -> str:
        """The text itself, whatever it is."""
        return self.to_python(value)


@dataclass(frozen=True)
class Row:
    """One field on the page."""

    bound: BoundField
    why: str
    unit: str
    example: str
    wide: bool


@dataclass(frozen=True)
class Group:
    """A heading and its fields."""

    title: str
    rows: list[Row]


class FilingForm(forms.Form):
    """Fields of one kind of filing; those not asked for the chosen event travel hidden."""

    use_required_attribute = False

    def __init__(self, form: str, context: Context, typed: Mapping[str, str]) -> None:
        super().__init__(dict(typed), auto_id="id_%s")
        self.table = fields_of(form)
        self.context = context
        switch = typed.get(switch_of(form), "")
        for field in self.table:
            self.fields[field.name] = self._field(field, switch, typed)
        self.full_clean()

    def _field(self, field: Field, switch: str, typed: Mapping[str, str]) -> Typed:
        offered = field.options or self.context.options(field.source, switch)
        asked = field.asked(switch) and (bool(offered) or field.source not in OPTIONAL_SOURCES)
        return Typed(
            label=field.label, help_text=field.hint,
            widget=self._widget(field, offered) if asked else forms.HiddenInput(),
            required=asked and field.due(typed, switch),
        )  # fmt: skip

    def _widget(self, field: Field, options: Options) -> forms.Widget:
        if field.control == "choice":
            empty = EMPTY_WORDS.get(field.name, "请选择")
            return forms.Select(choices=[("", empty), *options])
        if field.control == "text":
            return forms.Textarea(attrs={"rows": 3})
        hints = {"autocomplete": "off"}
        if field.control == "link":
            hints["inputmode"] = "url"
        return forms.TextInput(attrs=hints)

    def groups(self) -> list[Group]:
        """The visible fields under their headings."""
        found = []
        for code, title in GROUP_WORDS.items():
            rows = [self._row(f) for f in self.table if f.group == code and self._visible(f)]
            if rows:
                found.append(Group(title, rows))
        return found

    def _visible(self, field: Field) -> bool:
        return not self[field.name].is_hidden

    def _row(self, field: Field) -> Row:
        why = "。".join(text for text in (field.why, field.hint) if text) if field.why else ""
        return Row(self[field.name], why, unit_of(field, self.context), field.example,
                   field.control == "text")  # fmt: skip

    def take(self, errors: Iterable[tuple[str, str]]) -> None:
        """Show what the rules found wrong, each at its field."""
        for name, message in errors:
            place = name if name in self.fields and not self[name].is_hidden else None
            self.add_error(place, message)


class ReasonForm(forms.Form):
    """Why a filing goes back to its author."""

    use_required_attribute = False
    reason = Typed(
        label="退回理由", required=True, help_text="填报人据此修改，写明缺什么、错在哪里",
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
