"""Django registration of the indicators package."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """Makes the tables of ``indicators`` known to Django."""

    name = "indicators"
    verbose_name = "指标"
