"""Django registration of the regions package."""

from django.apps import AppConfig


class RegionsConfig(AppConfig):
    """Makes the tables of ``regions`` known to Django."""

    name = "regions"
    verbose_name = "地区与单位"
