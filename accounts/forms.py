"""How log-ins and passwords enter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, UsernameField

from accounts.queries import areas
from accounts.rules import PASSWORD_RULE, ROLE_WORDS, normal_username

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


class LineField(forms.CharField):
    """A short text that says in Chinese what is wrong with it."""

    def __init__(self, label: str, max_length: int, help_text: str = "", required: bool = True):
        super().__init__(
            label=label, max_length=max_length, help_text=help_text, required=required,
            error_messages={"required": f"请填写{label}。"},
        )  # fmt: skip


class AccountForm(forms.Form):
    """A new account: who, in which office, with which role and area."""

    username = LineField("用户名", 150, "字母、数字和 @ . + - _；不分大小写")
    name = LineField("姓名", 50)
    office = LineField("单位", 100, "全称；留痕和填报中显示", required=False)
    role = forms.ChoiceField(
        label="角色", choices=[("", "请选择"), *ROLE_WORDS.items()],
        error_messages={"required": "请选择角色。", "invalid_choice": "不在可选范围，请重新选择。"},
    )  # fmt: skip
    place = forms.ModelChoiceField(
        areas(), label="覆盖地区", required=False, empty_label="不限（省际、部委、系统管理）",
        to_field_name="code", help_text="填报人、审核人必选",
        error_messages={"invalid_choice": "不在可选范围，请重新选择。"},
    )  # fmt: skip
    password = SecretField("初始密码", "new-password", f"{PASSWORD_RULE}首次登录须修改。")


class ResetForm(forms.Form):
    """A new first password for somebody."""

    new = SecretField("初始密码", "new-password", f"{PASSWORD_RULE}下次登录须修改。")
