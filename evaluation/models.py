"""Evaluation reports, frozen at a Moment."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from plan.models import Plan


class Report(models.Model):
    """The outline of one report as it was when made; files are rendered from it alone."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="reports")
    as_of = models.DateField("截至日")
    known_at = models.DateField("知悉日", null=True, blank=True)
    basis = models.CharField("口径", max_length=8, default="public")
    title = models.CharField("标题", max_length=200)
    outline = models.TextField("提纲")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="出具人")
    made_by_name = models.CharField("姓名", max_length=50)
    office = models.CharField("单位", max_length=200, blank=True)
    made_at = models.DateTimeField("出具时间", db_default=Now(), editable=False)

    class Meta:
        verbose_name = "评估报告"
        verbose_name_plural = "评估报告"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(basis__in=["public", "system"]),
                name="evaluation_report_basis",
                violation_error_message="口径只能是公开口径或系统口径。",
            ),
        ]

    def __str__(self) -> str:
        return self.title
