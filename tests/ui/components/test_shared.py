from django.template import Context, Template

from ui.components.shared import drawn, next_id


def test_ids_count_through_a_page():
    context = Context()
    assert [next_id(context, "bar"), next_id(context, "range")] == ["bar-1", "range-2"]


def test_what_is_drawn_is_not_escaped_again():
    assert Template("{{ x }}").render(Context({"x": drawn("<svg/>")})) == "<svg/>"
