"""Prove the catalogue of a plan against the plan's own text."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from plan.checking import check, report_lines
from plan.text import PlanText, PlanTextError, read
from tracker.loading import CATALOGUES, Refused, read_catalogue


class Command(BaseCommand):
    """`check_plan PATH`: every quote verbatim, every paragraph accounted for."""

    help = "对照规划文本核对目录：引文逐条查证，没有摘录的段落逐段列出。不需要数据库。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The text, and the catalogue when it is not the default plan's."""
        parser.add_argument("path", type=Path, help="规划文本（UTF-8）的路径")
        parser.add_argument("--plan", default=settings.DEFAULT_PLAN, help="目录文件夹的名称")

    def handle(self, *args: Any, path: Path, plan: str, **options: Any) -> None:
        """Print the report; fail when a quote is not found or a paragraph has no word."""
        try:
            catalogue = read_catalogue(CATALOGUES / plan)
        except Refused as error:
            raise CommandError(f"目录文件有错误：\n{error}") from error
        report = check(_text(path), catalogue)
        for line in report_lines(report):
            self.stdout.write(line)
        if report.problems:
            raise CommandError(f"有 {len(report.problems)} 处与规划文本不符，见上。")


def _text(path: Path) -> PlanText:
    try:
        return read(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, PlanTextError) as error:
        raise CommandError(f"不能读取规划文本 {path}：{error}") from error
