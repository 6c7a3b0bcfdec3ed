"""What the plan commits to deliver, and the facts about it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, Func, Q, Value, When
from django.db.models.functions import Cast, Coalesce

from plan.models import Citation, Record
from plan.rules import LIMIT
from projects.models.comparable import COMPARABLE, TOGETHER
from projects.rules import (
    BASIS_WORDS,
    CATEGORY_WORDS,
    COMMITMENT_WORDS,
    EVENT_WORDS,
    JUDGEMENT_WORDS,
    LADDER_WORDS,
    PRECISION_WORDS,
    RELATION_WORDS,
    SEARCHED,
    SILENT_EVENTS,
    THEME_WORDS,
    WHOLE_EVENTS,
)
from regions.models import Place


def words(table: dict[str, str]) -> list[tuple[str, str]]:
    """Choices of a model field from a table of words."""
    return list(table.items())


class Project(Citation):
    """A unit of delivery the plan commits to: a work (工程) or a measure (任务)."""

    class Kind(models.TextChoices):
        WORKS = "works", "重点项目"
        MEASURE = "measure", "重点任务"

    code = models.SlugField("代码", max_length=40)
    name = models.CharField("名称", max_length=100)
    aliases = ArrayField(
        models.CharField(max_length=100), verbose_name="别称", default=list, blank=True
    )
    named_units = ArrayField(
        models.CharField(max_length=40), verbose_name="规划点名的单位", default=list, blank=True
    )
    pinyin = models.TextField("拼音", blank=True)
    kind = models.CharField("类别", max_length=8, choices=Kind)
    category = models.CharField("领域", max_length=20, choices=words(CATEGORY_WORDS | THEME_WORDS))
    verb = models.CharField("规划用语", max_length=20)
    verb_strict = models.CharField("结果用语", max_length=20, blank=True)
    commitment = models.CharField("承诺", max_length=8, choices=words(COMMITMENT_WORDS))
    commitment_strict = models.CharField(
        "承诺（从严）", max_length=8, choices=words(COMMITMENT_WORDS)
    )
    judgement = models.CharField("判定类型", max_length=10, choices=words(JUDGEMENT_WORDS))
    criterion = models.CharField("判据", max_length=200)
    ladder = models.CharField("阶段序列", max_length=8, choices=words(LADDER_WORDS))
    required = models.CharField("应达阶段", max_length=20)
    required_strict = models.CharField("应达阶段（从严）", max_length=20)
    places = models.ManyToManyField(Place, verbose_name="所涉地区", related_name="projects")
    provinces = ArrayField(
        models.CharField(max_length=6), verbose_name="所涉省份", default=list, blank=True
    )
    cities = ArrayField(
        models.CharField(max_length=6), verbose_name="所涉市（州）", default=list, blank=True
    )

    class Meta:
        verbose_name = "项目"
        verbose_name_plural = "项目"
        ordering = ["order", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "code"],
                name="projects_project_code_once",
                violation_error_message="同一规划内项目代码不能重复。",
            ),
            models.CheckConstraint(
                condition=~Q(criterion=""),
                name="projects_project_has_criterion",
                violation_error_message="项目必须写明判据。",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Part(models.Model):
    """A declared part of a work; the whole has reached a stage when all parts have."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="parts")
    code = models.SlugField("代码", max_length=40)
    name = models.CharField("名称", max_length=60)
    order = models.PositiveSmallIntegerField("次序", default=0)
    places = models.ManyToManyField(Place, verbose_name="所涉地区", related_name="+")
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        verbose_name = "分段"
        verbose_name_plural = "分段"
        ordering = ["project", "order", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "code"],
                name="projects_part_code_once",
                violation_error_message="同一项目内分段代码不能重复。",
            ),
        ]

    def __str__(self) -> str:
        return self.name


# As projects.rules.counts has it, but for the confidence: what is not verified is a class apart.
SETTLING = Q(moves=True, relation="item") & ~Q(
    Q(event__in=sorted(SILENT_EVENTS)) | Q(date_basis="scheduled")
)
COUNTING = SETTLING & ~Q(confidence="low")
TEXT = models.TextField()
CLASS = Func(
    "event", Value("|"), Coalesce(Cast("part", TEXT), Value("")),
    Case(When(part_said="", then=Value("|")), default=Value("?|"), output_field=TEXT),
    "precision", Value("|"), "date_basis", Value("|"), "at_least", Value("|"), "at_most",
    Case(When(status="derived", then=Value("|derived")), default=Value("|"), output_field=TEXT),
    Case(When(confidence="low", then=Value("|low")), default=Value("|"), output_field=TEXT),
    function="", template="(%(expressions)s)", arg_joiner=" || ", output_field=TEXT,
)  # fmt: skip


