"""What is taken from the plan: cited items, and the sentences and words around them."""

from django.db import models

from plan.models.document import Clause, Plan
from regions.models import Place


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
