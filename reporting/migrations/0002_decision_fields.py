"""A decision keeps what the filing said then; a draft may be dropped unsent."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds the fields to decisions and lets a discarded draft have no time of submission."""

    dependencies = [("reporting", "0001_initial")]
    operations = [
        migrations.AddField(
            model_name="decision",
            name="fields",
            field=models.JSONField(default=dict, verbose_name="当时填写的内容"),
        ),
        migrations.RemoveConstraint(
            model_name="submission", name="reporting_submission_sent_has_time"
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(state__in=["draft", "discarded"])
                | models.Q(submitted_at__isnull=False),
                name="reporting_submission_sent_has_time",
                violation_error_message="已提交的填报必须有提交时间。",
            ),
        ),
    ]
