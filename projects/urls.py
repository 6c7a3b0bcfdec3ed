"""Addresses of the lists of works and of measures and of the 任务分解表."""

from django.urls import path

from projects import views

app_name = "projects"

urlpatterns = [
    path("works/", views.item_list, {"kind": "works"}, name="list"),
    path("works/export.xlsx", views.export, {"kind": "works"}, name="export"),
    path("measures/", views.item_list, {"kind": "measure"}, name="measures"),
    path("measures/export.xlsx", views.export, {"kind": "measure"}, name="measures_export"),
    path("criteria/<slug:code>/", views.criterion, name="criterion"),
    path("responsibility/", views.responsibility_list, name="responsibility"),
    path("responsibility/export.xlsx", views.export_responsibility, name="responsibility_export"),
    path("responsibility/import/", views.bring, name="responsibility_import"),
    path("responsibility/import/<uuid:token>/", views.check, name="responsibility_check"),
    path(
        "responsibility/import/<uuid:token>/errors.xlsx",
        views.errors,
        name="responsibility_errors",
    ),
    path("responsibility/<slug:code>/", views.assign, name="assign"),
]
