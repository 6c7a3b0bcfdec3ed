"""The trail of who did what; rows are written once and never changed."""

from django.db import models
from django.db.models.functions import Now

from audit.rules import sentence


class Entry(models.Model):
    """One thing done by one actor.  Texts only, so that it outlives what it speaks of."""

    at = models.DateTimeField("时间", db_default=Now(), editable=False)
    actor = models.CharField("账号", max_length=150)
    actor_name = models.CharField("姓名", max_length=100)
    actor_office = models.CharField("单位", max_length=200, blank=True)
    action = models.CharField("动作", max_length=60)
    subject_kind = models.CharField("对象类别", max_length=40)
    subject = models.CharField("对象", max_length=200)
    detail = models.JSONField("详情", default=dict)

    class Meta:
        verbose_name = "留痕"
        verbose_name_plural = "留痕"
        ordering = ["id"]
        indexes = [models.Index(fields=["subject_kind", "subject", "id"], name="audit_subject")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(actor="") & ~models.Q(action=""),
                name="audit_entry_has_actor_and_action",
                violation_error_message="留痕必须写明操作人和动作。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name} {self.action} {self.subject}"

    @property
    def sentence(self) -> str:
        """What was done, in Chinese."""
        return sentence(self.action, self.detail)

    @property
    def reason(self) -> str:
        """The reason given for it, blank where none was asked."""
        return str(self.detail.get("reason") or "")

    @property
    def who(self) -> str:
        """Name of the actor as it was then."""
        return self.actor_name or self.actor
