"""The plan document, what is cited from it, and the sources that speak about it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from plan.rules import address
from regions.models import Place


class Plan(models.Model):
    """One regional plan; several can live side by side."""

    code = models.SlugField("代码", max_length=40, unique=True)
    title = models.CharField("名称", max_length=100)
    approval = models.CharField("批复", max_length=200, blank=True)
    starts = models.DateField("规划期起")
    ends = models.DateField("规划期止")
    outlook_year = models.PositiveSmallIntegerField("展望年份")
    without_numbers = models.CharField("没有数值目标的方面", max_length=200, blank=True)

    class Meta:
        verbose_name = "规划"
        verbose_name_plural = "规划"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts__lt=models.F("ends")),
                name="plan_plan_starts_before_end",
                violation_error_message="规划期起必须早于规划期止。",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Section(models.Model):
    """A chapter (``section`` empty) or a section of a chapter; chapter 0 is the preface."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="sections")
    chapter = models.PositiveSmallIntegerField("章")
    section = models.PositiveSmallIntegerField("节", null=True, blank=True)
    title = models.CharField("标题", max_length=60)

    class Meta:
        verbose_name = "章节"
        verbose_name_plural = "章节"
        ordering = ["chapter", models.F("section").asc(nulls_first=True)]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "chapter", "section"],
                nulls_distinct=False,
                name="plan_section_once",
                violation_error_message="同一章节只能有一条。",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Box(models.Model):
    """A 专栏 and the section it stands in."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="boxes")
    number = models.PositiveSmallIntegerField("专栏")
    chapter = models.PositiveSmallIntegerField("章")
    section = models.PositiveSmallIntegerField("节", null=True, blank=True)
    title = models.CharField("标题", max_length=60)

    class Meta:
        verbose_name = "专栏"
        verbose_name_plural = "专栏"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"],
                name="plan_box_once",
                violation_error_message="同一专栏只能有一条。",
            ),
        ]

    def __str__(self) -> str:
        return f"专栏{self.number} {self.title}"


class Clause(models.Model):
    """One paragraph of the plan, counted within its section, chapter opening or box."""

    class Untouched(models.TextChoices):
        TASK = "任务（待录）", "任务（待录）"
        BACKGROUND = "背景", "背景"
        PRINCIPLE = "原则", "原则"
        REPEATED = "重复", "重复"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="clauses")
    chapter = models.PositiveSmallIntegerField("章")
    section = models.PositiveSmallIntegerField("节", null=True, blank=True)
    box = models.PositiveSmallIntegerField("专栏", null=True, blank=True)
    paragraph = models.PositiveSmallIntegerField("段")
    lead = models.CharField("段首语", max_length=60, blank=True)
    untouched = models.CharField("未摘录的原因", max_length=10, choices=Untouched, blank=True)

    class Meta:
        verbose_name = "条文"
        verbose_name_plural = "条文"
        ordering = [
            "chapter",
            models.F("section").asc(nulls_first=True),
            models.F("box").asc(nulls_first=True),
            "paragraph",
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "chapter", "section", "box", "paragraph"],
                nulls_distinct=False,
                name="plan_clause_once",
                violation_error_message="同一段落只能有一条。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.address} {self.lead}".strip()

    @property
    def address(self) -> str:
        """Where the paragraph stands, in the plan's own manner of counting."""
        return address(self.chapter, self.section, self.box, self.paragraph)


class Citation(models.Model):
    """What every item of the plan carries: its paragraph and the words quoted from it."""

    plan = models.ForeignKey(Plan, models.PROTECT, verbose_name="规划")
    clause = models.ForeignKey(Clause, models.PROTECT, null=True, blank=True, verbose_name="条文")
    quote = models.CharField("规划原文", max_length=40, blank=True)
    order = models.PositiveIntegerField("次序", default=0)

    class Meta:
        abstract = True


class Zone(Citation):
    """A part of the spatial pattern: core, axis, belt, linked area."""

    code = models.SlugField("代码", max_length=40)
    name = models.CharField("名称", max_length=60)
    kind = models.CharField("类别", max_length=20)
    members = models.ManyToManyField(Place, verbose_name="所含地区", related_name="zones")

    class Meta:
        verbose_name = "空间格局"
        verbose_name_plural = "空间格局"
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "code"],
                name="plan_zone_code_once",
                violation_error_message="同一规划内代码不能重复。",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Informant(models.Model):
    """Kinds of office that may know about a category of works; never who is responsible."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="informants")
    category = models.CharField("类别", max_length=30)
    offices = models.CharField("可能知情", max_length=200)

    class Meta:
        verbose_name = "可能知情"
        verbose_name_plural = "可能知情"
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "category"],
                name="plan_informant_category_once",
                violation_error_message="同一类别只能有一条。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category}：{self.offices}"


class Story(models.Model):
    """A sentence pattern whose every figure is filled in when the page is read."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="stories")
    code = models.SlugField("代码", max_length=40)
    order = models.PositiveSmallIntegerField("次序")
    subject_kind = models.CharField("对象类别", max_length=20)
    subject = models.CharField("对象", max_length=60)
    pattern = models.CharField("句式", max_length=300)
    arguments = models.CharField("取数", max_length=600)

    class Meta:
        verbose_name = "实例"
        verbose_name_plural = "实例"
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "code"],
                name="plan_story_code_once",
                violation_error_message="同一规划内代码不能重复。",
            ),
        ]

    def __str__(self) -> str:
        return self.code


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
