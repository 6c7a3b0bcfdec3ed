from pathlib import Path

import pytest
from django.template import Context, Template, TemplateSyntaxError

from ui.templatetags.components import register

TEMPLATES = Path(__file__).resolve().parents[3] / "templates" / "_components"


def test_one_library_brings_the_tags_of_all_subjects():
    assert {"status_mark", "timeline", "tabs", "form_field", "confirm"} <= set(register.tags)


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.html")), ids=lambda path: path.stem)
def test_every_component_begins_with_its_parameters(path):
    text = path.read_text()
    assert text.startswith("{% comment %}")
    note = text[len("{% comment %}") : text.index("{% endcomment %}")]
    if path.stem in register.tags:
        assert f"{{% {path.stem}" in note


def test_an_unknown_parameter_is_an_error():
    with pytest.raises(TemplateSyntaxError, match="unexpected keyword"):
        Template('{% load components %}{% status_mark "reached" colour="red" %}')


def test_text_given_to_a_component_is_text():
    text = '{% load components %}{% status_mark "reached" x %}{% quote x %}{% alert x %}'
    html = Template(text).render(Context({"x": "<script>1</script>"}))
    assert "<script>" not in html
    assert html.count("&lt;script&gt;") == 3
