"""Drop all derived results and compute them again."""

from typing import Any

from django.core.management.base import BaseCommand

from metrics.actions import note_rebuild, rebuild
from metrics.queries import fingerprint, kept_now


class Command(BaseCommand):
    """Rebuild every kept Result and print the fingerprint of the whole."""

    help = "删除全部计算结果并重算，打印校验值"

    def handle(self, *args: Any, **options: Any) -> None:
        count = rebuild()
        seal = fingerprint(kept_now())
        note_rebuild(count=count, fingerprint=seal)
        self.stdout.write(f"已重算 {count} 个结果；校验值 {seal}")
