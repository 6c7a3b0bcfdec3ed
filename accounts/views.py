"""Log-in, log-out, password, help, and entry to the demo."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from accounts import actions
from accounts.forms import AccountForm, LogInForm, PasswordForm, ResetForm
from accounts.middleware import LEFT_DEMO, MODEL_BACKEND
from accounts.models import User
from accounts.queries import asking, demo_person, find, people
from accounts.rules import PASSWORD_RULE, ROLE_NOTES, ROLE_WORDS, check_may
from audit.actions import record


@method_decorator(login_not_required, name="dispatch")
class LogIn(LoginView):
    """Log-in by user name and password."""

    template_name = "accounts/login.html"
    authentication_form = LogInForm
    redirect_authenticated_user = True

    def form_valid(self, form: Any) -> HttpResponse:
        """Note the log-in and go on."""
        record(by=form.get_user(), action="accounts.log_in", kind="account",
               key=form.get_user().username)  # fmt: skip
        return super().form_valid(form)


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    user = asking(request)
    record(by=user, action="accounts.log_out", kind="account", key=user.username)
    logout(request)
    request.session[LEFT_DEMO] = True
    messages.success(request, "已退出。")
    return redirect("accounts:login")


def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password."""
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _changed(request, form):
        messages.success(request, "密码已修改，其他设备上的登录已失效。")
        return redirect(settings.LOGIN_REDIRECT_URL)
    due = asking(request).must_change_password
    return render(request, "accounts/password.html", {"form": form, "due": due})


def _changed(request: HttpRequest, form: PasswordForm) -> bool:
    """Call the action; its refusal becomes errors of the form."""
    try:
        user = actions.change_password(
            by=asking(request), old=form.cleaned_data["old"], new=form.cleaned_data["new"]
        )
    except ValidationError as error:
        form.add_error(None, error)
        return False
    update_session_auth_hash(request, user)
    return True


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """All accounts, for administrators."""
    check_may(asking(request).role, "administer")
    context = {"people": people(), "asking": asking(request)}
    return render(request, "accounts/list.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """Make an account."""
    check_may(asking(request).role, "administer")
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _made(request, form):
        messages.success(request, f"已建立账号{form.cleaned_data['username']}，请告知初始密码。")
        return redirect("accounts:list")
    return render(request, "accounts/new.html", {"form": form})


def _made(request: HttpRequest, form: AccountForm) -> bool:
    """Call the action; its refusal becomes errors of the form."""
    given = dict(form.cleaned_data)
    try:
        with transaction.atomic():
            office = actions.office_named(given.pop("office"), given["place"])
            actions.create_account(by=asking(request), organisation=office, **given)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


@require_POST
def switch(request: HttpRequest, username: str, action: str) -> HttpResponse:
    """Close an account or open it again."""
    check_may(asking(request).role, "administer")
    known(username)
    act = {"deactivate": actions.deactivate, "activate": actions.activate}[action]
    user = act(by=asking(request), username=username)
    word = "恢复" if user.is_active else "停用"
    messages.success(request, f"已{word}账号{user.username}（{user.name}）。")
    return redirect("accounts:list")


def reset(request: HttpRequest, username: str) -> HttpResponse:
    """Give somebody a new first password."""
    check_may(asking(request).role, "administer")
    user = known(username)
    form = ResetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.reset_password(
                by=asking(request), username=username, new=form.cleaned_data["new"]
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"已重置{user.name}的密码，请告知本人，下次登录须修改。")
            return redirect("accounts:list")
    return render(request, "accounts/reset.html", {"form": form, "person": user})


def known(username: str) -> User:
    """The account of that name, or 404."""
    user = find(username)
    if user is None:
        raise Http404
    return user


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Who does what, the rules on passwords, and whom to ask."""
    roles = [(ROLE_WORDS[role], note) for role, note in ROLE_NOTES.items()]
    context = {"roles": roles, "password_rule": PASSWORD_RULE, "contact_words": settings.CONTACT}
    return render(request, "accounts/help.html", context)


@login_not_required
@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """Enter the demo as one of its persons; the address exists in the demo alone."""
    person = demo_person(request.POST.get("person", "")) if settings.DEMO_ENTRY else None
    if person is None:
        raise Http404
    logout(request)
    login(request, person, backend=MODEL_BACKEND)
    record(by=person, action="accounts.demo_entry", kind="account", key=person.username)
    return redirect(safe_next(request))


def safe_next(request: HttpRequest) -> str:
    """The page to return to: an address of this site, else the first page."""
    target = request.POST.get("next", "")
    inside = url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure())
    return target if inside else settings.LOGIN_REDIRECT_URL


def locked_out(request: HttpRequest, response: Any, credentials: Any) -> HttpResponse:
    """Too many failed log-ins from one place under one name."""
    wait = int(settings.AXES_COOLOFF_TIME.total_seconds())
    page = render(request, "accounts/locked.html", {"minutes": wait // 60}, status=429)
    page["Retry-After"] = str(wait)
    return page
