from django import forms as django_forms

from ui import forms


class Entry(django_forms.Form):
    amount = django_forms.DecimalField(label="完成投资", max_value=100)
    event = django_forms.ChoiceField(label="事件", choices=[("a", "开工")])
    proof = django_forms.FileField(label="佐证", required=False)
    same = django_forms.BooleanField(label="无变化", required=False)
    precision = django_forms.ChoiceField(
        label="精度", choices=[("day", "日")], widget=django_forms.RadioSelect
    )
    note = django_forms.CharField(label="说明", help_text="至多500字", required=False)

    def clean(self):
        self.add_error(None, "同一天已有相同事件。")


def shown(name, data=None, **extra):
    given = {"why": "", "unit": "", "placeholder": ""} | extra
    return forms.field_context(Entry(data)[name], **given)


def test_each_kind_of_field_is_told_apart():
    form = Entry()
    kinds = {name: forms.kind_of(form[name]) for name in form.fields}
    assert kinds == {
        "amount": "input",
        "event": "select",
        "proof": "file",
        "same": "check",
        "precision": "group",
        "note": "input",
    }


def test_a_wrong_number_keeps_what_was_typed():
    field = shown("amount", {"amount": "１，２x"})
    assert 'value="１，２x"' in field["control"]
    assert 'type="text"' in field["control"]
    assert 'inputmode="decimal"' in field["control"]


def test_error_reason_and_unit_are_linked_to_the_control():
    field = shown("amount", {"amount": "120"}, why="计入累计", unit="万元")
    assert (
        'aria-describedby="id_amount_unit id_amount_helptext id_amount_error"' in field["control"]
    )
    assert 'aria-invalid="true"' in field["control"]
    assert field["is_why"]


def test_a_field_without_words_points_to_none():
    assert "aria-describedby" not in shown("event")["control"]


def test_help_text_serves_where_no_reason_is_given():
    field = shown("note")
    assert (field["hint"], field["is_why"]) == ("至多500字", False)


def test_the_summary_links_every_error_to_its_field():
    links = forms.error_links(Entry({"amount": "120", "event": "a"}))
    assert links[0] == ("", "", "同一天已有相同事件。")
    assert links[1][:2] == ("完成投资", "#id_amount")
    assert links[2][:2] == ("精度", "#id_precision_0")
