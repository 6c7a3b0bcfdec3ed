"""Write docs/workflow.md from the tables of the workflow."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from reporting.rules.diagram import page


class Command(BaseCommand):
    """``manage.py draw_workflow``."""

    help = "根据流程表重新生成 docs/workflow.md"
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the page."""
        target = settings.BASE_DIR / "docs" / "workflow.md"
        target.parent.mkdir(exist_ok=True)
        target.write_text(page(), encoding="utf-8")
        self.stdout.write(f"已写入 {target.relative_to(settings.BASE_DIR)}")
