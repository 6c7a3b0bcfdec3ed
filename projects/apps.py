"""Django registration of the projects package."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    """Makes the tables of ``projects`` known to Django."""

    name = "projects"
    verbose_name = "重点项目与任务"
