"""How log-ins and passwords enter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, UsernameField

from accounts.rules import PASSWORD_RULE, normal_username

WRONG = "用户名或密码不正确，或账号已停用。请核对后再试；多次失败会暂时锁定。"


class SecretField(forms.CharField):
    """A password: kept as typed, required, bounded."""

    def __init__(self, label: str, autocomplete: str, help_text: str = "") -> None:
        super().__init__(
            label=label, strip=False, max_length=200, help_text=help_text,
            widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
            error_messages={"required": f"请填写{label}。"},
        )  # fmt: skip


class LogInForm(AuthenticationForm):
    """User name and password.  One answer for all failures tells nobody who exists."""

    username = UsernameField(
        label="用户名", max_length=150, error_messages={"required": "请填写用户名。"}
    )
    password = SecretField("密码", "current-password")
    error_messages = {"invalid_login": WRONG, "inactive": WRONG}

    def clean_username(self) -> str:
        """The one written form, so that attempts are counted under one name."""
        return normal_username(self.cleaned_data["username"])


class PasswordForm(forms.Form):
    """Old password, new password twice."""

    old = SecretField("原密码", "current-password")
    new = SecretField("新密码", "new-password", PASSWORD_RULE)
    again = SecretField("再次输入新密码", "new-password")

    def clean(self) -> dict[str, Any]:
        """The new password must have been typed twice alike."""
        cleaned = super().clean() or {}
        if "new" in cleaned and "again" in cleaned and cleaned["new"] != cleaned["again"]:
            self.add_error("again", "两次输入的新密码不一致。")
        return cleaned
