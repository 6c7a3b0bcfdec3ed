"""What a person fills in: fields, filters, questions before an act."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.template import Context, Library
from django.template.loader import render_to_string

from ui import forms, links
from ui.components.shared import component
from ui.templatetags.ui import query_pairs

register = Library()


@component(register, "form_field")
def form_field(
    field: Any, why: str = "", unit: str = "", placeholder: str = "", wide: bool = False
) -> dict[str, Any]:
    """A labelled field with its reason (为何填), unit and error beside it, all linked."""
    return forms.field_context(field, why, unit, placeholder) | {"wide": wide}


@component(register, "error_summary")
def error_summary(form: Any, title: str = "") -> dict[str, Any]:
    """All errors of a form on top of it, each a link to its field."""
    return {"errors": forms.error_links(form), "title": title}


@component(register, "filter_bar", takes_context=True)
def filter_bar(context: Context, form: Any, action: str = "") -> dict[str, Any]:
    """A GET form of small fields with 查询 and 重置; moment and hidden fields are carried along."""
    request = context.get("request")
    path = action or (request.path if request else "")
    kept = [(key, value) for key, value in query_pairs(context) if key in links.MOMENT_KEYS]
    own = [(f.html_name, str(f.value())) for f in form.hidden_fields() if f.value()]
    fixed = f"{path}?{urlencode(own)}" if own else path
    return {
        "fields": [forms.field_context(field, "", "", "") for field in form.visible_fields()],
        "carried": [*own, *kept],
        "action": path,
        "reset": links.with_moment(fixed, dict(kept)),
    }


@register.simple_block_tag(takes_context=True)
def confirm(
    context: Context,
    content: str,
    action: str,
    label: str,
    question: str,
    *,
    button: str = "确定",
    tone: str = "plain",
) -> str:
    """``{% confirm action label question %}fields{% endconfirm %}``: asks before it posts.

    Opens without script; ``tone`` is plain, main or danger.
    """
    values = {"action": action, "label": label, "question": question, "button": button}
    values |= {"tone": tone, "content": content, "csrf_token": str(context.get("csrf_token", ""))}
    return render_to_string("_components/confirm.html", values)


@register.simple_block_tag
def action_bar(content: str, note: str = "") -> str:
    """``{% action_bar %}buttons{% endaction_bar %}``: the buttons that end a page or form."""
    return render_to_string("_components/action_bar.html", {"content": content, "note": note})
