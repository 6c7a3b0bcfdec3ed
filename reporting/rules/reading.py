"""Read the typed fields of one filing, collecting every fault instead of stopping at one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import TypeVar

from plan.rules import SourceEntry
from reporting.rules import numbers
from reporting.rules.contexts import Context
from reporting.rules.fields import Field, fields_of, switch_of
from reporting.rules.texts import has_content, unprintable

T = TypeVar("T")
Errors = list[tuple[str, str]]


class Reading:
    """The typed text of one form, and what is wrong with it."""

    def __init__(self, form: str, fields: Mapping[str, str], context: Context) -> None:
        self.form = form
        self.table = fields_of(form)
        self.context = context
        self.typed = {field.name: clean(fields.get(field.name, "")) for field in self.table}
        self.switch = self.typed.get(switch_of(form), "")
        self.errors: Errors = []
        for field in self.table:
            self._look_over(field)

    def _look_over(self, field: Field) -> None:
        """Required-ness, length, characters and choice: what every field shares."""
        text = self.typed[field.name]
        if not field.asked(self.switch):
            return
        if not text:
            if field.due(self.typed, self.switch):
                self.wrong(field.name, asking(field))
        elif unprintable(text):
            self.wrong(field.name, "含有无法保存的控制字符，请删去后重新输入。")
        elif len(text) > field.limit:
            self.wrong(field.name, f"现有 {len(text)} 字，请控制在 {field.limit} 字以内。")
        elif field.control == "choice" and text not in self._codes(field):
            self.wrong(field.name, "不在可选范围，请重新选择。")

    def _codes(self, field: Field) -> set[str]:
        options = field.options or self.context.options(field.source, self.switch)
        return {code for code, _ in options}

    def wrong(self, name: str, message: str) -> None:
        """Note a fault of a field; the first one of each field is kept."""
        if name not in dict(self.errors):
            self.errors.append((name, message))

    def text(self, name: str) -> str:
        """What was typed, if the form asks for it; else blank."""
        field = next((f for f in self.table if f.name == name), None)
        return self.typed[name] if field and field.asked(self.switch) else ""

    def read(self, name: str, reader: Callable[[str], T]) -> T | None:
        """What was typed, read; None where nothing or something unreadable was typed."""
        text = self.text(name)
        if not text or name in dict(self.errors):
            return None
        try:
            return reader(text)
        except numbers.Unreadable as error:
            self.wrong(name, str(error))
            return None

    def day(self, name: str, precision: str) -> date | None:
        """The first day of a typed date."""
        return self.read(name, lambda text: numbers.day(text, precision, self.context.today))

    def decimal(self, name: str, reader: Callable[[str], Decimal]) -> Decimal | None:
        """A typed number."""
        return self.read(name, reader)

    def source(self) -> SourceEntry:
        """The document as it is cited; its date is the end of the stated period."""
        precision = self.text("document_precision")
        if precision == "unknown":
            day, precision = None, ""
        else:
            day = self.day("document_date", precision)
        return SourceEntry(
            title=self.text("document_title"), publisher=self.text("publisher"),
            number=self.text("document_number"), kind=self.text("source_kind") or "official",
            url=self.read("link", numbers.link) or "",
            published_on=numbers.last_day(day, precision) if day else None,
            published_precision=precision if day else "",
        )  # fmt: skip


def clean(text: object) -> str:
    """The typed text without outer blanks; without a visible character it is empty."""
    typed = str(text).replace("\r\n", "\n").strip()
    return typed if has_content(typed) or unprintable(typed) else ""


def asking(field: Field) -> str:
    """The request to fill a required field."""
    verb = "选择" if field.control == "choice" else "填写"
    return f"请{verb}{field.label}。"
