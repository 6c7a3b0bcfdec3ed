"""What would settle an item, version by version: rows are added and never changed."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from projects.models.items import Project, words
from projects.rules import ORIGIN_WORDS


class Criterion(models.Model):
    """One version of the 判据 of an item.

    Drafts of the catalogue hold from the beginning, so they have no ``valid_from``; a version
    that a coordinator decided holds from that day and before every draft.  ``recorded_at`` is
    set by the server and never changes.
    """

    project = models.ForeignKey(
        Project, models.PROTECT, related_name="criteria", verbose_name="事项"
    )
    number = models.PositiveIntegerField("版本")
    text = models.CharField("判据", max_length=200)
    origin = models.CharField("来历", max_length=9, choices=words(ORIGIN_WORDS))
    valid_from = models.DateField("生效日期", null=True, blank=True)
    reason = models.CharField("理由", max_length=300)
    recorded_at = models.DateTimeField("入库时间", db_default=Now(), editable=False)
    recorded_by = models.CharField("录入人", max_length=200)

    class Meta:
        verbose_name = "判据"
        verbose_name_plural = "判据"
        ordering = ["project", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "number"],
                name="projects_criterion_number_once",
                violation_error_message="判据刚被他人修改，请核对后重新提交。",
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="projects_criterion_has_text",
                violation_error_message="判据不能为空。",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="projects_criterion_has_reason",
                violation_error_message="修改判据必须写明理由。",
            ),
            models.CheckConstraint(
                condition=Q(origin="catalogue", valid_from__isnull=True)
                | Q(origin="decided", valid_from__isnull=False),
                name="projects_criterion_decided_from_a_day",
                violation_error_message="修改的判据须写明生效日期，目录的判据不写。",
            ),
        ]

    def __str__(self) -> str:
        return f"第{self.number}版：{self.text}"
