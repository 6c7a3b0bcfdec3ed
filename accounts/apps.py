"""Django registration of the accounts package."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Makes the tables of ``accounts`` known to Django."""

    name = "accounts"
    verbose_name = "用户与权限"
