"""Derived results and the marks that say which of them must be computed again."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from metrics.rules import CHECK_WORDS, CLAIM_WORDS
from plan.rules import LIMIT

OPEN = date(9999, 12, 31)


class Figure(models.Model):
    """One derived figure as it is computed.  May be dropped and rebuilt to the same bytes.

    ``low``/``high`` bound a figure that is not fully known (equal when it is); ``text`` is
    a code word (a verdict, a stage); ``detail`` holds counts; ``inputs`` the keys of the
    facts or results it was made from.
    """

    subject_kind = models.CharField("对象类别", max_length=20)
    subject = models.CharField("对象", max_length=120)
    metric = models.CharField("指标", max_length=40)
    low = models.DecimalField("下限", max_digits=20, decimal_places=6, null=True)
    high = models.DecimalField("上限", max_digits=20, decimal_places=6, null=True)
    text = models.CharField("结论", max_length=40, blank=True)
    detail = models.JSONField("详情", default=dict)
    inputs = models.JSONField("依据", default=list)
    formula = models.CharField("方法", max_length=60)
    version = models.PositiveSmallIntegerField("方法版本")

    class Meta:
        abstract = True


class Span(Figure):
    """A figure as it is stored: once, for all kept moments in a row at which it is the same.

    ``line`` is blank for the kept moments; a moment that somebody only looked at has a line
    of its own, named by its key.  ``since`` and ``until`` are the first and the last day of
    these moments; a figure that holds at the newest of them has no end (``OPEN``).
    """

    line = models.CharField("时点序列", max_length=40, blank=True)
    since = models.DateField("起")
    until = models.DateField("止")

    class Meta:
        verbose_name = "计算结果区间"
        verbose_name_plural = "计算结果区间"
        ordering = ["line", "subject_kind", "subject", "metric", "since"]
        constraints = [
            models.UniqueConstraint(
                fields=["line", "subject_kind", "subject", "metric", "since"],
                name="metrics_result_once",
                violation_error_message="同一时点、对象和指标只能有一个结果。",
            ),
            models.CheckConstraint(
                condition=Q(since__lte=models.F("until")),
                name="metrics_result_since_until",
                violation_error_message="结果区间的起日不能晚于止日。",
            ),
            models.CheckConstraint(
                condition=Q(low__isnull=True) | Q(high__isnull=True) | Q(low__lte=models.F("high")),
                name="metrics_result_low_not_above_high",
                violation_error_message="下限不能高于上限。",
            ),
            models.CheckConstraint(
                condition=(Q(low__isnull=True) | Q(low__lt=LIMIT))
                & (Q(high__isnull=True) | Q(high__lt=LIMIT)),
                name="metrics_result_finite",
                violation_error_message="结果必须是有限的数。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.metric} {self.since}—{self.until}"


class Result(Figure):
    """One derived figure at one moment: a view of the spans, for reading.

    Rows of one span have its primary key.
    """

    moment = models.CharField("时点", max_length=40)
    as_of = models.DateField("截至日")

    class Meta:
        managed = False
        db_table = "metrics_result"
        verbose_name = "计算结果"
        verbose_name_plural = "计算结果"
        ordering = ["moment", "subject_kind", "subject", "metric"]

    def __str__(self) -> str:
        return f"{self.subject} {self.metric} {self.moment}"


class Mark(models.Model):
    """Something changed: the subject must be computed again.  A row is the queue.

    Written in the transaction of the fact and deleted in the one that stores the Results.
    ``fence`` names the claim that covers it; while no such claim is on file, it is open.
    """

    subject_kind = models.CharField("对象类别", max_length=20)
    subject = models.CharField("对象", max_length=120)
    cause = models.CharField("起因", max_length=60, blank=True)
    marked_at = models.DateTimeField("标记时间", db_default=Now(), editable=False)
    fence = models.BigIntegerField("领算号", null=True)

    class Meta:
        verbose_name = "待算标记"
        verbose_name_plural = "待算标记"
        ordering = ["id"]
        indexes = [
            models.Index(fields=["subject_kind", "subject", "id"], name="metrics_mark_subject"),
            models.Index(fields=["fence"], name="metrics_mark_fence"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject}"


class Claim(models.Model):
    """Who computes a subject until when, and how often it failed.  Gone when it is computed.

    ``fence`` is drawn anew for each claim, so that whoever comes back after the lease finds
    that the claim is no longer theirs.  Of a whole moment the kind is ``moment``.
    """

    class State(models.TextChoices):
        """What happens with the subject at present."""

        COMPUTING = "computing", CLAIM_WORDS["computing"]
        WAITING = "waiting", CLAIM_WORDS["waiting"]
        PARKED = "parked", CLAIM_WORDS["parked"]

    subject_kind = models.CharField("对象类别", max_length=20)
    subject = models.CharField("对象", max_length=120)
    fence = models.BigIntegerField("领算号", unique=True)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.COMPUTING)
    worker = models.CharField("进程", max_length=80)
    session = models.IntegerField("数据库会话")
    claimed_at = models.DateTimeField("领算时间")
    until = models.DateTimeField("限期")
    attempts = models.PositiveSmallIntegerField("失败次数", default=0)
    fault = models.CharField("失败原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "领算记录"
        verbose_name_plural = "领算记录"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject"],
                name="metrics_claim_once",
                violation_error_message="一个对象同时只能由一个进程计算。",
            ),
            models.CheckConstraint(
                condition=~Q(state="parked") | ~Q(fault=""),
                name="metrics_claim_parked_says_why",
                violation_error_message="搁置计算必须写明原因。",
            ),
        ]
        indexes = [models.Index(fields=["state", "until"], name="metrics_claim_due")]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject} {self.fence}"


class Run(models.Model):
    """When the Results of a moment were last complete; kept apart from them on purpose.

    ``stale_since`` of a moment that somebody only looked at: a fact has changed, whoever asks
    next has it computed again; who has begun to read finds what was there to the end.
    """

    moment = models.CharField("时点", max_length=40, unique=True)
    as_of = models.DateField("截至日")
    known_at = models.DateField("知悉日", null=True)
    basis = models.CharField("口径", max_length=8, default="public")
    computed_at = models.DateTimeField("算至")
    kept = models.BooleanField("常备", default=True)
    versions = models.JSONField("方法版本", default=dict)
    stale_since = models.DateTimeField("失效时间", null=True)

    class Meta:
        verbose_name = "计算时点"
        verbose_name_plural = "计算时点"
        ordering = ["moment"]

    def __str__(self) -> str:
        return self.moment


class Check(models.Model):
    """One comparison or rebuilding of all Results, and what it found."""

    class Kind(models.TextChoices):
        """What was done."""

        RECONCILE = "reconcile", CHECK_WORDS["reconcile"]
        REBUILD = "rebuild", CHECK_WORDS["rebuild"]

    kind = models.CharField("种类", max_length=10, choices=Kind.choices)
    done_at = models.DateTimeField("时间", db_default=Now(), editable=False)
    count = models.PositiveIntegerField("个数")
    named = models.JSONField("不符的结果", default=list)
    failed = models.JSONField("算不出的对象", default=list)
    fingerprint = models.CharField("校验值", max_length=64, blank=True)

    class Meta:
        verbose_name = "核对记录"
        verbose_name_plural = "核对记录"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.done_at}"
