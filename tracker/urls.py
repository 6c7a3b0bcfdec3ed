"""Addresses of the whole site."""

from django.urls import path

from tracker import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
]
