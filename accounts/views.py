"""Log-in, log-out, password, help, and entry to the demo."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from accounts import actions
from accounts.forms import LogInForm, PasswordForm
from accounts.middleware import LEFT_DEMO, MODEL_BACKEND
from accounts.queries import asking, demo_person
from accounts.rules import PASSWORD_RULE, ROLE_NOTES, ROLE_WORDS
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


@login_not_required
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
