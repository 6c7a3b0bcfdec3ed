"""Every page that shows figures says when they were computed."""

import pytest
from django.urls import reverse

from metrics.actions import mark
from projects.models import Project

pytestmark = pytest.mark.django_db

PAGES = [
    ("dashboards:board", ()), ("dashboards:plan", ()), ("dashboards:functions", ()),
    ("dashboards:duties", ()), ("dashboards:zones", ()), ("dashboards:conventions", ()),
    ("dashboards:curve", ()), ("dashboards:inquiries", ()), ("projects:list", ()),
    ("projects:measures", ()), ("projects:responsibility", ()), ("indicators:list", ()),
    ("indicators:reference", ()), ("evaluation:list", ()),
]  # fmt: skip


def line(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode().partition('<p class="freshness"')[2].partition("</p>")[0]


def addresses():
    work = Project.objects.filter(kind="works").first()
    measure = Project.objects.filter(kind="measure").first()
    subject = f"{work.plan.code}/{work.code}"
    return [
        *(reverse(name, args=args) for name, args in PAGES),
        f"{reverse('dashboards:board')}?tab=after", f"{reverse('dashboards:board')}?tab=outlook",
        reverse("dashboards:work", args=[work.code]),
        reverse("dashboards:work", args=[measure.code]),
        reverse("dashboards:why", args=["project", subject, "stage"]),
    ]  # fmt: skip


def test_figures_say_when_they_were_computed(whole_plan, as_li):
    told = {address: line(as_li, address) for address in addresses()}
    assert [address for address, said in told.items() if "已计算" not in said] == []


def test_figures_say_that_they_are_computed_again(whole_plan, as_li):
    mark("account", ["hachang-2016/works/all"], cause="test")
    told = {address: line(as_li, address) for address in addresses()}
    assert [address for address, said in told.items() if "正在重新计算" not in said] == []
