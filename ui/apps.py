"""Django registration of the ui package (templates and tags only, no tables)."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Makes the template tags of ``ui`` known to Django."""

    name = "ui"
    verbose_name = "界面组件"
