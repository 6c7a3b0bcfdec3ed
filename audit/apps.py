"""Django registration of the audit package."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Makes the tables of ``audit`` known to Django."""

    name = "audit"
    verbose_name = "审计记录"