class Progress(Record):
    """A fact about a project (or a part of it) on a day.  Never changed, only added to."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="facts")
    part = models.ForeignKey(Part, models.PROTECT, null=True, blank=True, verbose_name="分段")
    part_said = models.CharField("来源所指部分", max_length=60, blank=True)
    relation = models.CharField("与规划事项的关系", max_length=10, choices=words(RELATION_WORDS))
    event = models.CharField("事件", max_length=20, choices=words(EVENT_WORDS))
    day = models.DateField("事实日")
    precision = models.CharField("精度", max_length=5, choices=words(PRECISION_WORDS))
    date_basis = models.CharField("日期性质", max_length=10, choices=words(BASIS_WORDS))
    at_least = models.CharField("至少达到", max_length=20, blank=True)
    at_most = models.CharField("至多达到", max_length=20, blank=True)
    moves = models.BooleanField("据以判定阶段", default=True)
    value = models.DecimalField("数值", max_digits=20, decimal_places=4, null=True, blank=True)
    unit = models.CharField("单位", max_length=20, blank=True)
    value_kind = models.CharField("数值含义", max_length=30, blank=True)
    amount = models.DecimalField(
        "金额（万元）", max_digits=20, decimal_places=2, null=True, blank=True
    )
    percent = models.DecimalField(
        "形象进度（%）", max_digits=5, decimal_places=2, null=True, blank=True
    )
    summary = models.CharField("内容", max_length=300)
    # Facts of one class say the same of different days; null where a fact settles nothing
    # by itself.  Kept by the database, so that the deciding facts are found by index.
    bearing = models.GeneratedField(
        verbose_name="证明力类别", output_field=models.TextField(null=True), db_persist=True,
        expression=Case(When(SETTLING & ~TOGETHER, then=CLASS), default=None),
    )  # fmt: skip
    searched_in = models.CharField("查过哪里", max_length=200, blank=True)

    class Meta:
        verbose_name = "进展"
        verbose_name_plural = "进展"
        ordering = ["project", "day", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "key"],
                name="projects_progress_key_once",
                violation_error_message="同一项目下同一编号的进展只能入库一次。",
            ),
            models.CheckConstraint(
                condition=Q(percent__isnull=True) | Q(percent__gte=0, percent__lte=100),
                name="projects_progress_percent_0_100",
                violation_error_message="形象进度应在 0 至 100 之间。",
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
                name="projects_progress_amount_not_negative",
                violation_error_message="金额不能为负。",
            ),
            models.CheckConstraint(
                condition=(Q(value__isnull=True) | Q(value__lt=LIMIT))
                & (Q(amount__isnull=True) | Q(amount__lt=LIMIT)),
                name="projects_progress_numbers_finite",
                violation_error_message="数值和金额必须是有限的数。",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=True, unit="", value_kind="")
                | (Q(value__isnull=False) & ~Q(unit="") & ~Q(value_kind="")),
                name="projects_progress_value_unit_kind_together",
                violation_error_message="数值、单位、数值含义须同时填写或同时留空。",
            ),
            models.CheckConstraint(
                condition=Q(corrects="") | ~Q(reason=""),
                name="projects_progress_correction_has_reason",
                violation_error_message="更正必须写明理由。",
            ),
            models.UniqueConstraint(
                fields=["project", "corrects"],
                condition=~Q(corrects=""),
                name="projects_progress_corrected_once",
                violation_error_message="该条进展已被更正，请更正最新的一条。",
            ),
            models.CheckConstraint(
                condition=(Q(event=SEARCHED, moves=False) & ~Q(searched_in=""))
                | (~Q(event=SEARCHED) & Q(searched_in="")),
                name="projects_progress_search_says_where",
                violation_error_message="经查无资料须写明查过哪里，其他事件不写。",
            ),
        ]
        indexes = [
            models.Index(fields=["conflict_group"], name="projects_progress_conflict"),
            models.Index(
                fields=["project", "bearing", "day", "key"],
                name="projects_progress_deciding",
                condition=Q(bearing__isnull=False),
            ),
            models.Index(
                fields=["project"],
                name="projects_progress_searched",
                condition=Q(event=SEARCHED),
            ),
            models.Index(
                fields=["project", "recorded_at", "id"],
                name="projects_progress_accepted",
                condition=COUNTING,
            ),
            models.Index(
                fields=["project"],
                name="projects_progress_together",
                condition=TOGETHER | Q(event__in=sorted(WHOLE_EVENTS)),
            ),
            *COMPARABLE,
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.summary}"

    @property
    def owner(self) -> int:
        """Primary key of the project."""
        return self.project_id
