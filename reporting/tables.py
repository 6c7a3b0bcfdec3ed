"""Lists of filings and what they can be narrowed to."""

from __future__ import annotations

import django_filters as filters
import django_tables2 as tables
from django.db.models import Q, QuerySet

from reporting.models import Submission
from reporting.rules import KIND_WORDS, STATE_WORDS

NOT_OFFERED = "“%(value)s”不在可选范围内，请重新选择。"


def choice(label: str, words: dict[str, str]) -> filters.ChoiceFilter:
    """A filter by one word of a table; an unknown one is an error of the field."""
    return filters.ChoiceFilter(
        label=label, choices=list(words.items()), empty_label="全部",
        error_messages={"invalid_choice": NOT_OFFERED},
    )  # fmt: skip


class FilingFilter(filters.FilterSet):
    """Name of the item, kind and state."""

    q = filters.CharFilter(label="项目或指标", method="by_name", max_length=50)
    kind = choice("类型", KIND_WORDS)
    state = choice("状态", STATE_WORDS)

    class Meta:
        model = Submission
        fields: tuple[str, ...] = ()

    def by_name(self, rows: QuerySet[Submission], name: str, value: str) -> QuerySet[Submission]:
        """Filings about items whose name contains the text."""
        text = value.strip()
        return rows.filter(Q(project__name__icontains=text) | Q(indicator__name__icontains=text))

    def found(self) -> QuerySet[Submission]:
        """The filings that fit; none while a parameter is wrong."""
        rows: QuerySet[Submission] = self.qs
        return rows if self.is_valid() else rows.none()


class QueueFilter(FilingFilter):
    """What waits needs no state."""

    state = None


class FilingTable(tables.Table):
    """Filings of one's own area, last changed first."""

    subject = tables.TemplateColumn(
        "{% include 'reporting/_subject.html' %}", verbose_name="项目或指标", orderable=False,
        attrs={"td": {"class": "listing__name"}},
    )  # fmt: skip
    kind = tables.Column("类型", accessor="get_kind_display", order_by="kind")
    said = tables.TemplateColumn(
        "{% include 'reporting/_said.html' %}", verbose_name="内容", orderable=False
    )
    state = tables.TemplateColumn(
        "{% include 'reporting/_state.html' %}", verbose_name="状态", order_by="state"
    )
    author = tables.Column("填报人", accessor="author__name", order_by="author__name")
    changed_at = tables.DateTimeColumn(verbose_name="修改时间", format="Y-m-d H:i")

    class Meta:
        model = Submission
        fields: tuple[str, ...] = ()
        sequence = ("subject", "kind", "said", "state", "author", "changed_at")
        order_by = ("-changed_at",)
        empty_text = "没有符合条件的填报。"

    caption = "填报"
    unit = "份"


class QueueTable(FilingTable):
    """What waits for review, longest first, with the effect of an approval."""

    effect = tables.TemplateColumn(
        "{% include 'reporting/_effect.html' %}", verbose_name="通过后的影响", orderable=False
    )
    submitted_at = tables.DateTimeColumn(verbose_name="提交时间", format="Y-m-d H:i")
    office = tables.Column("填报单位")
    state = None
    changed_at = None

    class Meta(FilingTable.Meta):
        sequence = ("subject", "kind", "said", "effect", "office", "author", "submitted_at")
        order_by = ("submitted_at",)
        empty_text = "没有待审核的填报。"

    caption = "待审核的填报"
