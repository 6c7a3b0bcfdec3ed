"""Django registration of the reporting package."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """Makes the tables of ``reporting`` known to Django."""

    name = "reporting"
    verbose_name = "填报与审核"
