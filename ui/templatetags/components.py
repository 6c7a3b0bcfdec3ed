"""``{% load components %}``: the building blocks of every page, one tag each.

Each tag renders the template of the same name in ``templates/_components``; its
signature is the list of its parameters, and an unknown one is an error. All of them,
in every state, stand on the gallery page.
"""

from django import template

from ui.components import curves, entry, figures, lines, strip, text, ways

register = template.Library()
for part in (figures, lines, curves, strip, text, ways, entry):
    register.tags.update(part.register.tags)
