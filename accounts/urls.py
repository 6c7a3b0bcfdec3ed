"""Addresses of log-in, password, help and the entry to the demo."""

from django.urls import path

from accounts import views

app_name = "accounts"

urlpatterns = [
    path("login/", views.LogIn.as_view(), name="login"),
    path("logout/", views.log_out, name="logout"),
    path("password/", views.password, name="password"),
    path("help/", views.help_page, name="help"),
    path("accounts/", views.listing, name="list"),
    path("accounts/new/", views.new, name="new"),
    path("accounts/<str:username>/reset/", views.reset, name="reset"),
    path(
        "accounts/<str:username>/deactivate/", views.switch, {"action": "deactivate"}, "deactivate"
    ),
    path("accounts/<str:username>/activate/", views.switch, {"action": "activate"}, "activate"),
    path("demo/enter/", views.enter, name="enter"),
]
