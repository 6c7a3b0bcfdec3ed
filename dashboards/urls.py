"""Addresses of the joined pages."""

from django.urls import path

from dashboards import views

app_name = "dashboards"

urlpatterns = [
    path("", views.board_page, name="board"),
    path("plan/", views.plan_page, name="plan"),
    path("freshness/", views.freshness_line, name="freshness"),
    path("search/", views.search_page, name="search"),
    path("works/<slug:code>/", views.work, name="work"),
    path("indicators/<slug:code>/", views.indicator, name="indicator"),
]
