"""Administrative places with their validity, and the offices that act in them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Place(models.Model):
    """A unit with a GB/T 2260 code, or a place outside that the plan names.

    ``valid_from``/``valid_to`` bound the time in which the code was in force (blank = open);
    a record of 2017 keeps the name and code of 2017.  ``pinyin`` and ``initials`` are those of
    the catalogue; ``readings`` holds those of every name, for the search.
    """

    class Level(models.TextChoices):
        PROVINCE = "province", "省"
        PREFECTURE = "prefecture", "市（州）"
        COUNTY = "county", "县（市、区）"
        TOWN = "town", "镇"
        ZONE = "zone", "功能区"
        OUTSIDE = "outside", "规划范围外"

    code = models.CharField("代码", max_length=40, unique=True)
    name = models.CharField("名称", max_length=60)
    short_name = models.CharField("简称", max_length=60, blank=True)
    level = models.CharField("级别", max_length=12, choices=Level)
    type = models.CharField("类型", max_length=20, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级"
    )
    valid_from = models.DateField("启用日期", null=True, blank=True)
    valid_to = models.DateField("停用日期", null=True, blank=True)
    valid_precision = models.CharField("日期精度", max_length=5, blank=True)
    successor_code = models.CharField("后继代码", max_length=40, blank=True)
    plan_order = models.PositiveSmallIntegerField("规划次序", null=True, blank=True)
    pinyin = models.CharField("拼音", max_length=120, blank=True)
    initials = models.CharField("首字母", max_length=40, blank=True)
    aliases = ArrayField(
        models.CharField(max_length=60), verbose_name="别称", default=list, blank=True
    )
    readings = models.TextField("各名称的拼音", blank=True)
    in_plan = models.BooleanField("规划范围内", default=False)

    class Meta:
        verbose_name = "地区"
        verbose_name_plural = "地区"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_from__isnull=True)
                | models.Q(valid_to__isnull=True)
                | models.Q(valid_from__lt=models.F("valid_to")),
                name="regions_place_valid_from_before_valid_to",
                violation_error_message="启用日期必须早于停用日期。",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def province_code(self) -> str:
        """Code of the province, or blank for a place outside the code system."""
        return f"{self.code[:2]}0000" if self.code[:6].isdigit() else ""

    @property
    def city_code(self) -> str:
        """Code of the prefecture-level unit, or blank where there is none."""
        has_city = self.code[:6].isdigit() and self.code[2:4] != "00"
        return f"{self.code[:4]}00" if has_city else ""


class Organisation(models.Model):
    """An office that files, reviews or reads."""

    code = models.CharField("代码", max_length=40, unique=True)
    name = models.CharField("名称", max_length=100)
    short_name = models.CharField("简称", max_length=60, blank=True)
    pinyin = models.TextField("拼音", blank=True)
    level = models.CharField("级别", max_length=12, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, verbose_name="所在地区")
    valid_from = models.DateField("启用日期", null=True, blank=True)
    valid_to = models.DateField("停用日期", null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="承接单位"
    )
    source = models.CharField("依据", max_length=200, blank=True)
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        verbose_name = "单位"
        verbose_name_plural = "单位"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name
