"""What changes about accounts."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from accounts.rules import ROLE_WORDS, Forbidden, check_may, normal_username
from audit.actions import record
from audit.rules import SYSTEM
from regions.models import Organisation, Place


def check_administers(by: Any) -> None:
    """Raise Forbidden unless ``by`` is the system itself or may administer accounts."""
    if by is not SYSTEM:
        check_may(by.role, "administer")


@transaction.atomic
def create_account(
    *,
    by: Any,
    username: str,
    name: str,
    role: str,
    password: str,
    place: Place | None = None,
    organisation: Organisation | None = None,
    must_change_password: bool = True,
    is_demo: bool = False,
) -> User:
    """Make an account.  ``by`` is an administrator or ``audit.rules.SYSTEM``.

    Raises ValidationError with Chinese messages by field (an account of that name exists, a
    password too simple, an area missing for the role).
    """
    check_administers(by)
    user = User(
        username=normal_username(username), name=name.strip(), role=role, place=place,
        organisation=organisation, must_change_password=must_change_password, is_demo=is_demo,
    )  # fmt: skip
    _set_checked(user, password, field="password")
    user.full_clean()
    user.save(force_insert=True)
    _record(by, "accounts.create", user, role=ROLE_WORDS[role])
    return user


@transaction.atomic
def deactivate(*, by: Any, username: str) -> User:
    """Close an account; it stays on file.  Its open sessions end with their next request."""
    check_administers(by)
    user = _locked(username)
    if by is not SYSTEM and by.pk == user.pk:
        raise Forbidden("不能停用本人账号，请由其他系统管理员办理。")
    return _switch(by, user, active=False, action="accounts.deactivate")


@transaction.atomic
def activate(*, by: Any, username: str) -> User:
    """Open a closed account again."""
    check_administers(by)
    return _switch(by, _locked(username), active=True, action="accounts.activate")


@transaction.atomic
def change_password(*, by: User, old: str, new: str) -> User:
    """Change one's own password.  All other sessions of the account end.

    Raises ValidationError by field (``old``, ``new``).
    """
    user = User.objects.select_for_update().get(pk=by.pk)
    if not user.check_password(old):
        raise ValidationError({"old": "原密码不正确。"})
    if new == old:
        raise ValidationError({"new": "新密码不能与原密码相同。"})
    _set_checked(user, new, field="new")
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    record(by=user, action="accounts.change_password", kind="account", key=user.username)
    return user


@transaction.atomic
def reset_password(*, by: Any, username: str, new: str) -> User:
    """Give an account a new first password, to be changed at the next log-in."""
    check_administers(by)
    user = _locked(username)
    _set_checked(user, new, field="new")
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    _record(by, "accounts.reset_password", user)
    return user


def office_named(name: str, place: Place | None) -> Organisation | None:
    """The office of that name in that place, made where it is new; None for a blank name."""
    if not name:
        return None
    found = Organisation.objects.filter(name=name, place=place).order_by("pk").first()
    return found or Organisation.objects.create(code=f"org-{uuid4().hex}", name=name, place=place)


def _locked(username: str) -> User:
    """The account, held until the transaction ends; User.DoesNotExist when there is none."""
    return User.objects.select_for_update().get(username=normal_username(username))


def _switch(by: Any, user: User, *, active: bool, action: str) -> User:
    if user.is_active != active:
        user.is_active = active
        user.save(update_fields=["is_active"])
        _record(by, action, user)
    return user


def _set_checked(user: User, password: str, *, field: str) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise ValidationError({field: error.messages}) from error
    user.set_password(password)


def _record(by: Any, action: str, user: User, **detail: str) -> None:
    record(by=by, action=action, kind="account", key=user.username,
           username=user.username, name=user.name, **detail)  # fmt: skip
