"""Who answers for an item, its deadline and deliverable: rows are added and never changed."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from accounts.models import User
from plan.models import Plan
from projects.models.items import Project, words
from projects.rules import (
    DEADLINE_WORDS,
    PRECISION_WORDS,
    RESPONSIBILITY_WORDS,
    deadline_words,
)
from regions.models import Organisation


class Decided(models.Model):
    """What every row about responsibility carries: from when, by which document, who entered it.

    ``published_on`` is the day of the document (end of the period where only a month or year is
    known; empty = unknown).  ``recorded_at`` is set by the server and never changes.
    """

    valid_from = models.DateField("生效日期")
    document = models.CharField("依据", max_length=300)
    published_on = models.DateField("文件日期", null=True, blank=True)
    published_precision = models.CharField(
        "文件日期精度", max_length=5, choices=words(PRECISION_WORDS), blank=True
    )
    recorded_at = models.DateTimeField("入库时间", db_default=Now(), editable=False)
    recorded_by = models.CharField("录入人", max_length=200)

    class Meta:
        abstract = True


class Responsibility(Decided):
    """A unit in one role for one item, from ``valid_from`` until the day ``valid_to`` comes.

    The end of a responsibility is a row of its own: it repeats the row that it ``ends`` and
    adds ``valid_to`` with the reason, or says that the row was entered by mistake
    (``withdrawn``).  A trigger holds what needs other rows: one lead and one role per unit at
    a time, units in force, ends that repeat what they end.
    """

    project = models.ForeignKey(
        Project, models.PROTECT, related_name="responsibilities", verbose_name="事项"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="单位"
    )
    role = models.CharField("责任", max_length=12, choices=words(RESPONSIBILITY_WORDS))
    valid_to = models.DateField("终止日期", null=True, blank=True)
    ends = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="followers",
        verbose_name="所终止的一条",
    )
    withdrawn = models.BooleanField("撤销", default=False)
    reason = models.CharField("理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "责任分工"
        verbose_name_plural = "责任分工"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__lt=F("valid_to")),
                name="projects_responsibility_from_before_to",
                violation_error_message="终止日期必须晚于生效日期。",
            ),
            models.CheckConstraint(
                condition=~Q(document=""),
                name="projects_responsibility_has_document",
                violation_error_message="责任分工必须写明依据。",
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True, withdrawn=False)
                | (Q(ends__isnull=False) & ~Q(reason="")),
                name="projects_responsibility_end_has_reason",
                violation_error_message="终止或撤销责任必须写明理由，撤销须指明所撤销的一条。",
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(withdrawn=True) | Q(valid_to__isnull=False),
                name="projects_responsibility_end_has_day",
                violation_error_message="终止责任必须写明终止日期。",
            ),
            models.UniqueConstraint(
                fields=["ends"],
                name="projects_responsibility_ended_once",
                violation_error_message="该条责任分工已被终止或撤销，请针对最新的一条办理。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}：{self.organisation}"


class Term(Decided):
    """Until when and with what result an item is to be carried out; the latest row counts.

    ``deadline`` is the last day of the stated period; 长期 has none.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="terms", verbose_name="事项")
    deadline = models.DateField("完成时限", null=True, blank=True)
    deadline_precision = models.CharField(
        "时限精度", max_length=7, choices=words(DEADLINE_WORDS), blank=True
    )
    deliverable = models.CharField("成果形式", max_length=200, blank=True)
    note = models.CharField("备注", max_length=300, blank=True)

    class Meta:
        verbose_name = "完成要求"
        verbose_name_plural = "完成要求"
        ordering = ["valid_from", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(deadline__isnull=True, deadline_precision__in=["", "lasting"])
                | (Q(deadline__isnull=False) & ~Q(deadline_precision__in=["", "lasting"])),
                name="projects_term_deadline_has_precision",
                violation_error_message="完成时限须写明精确到日、月、季度、半年还是年，长期的不写日期。",
            ),
            models.CheckConstraint(
                condition=~Q(document=""),
                name="projects_term_has_document",
                violation_error_message="完成要求必须写明依据。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} 完成要求"

    @property
    def deadline_words(self) -> str:
        """The deadline as precisely as it was set; blank for none."""
        return deadline_words(self.deadline, self.deadline_precision)


class TableUpload(models.Model):
    """A 任务分解表 that somebody sent in, kept between its check and its confirmation."""

    token = models.UUIDField("编号", unique=True)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+", verbose_name="规划")
    kind = models.CharField("类别", max_length=8, choices=Project.Kind)
    name = models.CharField("文件名", max_length=200)
    content = models.BinaryField("文件")
    valid_from = models.DateField("生效日期")
    document = models.CharField("依据", max_length=300)
    published_on = models.DateField("文件日期", null=True, blank=True)
    published_precision = models.CharField("文件日期精度", max_length=5, blank=True)
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="上传人")
    sent_at = models.DateTimeField("上传时间", db_default=Now(), editable=False)
    applied_at = models.DateTimeField("入库时间", null=True, blank=True)

    class Meta:
        verbose_name = "上传的任务分解表"
        verbose_name_plural = "上传的任务分解表"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(document=""),
                name="projects_tableupload_has_document",
                violation_error_message="导入必须写明依据。",
            ),
        ]

    def __str__(self) -> str:
        return self.name
