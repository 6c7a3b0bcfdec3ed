"""Indicators, what the plan says of them, and published values."""

from django.db import models
from django.db.models import Case, F, Func, Q, Value, When
from django.db.models.functions import Cast, Collate

from indicators.rules import (
    BOUNDARY_WORDS,
    PERIOD_WORDS,
    QUALIFIER_WORDS,
    TARGET_KIND_WORDS,
    VALUE_KIND_WORDS,
    VALUE_TYPE_WORDS,
    VINTAGE_ORDER,
    VINTAGE_WORDS,
    edition_words,
    period_words,
    target_words,
    value_words,
)
from plan.models import Citation, Plan, Record
from plan.rules import LIMIT
from regions.models import Place


class Indicator(models.Model):
    """A quantity or a goal.  ``reference`` marks a series the plan does not name (参考指标)."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="indicators")
    code = models.SlugField("代码", max_length=60)
    name = models.CharField("名称", max_length=100)
    pinyin = models.TextField("拼音", blank=True)
    unit = models.CharField("单位", max_length=20, blank=True)
    direction = models.SmallIntegerField(
        "方向", default=0, help_text="1 越高越好，-1 越低越好，0 不定"
    )
    reference = models.BooleanField("参考指标", default=False)
    note = models.CharField("说明", max_length=300, blank=True)
    order = models.PositiveIntegerField("次序", default=0)

    class Meta:
        verbose_name = "指标"
        verbose_name_plural = "指标"
        ordering = ["reference", "order", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "code"],
                name="indicators_indicator_code_once",
                violation_error_message="同一规划内指标代码不能重复。",
            ),
            models.CheckConstraint(
                condition=Q(direction__in=[-1, 0, 1]),
                name="indicators_indicator_direction",
                violation_error_message="方向只能是 1、0、-1。",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Target(Citation):
    """One statement of the plan about an indicator: baseline, target, constraint or goal."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="targets")
    kind = models.CharField("性质", max_length=12, choices=list(TARGET_KIND_WORDS.items()))
    value_kind = models.CharField("数值类型", max_length=16, choices=list(VALUE_KIND_WORDS.items()))
    value = models.DecimalField("数值", max_digits=20, decimal_places=4, null=True, blank=True)
    value_high = models.DecimalField("上限", max_digits=20, decimal_places=4, null=True, blank=True)
    unit = models.CharField("单位", max_length=20, blank=True)
    year = models.PositiveSmallIntegerField("年份", null=True, blank=True)
    scope = models.CharField("范围", max_length=100, blank=True)
    strict = models.BooleanField("不含等于", default=False)
    places = models.ManyToManyField(Place, verbose_name="所涉地区", related_name="+")
    note = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        verbose_name = "规划目标"
        verbose_name_plural = "规划目标"
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "kind", "year", "scope", "value", "quote"],
                nulls_distinct=False,
                name="indicators_target_once",
                violation_error_message="同一指标的同一句规划原文，性质、年份、范围和数值相同的只能有一条。",
            ),
            models.CheckConstraint(
                condition=(Q(value__isnull=True) | Q(value__lt=LIMIT))
                & (Q(value_high__isnull=True) | Q(value_high__lt=LIMIT)),
                name="indicators_target_value_finite",
                violation_error_message="数值必须是有限的数。",
            ),
            models.CheckConstraint(
                condition=Q(value_high__isnull=True) | Q(value__isnull=False),
                name="indicators_target_range_has_low",
                violation_error_message="写了上限就必须写下限。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.get_kind_display()} {self.year or ''}".strip()

    @property
    def words(self) -> str:
        """Its number with the unit; blank where the plan names none."""
        return target_words(self.value, self.value_high, self.unit, strict=self.strict)


# Values that others name, or that belong to a group, are judged together.
TOGETHER = ~Q(event_group="") | ~Q(conflict_group="") | ~Q(replaces=[])
ALONE = Q(event_group="", conflict_group="", replaces=[])
SERIES = ("indicator", "area_code", "scope", "period_kind")
TEXT = models.TextField()
# Values of one class and period are releases of one another: only the newest counts.
APART = Value("\x1f")  # in no text: control characters are refused wherever text comes in
CLASS = Func(
    "area_code", APART, "area", APART, "scope", APART, "unit", APART,
    Cast("year", TEXT),
    Case(When(period_kind="interim", then=Value(" interim")), default=Value(""),
         output_field=TEXT),
    function="", template="(%(expressions)s)", arg_joiner=" || ", output_field=TEXT,
)  # fmt: skip
RELEASE = Case(
    *[When(vintage=word, then=Value(rank)) for rank, word in enumerate(VINTAGE_ORDER)],
    default=Value(0), output_field=models.SmallIntegerField(),
)  # fmt: skip


class Observation(Record):
    """A published or reported value of an indicator.  Append-only, with vintages."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="observations")
    area = models.CharField("地区", max_length=60)
    area_code = models.CharField("地区代码", max_length=40, blank=True)
    scope = models.CharField("口径范围", max_length=100, blank=True)
    year = models.PositiveSmallIntegerField("年份")
    period_kind = models.CharField("时期", max_length=10, choices=list(PERIOD_WORDS.items()))
    period_start = models.DateField("期初", null=True, blank=True)
    period_end = models.DateField("期末")
    date_precision = models.CharField("精度", max_length=5, default="day")
    value = models.DecimalField("数值", max_digits=20, decimal_places=4)
    unit = models.CharField("单位", max_length=20, blank=True)
    value_type = models.CharField("性质", max_length=8, choices=list(VALUE_TYPE_WORDS.items()))
    qualifier = models.CharField(
        "限定", max_length=8, choices=list(QUALIFIER_WORDS.items()), blank=True
    )
    vintage = models.CharField(
        "版次", max_length=16, choices=list(VINTAGE_WORDS.items()), blank=True
    )
    boundary = models.CharField(
        "区划口径", max_length=16, choices=list(BOUNDARY_WORDS.items()), blank=True
    )
    revision_group = models.CharField("修订组", max_length=20, blank=True)
    # Kept by the database, so that the newest release is found by index; null where a value
    # does not count by itself.
    bearing = models.GeneratedField(
        verbose_name="可比类别", output_field=models.TextField(null=True), db_persist=True,
        expression=Case(
            When(Q(value_type="actual") & ~Q(confidence="low") & ~TOGETHER, then=CLASS),
            default=None,
        ),
    )  # fmt: skip
    release = models.GeneratedField(
        verbose_name="版次次序", output_field=models.SmallIntegerField(), db_persist=True,
        expression=RELEASE,
    )  # fmt: skip

    class Meta:
        verbose_name = "监测值"
        verbose_name_plural = "监测值"
        ordering = ["indicator", "area_code", "scope", "period_end", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "key"],
                name="indicators_observation_key_once",
                violation_error_message="同一指标下同一编号的监测值只能入库一次。",
            ),
            models.CheckConstraint(
                condition=Q(value__lt=LIMIT),
                name="indicators_observation_value_finite",
                violation_error_message="数值必须是有限的数。",
            ),
            models.CheckConstraint(
                condition=Q(period_start__isnull=True)
                | Q(period_start__lte=models.F("period_end")),
                name="indicators_observation_period_order",
                violation_error_message="期初不能晚于期末。",
            ),
            models.CheckConstraint(
                condition=Q(corrects="") | ~Q(reason=""),
                name="indicators_observation_correction_has_reason",
                violation_error_message="更正必须写明理由。",
            ),
            models.UniqueConstraint(
                fields=["indicator", "corrects"],
                condition=~Q(corrects=""),
                name="indicators_observation_corrected_once",
                violation_error_message="该条监测值已被更正，请更正最新的一条。",
            ),
        ]
        indexes = [
            models.Index(
                fields=["indicator", "area_code", "year", "vintage"],
                name="indicators_observation_named",
            ),
            models.Index(
                "indicator", "bearing", "period_end", "release",
                F("published_on").asc(nulls_first=True), "key",
                name="indicators_value_newest", condition=Q(bearing__isnull=False),
            ),
            models.Index(
                fields=["indicator"], name="indicators_value_together", condition=TOGETHER
            ),
            # By these a new value is compared with those that stand alone.
            models.Index(
                *SERIES, "vintage", "period_end", "value", "id",
                name="indicators_value_first", condition=ALONE,
            ),
            models.Index(
                *SERIES, "vintage", "period_end", "value", Collate("key", "C"),
                name="indicators_value_last", condition=ALONE,
            ),
            models.Index(
                *SERIES, "period_start", "value", "period_end", "id",
                name="indicators_value_falling", condition=ALONE & Q(period_kind="cumulative"),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.key} {self.indicator} {self.area} {self.year}"

    @property
    def value_words(self) -> str:
        """The value with its unit."""
        return value_words(self.value, self.unit, self.qualifier)

    @property
    def period_words(self) -> str:
        """The period it speaks of."""
        return period_words(
            self.period_kind, self.period_start, self.period_end, self.date_precision
        )

    @property
    def edition_words(self) -> str:
        """Vintage, status and boundary."""
        return edition_words(self.vintage, self.status, self.boundary)

    @property
    def owner(self) -> int:
        """Primary key of the indicator."""
        return self.indicator_id
