"""What sources say about the plan: documents, what every fact carries, and rulings."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from plan.models.document import Plan


class Source(models.Model):
    """A document that says something: title, publisher, number, date, link."""

    class Kind(models.TextChoices):
        OFFICIAL = "official", "官方文件或网站"
        MEDIA = "media", "媒体报道"
        ENCYCLOPEDIA = "encyclopedia", "百科"
        REPOST = "repost", "转载"
        PLAN = "plan", "规划文本"
        UNLOCATED = "unlocated", "仅知标题"

    title = models.CharField("标题", max_length=300)
    publisher = models.CharField("发布单位", max_length=200, blank=True)
    number = models.CharField("文号", max_length=100, blank=True)
    kind = models.CharField("来源类别", max_length=12, choices=Kind)
    url = models.URLField("网址", max_length=500, blank=True)
    published_on = models.DateField("发布日期", null=True, blank=True)
    published_precision = models.CharField("发布日期精度", max_length=5, blank=True)

    class Meta:
        verbose_name = "来源"
        verbose_name_plural = "来源"
        constraints = [
            models.UniqueConstraint(
                fields=["title", "publisher", "number", "kind", "url", "published_on"],
                nulls_distinct=False,
                name="plan_source_once",
                violation_error_message="同一来源只登记一次。",
            ),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="plan_source_has_title",
                violation_error_message="来源必须写明标题。",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Record(models.Model):
    """What every fact carries: its key, three clocks, source and trust.

    ``published_on`` is the day the source appeared (end of the period where only a month
    or year is known; empty = unknown).  ``recorded_at`` is set by the server when the fact
    is accepted and never changes.  A correction names the key it corrects; ``replaces``
    holds that key and those which it had corrected in turn.
    """

    class Confidence(models.TextChoices):
        HIGH = "high", "高"
        MEDIUM = "medium", "中"
        LOW = "low", "低（待核实）"

    key = models.CharField("编号", max_length=40)
    source = models.ForeignKey(Source, models.PROTECT, verbose_name="来源")
    published_on = models.DateField("公开日", null=True, blank=True)
    published_precision = models.CharField("公开日精度", max_length=5, blank=True)
    recorded_at = models.DateTimeField("入库时间", db_default=Now(), editable=False)
    confidence = models.CharField("可信度", max_length=6, choices=Confidence)
    status = models.CharField("数据状态", max_length=12, blank=True)
    event_group = models.CharField("同一事件", max_length=20, blank=True)
    conflict_group = models.CharField("说法不一", max_length=20, blank=True)
    known_issue = models.CharField("已知问题", max_length=100, blank=True)
    note = models.CharField("备注", max_length=500, blank=True)
    corrects = models.CharField("更正对象", max_length=40, blank=True)
    replaces = ArrayField(
        models.CharField(max_length=40), verbose_name="所取代的各条", default=list, blank=True
    )
    reason = models.CharField("更正理由", max_length=500, blank=True)
    origin = models.CharField("入库途径", max_length=12, default="history")
    filed_by = models.CharField("填报单位", max_length=200, blank=True)
    approved_by = models.CharField("审核单位", max_length=200, blank=True)

    class Meta:
        abstract = True

    @property
    def owner(self) -> int:
        """Primary key of the item it speaks of."""
        raise NotImplementedError


class Ruling(models.Model):
    """A decision between sources that disagree; the losers stay as 另有说法."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="rulings")
    conflict_group = models.CharField("说法不一", max_length=20)
    chosen = models.CharField("采信", max_length=40)
    reason = models.CharField("理由", max_length=500)
    published_on = models.DateField("公开日", null=True, blank=True)
    recorded_at = models.DateTimeField("入库时间", db_default=Now(), editable=False)
    key = models.CharField("编号", max_length=40, unique=True)
    filed_by = models.CharField("填报单位", max_length=200, blank=True)
    approved_by = models.CharField("审核单位", max_length=200, blank=True)

    class Meta:
        verbose_name = "裁定"
        verbose_name_plural = "裁定"
        ordering = ["recorded_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="plan_ruling_has_reason",
                violation_error_message="裁定必须写明理由。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.conflict_group}：采信{self.chosen}"
