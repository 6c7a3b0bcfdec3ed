"""Addresses of the lists of indicators."""

from django.urls import path

from indicators import views

app_name = "indicators"

urlpatterns = [
    path("indicators/", views.plan_list, name="list"),
    path("indicators/export.xlsx", views.plan_export, name="export"),
    path("indicators/list/reference/", views.reference_list, name="reference"),
    path("indicators/list/reference.xlsx", views.reference_export, name="reference_export"),
]
