"""The plan document itself: chapters, boxes and paragraphs."""

from django.db import models
from django.db.models import Q

from plan.rules import address


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
