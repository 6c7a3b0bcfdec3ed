"""Who is behind a session, read together with office and area."""

from __future__ import annotations

from django.contrib.auth.backends import ModelBackend

from accounts.models import User


class PersonBackend(ModelBackend):
    """Log-in by name and password; every page shows the office, so it comes in one query."""

    def get_user(self, user_id: int) -> User | None:
        """The account of a session, None when it is closed or gone."""
        rows = User.objects.select_related("organisation", "place")
        user = rows.filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
