"""Addresses of the whole site."""

from django.urls import include, path

from tracker import health

urlpatterns = [
    path("", include("dashboards.urls")),
    path("", include("evaluation.urls")),
    path("", include("projects.urls")),
    path("", include("indicators.urls")),
    path("", include("accounts.urls")),
    path("", include("reporting.urls")),
    path("ui/", include("ui.urls")),
    path("healthz", health.healthz, name="healthz"),
]
