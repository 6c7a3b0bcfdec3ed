"""Results are stored as spans; what readers see as rows per moment is a view of them.

Results are derived: they are dropped here and computed again by the next refresh.
"""

from django.db import migrations, models

VIEW = """
CREATE VIEW metrics_result AS
SELECT s.id, r.moment, r.as_of, s.subject_kind, s.subject, s.metric, s.low, s.high, s.text,
       s.detail, s.inputs, s.formula, s.version
FROM metrics_run r
JOIN metrics_span s ON s.line = CASE WHEN r.kept THEN '' ELSE r.moment END
                   AND r.as_of BETWEEN s.since AND s.until
"""

FIGURE = [
    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
    ("subject_kind", models.CharField(max_length=20, verbose_name="对象类别")),
    ("subject", models.CharField(max_length=120, verbose_name="对象")),
    ("metric", models.CharField(max_length=40, verbose_name="指标")),
    ("low", models.DecimalField(decimal_places=6, max_digits=20, null=True, verbose_name="下限")),
    ("high", models.DecimalField(decimal_places=6, max_digits=20, null=True, verbose_name="上限")),
    ("text", models.CharField(blank=True, max_length=40, verbose_name="结论")),
    ("detail", models.JSONField(default=dict, verbose_name="详情")),
    ("inputs", models.JSONField(default=list, verbose_name="依据")),
    ("formula", models.CharField(max_length=60, verbose_name="方法")),
    ("version", models.PositiveSmallIntegerField(verbose_name="方法版本")),
]
FINITE = models.Q(
    models.Q(("low__isnull", True), ("low__lt", 10000000000000000), _connector="OR"),
    models.Q(("high__isnull", True), ("high__lt", 10000000000000000), _connector="OR"),
)
ORDERED = models.Q(
    ("low__isnull", True), ("high__isnull", True), ("low__lte", models.F("high")), _connector="OR"
)


class Migration(migrations.Migration):
    dependencies = [("metrics", "0002_result_finite")]

    operations = [
        migrations.RunSQL("DELETE FROM metrics_run", "DELETE FROM metrics_run"),
        migrations.DeleteModel("Result"),
        migrations.CreateModel(
            name="Span",
            fields=[
                *FIGURE,
                ("line", models.CharField(blank=True, max_length=40, verbose_name="时点序列")),
                ("since", models.DateField(verbose_name="起")),
                ("until", models.DateField(verbose_name="止")),
            ],
            options={
                "verbose_name": "计算结果区间",
                "verbose_name_plural": "计算结果区间",
                "ordering": ["line", "subject_kind", "subject", "metric", "since"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("line", "subject_kind", "subject", "metric", "since"),
                        name="metrics_result_once",
                        violation_error_message="同一时点、对象和指标只能有一个结果。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("since__lte", models.F("until"))),
                        name="metrics_result_since_until",
                        violation_error_message="结果区间的起日不能晚于止日。",
                    ),
                    models.CheckConstraint(
                        condition=ORDERED,
                        name="metrics_result_low_not_above_high",
                        violation_error_message="下限不能高于上限。",
                    ),
                    models.CheckConstraint(
                        condition=FINITE,
                        name="metrics_result_finite",
                        violation_error_message="结果必须是有限的数。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Result",
            fields=[
                *FIGURE,
                ("moment", models.CharField(max_length=40, verbose_name="时点")),
                ("as_of", models.DateField(verbose_name="截至日")),
            ],
            options={
                "verbose_name": "计算结果",
                "verbose_name_plural": "计算结果",
                "db_table": "metrics_result",
                "ordering": ["moment", "subject_kind", "subject", "metric"],
                "managed": False,
            },
        ),
        migrations.RunSQL(VIEW, "DROP VIEW metrics_result"),
    ]
