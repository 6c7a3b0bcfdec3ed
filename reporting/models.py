"""What officials file and what reviewers decide about it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from indicators.models import Indicator
from plan.models import Plan
from projects.models import Project
from reporting.rules import ACTION_WORDS, KIND_WORDS, STATE_WORDS


class Submission(models.Model):
    """One filing: a fact, a value, a ruling or a correction on its way to approval.

    ``fields`` keeps the text as it was typed, so that a draft may be incomplete or wrong
    and nothing typed is lost.  ``version`` rises with every change: who approves says which
    version was read.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="submissions")
    kind = models.CharField("填报类型", max_length=12, choices=list(KIND_WORDS.items()))
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, verbose_name="项目")
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, verbose_name="指标"
    )
    target_key = models.CharField("所针对的事实", max_length=40, blank=True)
    fields = models.JSONField("填写内容", default=dict)
    state = models.CharField(
        "状态", max_length=10, choices=list(STATE_WORDS.items()), default="draft"
    )
    version = models.PositiveIntegerField("版本", default=1)
    token = models.UUIDField("表单编号", default=uuid.uuid4, unique=True, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="submissions", verbose_name="填报人"
    )
    office = models.CharField("填报单位", max_length=200)
    province = models.CharField("省份", max_length=6)
    city = models.CharField("市（州）", max_length=6, blank=True)
    sample = models.BooleanField("示例", default=False)
    created_at = models.DateTimeField("建立时间", db_default=Now(), editable=False)
    changed_at = models.DateTimeField("修改时间", auto_now=True)
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True)
    fact_key = models.CharField("入库编号", max_length=40, blank=True)

    class Meta:
        verbose_name = "填报"
        verbose_name_plural = "填报"
        ordering = ["-changed_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(project__isnull=False, indicator__isnull=True)
                | Q(project__isnull=True, indicator__isnull=False),
                name="reporting_submission_one_subject",
                violation_error_message="一份填报只针对一个项目或一个指标。",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | ~Q(fact_key=""),
                name="reporting_submission_approved_has_fact",
                violation_error_message="通过的填报必须已经入库。",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "discarded"]) | Q(submitted_at__isnull=False),
                name="reporting_submission_sent_has_time",
                violation_error_message="已提交的填报必须有提交时间。",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["ruling", "correction"]) | ~Q(target_key=""),
                name="reporting_submission_names_target",
                violation_error_message="裁定和更正必须写明针对哪一条事实。",
            ),
        ]
        indexes = [models.Index(fields=["state", "province"], name="reporting_submission_queue")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.subject_name}"

    @property
    def subject_name(self) -> str:
        """Name of the project or indicator filed about."""
        return str(self.project or self.indicator)


class Decision(models.Model):
    """One step of a filing from state to state; rows are only added."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="decisions")
    action = models.CharField("动作", max_length=10, choices=list(ACTION_WORDS.items()))
    version = models.PositiveIntegerField("版本")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="操作人")
    by_name = models.CharField("姓名", max_length=50)
    office = models.CharField("单位", max_length=200, blank=True)
    reason = models.CharField("理由", max_length=500, blank=True)
    fields = models.JSONField("当时填写的内容", default=dict)
    effect = models.CharField("影响", max_length=300, blank=True)
    at = models.DateTimeField("时间", db_default=Now(), editable=False)

    class Meta:
        verbose_name = "办理记录"
        verbose_name_plural = "办理记录"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(action="return") | ~Q(reason=""),
                name="reporting_decision_return_has_reason",
                violation_error_message="退回必须写明理由。",
            ),
            models.UniqueConstraint(
                fields=["submission"],
                condition=Q(action="approve"),
                name="reporting_decision_approved_once",
                violation_error_message="这份填报已经通过，不能重复通过。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()} {self.by_name}"
