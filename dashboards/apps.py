"""Django registration of the dashboards package."""

from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    """Makes the pages of ``dashboards`` known to Django."""

    name = "dashboards"
    verbose_name = "总览"
