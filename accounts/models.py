"""People who use the system."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q

from accounts.rules import ROLE_WORDS, Scope, scope_of
from regions.models import Organisation, Place


class User(AbstractUser):
    """An account: a person, an office, a role and the area it covers.

    ``place`` is the city of a city reporter or the province of a provincial account; it is
    empty for coordinators, ministry readers and administrators.
    """

    name = models.CharField("姓名", max_length=50)
    role = models.CharField("角色", max_length=12, choices=list(ROLE_WORDS.items()))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, verbose_name="单位"
    )
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, verbose_name="覆盖地区")
    is_demo = models.BooleanField("演示账号", default=False)
    must_change_password = models.BooleanField("须先修改密码", default=False)

    class Meta(AbstractUser.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=["reporter", "reviewer"], place__isnull=False)
                | (~Q(role__in=["reporter", "reviewer"]) & Q(place__isnull=True)),
                name="accounts_user_place_goes_with_role",
                violation_error_message="填报人、审核人必须写明覆盖地区，其他角色不写。",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.username

    @property
    def office(self) -> str:
        """Name of the organisation, for the audit trail."""
        return self.organisation.name if self.organisation else ""

    @property
    def scope(self) -> Scope:
        """What area this account covers, and whether it reads or writes there."""
        return scope_of(self.role, self.place.code if self.place else "")
