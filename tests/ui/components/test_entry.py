from django import forms
from django.template import Context, Template
from django.test import RequestFactory


class Entry(forms.Form):
    amount = forms.DecimalField(label="完成投资")
    precision = forms.ChoiceField(
        label="精度", choices=[("day", "日"), ("year", "年")], widget=forms.RadioSelect
    )


class Filter(forms.Form):
    q = forms.CharField(label="名称", required=False)


def rendered(text, at="/works/", **values):
    context = Context(values | {"request": RequestFactory().get(at)})
    return Template("{% load components %}" + text).render(context)


def test_a_field_shows_label_must_reason_unit_and_error():
    form = Entry({"amount": "x"})
    html = rendered("{% form_field form.amount '计入累计' '万元' %}", form=form)
    assert '<label class="field__label" for="id_amount">完成投资' in html
    assert "（必填）" in html
    assert 'id="id_amount_unit">万元' in html
    assert 'id="id_amount_error">输入一个数字。' in html
    assert "为何填：</span>计入累计" in html


def test_a_choice_of_buttons_is_a_group_with_a_legend():
    html = rendered("{% form_field form.precision %}", form=Entry())
    assert "<legend" in html
    assert html.count('type="radio"') == 2


def test_the_summary_appears_with_errors_only():
    assert rendered("{% error_summary form %}", form=Entry()).strip() == ""
    html = rendered("{% error_summary form %}", form=Entry({"amount": "x"}))
    assert 'role="alert"' in html
    assert '<a href="#id_amount">完成投资</a>' in html


def test_a_filter_keeps_the_moment_and_its_reset_drops_the_rest():
    at = "/works/?q=a&as_of=2020-12-31&page=3"
    html = rendered("{% filter_bar form %}", at, form=Filter({"q": "a"}))
    assert '<input type="hidden" name="as_of" value="2020-12-31">' in html
    assert 'name="page"' not in html
    assert 'href="/works/?as_of=2020-12-31">重置' in html
    assert 'method="get"' in html


def test_a_question_comes_before_the_act_and_works_without_script():
    text = "{% confirm '/x/' '退回' '须写理由。' tone='danger' %}<b>{{ y }}</b>{% endconfirm %}"
    html = rendered(text, csrf_token="token", y="<i>")
    assert html.startswith("<details")
    assert '<form class="confirm__box" method="post" action="/x/">' in html
    assert 'name="csrfmiddlewaretoken" value="token"' in html
    assert "<b>&lt;i&gt;</b>" in html


def test_the_bar_of_buttons_holds_what_is_put_in():
    html = rendered("{% action_bar '约3分钟' %}<button>提交</button>{% endaction_bar %}")
    assert "<button>提交</button>" in html
    assert "约3分钟" in html
