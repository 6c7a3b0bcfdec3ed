"""What the plan says besides works and measures, and which characters of it are covered."""

from django.db import models
from django.db.models import Q

from plan.models.cited import Citation
from plan.models.document import Clause, Plan
from regions.models import Organisation, Place


class Function(Citation):
    """A role the plan gives to the cluster or a city, or an industry it lays out there."""

    code = models.SlugField("代码", max_length=60)
    name = models.CharField("名称", max_length=100)
    kind = models.CharField("类别", max_length=20)
    industry = models.CharField("产业", max_length=40, blank=True)
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="functions", verbose_name="地区"
    )

    class Meta:
        verbose_name = "功能定位"
        verbose_name_plural = "功能定位"
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "code"],
                name="plan_function_code_once",
                violation_error_message="同一规划内代码不能重复。",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Duty(Citation):
    """What the plan tells somebody to do about carrying it out (chapter 10, section 7.4)."""

    code = models.SlugField("代码", max_length=60)
    name = models.CharField("名称", max_length=100)
    who = models.CharField("责任主体（规划原文）", max_length=60, blank=True)
    organisations = models.ManyToManyField(
        Organisation, verbose_name="对应单位", related_name="duties"
    )
    verb = models.CharField("规划用语", max_length=20)

    class Meta:
        verbose_name = "实施职责"
        verbose_name_plural = "实施职责"
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "code"],
                name="plan_duty_code_once",
                violation_error_message="同一规划内代码不能重复。",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Span(models.Model):
    """A stretch of a paragraph, from ``start`` to before ``end`` of its folded text.

    It belongs to an item (``kind`` and ``item``), or nothing was taken from it and
    ``reason`` says why.
    """

    class Kind(models.TextChoices):
        PROJECT = "project", "项目"
        INDICATOR = "indicator", "指标"
        ZONE = "zone", "空间格局"
        FUNCTION = "function", "功能定位"
        DUTY = "duty", "实施职责"
        NONE = "none", "未摘录"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="spans")
    clause = models.ForeignKey(Clause, models.PROTECT, related_name="spans")
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")
    kind = models.CharField("类别", max_length=10, choices=Kind)
    item = models.CharField("事项", max_length=60, blank=True)
    reason = models.CharField("未摘录的原因", max_length=10, blank=True)

    class Meta:
        verbose_name = "条文片段"
        verbose_name_plural = "条文片段"
        ordering = ["clause", "start", "end", "kind", "item"]
        constraints = [
            models.UniqueConstraint(
                fields=["clause", "start", "end", "kind", "item"],
                name="plan_span_once",
                violation_error_message="同一片段和事项只能登记一次。",
            ),
            models.CheckConstraint(
                condition=Q(start__lt=models.F("end")),
                name="plan_span_start_before_end",
                violation_error_message="片段的起必须小于止。",
            ),
            models.CheckConstraint(
                condition=(Q(kind="none") & Q(item="") & ~Q(reason=""))
                | (~Q(kind="none") & ~Q(item="") & Q(reason="")),
                name="plan_span_item_or_reason",
                violation_error_message="片段要么属于一个事项，要么写明未摘录的原因。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.clause} {self.start}—{self.end}"


class Link(models.Model):
    """Two items that serve each other, as the plan's own text shows."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="links")
    source_kind = models.CharField("甲类", max_length=10, choices=Span.Kind)
    source = models.CharField("甲", max_length=60)
    relation = models.CharField("关系", max_length=20)
    target_kind = models.CharField("乙类", max_length=10, choices=Span.Kind)
    target = models.CharField("乙", max_length=60)
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        verbose_name = "事项关联"
        verbose_name_plural = "事项关联"
        ordering = ["source", "relation", "target"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "source_kind", "source", "relation", "target_kind", "target"],
                name="plan_link_once",
                violation_error_message="同一关联只登记一次。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.relation} {self.target}"


class CriterionPattern(models.Model):
    """What would settle items of a kind, as the catalogue drafts it; the first that fits counts.

    A blank condition lets every item through; ``match`` lists pieces of a name, joined by ；.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="criterion_patterns")
    order = models.PositiveIntegerField("次序")
    judgement = models.CharField("判定类型", max_length=10)
    ladder = models.CharField("阶段序列", max_length=8, blank=True)
    category = models.CharField("领域", max_length=20, blank=True)
    match = models.CharField("名称含有", max_length=200, blank=True)
    commitment = models.CharField("承诺", max_length=8, blank=True)
    commitment_strict = models.CharField("承诺（从严）", max_length=8, blank=True)
    pattern = models.CharField("判据", max_length=200)

    class Meta:
        verbose_name = "判据句式"
        verbose_name_plural = "判据句式"
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "order"],
                name="plan_criterionpattern_order_once",
                violation_error_message="同一规划内判据句式的次序不能重复。",
            ),
            models.CheckConstraint(
                condition=~Q(pattern=""),
                name="plan_criterionpattern_has_pattern",
                violation_error_message="判据句式不能为空。",
            ),
        ]

    def __str__(self) -> str:
        return self.pattern


class Passage(models.Model):
    """The official words of a paragraph, where somebody has imported the text."""

    clause = models.OneToOneField(Clause, models.PROTECT, related_name="passage")
    text = models.TextField("原文")
    source = models.CharField("文本来源", max_length=200)

    class Meta:
        verbose_name = "规划原文"
        verbose_name_plural = "规划原文"
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="plan_passage_has_text",
                violation_error_message="规划原文不能为空。",
            ),
        ]

    def __str__(self) -> str:
        return str(self.clause)
