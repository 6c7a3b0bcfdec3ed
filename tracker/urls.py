"""Addresses of the whole site."""

from django.urls import include, path

from tracker import health

urlpatterns = [
    path("", include("accounts.urls")),
    path("ui/", include("ui.urls")),
    path("healthz", health.healthz, name="healthz"),
]
