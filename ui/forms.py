"""What a template needs to show one bound field with its reason, unit and error."""

from __future__ import annotations

from typing import Any

from django.forms import BoundField, Form, widgets

_CHECKS = (widgets.CheckboxInput, widgets.RadioSelect, widgets.CheckboxSelectMultiple)


def kind_of(field: BoundField) -> str:
    """Return ``check``, ``group``, ``select``, ``file`` or ``input``, the look of a field."""
    widget = field.field.widget
    if isinstance(widget, widgets.CheckboxInput):
        return "check"
    if isinstance(widget, _CHECKS):
        return "group"
    if isinstance(widget, widgets.Select):
        return "select"
    return "file" if isinstance(widget, widgets.FileInput) else "input"


_CLASSES = {
    "check": "form-check-input",
    "group": "",
    "select": "form-select",
    "file": "form-control",
    "input": "form-control",
}


def control(field: BoundField, placeholder: str, described_by: str) -> str:
    """Return the widget with its class and its links to hint and error.

    Numbers are typed into a text input: a number input drops what it cannot read, and
    nothing that was typed may be lost.
    """
    attrs: dict[str, Any] = {"class": _CLASSES[kind_of(field)]}
    widget = field.field.widget
    if isinstance(widget, widgets.NumberInput):
        widget.input_type = "text"
        attrs["inputmode"] = "decimal"
    if field.errors:
        attrs["class"] += " is-invalid"
        attrs["aria-invalid"] = "true"
    if described_by:
        attrs["aria-describedby"] = described_by
    if placeholder:
        attrs["placeholder"] = placeholder
    return field.as_widget(attrs=attrs)


def field_context(field: BoundField, why: str, unit: str, placeholder: str) -> dict[str, Any]:
    """Return all that ``_components/form_field.html`` prints."""
    stem = field.auto_id or field.html_name
    hint = why or field.help_text
    ids = {"unit": f"{stem}_unit", "hint": f"{stem}_helptext", "error": f"{stem}_error"}
    present = {"unit": unit, "hint": hint, "error": field.errors}
    described = " ".join(ids[name] for name, value in present.items() if value)
    return {
        "field": field,
        "kind": kind_of(field),
        "required": field.field.required,
        "control": control(field, placeholder, described),
        "hint": hint,
        "is_why": bool(why),
        "unit": unit,
        "errors": field.errors,
        "ids": ids,
    }


def error_links(form: Form) -> list[tuple[str, str, str]]:
    """Return label, anchor and text of every error; an error of the whole form has no anchor."""
    found = [("", "", str(text)) for text in form.non_field_errors()]
    for field in form:
        found += [(str(field.label), anchor(field), str(text)) for text in field.errors]
    return found


def anchor(field: BoundField) -> str:
    """Return the address within the page of the control, of a group its first choice."""
    if kind_of(field) == "group":
        return f"#{field.auto_id}_0"
    return f"#{field.id_for_label}" if field.id_for_label else ""
