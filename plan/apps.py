"""Django registration of the plan package."""

from django.apps import AppConfig


class PlanConfig(AppConfig):
    """Makes the tables of ``plan`` known to Django."""

    name = "plan"
    verbose_name = "规划文本"
