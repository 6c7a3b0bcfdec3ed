"""The one door to checking a filing: typed fields in, an entry or every fault out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from indicators.rules import ObservationEntry
from projects.rules import FactEntry
from reporting.rules import observation, progress
from reporting.rules.contexts import Context, IndicatorContext, WorkContext
from reporting.rules.entries import RulingEntry
from reporting.rules.fields import fields_of, switch_of
from reporting.rules.reading import Errors, Reading, asking, clean

Entry = FactEntry | ObservationEntry | RulingEntry


@dataclass(frozen=True)
class Checked:
    """The entry, or (when there is none) what is wrong: field and message."""

    entry: Entry | None
    errors: tuple[tuple[str, str], ...]


def missing(form: str, fields: Mapping[str, str]) -> Errors:
    """Every required field that is empty, with the request to fill it."""
    typed = {field.name: clean(fields.get(field.name, "")) for field in fields_of(form)}
    switch = typed.get(switch_of(form), "")
    return [
        (field.name, asking(field))
        for field in fields_of(form)
        if not typed[field.name] and field.due(typed, switch)
    ]


def check_fields(form: str, fields: Mapping[str, str], context: Context) -> Checked:
    """Check all typed fields of a form against the table, the calendar and what is on file."""
    reading = Reading(form, fields, context)
    entry = _entry(reading, context)
    return Checked(None if reading.errors else entry, tuple(reading.errors))


def _entry(reading: Reading, context: Context) -> Entry | None:
    if isinstance(context, WorkContext):
        return progress.check(reading, context)
    if isinstance(context, IndicatorContext):
        return observation.check(reading, context)
    return _ruling(reading)


def _ruling(reading: Reading) -> RulingEntry | None:
    """The ruling; its document stands behind the reason."""
    source = reading.source()
    if reading.errors:
        return None
    cited = "，".join(part for part in (source.title, source.publisher, source.number) if part)
    reason = reading.text("reason")
    return RulingEntry(
        chosen=reading.text("chosen"),
        reason=f"{reason}（依据：{cited}）" if cited else reason,
        published_on=source.published_on,
    )
