"""Addresses of the list of works."""

from django.urls import path

from projects import views

app_name = "projects"

urlpatterns = [
    path("works/", views.work_list, name="list"),
    path("works/export.xlsx", views.export, name="export"),
]
