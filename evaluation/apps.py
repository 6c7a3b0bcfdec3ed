"""Django registration of the evaluation package."""

from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    """Makes the tables of ``evaluation`` known to Django."""

    name = "evaluation"
    verbose_name = "评估"
