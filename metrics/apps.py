"""Django registration of the metrics package."""

from django.apps import AppConfig


class MetricsConfig(AppConfig):
    """Makes the tables of ``metrics`` known to Django."""

    name = "metrics"
    verbose_name = "计算结果"
